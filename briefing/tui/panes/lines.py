"""A pane of set lines: drawn only where it is seen, scrolled by line and page, a cursor on the rows that lead on."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.strip import Strip
from textual.style import Style

from briefing.find.text import fold, marks
from briefing.tui.panes.alike import alike
from briefing.tui.panes.scrolled import Scrolled
from briefing.tui.theme import looks
from briefing.tui.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual import events
    from textual.content import Content
    from textual.geometry import Region
    from textual.selection import Selection

    from briefing.tui.typeset import Line

_SPARE: Final = 8
"""How many times as wide as its margin a pane is that has one."""


class LinesPane(Scrolled, inherit_bindings=False, can_focus=True):
    """Lines that a function sets for the width there is.

    It is told what to show, and says what was chosen: it knows nothing of cards or files.
    """

    MARGIN: ClassVar[int] = 2
    """Columns left free on either side, where there are columns to spare."""

    class Chosen(Told):
        """A lead was chosen, by key or click."""

        lead: object

    def __init__(self, *, cursor: bool = False, lit: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self.has_cursor = cursor
        self.is_lit = lit
        """Whether the cursor is shown while the focus is elsewhere, too."""
        self._set: Callable[[int, dict[str, Style]], list[Line]] | None = None
        self.lines: list[Line] = []
        self._rows: list[tuple[int, int]] = []
        """First line and end of each run of lines that leads somewhere: where the cursor can stand."""
        self.row = 0
        self._looks: dict[str, Style] = {}
        self._width = 0
        """The width that the lines are set for."""
        self._top = 0
        """The line to be uppermost once there is a width to set them for."""
        self._part: tuple[str | int, ...] | None = None
        """The part to go to then."""
        self._to_seek = False
        self.sought = ""
        """What is searched for."""
        self._found: list[list[tuple[int, int, int]]] = []
        """Each match as its pieces: line, first and last column. One that a line's end breaks has several."""
        self._found_by_line: dict[int, list[tuple[int, int, int]]] = {}
        """The same for drawing: of each line the numbers of its matches, with first and last column."""
        self._at = 0
        self._is_drawn = False
        """Whether lines are asked for to be drawn."""

    def show(
        self,
        setter: Callable[[int, dict[str, Style]], list[Line]],
        *,
        keep_place: bool = False,
        place: tuple[int, int] = (0, 0),
        part: tuple[str | int, ...] | None = None,
    ) -> None:
        """Show what `setter` sets for a width and a style for each role.

        With the cursor on a row and a line on top or, with `keep_place`, the row and the line where they are now; or
        from a part on, with some of what stands before it.
        """
        self._set = setter
        self._width = 0  # a hidden pane has no width, and sets it once it is shown
        self.row, top = self.place if keep_place else place
        if not keep_place:
            self._top, self._part = top, part
        else:
            self._top = self._top or top
        if not self.size.width:
            self.lines, self._rows = [], []  # those of what was shown before
        self._reset()
        self._scroll(top)
        self._arrive()
        self._into_view()
        self.refresh()

    def _arrive(self) -> None:
        """Go where the reader is to be, once there is a width and so are lines."""
        if not self._width:
            return
        if self._top:
            self._scroll(self._top)
        if self._part:
            self._go_to(self._part)
        self._top, self._part = 0, None
        if self._to_seek:
            self.seek(self.sought)

    def _go_to(self, part: tuple[str | int, ...]) -> None:
        """Put the cursor on the first row from a part on, and what stands before it above."""
        line = next((place for place, line in enumerate(self.lines) if line.part == part), None)
        if line is not None:
            self.row = next((row for row, (start, _) in enumerate(self._rows) if start >= line), self.row)
            self._scroll(line - self.size.height // 3)

    def _scroll(self, line: int) -> None:
        """Have a line uppermost, as near as there are lines below; the bar beside it may not have been told of them."""
        last = max(len(self.lines) - self.size.height, 0)
        self.scroll_to(0, max(min(line, last), 0), animate=False, immediate=True, force=True)

    def _set_ahead(self) -> None:
        """Set the lines before there is a width: keys may come before that, and rows are the same in any."""
        if self.has_cursor and self._set and not self._width:
            self.lines = self._set(self.app.size.width, looks(self.app))
            self._rows = _rows(self.lines)
            self.row = max(min(self.row, len(self._rows) - 1), 0)

    def _reset(self) -> None:
        width = self.size.width - 2 * self.margin
        if self._set is None or width < 1:
            return
        self._width = self.size.width
        self._looks = looks(self.app)
        self.lines = self._set(width, self._looks)
        self._rows = _rows(self.lines) if self.has_cursor else []
        self._find()
        self._at = min(self._at, max(len(self._found) - 1, 0))
        if self._rows:
            self.row = min(self.row, len(self._rows) - 1)
        self.hold(len(self.lines))

    def on_resize(self) -> None:
        """Set the lines anew for another width, with the same part of the text on top."""
        if self.size.width != self._width:
            part, top = self.part_in_view, self.scroll_offset.y
            before = next((place for place, line in enumerate(self.lines) if line.part == part), 0)
            self._reset()
            place = next((place for place, line in enumerate(self.lines) if line.part == part), None)
            if part is not None and place is not None and top:
                self._scroll(place + top - before)
            self._arrive()
        self._into_view()
        self.refresh()

    def notify_style_update(self) -> None:
        """Set the lines anew in the new theme's styles."""
        super().notify_style_update()
        # Told on every change of focus too, which changes nothing here.
        if self._looks and looks(self.app) is not self._looks:
            self._reset()

    @property
    def margin(self) -> int:
        """Columns left free now."""
        return self.MARGIN if self.size.width >= _SPARE * self.MARGIN else 0

    @property
    def place(self) -> tuple[int, int]:
        """Where the reader is in it, to be put back to: row and uppermost line."""
        return self.row, self.scroll_offset.y

    def put_back(self, place: tuple[int, int]) -> None:
        """Have the reader where they were."""
        row, top = place
        self.put(row)
        self._scroll(top)

    @property
    def part_in_view(self) -> tuple[str | int, ...] | None:
        """What of the file the uppermost line that shows any of it shows."""
        return next((line.part for line in self.lines[self.scroll_offset.y :] if line.part), None)

    @property
    def leads_in_view(self) -> list[object]:
        """Where the lines in view lead to, the uppermost first."""
        top = self.scroll_offset.y
        return [
            lead
            for line in self.lines[top : top + self.size.height]
            for span in line.content.spans
            if isinstance(span.style, Style) and (lead := span.style.meta.get("lead"))
        ]

    @property
    def lead(self) -> object:
        """Where the row under the cursor leads to."""
        self._set_ahead()
        return self.lines[self._rows[self.row][0]].lead if self._rows else None

    def move(self, rows: int) -> None:
        """Move the cursor by rows; without a cursor, scroll by lines."""
        self._set_ahead()
        if not self._rows:
            self._scroll(self.scroll_offset.y + rows)
            return
        self.put(self.row + rows)

    def page(self, share: float) -> None:
        """Move by a share of the pane's height, down or up."""
        lines = int(max(self.size.height - 1, 1) * share)
        self._set_ahead()
        if not self._rows:
            self.move(lines)
            return
        target = self._rows[self.row][0] + lines
        nearest = min(range(len(self._rows)), key=lambda row: abs(self._rows[row][0] - target))
        self.put(nearest if nearest != self.row else self.row + (1 if share > 0 else -1))

    def move_to_end(self, *, last: bool) -> None:
        """To the first or the last line or row."""
        self._set_ahead()
        self.put(len(self._rows) - 1 if last else 0)
        self._scroll(self.max_scroll_y if last else 0)

    def put(self, row: int) -> None:
        """Put the cursor on a row and bring it into view."""
        if not self._rows:
            self.row = max(row, 0)  # not laid out yet: it is kept until then
            return
        self.row = max(min(row, len(self._rows) - 1), 0)
        self._into_view()
        self.refresh()

    def _into_view(self) -> None:
        if not self._rows or not self.size.height:
            return
        start, end = self._rows[self.row]
        top, height = self.scroll_offset.y, self.size.height
        if start < top:
            # The first row's heading comes back into view with it.
            self._scroll(start if self.row else 0)
        elif end > top + height:
            self._scroll(end - height)

    # -- searching

    def seek(self, sought: str) -> None:
        """Mark every match of the words, and go to the first from where the pane stands."""
        self.sought = sought
        self._to_seek = bool(sought) and not self._width  # not laid out yet: it is looked for then
        self._find()
        top = self._rows[self.row][0] if self._rows else self.scroll_offset.y
        self._at = next((place for place, match in enumerate(self._found) if match[0][0] >= top), 0)
        self._show_match()

    def _find(self) -> None:
        self._found = found_in(self.lines, self.sought) if self.sought else []
        self._found_by_line = {}
        for number, match in enumerate(self._found):
            for line, start, end in match:
                self._found_by_line.setdefault(line, []).append((number, start, end))

    def step(self, step: int) -> None:
        """Go to the next match, or with -1 to the one before; after the last comes the first."""
        if self._found:
            self._at = (self._at + step) % len(self._found)
            self._show_match()

    @property
    def match(self) -> tuple[int, int]:
        """The number of the match that the pane stands on, from 1, and how many there are."""
        return (self._at + 1 if self._found else 0), len(self._found)

    def _show_match(self) -> None:
        if self._found:
            line = self._found[self._at][0][0]
            row = next((row for row, (start, end) in enumerate(self._rows) if start <= line < end), None)
            if row is not None:
                self.row = row
            if not self.scroll_offset.y <= line < self.scroll_offset.y + self.size.height:
                self._scroll(line - self.size.height // 3)
        self.refresh()

    def _marked(self, place: int, content: Content) -> Content:
        for number, start, end in self._found_by_line.get(place, ()):
            content = content.stylize(self._looks["found" if number == self._at else "sought"], start, end)
        return content

    def scroll_to_part(self, part: tuple[str | int, ...]) -> None:
        """Bring a part of the file to the top."""
        if not self._width:
            self._part = part  # not laid out yet: it is gone to then
        place = next((place for place, line in enumerate(self.lines) if line.part == part), None)
        if place is not None:
            self._scroll(place)

    def choose(self) -> None:
        """Choose the row under the cursor."""
        if self.lead is not None:
            self.post_message(self.Chosen(self.lead))

    def on_click(self, event: events.Click) -> None:
        """Choose the run or the row that is clicked, unless the mouse was drawn over it to select."""
        if self.text_selection:
            return
        lead = event.style.meta.get("lead")
        line = self.scroll_offset.y + event.y
        for row, (start, end) in enumerate(self._rows):
            if start <= line < end:
                self.put(row)
                lead = lead or self.lines[start].lead
        if lead is not None:
            self.post_message(self.Chosen(lead))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the pane as they stand on the screen."""
        self._is_drawn = True
        try:
            return super().render_lines(crop) if self.lines else alike(super().render_lines, crop)
        finally:
            self._is_drawn = False

    def render_line(self, y: int) -> Strip:
        """One line of the pane; where it is not to be drawn, each piece of it with its place, to select by mouse."""
        width = self.size.width
        ground = self.visual_style
        place = self.scroll_offset.y + y
        if place >= len(self.lines):
            return Strip.blank(width, ground.rich_style)
        line = self.lines[place]
        margin = " " * self.margin
        shown = bool(self._rows) and (self.has_focus or self.is_lit)
        if shown and self._rows[self.row][0] <= place < self._rows[self.row][1]:
            ground += self._looks["cursor"]
            margin = "▸ "[: self.margin] if place == self._rows[self.row][0] else margin
        content = self._marked(place, line.content) if self._found else line.content
        if (selection := self.text_selection) and (span := selection.get_span(place)):
            start, end = (max(column - self.margin, 0) if column > 0 else column for column in span)
            content = content.stylize(
                self.screen.get_visual_style("screen--selection"),
                start,
                len(content.plain) if end == -1 else end,
            )
        strip = Strip([Segment(margin, ground.rich_style), *content.render_segments(ground)])
        strip = strip.adjust_cell_length(width, ground.rich_style)
        # A style of its own for every piece would have to be put together and sent anew with every frame.
        return strip if self._is_drawn else strip.apply_offsets(0, place)

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """The text that is selected by mouse."""
        text = "\n".join(" " * self.margin + line.content.plain for line in self.lines)
        return "\n".join(each.removeprefix(" " * self.margin) for each in selection.extract(text).split("\n")), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.refresh()


def found_in(lines: Sequence[Line], sought: str) -> list[list[tuple[int, int, int]]]:
    """Where the words stand in the lines, in any script and over the ends of lines, each match by its pieces."""
    words = fold(" ".join(sought.split()))
    text, begins, indents = "", [], []
    for line in lines:
        plain = line.content.plain
        begins.append(len(text))
        indents.append(len(plain) - len(plain.lstrip()))
        text += f"{plain.strip()} "
    found = []
    for start, end in marks(text, [words] if words else []):
        first, last = bisect_right(begins, start) - 1, bisect_right(begins, end - 1) - 1
        spans = (
            (place, max(start - begins[place], 0) + indents[place], end - begins[place] + indents[place])
            for place in range(first, last + 1)
        )
        found.append([(place, begin, min(stop, len(lines[place].content.plain))) for place, begin, stop in spans])
    return found


def _rows(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The runs of lines that belong to one row: from a line that leads somewhere to before the next row or blank."""
    rows: list[tuple[int, int]] = []
    for place, line in enumerate(lines):
        if line.lead is not None:
            begins = not rows or rows[-1][1] < place or lines[place - 1].lead is not line.lead
            rows.append((place, place + 1)) if begins else rows.__setitem__(-1, (rows[-1][0], place + 1))
        elif rows and rows[-1][1] == place and line.content.plain.strip() and not line.heading and not line.part:
            rows[-1] = (rows[-1][0], place + 1)
    return rows
