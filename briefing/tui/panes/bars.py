"""The one line above and the one below: title, regions, notices, keys. And the rule between two panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from briefing.tui.actions import ACTIONS, shown
from briefing.tui.panes.alike import alike
from briefing.tui.panes.fitted import fitted
from briefing.tui.theme import looks
from briefing.tui.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from textual import events
    from textual.geometry import Region, Size

    from briefing.tui.actions import Action


_MOST_LINES: Final = 3
"""Of a notice."""
_FIRM: Final = 2
"""The last keys of the footer stand there in any case: they lead to all others."""


class Bar(Widget):
    """One line of text, with what a click on a piece of it means."""

    def pieces(self, width: int) -> Content:
        """What the bar says in a width, if it is a line."""
        raise NotImplementedError

    def rows(self, width: int) -> Sequence[Content]:
        """The same, line by line."""
        return [self.pieces(width)]

    def styled(self, text: str, role: str, click: object = None) -> Content:
        """Text in the style of a role; `click` is told to `clicked` when it is clicked."""
        style = looks(self.app)[role]
        return Content.styled(text, style + Style.from_meta({"bar": click}) if click is not None else style)

    def clicked(self, click: object) -> None:
        """A piece was clicked."""

    def on_click(self, event: events.Click) -> None:
        """Tell the piece that is clicked."""
        if (click := event.style.meta.get("bar")) is not None:
            self.clicked(click)

    def render_line(self, y: int) -> Strip:
        """A line of the bar; whatever room lies below stays blank."""
        width, ground = self.size.width, self.visual_style
        rows = self.rows(width - 2) if width >= 4 else ()
        if y >= len(rows):
            return Strip.blank(width, ground.rich_style)
        inner = Strip(list(rows[y].render_segments(ground)))
        edge = Segment(" ", ground.rich_style)
        return Strip([edge, *inner.adjust_cell_length(width - 2, ground.rich_style), edge])


class TitleBar(Bar):
    """The program, the briefing's title, and on the right which day it speaks from and what is wrong."""

    title = reactive("")
    edition = reactive("")
    short_edition = reactive("")
    problems = reactive("")
    unread = reactive(0)

    class ProblemsAsked(Told):
        """The count of problems was clicked."""

    def pieces(self, width: int) -> Content:
        """Title to the left, edition to the right: the title gives way before the day that it speaks from does."""
        left = self.styled("briefing", "lead") + Content("  ")
        pieces = [self.styled(f"▪ {self.unread} unread", "lead")] if self.unread else []
        pieces += [self.styled(self.problems, "elevated", click=True)] if self.problems else []
        counts = Content("   ").join(pieces)
        room = width - left.cell_length - counts.cell_length - (3 if pieces else 0)
        whole = cell_len(self.title) + 3 + cell_len(self.edition) <= room
        edition = fitted(self.edition if whole else self.short_edition, room)
        title = fitted(self.title, max(room - cell_len(edition) - 2, 0))
        right = self.styled(edition, "muted") + Content("   " if pieces else "") + counts
        gap = width - left.cell_length - cell_len(title) - right.cell_length
        return left + self.styled(title, "strong") + Content(" " * max(gap, 0)) + right

    def clicked(self, click: object) -> None:
        """Ask for the problems."""
        self.post_message(self.ProblemsAsked())


class Tab(NamedTuple):
    """A region as the row of tabs shows it."""

    id: str
    """Empty for the overview."""
    name: str
    code: str
    gauge: str
    trend: str
    level: str
    """The role that colours its gauge."""


_Label: TypeAlias = tuple[tuple[str, str], ...]
"""A tab before it has its colours: texts, each with its role."""


def _cells(label: _Label) -> int:
    return sum(cell_len(text) for text, _ in label)


