"""The dashboard's one screen: regions above, a region's cards left and the card right, or a page over the whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.screen import Screen

from briefing.tui.actions import ACTIONS, REGION_KEYS
from briefing.tui.messages import (
    CopyText,
    EditFile,
    KeepCard,
    LeavePage,
    MakePage,
    MarkCards,
    OpenAddress,
    OpenRevision,
)
from briefing.tui.panes.bars import KeyBar, NoticeBar, RegionTabs, Rule, TitleBar
from briefing.tui.panes.cards import CardList
from briefing.tui.panes.lines import LinesPane
from briefing.tui.panes.prompt import Prompt
from briefing.tui.seeking import Pane, Seeking
from briefing.tui.trail import Place, Trail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.style import Style
    from textual.timer import Timer

    from briefing.find.filter import Filter
    from briefing.find.listing import Listing
    from briefing.find.order import Order
    from briefing.library.library import Library
    from briefing.library.revision import Revision
    from briefing.publish.document import CitedSource, Document
    from briefing.reader.marks import Marks
    from briefing.tui.messages import PageMade
    from briefing.tui.showing import Showing
    from briefing.tui.typeset import Line

# The model, the library's reader and the typesetter are imported where they are first needed and not above: the first
# frame is drawn without them.

MADE: Final = frozenset(("changes", "past"))
"""Pages that the app makes on a thread: they look up what was read, or ask git."""
SCOPED: Final = frozenset(("timeline", "positions", "signposts", "sources", "score", "minutes"))
"""Pages that can be of one region."""
REGION: Final = "region"
"""The view of a region's cards; every other view is a page, by its name."""
OVERVIEW: Final = "overview"
EVERYWHERE: Final = "*"
"""The list of all regions' cards, where a filter is looked through."""
_SET_AT_ONCE: Final = 200
"""Cards of which a page is made in a frame's time; over more of them it is made on a thread."""
_READ_AFTER: Final = 2.0
"""Seconds in view after which a card counts as read."""

BREADTHS = [(0, "-narrow"), (100, "-medium"), (120, "-pair"), (160, "-wide")]
"""Classes by columns: one pane, two, the matrix beside the overview, three."""
HEIGHTS = [(0, "-short"), (30, "-tall")]
"""Classes by rows: blank lines around the tabs where there is height for them."""


@dataclass(frozen=True)
class Past:
    """A look back, and what there is to come back to from it."""

    revision: Revision
    present: Showing | None
    way_back: Trail
    """The way that led to it."""
    from_the_start: bool
    """Whether it was asked for on the command line: then the way out is to quit."""


