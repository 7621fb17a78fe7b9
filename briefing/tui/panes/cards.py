"""The list of a region's cards: three lines each, drawn only where they are seen, so that its length costs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from briefing.find.text import fold, marks
from briefing.tui.panes.fitted import fitted
from briefing.tui.panes.scrolled import Scrolled
from briefing.tui.theme import looks
from briefing.tui.told import Told

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from textual import events

HEIGHT = 3
"""Lines of one card: its title, its indicator, and a blank."""


class Row(NamedTuple):
    """What the list shows of a card."""

    reference: str
    title: str
    indicator: str
    """Gauge and word; `context` for a card without a rating."""
    level: str
    """The role that colours the indicator: a level, or `muted`."""
    about: str
    """Trend, deadline, gaps: whatever stands behind the indicator."""
    faulty: bool
    """Whether something is wrong in its file."""


class CardList(Scrolled, inherit_bindings=False, can_focus=True):
    """The cards of one region, with a cursor."""

    class Moved(Told):
        """The cursor came to stand on a card."""

        reference: str

    class Entered(Told):
        """A card was chosen to be read."""

        reference: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        self.cursor = 0
        self.sought = ""
        """What is searched for."""
        self._found: list[int] = []
        """The places of the cards that hold it."""
        self._unread: Container[str] = ()
        self._bookmarked: Container[str] = ()

    @property
    def reference(self) -> str | None:
        """The card under the cursor."""
        return self.rows[self.cursor].reference if self.rows else None

    def mark(self, unread: Container[str], bookmarked: Container[str]) -> None:
        """Mark the cards that are to be read, and those that are kept, by reference."""
        self._unread, self._bookmarked = unread, bookmarked
        self.refresh()

    def show(self, rows: Sequence[Row], cursor: int) -> None:
        """Show these cards with the cursor on one of them."""
        self.rows = rows
        self._find()
        self.hold(max(len(rows) * HEIGHT, 1))
        self.cursor = max(min(cursor, len(rows) - 1), 0)
        self._into_view()
        self.refresh()

    # -- searching

    def seek(self, sought: str) -> None:
        """Mark the words, and go to the first card from the cursor on that holds them."""
        self.sought = sought
        self._find()
        if self._found and self.cursor not in self._found:
            self.put(next((place for place in self._found if place > self.cursor), self._found[0]))
        self.refresh()

    def step(self, step: int) -> None:
        """Go to the next card that holds the words, or with -1 to the one before; after the last comes the first."""
        if self._found:
            ahead = [place for place in self._found if (place > self.cursor if step > 0 else place < self.cursor)]
            self.put((ahead or self._found)[0 if step > 0 else -1])

    @property
    def match(self) -> tuple[int, int]:
        """The number among those that match of the card under the cursor, from 1, and how many there are."""
        number = self._found.index(self.cursor) + 1 if self.cursor in self._found else 0
        return number, len(self._found)

    def _find(self) -> None:
        words = fold(" ".join(self.sought.split()))
        self._found = [
            place
            for place, row in enumerate(self.rows if words else ())
            if any(words in fold(each) for each in (row.title, row.indicator, row.about, row.reference))
        ]

    @property
    def place(self) -> tuple[int, int]:
        """Where the reader is in it, to be put back to."""
        return self.cursor, self.scroll_offset.y

    def put_back(self, place: tuple[int, int]) -> None:
        """Have the reader where they were."""
        cursor, top = place
        self.put(cursor)
        self.scroll_to(0, top, animate=False, immediate=True)
        self._into_view()

    def _marked(self, content: Content) -> Content:
        look = looks(self.app)["sought"]
        for start, end in marks(content.plain, [fold(" ".join(self.sought.split()))]) if self.sought.strip() else ():
            content = content.stylize(look, start, end)
        return content

    def move(self, cards: int) -> None:
        """Move the cursor by cards."""
        self.put(self.cursor + cards)

    def page(self, share: float) -> None:
        """Move the cursor by a share of the list's height."""
        cards = max(int(self.size.height / HEIGHT * abs(share)), 1)
        self.move(cards if share > 0 else -cards)

    def move_to_end(self, *, last: bool) -> None:
        """To the first or the last card."""
        self.put(len(self.rows) - 1 if last else 0)

    def put(self, place: int) -> None:
        """Put the cursor on the card at a place, as near as there is one."""
        place = max(min(place, len(self.rows) - 1), 0)
        if place == self.cursor or not self.rows:
            return
        before, self.cursor = self.cursor, place
        scrolled = self._into_view()
        if not scrolled:
            for touched in (before, place):
                self.refresh_lines(touched * HEIGHT, HEIGHT)
        self.post_message(self.Moved(self.rows[place].reference))

    def _into_view(self) -> bool:
        start, top, height = self.cursor * HEIGHT, self.scroll_offset.y, max(self.size.height, 1)
        if start < top:
            self.scroll_to(0, start, animate=False, immediate=True)
        elif start + HEIGHT - 1 > top + height:
            self.scroll_to(0, min(start, start + HEIGHT - 1 - height), animate=False, immediate=True)
        else:
            return False
        return True

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.hold(max(len(self.rows) * HEIGHT, 1))
        self._into_view()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where it is clicked; a second click enters the card."""
        place = (self.scroll_offset.y + event.y) // HEIGHT
        if place >= len(self.rows):
            return
        if place == self.cursor or event.chain > 1:
            self.post_message(self.Entered(self.rows[place].reference))
        self.put(place)

    def render_line(self, y: int) -> Strip:
        """One line of the list as it stands on the screen."""
        width, ground = self.size.width, self.visual_style
        place, line = divmod(self.scroll_offset.y + y, HEIGHT)
        if not self.rows and y == 0:
            empty = Strip([*Content.styled("    no card", looks(self.app)["muted"]).render_segments(ground)])
            return empty.adjust_cell_length(width, ground.rich_style)
        if place >= len(self.rows) or line == HEIGHT - 1:
            return Strip.blank(width, ground.rich_style)
        row, look = self.rows[place], looks(self.app)
        here = place == self.cursor
        if here:
            ground += look["cursor"]
        room = max(width - 7, 1)
        first = line == 0
        fault = Content.styled("!" if row.faulty and first else " ", look["fault"])
        kept, unread = row.reference in self._bookmarked, row.reference in self._unread
        flags = ("▪" if unread else " ") + ("*" if kept else " ") if first else "  "
        mark = Content("▸" if here and first else " ") + fault + Content.styled(f"{flags} ", look["lead"])
        if line == 0:
            said = Content.styled(fitted(row.title, room), look["title"])
        else:
            indicator = Content.styled(row.indicator, look[row.level])
            about = fitted(f"  {row.about}", max(room - indicator.cell_length, 0)) if row.about else ""
            said = indicator + Content.styled(about, look["muted"])
        left = Segment(" ", self.visual_style.rich_style)
        inner = Strip([*(mark + self._marked(said)).render_segments(ground)]).adjust_cell_length(
            max(width - 2, 1), ground.rich_style
        )
        return Strip([left, *inner, left]).adjust_cell_length(width, self.visual_style.rich_style)
