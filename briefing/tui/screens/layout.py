"""The panes of the dashboard, and moving in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.screen import Screen

from briefing.tui.panes.alike import alike
from briefing.tui.panes.bars import KeyBar, NoticeBar, RegionTabs, Rule, TitleBar
from briefing.tui.panes.cards import CardList
from briefing.tui.panes.lines import LinesPane
from briefing.tui.panes.prompt import Prompt

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Region
    from textual.strip import Strip

    from briefing.tui.seeking import Pane

BREADTHS = [(0, "-narrow"), (100, "-medium"), (120, "-pair"), (160, "-wide")]
"""Classes by columns: one pane, two, the matrix beside the overview, three."""
HEIGHTS = [(0, "-flat"), (8, "-short"), (30, "-tall")]
"""Classes by rows: blank lines around the tabs where there is height for them, no edges where there is hardly any."""


class Panes(Horizontal):
    """Side by side."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """What can be seen between them."""
        return alike(super().render_lines, crop)


class Layout(Screen[None]):
    """Regions above, keys below, and between them a region's cards with the card, or a page."""

    HORIZONTAL_BREAKPOINTS = BREADTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def compose(self) -> ComposeResult:
        """Everything there is; the stylesheet shows what the view and the width call for."""
        yield TitleBar()
        yield RegionTabs()
        with Panes(id="region"):
            yield CardList(id="cards")
            yield Rule(id="cards-rule")
            yield LinesPane(id="card")
            yield Rule(id="aside-rule")
            yield LinesPane(id="aside")
        with Panes(id="whole"):
            yield LinesPane(cursor=True, id="page")
            yield Rule(id="page-rule")
            yield LinesPane(cursor=True, id="matrix")
        yield Prompt()
        yield NoticeBar()
        yield KeyBar()

    def render_lines(self, crop: Region) -> list[Strip]:
        """What can be seen between all that."""
        return alike(super().render_lines, crop)

    @property
    def cards(self) -> CardList:
        """The region's cards."""
        return self.query_one("#cards", CardList)

    @property
    def card(self) -> LinesPane:
        """The card."""
        return self.query_one("#card", LinesPane)

    @property
    def aside(self) -> LinesPane:
        """The third pane of wide screens: sources and the rating's history."""
        return self.query_one("#aside", LinesPane)

    @property
    def page(self) -> LinesPane:
        """The page over a region or the whole briefing."""
        return self.query_one("#page", LinesPane)

    @property
    def matrix(self) -> LinesPane:
        """The matrix beside the overview."""
        return self.query_one("#matrix", LinesPane)

    @property
    def prompt(self) -> Prompt:
        """The line in which a search or a filter is typed."""
        return self.query_one(Prompt)

    @property
    def pane(self) -> Pane:
        """The pane that keys go to."""
        focused = self.focused
        return focused if isinstance(focused, CardList | LinesPane) else self.page

    def notice(self, words: str, *, grave: bool = False) -> None:
        """Say something on the line above the keys, until the next key."""
        bar = self.query_one(NoticeBar)
        bar.grave = grave
        bar.notice = words

    def action_down(self) -> None:
        """Down by one."""
        self._move(1)

    def action_up(self) -> None:
        """Up by one."""
        self._move(-1)

    def _move(self, steps: int) -> None:
        self.pane.move(steps)
        self.moved()

    def action_first(self) -> None:
        """To the first."""
        self.pane.move_to_end(last=False)
        self.moved()

    def action_last(self) -> None:
        """To the last."""
        self.pane.move_to_end(last=True)
        self.moved()

    def _page(self, share: float) -> None:
        self.pane.page(share)
        self.moved()

    def action_half_down(self) -> None:
        """Half a page down."""
        self._page(0.5)

    def action_half_up(self) -> None:
        """Half a page up."""
        self._page(-0.5)

    def action_page_down(self) -> None:
        """A page down."""
        self._page(1)

    def action_page_up(self) -> None:
        """A page up."""
        self._page(-1)

    def moved(self) -> None:
        """The reader moved in a pane."""