class Dashboard(Screen[None]):
    """Owns where the reader is: the view, the region, the card. Panes are told what to show."""

    HORIZONTAL_BREAKPOINTS = BREADTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                ",".join(action.keys),
                action.call,
                action.label,
                id=action.id,
                tooltip=action.does,
                show=action.footer,
            )
            for action in ACTIONS
        ),
        *(Binding(key, f"region({key})", show=False) for key in REGION_KEYS),
    ]

    showing: reactive[Showing | None] = reactive(None, init=False)
    marks: reactive[Marks | None] = reactive(None, init=False)
    view: reactive[str] = reactive(OVERVIEW, init=False)

    def __init__(self, title: str, at: str | None = None) -> None:
        super().__init__(classes="-overview")
        self.briefing_title = title
        self.at = at
        self.past: Past | None = None
        """What is looked back at."""
        self.region_id = ""
        self.reference: str | None = None
        """The card that is shown, in a region's view."""
        self.shown: Document | None = None
        self._listed: list[str] = []
        """The cards of the list, in its order."""
        self._cursors: dict[str, str] = {}
        """The card last looked at in each region, to come back to."""
        self._asked = ""
        """The card that was asked for by name."""
        self.filter: Filter | None = None
        """What lists let through; None lets all."""
        self._filter_before: Filter | None = None
        self._went_to_filter = False
        """Whether the list of all regions was opened only to filter it."""
        self.order: Order | None = None
        """How lists are sorted; None is worst first, with the cards of other regions last."""
        self._in_view: Timer | None = None
        """Runs out when the card has been in view long enough to be read."""
        self._kept_unread: str | None = None
        """The card that was marked unread by hand, while it is in view."""
        self._search = Seeking()
        self._trail = Trail()
        self._made: dict[tuple[str, str], Document] = {}
        """Pages that took their time, by name and region, as they were last made."""
        self._paper: Document | None = None
        """What the page shows, but for the overview."""

    def compose(self) -> ComposeResult:
        """Everything there is; the stylesheet shows what the view and the width call for."""
        yield TitleBar()
        yield RegionTabs()
        with Horizontal(id="region"):
            yield CardList(id="cards")
            yield Rule(id="cards-rule")
            yield LinesPane(id="card")
            yield Rule(id="aside-rule")
            yield LinesPane(id="aside")
        with Horizontal(id="whole"):
            yield LinesPane(cursor=True, id="page")
            yield Rule(id="page-rule")
            yield LinesPane(cursor=True, id="matrix")
        yield Prompt()
        yield NoticeBar()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the title at once; the rest comes when it has been read."""
        self.query_one(TitleBar).title = self.briefing_title
        self.set_focus(self.page)

    # -- what the panes are

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

    # -- what is shown

    @property
    def library(self) -> Library | None:
        """What is read in it."""
        return self.showing.library if self.showing else None

    @property
    def listing(self) -> Listing:
        """Its lists, once there is something."""
        assert self.showing is not None
        return self.showing.listing

    def show_past(self, revision: Revision, showing: Showing, *, from_the_start: bool = False) -> None:
        """Show the briefing as it stood at a revision, judged as of its day, until the reader comes back from it.

        One that was asked for on the command line is shown at the place that was asked for with it.
        """
        if self.past:
            self.past = Past(revision, self.past.present, self.past.way_back, self.past.from_the_start)
        else:
            self.past = Past(revision, self.showing, Trail() if from_the_start else self._trail, from_the_start)
        self._trail = Trail()
        self.prompt.close()
        self.region_id, self.reference = "", None
        self.query_one(RegionTabs).active = ""
        self.remove_class("-zoomed", "-reading")
        self.view = OVERVIEW
        self.set_focus(self.page)
        self._made.clear()
        self.showing = showing
        if from_the_start:
            self._arrive()
        self.notice("as it stood then, to be read only; esc on the overview comes back to now")

    def come_back(self) -> None:
        """From a revision to the briefing as it is now."""
        past, self.past = self.past, None
        self._made.clear()
        if past:
            self.showing = past.present
            if past.way_back:
                self._trail = past.way_back
                self._go_to_page("past")

    def take(self, showing: Showing) -> None:
        """Take a new reading of the content; while the reader looks back, it waits."""
        if self.past:
            self.past = replace(self.past, present=showing)
        else:
            self.showing = showing

    def watch_showing(self, before: Showing | None, showing: Showing) -> None:
        """Show a new reading of the content, the reader's place kept."""
        library = showing.library
        self._show_bars()
        if before is None:
            self._arrive()
        elif self.view == REGION and (self.region_id in library.regions or self.region_id == EVERYWHERE):
            self._show_region(keep_place=True)
        elif self.view == REGION:
            self.go_to_overview()
        else:
            self.region_id = self.region_id if self.region_id in library.regions else ""
            self._show_page(keep_place=True)

    def _arrive(self) -> None:
        """Go to the card or region that was asked for on the command line, else to the overview."""
        library = self.library
        assert library is not None
        at = self.at or ""
        if found := library.find(at):
            self.go_to_card(found)
            self.action_pane_in()
        elif at in library.regions:
            self.go_to_region(at)
        else:
            self._show_page()
            if at:
                self.notice(f"there is no card or region {at}")

    def watch_marks(self, before: Marks | None, marks: Marks) -> None:
        """Show what is unread and bookmarked, everything else as it stands."""
        if marks == before:
            return
        self.query_one(TitleBar).unread = len(marks.unread)
        self.cards.mark(marks.unread | marks.changed, marks.bookmarked)
        if self.view == "changes":
            self._show_page(keep_place=True)

    def _show_bars(self) -> None:
        showing = self.showing
        assert showing is not None
        title = self.query_one(TitleBar)
        title.title = showing.library.briefing.title
        title.edition, title.short_edition = showing.edition, showing.short_edition
        if self.past:
            title.edition = title.short_edition = f"as it stood at {self.past.revision}"
        title.problems = showing.problems
        self.query_one(RegionTabs).tabs = showing.tabs

    def watch_view(self, view: str) -> None:
        """Show the panes of the view."""
        self.set_class(view == REGION, "-region")
        self.set_class(view == OVERVIEW, "-overview")
        self._show_crumb()

    def go_to_overview(self) -> None:
        """To the page over the whole briefing."""
        self._trail.clear()
        self._go_to_page(OVERVIEW)

    def go_to_page(self, view: str) -> None:
        """To a page, of the region in focus; asked for once more, over the whole briefing."""
        if self.library is None:
            return
        if self.view != view:
            self._note_place()
            self._go_to_page(view, self.region_id if view in SCOPED and self.region_id in self.library.regions else "")
            if self.region_id:
                self.notice(f"{self._region_name()} only; the same key shows the whole briefing")
        elif self.region_id:
            self._go_to_page(view)

    def _go_to_page(self, view: str, region: str = "", within: tuple[int, int] = (0, 0)) -> None:
        self._leave_page()
        self.region_id, self.reference = region, None
        self.query_one(RegionTabs).active = region or ("" if view == OVERVIEW else view)
        self.remove_class("-zoomed", "-reading")
        self.view = view
        self.set_focus(self.page)
        self._show_page(within=within)

    def _leave_page(self) -> None:
        if self.view not in (REGION, OVERVIEW):
            self.post_message(LeavePage())

    def _note_place(self) -> None:
        """Remember where the reader is, who goes on to something else and will come back."""
        pane = self.pane if self.view == REGION else self.page
        self._trail.note(Place(self.view, self.region_id, self.reference, pane.id or "", pane.place))

    def _go_back(self) -> None:
        """To where the reader came from, or to the overview."""
        library = self.library
        if library is None:
            return
        while self._trail:
            place = self._trail.back()
            if place.view != REGION:
                self._go_to_page(place.view, place.region if place.region in library.regions else "", place.within)
                return
            if place.region in library.regions or place.region == EVERYWHERE:
                self._asked = place.reference or ""
                self._show_in_region(place.region, place.reference)
                if place.pane == self.card.id and self.reference == place.reference:
                    self.action_pane_in()
                    self.card.show(self._set_card, place=place.within)
                return
        self._go_to_page(OVERVIEW)

    def go_to_region(self, region: str, reference: str | None = None) -> None:
        """To a region's list, at a card or where the reader last was in it."""
        self._trail.clear()
        self._show_in_region(region, reference)

    def _show_in_region(self, region: str, reference: str | None) -> None:
        if self.library is None or (region not in self.library.regions and region != EVERYWHERE):
            self.go_to_overview()
            self.notice(f"there is no region {region} any more")
            return
        self._leave_page()
        self.region_id = region
        self.reference = reference or self._cursors.get(region)
        self.query_one(RegionTabs).active = region
        self.remove_class("-reading")
        self.view = REGION
        if not self.has_class("-zoomed"):
            self.set_focus(self.cards)
        self._show_region()

    def go_to_card(self, reference: str) -> None:
        """To a card in its own region, listed there or not; back leads to where it was chosen."""
        self._asked = reference
        self._note_place()
        self._show_in_region(reference.partition("/")[0], reference)

    def _show_region(self, *, keep_place: bool = False) -> None:
        """The region's list and the card under its cursor."""
        library = self.library
        if library is None:
            return
        region = None if self.region_id == EVERYWHERE else self.region_id
        listed = self.listing.cards(region, self.filter, self.order, self.marks)
        if self._asked in library.files and self._asked not in listed and self._asked == self.reference:
            listed.append(self._asked)  # a draft or a retired card that was asked for by name
        self._listed = listed
        found = library.find(self.reference) if self.reference else None
        # A card that is gone leaves the cursor where it was, on its neighbour.
        self._show_rows(listed.index(found) if found in listed else self.cards.cursor if keep_place else 0)
        same = keep_place and self.cards.reference == self.reference
        self.show_card(self.cards.reference, keep_place=same)

    def _show_rows(self, cursor: int) -> None:
        from briefing.tui.rows import Rows

        self.cards.show(Rows(self.listing, self._listed, self.region_id), cursor)

    def show_card(self, reference: str | None, *, keep_place: bool = False) -> None:
        """Show a card in the card's pane, and beside it what belongs to it."""
        from briefing.publish.card import card_document
        from briefing.publish.chart import WIDTH as CHART_WIDTH

        self.reference = reference
        library = self.library
        if library is None or reference is None:
            self.shown = None
            self._show_crumb()
            self.card.show(self._set_empty)
            self.aside.show(self._set_aside)
            return
        self._cursors[self.region_id] = reference
        if not keep_place:  # what changes under the reader's eyes has not been read by being there
            if self._in_view:
                self._in_view.stop()
            self._in_view = self.set_timer(_READ_AFTER, lambda: self._was_read(reference))
        self.shown = card_document(library, reference, self.listing.standings.get(reference), chart_width=CHART_WIDTH)
        self.card.show(self._set_card, keep_place=keep_place)
        if self.has_class("-wide"):
            self.aside.show(self._set_aside, keep_place=keep_place)
        self._show_crumb()

    def _set_card(self, width: int, styles: dict[str, Style]) -> list[Line]:
        from briefing.tui.pages import set_card

        if self.shown is None:
            return []
        beside = self.has_class("-wide") and not self.has_class("-zoomed")
        # Where the breadcrumb names the card, it is not named again below it.
        return set_card(self.shown, width, styles, title=not self.query_one(RegionTabs).crumb, beside=beside)

    def _set_aside(self, width: int, styles: dict[str, Style]) -> list[Line]:
        from briefing.tui.pages import set_aside

        return set_aside(self.shown, width, styles)

    def _set_empty(self, width: int, styles: dict[str, Style]) -> list[Line]:
        from briefing.tui.pages import set_empty

        if self.filter:
            lifts = "f changes it; esc on the overview lifts it."
            words = f"No card of this list: the filter {self.filter} lets none through. {lifts}"
            return set_empty(words, width, styles)
        words = f"No card here yet: a file {self.region_id}/its-name.toml with title, as_of and summary becomes one."
        return set_empty(words, width, styles)

    def _show_page(self, *, keep_place: bool = False, within: tuple[int, int] = (0, 0)) -> None:
        from briefing.tui.pages import paper

        if self.showing is None:
            return
        if self.view == OVERVIEW:
            self.matrix.show(self._set_matrix, keep_place=keep_place)
        elif self.view in MADE or len(self.showing.library.files) > _SET_AT_ONCE:
            self._paper = self._made.get((self.view, self.region_id))
            self.post_message(
                MakePage(self.view, self.region_id, self.listing, self.past.revision.id if self.past else None)
            )
        else:
            self._paper = paper(
                self.view, self.listing, self.region_id or None, self.marks.unread if self.marks else ()
            )
        self.page.show(
            self._set_page,
            keep_place=keep_place,
            place=within,
            part=None if keep_place or any(within) else self._begins,
        )

    @property
    def _begins(self) -> tuple[str | int, ...] | None:
        """The part that a page is read from; None for its top."""
        from briefing.publish.timeline import TODAY

        return TODAY if self.view == "timeline" else None

    def show_made(self, made: PageMade) -> None:
        """Show a page that took its time, if the reader is still there."""
        self._made[made.name, made.region] = made.document
        if (self.view, self.region_id) == (made.name, made.region):
            first, self._paper = self._paper is None, made.document
            self.page.show(self._set_page, keep_place=not first, part=self._begins if first else None)

    def _set_page(self, width: int, styles: dict[str, Style]) -> list[Line]:
        from briefing.tui.pages import set_empty
        from briefing.tui.typeset import set_document

        if self.view == OVERVIEW:
            return self.showing.overview.set(width, styles, paired=self._is_paired) if self.showing else []
        return set_document(self._paper, width, styles) if self._paper else set_empty("Looking ...", width, styles)

    def _set_matrix(self, width: int, styles: dict[str, Style]) -> list[Line]:
        showing = self.showing
        return showing.overview.set_beside(width, self.matrix.size.height, styles) if showing else []

    @property
    def _is_paired(self) -> bool:
        """Whether the matrix stands beside the overview."""
        return self.has_class("-pair") or self.has_class("-wide")

    def _region_name(self) -> str:
        """The region in focus, or all of them."""
        region = self.library.regions.get(self.region_id) if self.library else None
        return region.name if region else "All regions"

    def _show_crumb(self) -> None:
        """Where there is room for one pane only, the card says where it is."""
        reading = self.has_class("-narrow") and self.has_class("-reading") and self.view == REGION
        region = self._region_name() if reading else ""
        title = self.shown.title if self.shown else ""
        crumb = f"{region} / {title}" if reading else ""
        tabs = self.query_one(RegionTabs)
        if tabs.crumb != crumb:
            tabs.crumb = crumb
            if self.shown:
                self.card.show(self._set_card, keep_place=True)

    def on_resize(self) -> None:
        """Set again what depends on how many panes there are."""
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        if self.library is None:
            return
        self._show_crumb()
        if self.view == REGION:
            self.card.show(self._set_card if self.shown else self._set_empty, keep_place=True)
            self.aside.show(self._set_aside, keep_place=True)
            if self.aside.has_focus and not self.has_class("-wide"):
                self.set_focus(self.card)
        else:  # set anew, not made anew
            self.page.show(self._set_page, keep_place=True)
            self.matrix.show(self._set_matrix, keep_place=True)

    # -- what the panes tell

    def on_region_tabs_chosen(self, event: RegionTabs.Chosen) -> None:
        """A tab was clicked; on the breadcrumb, the way back."""
        if self.query_one(RegionTabs).crumb:
            self.action_back()
        elif event.region:
            self.go_to_region(event.region)
        else:
            self.go_to_overview()

    def on_card_list_moved(self, event: CardList.Moved) -> None:
        """A click moved the cursor; keys have shown the card already, in the same frame."""
        if event.reference != self.reference:
            self.show_card(event.reference)

    def on_card_list_entered(self, event: CardList.Entered) -> None:
        """Read the card."""
        self.show_card(event.reference)
        self.action_pane_in()

    def on_lines_pane_chosen(self, event: LinesPane.Chosen) -> None:
        """Follow what was chosen."""
        self.follow(event.lead)

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        """A key's name was clicked."""
        self.call_later(self.run_action, event.action)

    def on_title_bar_problems_asked(self) -> None:
        """The count of problems was clicked."""
        self.go_to_page("problems")

    def on_descendant_focus(self) -> None:
        """However the focus came to a pane: where there is room for one only, that is the one."""
        if self.prompt.is_open:
            self.prompt.hold()  # what is being asked is answered, or given up, first
            return
        in_list = self.pane is self.cards
        self.set_class(self.view == REGION and not in_list, "-reading")
        self.set_class(in_list, "-list-zoomed")

    def on_key(self) -> None:
        """What was said stands until the next key."""
        self.notice("")

    def follow(self, lead: object) -> None:
        """Go where a run or a row leads: a card, a claim, a source, an address, a problem."""
        from briefing.publish.document import Lead

        if isinstance(lead, Lead):
            match lead.kind:
                case "card":
                    self.follow_card(lead.to)
                case "part":
                    self._follow_part(lead.to)
                case "source":
                    self.pick_source(self._document.sources if self._document else (), lead.to)
                case "address":
                    self.post_message(OpenAddress(lead.to))
                case "problem":
                    self._edit_at(lead.to)
                case "region":
                    self.go_to_region(lead.to)
                case "revision":
                    self.post_message(OpenRevision(lead.to))

    def _is_past(self) -> bool:
        """Whether the reader looks back, where nothing can be edited or marked; it is said then."""
        if self.past:
            self.notice("this is the past: come back to now first, by esc on the overview")
        return self.past is not None

    def _edit_at(self, number: str) -> None:
        """Open the editor at a problem, by its place among all."""
        if self._is_past():
            return
        problems = self.library.problems if self.library else ()
        if int(number) < len(problems):
            problem = problems[int(number)]
            self.post_message(EditFile(problem.path, problem.line, problem.column))

    @property
    def _document(self) -> Document | None:
        """What is on screen: the card, or the page."""
        return self.shown if self.view == REGION else self._paper

    def follow_card(self, named: str) -> None:
        """Go to a card that something names, and read it."""
        found = self.library.find(named) if self.library else None
        if found is None:
            self.notice(f"there is no card {named}")
            return
        self.go_to_card(found)
        self.action_pane_in()

    def _follow_part(self, named: str) -> None:
        card, _, part = named.rpartition("#")
        if card:
            self.follow_card(card)
        if self.library and self.reference in self.library.cards:
            places = {name: (table, place) for table, place, name in self.library.cards[self.reference].parts()}
            # What has no id is named by its key, as `event.0`.
            keys = tuple(int(key) if key.isdecimal() else key for key in part.split("."))
            self.card.scroll_to_part(places.get(part, keys))

    # -- moving about

    def action_down(self) -> None:
        """Down by one."""
        self._move(1)

    def action_up(self) -> None:
        """Up by one."""
        self._move(-1)

    def _move(self, steps: int) -> None:
        self.pane.move(steps)
        self._moved()

    def _card_under_cursor(self) -> None:
        """Show the card that the cursor came to, in the same frame as the cursor."""
        if self.pane is self.cards and self.cards.reference != self.reference:
            self.show_card(self.cards.reference)

    def action_first(self) -> None:
        """To the first."""
        self.pane.move_to_end(last=False)
        self._card_under_cursor()

    def action_last(self) -> None:
        """To the last."""
        self.pane.move_to_end(last=True)
        self._card_under_cursor()

    def _page(self, share: float) -> None:
        self.pane.page(share)
        self._moved()

    def _moved(self) -> None:
        """After a move in any pane: the list shows the card under its cursor, and a card that is scrolled is read."""
        self._card_under_cursor()
        if self.pane is self.card and self.reference:
            self._mark_read(self.reference)

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

    def action_pane_in(self) -> None:
        """From the list into the card; from a row to what it leads to."""
        if self.view != REGION:
            self.pane.choose() if isinstance(self.pane, LinesPane) else None
        elif self.pane is not self.card and self.shown is not None:
            self.add_class("-reading")
            self.set_focus(self.card)
            self._show_crumb()

    def action_pane_out(self) -> None:
        """From the card back to the list."""
        if self.view == REGION and self.pane is not self.cards:
            self.remove_class("-reading", "-zoomed")
            self.set_focus(self.cards)
            self._show_crumb()

    def action_next_pane(self) -> None:
        """To the next pane that is shown."""
        if self.view == REGION and self.has_class("-narrow"):
            self.action_pane_in() if self.pane is self.cards else self.action_pane_out()
            return
        panes = [pane for pane in self.query("CardList, LinesPane") if pane.focusable and pane.is_on_screen]
        if panes and not self.has_class("-zoomed"):
            place = panes.index(self.pane) if self.pane in panes else -1
            panes[(place + 1) % len(panes)].focus()

    def action_next_card(self) -> None:
        """The next card, wherever the focus is; after a region's last, the next region's first."""
        self._step_card(1)

    def action_previous_card(self) -> None:
        """The card before."""
        self._step_card(-1)

    def _step_card(self, step: int) -> None:
        if self.library is None:
            return
        place = self.cards.cursor + step if self.view == REGION else -1
        if 0 <= place < len(self._listed):
            self.cards.put(place)
            self.show_card(self.cards.reference)
            return
        for region in self._regions_ahead(step):
            if listed := self.listing.cards(region, self.filter, self.order, self.marks):
                reading = self.pane is self.card
                self.go_to_region(region, listed[0 if step > 0 else -1])
                if reading:
                    self.action_pane_in()
                return
        self.notice("this is the last card" if step > 0 else "this is the first card")

    def _regions_ahead(self, step: int) -> list[str]:
        """The regions after the one in focus, or with -1 before, in the order in which one comes to them."""
        regions = [*self.library.regions] if self.library else []
        if self.view != REGION:
            return regions if step > 0 else []
        here = regions.index(self.region_id) if self.region_id in regions else len(regions)
        return regions[here + 1 :] if step > 0 else regions[:here][::-1] if here < len(regions) else []

    def action_next_region(self) -> None:
        """The next region; after the last, the overview."""
        self._step_region(1)

    def action_previous_region(self) -> None:
        """The region before."""
        self._step_region(-1)

    def _step_region(self, step: int) -> None:
        if self.library is None:
            return
        places = ["", *self.library.regions]
        here = places.index(self.region_id) if self.region_id in places else 0
        self.action_region((here + step) % len(places))

    def action_region(self, number: int) -> None:
        """A region by its place; 0 is the overview."""
        regions = [*self.library.regions] if self.library else []
        if number == 0:
            self.go_to_overview()
        elif number <= len(regions):
            self.go_to_region(regions[number - 1])
        else:
            self.notice(f"there is no region {number}")

    def action_overview(self) -> None:
        """The one-minute page."""
        self.go_to_overview()

    def action_page(self, name: str) -> None:
        """To a page by its name."""
        self.go_to_page(name)

    def action_back(self) -> None:
        """Out of a search, out of the card, back the way, out of the past. It never quits."""
        if self.pane.sought:
            self.pane.seek("")
        elif self.has_class("-zoomed"):
            self.action_zoom()
        elif self.view == REGION and self.pane is not self.cards and (not self._trail or self.region_id == EVERYWHERE):
            self.action_pane_out()
        elif self.view != OVERVIEW or self._trail:
            self._go_back()
        elif self.past:
            self.come_back()
        elif self.filter:
            self.set_filter("")
            self.notice("the filter is lifted")

    def action_quit_back(self) -> None:
        """Back; from the overview, quit."""
        if self.view == OVERVIEW and not self._trail and (self.past is None or self.past.from_the_start):
            self.app.exit()
        else:
            self.action_back()

    def action_quit(self) -> None:
        """Quit at once."""
        self.app.exit()

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        if self.view != REGION:
            self.notice("a card or a list can be zoomed")
        elif self.has_class("-narrow"):
            self.notice("the pane has the whole screen already")
        else:
            self.toggle_class("-zoomed")
            self.call_after_refresh(self._resized)

    # -- which cards are listed

    def action_filter(self) -> None:
        """Ask for a filter, and show at each keystroke what it lets through."""
        from briefing.tui.suggestions import FilterSuggester

        if self.library is None:
            return
        self._filter_before = self.filter
        self._went_to_filter = self.view != REGION
        if self._went_to_filter:
            self._note_place()
            self._show_in_region(EVERYWHERE, None)
        self.remove_class("-reading")
        text = str(self.filter) if self.filter else ""
        self.prompt.open("filter", "filter", text, FilterSuggester(self.library))

    def set_filter(self, text: str) -> str:
        """Let only those cards through that the filter holds for; what is wrong with it, if anything is."""
        from briefing.find.filter import FilterError, asks_the_reader, parse

        library = self.library
        if library is None:
            return ""
        try:
            wanted = parse(text, library) if text.strip() else None
        except FilterError as error:
            return f"filter, column {error.column}: {error.message}"
        if wanted and self.marks is None and asks_the_reader(wanted):
            return "filter: what you have read is still being looked up"
        self.filter = wanted
        self.query_one(RegionTabs).filter = str(wanted) if wanted else ""
        if self.view == REGION:
            self._show_region(keep_place=True)
        return ""

    def go_to_filter(self, text: str) -> None:
        """Show all cards that a filter lets through."""
        if (self.view, self.region_id) != (REGION, EVERYWHERE):
            self._note_place()
        self._show_in_region(EVERYWHERE, None)
        if wrong := self.set_filter(text):
            self.notice(wrong, grave=True)

    def action_sort(self) -> None:
        """Sort the list the next way."""
        from briefing.find.order import Order

        if self.view != REGION:
            self.notice("go to a region first: this sorts its list")
            return
        orders = list(Order)
        self.order = orders[(orders.index(self.order or Order.LEVEL) + 1) % len(orders)]
        self._show_region(keep_place=True)
        self.notice(f"sorted by {self.order}")

    # -- what the reader has read

    def _was_read(self, reference: str) -> None:
        """A card that has been in view for a while counts as read."""
        in_view = (
            self.view == REGION
            and self.reference == reference
            and (not self.has_class("-narrow") or self.has_class("-reading"))
        )
        if in_view and self.app.screen is self:
            self._mark_read(reference)

    def _is_new(self, reference: str) -> bool:
        """Whether the reader has not read the card as it stands now."""
        marks = self.marks
        return marks is not None and (reference in marks.unread or reference in marks.changed)

    def _mark_read(self, reference: str) -> None:
        if self.past is None and self._is_new(reference) and reference != self._kept_unread:
            self.post_message(MarkCards((reference,), by_hand=False))

    def action_toggle_read(self) -> None:
        """Mark the card read, or unread."""
        if self._is_past():
            return
        if self.reference is None or self.marks is None:
            self.notice("choose a card first, then mark it")
            return
        unread = self.reference in self.marks.unread
        # What was marked unread by hand is not read by merely staying in view.
        self._kept_unread = None if unread else self.reference
        self.post_message(MarkCards((self.reference,), read=unread))
        self.notice("read" if unread else "unread again")

    def action_region_read(self) -> None:
        """Mark all cards of the list read."""
        if self._is_past():
            return
        if self.view != REGION or self.marks is None:
            self.notice("go to a region first: this marks the cards of its list")
            return
        unread = tuple(each for each in self._listed if self._is_new(each))
        self.post_message(MarkCards(unread))
        self.notice(f"{len(unread)} marked read; U takes it back" if unread else "all of them are read")

    def action_bookmark(self) -> None:
        """Put a bookmark on the card, or take it off."""
        if self._is_past():
            return
        if self.reference is None or self.marks is None:
            self.notice("choose a card first, then keep it")
            return
        kept = self.reference not in self.marks.bookmarked
        self.post_message(KeepCard(self.reference, kept))
        self.notice("bookmarked; `f is:bookmarked` shows those" if kept else "bookmark taken off")

    # -- searching the pane

    def action_search(self) -> None:
        """Ask for words, and mark them in the pane that keys go to."""
        self._search.begin(self.pane)
        self.prompt.open("search", "/")

    def action_next_match(self) -> None:
        """To the next match."""
        self._step_match(1)

    def action_previous_match(self) -> None:
        """To the match before."""
        self._step_match(-1)

    def _step_match(self, step: int) -> None:
        if self.pane.sought:
            self._search.pane = self.pane
        if not self._search.is_on:
            self.notice("nothing is searched for here; / begins")
            return
        self._search.step(step)
        self._found()
        self.notice(self._search.words)

    def _found(self) -> None:
        """A search moved a pane: of the list, the card under its cursor is shown."""
        if self._search.pane is self.cards and self.cards.reference != self.reference:
            self.show_card(self.cards.reference)

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """Follow what is typed at every keystroke."""
        from briefing.publish.wording import counted

        if event.purpose == "search":
            self._search.seek(event.text)
            self._found()
            self.prompt.say(self._search.count)
        elif wrong := self.set_filter(event.text):
            self.notice(wrong, grave=True)
            self.prompt.say("")
        else:
            self.prompt.say(counted(len(self._listed), "card") if event.text else "")

    def on_prompt_kept(self, event: Prompt.Kept) -> None:
        """What was typed stands; go on in the pane. A filter that is wrong is left to be mended."""
        if event.purpose == "filter" and (wrong := self.set_filter(event.text)):
            self.notice(wrong, grave=True)
            return
        self.prompt.close()
        if event.purpose == "filter":
            self.set_focus(self.cards)
        elif self._search.pane:
            self._search.pane.focus()
            if event.text:
                self.notice(self._search.words)

    def on_prompt_given_up(self, event: Prompt.GivenUp) -> None:
        """All is as it was before."""
        self.prompt.close()
        if event.purpose == "search" and self._search.pane:
            self._search.give_up()
            self._found()
            self._search.pane.focus()
        elif event.purpose == "filter":
            self.set_filter(str(self._filter_before) if self._filter_before else "")
            self._go_back() if self._went_to_filter else self.set_focus(self.cards)

    # -- what can be done with a card

    def _source_in_view(self) -> CitedSource | None:
        """The source of what is uppermost in the card, else the card's first."""
        from briefing.publish.document import Lead

        cited = {each.id: each for each in self.shown.sources} if self.shown else {}
        leads = (
            [lead for lead in self.card.leads_in_view if isinstance(lead, Lead)] if self.card.scroll_offset.y else []
        )
        near = next((lead.to for lead in leads if lead.kind == "source" and lead.to in cited), None)
        return cited[near] if near else next(iter(cited.values()), None)

    def action_open_source(self) -> None:
        """Open the source of what is in view, the address shown first."""
        if source := self._source_in_view():
            self.pick_source((source,), source.id)
        else:
            self.notice(self._why_no_source())

    def action_pick_source(self) -> None:
        """Pick one of the card's sources by its number."""
        if self.shown and self.shown.sources:
            self.pick_source(self.shown.sources, self.shown.sources[0].id)
        else:
            self.notice(self._why_no_source())

    def _why_no_source(self) -> str:
        return "this card cites no source" if self.reference else "choose a card first: its sources open from there"

    def pick_source(self, sources: Sequence[CitedSource], start: str) -> None:
        """Let the reader open one of these sources, each with its whole address in view."""
        from briefing.publish.wording import citation
        from briefing.tui.screens.sources import SourcePicker

        def picked(cited: CitedSource | None) -> None:
            if cited is None:
                return
            if cited.source.url:
                self.post_message(OpenAddress(cited.source.url))
            else:
                self.post_message(CopyText(citation(cited.source), "citation; this source has no address"))

        several = "Sources of this card" if self.view == REGION else "Sources"
        self.app.push_screen(SourcePicker(several, sources, start), picked)

    def action_copy_citation(self) -> None:
        """Copy the citation of the source in view."""
        from briefing.publish.wording import citation

        if source := self._source_in_view():
            self.post_message(CopyText(citation(source.source), "citation"))
        else:
            self.notice("there is no source here to cite")

    def action_copy_card(self) -> None:
        """Copy the card as Markdown."""
        from briefing.publish.card import card_document
        from briefing.publish.markdown import markdown_pages
        from briefing.publish.whole import Page

        library, reference = self.library, self.reference
        if library and reference:
            # Without the chart, which only a terminal shows well.
            document = card_document(library, reference, self.listing.standings.get(reference))
            text = markdown_pages([Page(document)], library.briefing.handling)
            self.post_message(CopyText(text, "card, as Markdown"))
        else:
            self.notice("choose a card first, then copy it")

    def action_edit(self) -> None:
        """Edit what is in view in the reader's editor."""
        if self._is_past():
            return
        if self.view == "problems":
            self.page.choose()
            return
        library = self.library
        reference = (self.reference if self.view == REGION else self._led_to()) or ""
        file = library.files.get(reference) if library else None
        if library is None:
            return
        if file is None:
            self.post_message(EditFile(library.root / "briefing.toml", 1, 1))
            return
        problems = library.problems_of(reference)
        if problems and (file.model is None or file.last_good):
            self.post_message(EditFile(file.path, problems[0].line, problems[0].column))
            return
        part = self.card.part_in_view if self.view == REGION and self.card.scroll_offset.y else None
        line, column, _ = file.position(part) if part else (1, 1, 1)
        self.post_message(EditFile(file.path, line, column))

    def _led_to(self) -> str | None:
        """The card that the row under the page's cursor leads to."""
        from briefing.publish.document import Lead

        lead = self.page.lead
        named = lead.to.partition("#")[0] if isinstance(lead, Lead) and lead.kind in ("card", "part") else ""
        return self.library.find(named) if self.library and named else None

    def action_help(self) -> None:
        """Every key."""
        from briefing.tui.screens.sheet import Sheet, help_document

        self.app.push_screen(Sheet(help_document(self.query_one(KeyBar).keys)))
