"""What each pane shows, set in lines of a width: the card, what stands beside it, and the pages over the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Self

from briefing.publish.card import HISTORY, SOURCES
from briefing.publish.document import Document, muted, text
from briefing.publish.overview import COMING, DESK, SEEN, matrix, overview_document
from briefing.tui.panes.matrix import LETTERS, set_matrix
from briefing.tui.typeset import BLANK, MEASURE, set_document, set_section

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from textual.style import Style

    from briefing.find.listing import Listing
    from briefing.publish.overview import Cell
    from briefing.tui.typeset import Line

    Styles = dict[str, Style]


AROUND_TODAY: Final = 200
"""Rows of the timeline before and after today: years of a busy desk are not read in one page."""
FILES_AT_FAULT: Final = 100
"""Files of the page of problems."""
MINUTES: Final = 5
"""What a reader with little time has."""


def set_card(card: Document, width: int, styles: Styles, *, title: bool, beside: bool) -> list[Line]:
    """The card; without what stands beside it where there is room for that."""
    return set_document(card, width, styles, title=title, without=(HISTORY, SOURCES) if beside else ())


def set_aside(card: Document | None, width: int, styles: Styles) -> list[Line]:
    """What stands beside a card on a wide screen: its sources, and how its rating came to be."""
    return _set_sections(card, (SOURCES, HISTORY), width, styles) if card else []


def set_empty(words: str, width: int, styles: Styles) -> list[Line]:
    """A sentence that says what would fill the pane."""
    return set_document(Document("", (text(muted(words)),), ()), width, styles, title=False)


def paper(name: str, listing: Listing, region: str | None, unread: Container[str]) -> Document:
    """The document of a page by its name, of a region or of the whole briefing."""
    # Each is loaded when it is first asked for: the first frame with cards does not wait for pages.
    if name == "problems":
        from briefing.publish.problems import problems_document

        return problems_document(listing.library, FILES_AT_FAULT)
    if name == "minutes":
        from briefing.publish.minutes import minutes_document

        return minutes_document(listing.library, listing.standings, MINUTES, unread, region)
    if name == "timeline":
        from briefing.publish.timeline import timeline_document

        return timeline_document(listing.library, listing.standings, listing.calendar, region, AROUND_TODAY)
    from briefing.publish.views import VIEWS

    return VIEWS[name].document(listing.library, listing.standings, listing.calendar, region)


class Overview:
    """The one-minute page: what is worst and what moved, the matrix, what looks ahead and what counts."""

    def __init__(self, listing: Listing, document: Document, matrix: list[list[Cell]]) -> None:
        self.listing, self.document, self.matrix = listing, document, matrix

    @classmethod
    def of(cls, listing: Listing) -> Self:
        """Make it."""
        document = overview_document(listing.library, listing.standings, listing.calendar)
        # Its byline stands in the bar above.
        shown = document._replace(opening=document.opening[:-1])
        return cls(listing, shown, matrix(listing.library, listing.standings, len(LETTERS)))

    def set(self, width: int, styles: Styles, *, paired: bool) -> list[Line]:
        """The page; with the matrix at its end where that does not stand beside it."""
        if paired:
            return set_document(self.document, width, styles, title=False, without=(COMING, SEEN, DESK))
        lines = set_document(self.document, width, styles, title=False)
        return [*lines, BLANK, *self._set_matrix(width, styles)]

    def set_beside(self, width: int, height: int, styles: Styles) -> list[Line]:
        """Beside the page: the matrix, all that looks ahead or counts, and a map where that leaves room for one."""
        lines = self._set_matrix(width, styles)
        if rest := _set_sections(self.document, (COMING, SEEN, DESK), width, styles):
            lines += [BLANK, *rest]
        if height - len(lines) <= 1:
            return lines
        from briefing.tui.panes.map import set_map  # of no use where there is no room at all

        if world := set_map(self.listing, width, height - len(lines) - 1, styles):
            lines += [BLANK, *world]
        return lines

    def _set_matrix(self, width: int, styles: Styles) -> list[Line]:
        return set_matrix(self.matrix, self.listing.library.cards, self.listing.standings, width, styles)


def _set_sections(document: Document, titles: Sequence[str], width: int, styles: Styles) -> list[Line]:
    lines: list[Line] = []
    for title in titles:
        if section := document.section(title):
            lines += [*([BLANK] if lines else []), *set_section(section, min(width, MEASURE), styles)]
    return lines
