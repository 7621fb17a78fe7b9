"""`briefing list`: a line a card, in the order of the dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.cli.columns import aligned
from briefing.cli.exits import Exit
from briefing.cli.partly import partly
from briefing.cli.reading import library_of, marks_of
from briefing.cli.streams import put, tell
from briefing.find.filter import FilterError, asks_the_reader, matching, parse
from briefing.find.order import Order, ordered
from briefing.library.clean import clean
from briefing.library.problem import BriefingError
from briefing.model.dates import said
from briefing.publish.plain import cells
from briefing.publish.records import as_json, listed_record
from briefing.publish.wording import indicator, trend_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from briefing.library.library import Library
    from briefing.library.revision import Revision
    from briefing.model.standing import Standing


def list_cards(
    root: Path,
    calendar: date,
    words: Sequence[str],
    form: str,
    sort: str | None = None,
    at: Revision | None = None,
) -> int:
    """Print the cards that the filter holds for, all if there is none; region by region, if no order is asked for."""
    library = library_of(root, at)
    standings = library.standings(calendar)
    found = _found(library, standings, " ".join(words))
    if sort:
        chosen = ordered(found, Order(sort), library, standings)
    else:
        chosen = [each for region in library.regions for each in _own(region, found, library, standings)]
    if form == "json":
        put(as_json([listed_record(library, reference, standings) for reference in chosen]))
    elif chosen:
        put(aligned([_row(library, reference, standings.get(reference)) for reference in chosen]))
    if not chosen:
        tell("no card holds these words, or is as the filter asks" if words else "the briefing has no cards")
        return Exit.NOT_FOUND
    return partly(library.problems, root)


def _found(library: Library, standings: Mapping[str, Standing], text: str) -> list[str]:
    """The cards that the filter holds for. Raises BriefingError that points at the place where it is wrong."""
    try:
        wanted = parse(text, library)
    except FilterError as error:
        before, whole = (clean(" ".join(part.split("\n"))) for part in (text[: error.column - 1], text))
        pointed = f"filter: {error.message}\n  {whole}\n  {' ' * cells(before)}^"
        raise BriefingError(f"{pointed}\n{error.help}".rstrip()) from None
    return matching(wanted, library, standings, marks_of(library) if asks_the_reader(wanted) else None)


def _own(region: str, found: list[str], library: Library, standings: Mapping[str, Standing]) -> list[str]:
    """Those of a region's own cards, the worst first. A card that several regions list is listed once, in its own."""
    return ordered((each for each in found if each.partition("/")[0] == region), Order.LEVEL, library, standings)


def _row(library: Library, reference: str, standing: Standing | None) -> tuple[str, ...]:
    card = library.cards.get(reference)
    if card is None or standing is None:
        return "cannot be read", "", reference, ""
    trend = trend_words(standing.trend) if standing.trend else ""
    by = card.risk.by if card.risk else None
    passed = "deadline passed " if standing.deadline_passed else "by "
    return indicator(standing), trend, reference, card.title, f"{passed}{said(by)}" if by else ""
