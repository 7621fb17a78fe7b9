"""More than one card in reading order: the whole briefing, or a region with its cards, as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.publish.card import card_document
from briefing.publish.document import Document, Lead, Paragraph, Role, Run, Section, muted, text
from briefing.publish.overview import overview_document
from briefing.publish.problems import problems_document
from briefing.publish.prose import prose, titles
from briefing.publish.wording import counted, indicator, trend_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from briefing.library.library import Library
    from briefing.model.standing import Standing


class Page(NamedTuple):
    """A document, and how deep its heading stands among the others."""

    document: Document
    depth: int = 1


def whole_briefing(library: Library, standings: Mapping[str, Standing], calendar: date) -> Iterator[Page]:
    """The overview, each region with its cards, and at the end what is wrong with the content."""
    yield Page(overview_document(library, standings, calendar))
    for region in library.regions:
        for document, depth in whole_region(library, region, standings):
            yield Page(document, depth + 1)
    if library.problems:
        yield Page(problems_document(library), 2)


def whole_region(library: Library, region: str, standings: Mapping[str, Standing]) -> Iterator[Page]:
    """The region, then its own cards as it lists them. A card of another region is only named."""
    yield Page(region_document(library, region, standings))
    for reference in library.listed(region, standings):
        if _is_of(region, reference):
            yield Page(card_document(library, reference, standings.get(reference)), 2)


def region_document(library: Library, region: str, standings: Mapping[str, Standing]) -> Document:
    """How a region stands: its worst card, counts, summary, and the cards of others that it lists."""
    described, outlook = library.regions[region], library.outlook(standings, region)
    pieces = [counted(outlook.cards, "card")]
    pieces += [f"{outlook.context} context"] if outlook.context else []
    pieces += [f"{outlook.overdue} overdue"] if outlook.overdue else []
    summary = prose(described.summary, titles(library)) if described.summary else ()
    guests = [each for each in library.listed(region, standings) if not _is_of(region, each)]
    sections = (Section("See also", tuple(_named(library, reference, standings[reference]) for reference in guests)),)
    return Document(
        described.name,
        (_worst(library, outlook.worst, standings), text(muted(" · ".join(pieces))), *summary),
        tuple(section for section in sections if section.paragraphs),
    )


def _is_of(region: str, reference: str) -> bool:
    return reference.partition("/")[0] == region


def _worst(library: Library, worst: str | None, standings: Mapping[str, Standing]) -> Paragraph:
    standing = standings[worst] if worst else None
    if worst is None or standing is None or standing.level is None or standing.trend is None:
        return text(muted("no rating in force"))
    return text(
        Run(indicator(standing), Role(standing.level.value)),
        muted(f"  {trend_words(standing.trend)}  "),
        Run(library.cards[worst].title, Role.LEAD, Lead("card", worst)),
    )


def _named(library: Library, reference: str, standing: Standing) -> Paragraph:
    return text(
        Run(library.cards[reference].title, Role.LEAD, Lead("card", reference)),
        muted(f"  {indicator(standing)}  {reference}"),
        mark=muted("-"),
    )
