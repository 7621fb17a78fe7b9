"""An edition: what is circulated of a briefing, as pages in reading order, for every format to set in its own way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final
from unicodedata import category
from uuid import UUID, uuid5

from briefing.find.order import Order, ordered
from briefing.library.address import web
from briefing.library.problem import BriefingError
from briefing.model.card import Status
from briefing.publish.card import card_document
from briefing.publish.document import Document, muted, text
from briefing.publish.overview import DESK, overview_document
from briefing.publish.whole import Page, region_document
from briefing.publish.wording import counted, edition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from briefing.library.library import Library
    from briefing.model.card import Card
    from briefing.model.source import Source
    from briefing.model.standing import Standing

_NAMESPACE: Final = UUID("0c5a2f3e-5b0e-5d3c-9a44-5b1c6f0f7f52")
"""Of the ids made here; it only has to stay what it is."""
_LONGEST_NAME: Final = 60


@dataclass(frozen=True)
class Edition:
    """Some cards of a briefing, or all, on a day.

    It is made for readers: what is wrong with the content, and how the desk stands, is the desk's own matter and not
    in it. A card that cannot be read is left out; whoever makes the edition says so.
    """

    library: Library
    standings: Mapping[str, Standing]
    calendar: date
    title: str
    pages: tuple[Page, ...]
    """The first is the edition's own; each card has one, and each region where the edition is of more than a card."""
    place: str = ""
    """The region or card that it is of; empty for the whole briefing and for chosen cards."""
    chosen_by: str = ""
    """The filter that chose its cards."""

    @property
    def handling(self) -> str | None:
        """What stands at the head and the foot of every page."""
        return self.library.briefing.handling

    @property
    def today(self) -> date:
        """The day that it is judged on: of a closed briefing its own, and never the day on which it was printed."""
        return self.library.briefing.today(self.calendar)

    @cached_property
    def cards(self) -> dict[str, Card]:
        """Its cards by reference, in the order of the pages."""
        named = (page.document.reference for page in self.pages)
        return {reference: self.library.cards[reference] for reference in named if reference}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """What its cards cite, by id, in the order in which it is cited."""
        return {cited.id: cited.source for page in self.pages for cited in page.document.sources}

    @property
    def name(self) -> str:
        """What a file of it is called, without a suffix: letters and digits of any script, with hyphens between."""
        if self.place:
            return self.place.replace("/", "-")
        words = "".join(each if category(each)[0] in "LMN" else " " for each in self.title.lower()).split()
        name = "-".join(words)[:_LONGEST_NAME].rstrip("-") or "briefing"
        return f"{name}-cards" if self.chosen_by else name

    def uuid(self, *named: str) -> UUID:
        """What the world knows a part of this briefing by: the same in every edition."""
        return uuid5(_NAMESPACE, "\n".join((self.library.briefing.title, *named)))

    def card_uuid(self, reference: str, *named: str) -> UUID:
        """As `uuid`, of a card or a part of it. A card that was moved keeps what it was known by."""
        names = (*self.library.cards[reference].aliases, reference)
        first = next(each for each in names if self.library.find(each) == reference)
        return self.uuid(first, *named)


def edition_of(
    library: Library, standings: Mapping[str, Standing], calendar: date, place: str | None = None
) -> Edition:
    """The whole briefing, a region, or one card: whichever its place names.

    A card that is named is taken whatever its status, and says it. Raises BriefingError where its file cannot be read.
    """
    shown = _for_readers(library)
    if place is None:
        pages = tuple(_whole(shown, standings, calendar))
    elif place in shown.regions:
        pages = tuple(_region(shown, place, standings, 1))
    elif place in shown.cards:
        pages = (Page(card_document(shown, place, standings[place])),)
    else:
        raise BriefingError(
            f"the file of {place} cannot be read, so there is nothing of it to circulate.\n"
            "`briefing check` tells what is wrong with it."
        )
    return Edition(shown, standings, calendar, pages[0].document.title, pages, place or "")


def edition_of_cards(
    library: Library, standings: Mapping[str, Standing], calendar: date, references: Iterable[str], chosen_by: str
) -> Edition:
    """Cards from any region, such as a filter lets through, the worst first; drafts too, if it asks for them."""
    shown = _for_readers(library)
    readable = [reference for reference in references if reference in shown.cards]
    listed = ordered(readable, Order.LEVEL, shown, standings)
    said = f"{edition(shown.briefing, calendar)} · {counted(len(listed), 'card')} · {chosen_by}"
    first = Page(Document(shown.briefing.title, (text(muted(said)),), ()))
    cards = (Page(card_document(shown, each, standings[each]), 2) for each in listed)
    return Edition(shown, standings, calendar, first.document.title, (first, *cards), chosen_by=chosen_by)


def link_to(source: Source) -> str | None:
    """Where a source stands on the web, if it says so."""
    return web(source.url) if source.url else None


def _for_readers(library: Library) -> Library:
    """Without its problems, and without the mark of a card that is shown as it was before its file broke."""
    files = {
        reference: file._replace(last_good=False) if file.last_good else file
        for reference, file in library.files.items()
    }
    return replace(library, files=files, problems=())


def _whole(library: Library, standings: Mapping[str, Standing], calendar: date) -> Iterator[Page]:
    overview = overview_document(library, standings, calendar)
    yield Page(overview._replace(sections=tuple(each for each in overview.sections if each.title != DESK)))
    for region in library.regions:
        yield from _region(library, region, standings, 2)


def _region(library: Library, region: str, standings: Mapping[str, Standing], depth: int) -> Iterator[Page]:
    """The region, then its own published cards that can be read, in the order of its list."""
    yield Page(region_document(library, region, standings), depth)
    for reference in library.listed(region, standings):
        card = library.cards.get(reference)
        if card and card.status is Status.PUBLISHED and reference.partition("/")[0] == region:
            yield Page(card_document(library, reference, standings[reference]), depth + 1)