class RegionTabs(Bar):
    """Overview and regions, each with its worst level and direction."""

    tabs: reactive[tuple[Tab, ...]] = reactive(())
    active = reactive("")
    choice = reactive("")
    """What the lists let through and how they are sorted, said at the end of the row."""
    crumb = reactive("")
    """Where the reader is, shown instead of the tabs where there is room for one pane only."""

    class Chosen(Told):
        """A region, or with an empty id the overview, was chosen."""

        region: str

    def pieces(self, width: int) -> Content:
        """The tabs by name, else by code, else as many as there is room for around the active one."""
        if self.crumb:
            return self.styled("esc ", "muted", "") + self.styled(fitted(self.crumb, width - 4), "strong")
        if self.choice:
            said = self.styled(fitted(f"  {self.choice}", max(width // 3, 8)), "lead")
            return self._row(width - said.cell_length) + said
        return self._row(width)

    def _row(self, width: int) -> Content:
        labels: list[_Label] = []
        for short, gap in ((False, 3), (False, 2), (True, 2)):
            labels = [self._label(place, tab, short=short) for place, tab in enumerate(self.tabs)]
            if sum(map(_cells, labels)) + gap * (len(labels) - 1) <= width:
                return Content(" " * gap).join(map(self._coloured, self.tabs, labels))
        return self._scrolled(labels, width)

    def _scrolled(self, labels: list[_Label], width: int) -> Content:
        """The labels from such a place on that the active one is in view, with marks where more lie beyond."""
        active = next((place for place, tab in enumerate(self.tabs) if tab.id == self.active), 0)
        start, room = 0, width - 4
        while start < active and sum(_cells(label) + 2 for label in labels[start : active + 1]) > room:
            start += 1
        end = start
        while end < len(labels) and _cells(labels[end]) <= room:
            room -= _cells(labels[end]) + 2
            end += 1
        before, after = ("< " if start else "  "), (" >" if end < len(labels) else "")
        kept = Content("  ").join(map(self._coloured, self.tabs[start:end], labels[start:end]))
        return self.styled(before, "muted") + kept + self.styled(after, "muted")

    def _label(self, place: int, tab: Tab, *, short: bool) -> _Label:
        name = (tab.code if short else tab.name, "active" if tab.id == self.active else "muted")
        outlook = ((f" {tab.gauge}", tab.level), (f" {tab.trend}", "muted")) if tab.gauge else ()
        return ((f"{place} " if place < 10 else "", "muted"), name, *outlook)

    def _coloured(self, tab: Tab, label: _Label) -> Content:
        return Content("").join(self.styled(text, role, tab.id) for text, role in label)

    def clicked(self, click: object) -> None:
        """Choose the region that is clicked."""
        self.post_message(self.Chosen(str(click)))


class NoticeBar(Bar):
    """What just happened or is happening, until the next key. Not there while there is nothing to say."""

    notice = reactive("", layout=True)
    grave = reactive(default=False)

    def watch_notice(self, notice: str) -> None:
        """Take a line only while there is something to say."""
        self.display = bool(notice)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as it takes, up to some."""
        return min(max(len(self._lines(width - 2)), 1), _MOST_LINES)

    def rows(self, width: int) -> Sequence[Content]:
        """The notice, wrapped; what does not fit is cut."""
        return self._lines(width)[:_MOST_LINES]

    def _lines(self, width: int) -> Sequence[Content]:
        return self.styled(self.notice, "high" if self.grave else "lead").wrap(max(width, 1))


class KeyBar(Bar):
    """The few keys that a newcomer needs, as they are bound now."""

    keys: reactive[Mapping[str, str]] = reactive({}, init=False)
    """Keys by action id, where the settings have changed them."""

    class Pressed(Told):
        """A key's name was clicked."""

        action: str

    def pieces(self, width: int) -> Content:
        """As many as there is room for, whole."""
        footer = [action for action in ACTIONS if action.footer]
        said, last = self._move(), Content("  ").join([Content(""), *self._labels(footer[-_FIRM:])])
        for label in self._labels(footer[:-_FIRM]):
            if said.cell_length + label.cell_length + 2 + last.cell_length > width:
                break
            said += Content("  ") + label
        return said + last

    def _labels(self, actions: Iterable[Action]) -> Iterator[Content]:
        for action in actions:
            key = self.keys.get(action.id, action.keys[0]).split(",")[0]
            if key:
                yield self.styled(shown(key), "strong", action.call) + self.styled(
                    f" {action.label}", "muted", action.call
                )

    def _move(self) -> Content:
        return (
            self.styled("j k", "strong")
            + self.styled(" move  ", "muted")
            + self.styled("[ ]", "strong", "next_region")
            + self.styled(" region", "muted", "next_region")
        )

    def clicked(self, click: object) -> None:
        """Do as the key would."""
        self.post_message(self.Pressed(str(click)))


class Rule(Widget):
    """A line between two panes, of a character that is one cell wide in every locale."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """A part of it."""
        return alike(super().render_lines, crop)

    def render_line(self, y: int) -> Strip:
        """One cell of the rule."""
        return Strip([Segment("╎", self.visual_style.rich_style)])
