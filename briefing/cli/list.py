"""`briefing list`: a line a card, in the order of the dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from briefing.cli.columns import aligned
from briefing.cli.exits import Exit
from briefing.cli.partly import partly
from briefing.cli.streams import put, tell
from briefing.library.folder import read_library
from briefing.model.dates import said
from briefing.publish.records import as_json, listed_record
from briefing.publish.wording import indicator, trend_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from briefing.library.library import Library
    from briefing.model.standing import Standing


def list_cards(root: Path, calendar: date, words: Sequence[str], form: str) -> int:
    """Print the cards that hold all of the words; all cards if there are none."""
    library = read_library(root)
    standings = library.standings(calendar)
    wanted = [_folded(word) for word in words]
    chosen = [
        reference
        for region in library.regions
        for reference in library.listed(region, standings)
        # A card that several regions list is listed once, in its own.
        if reference.partition("/")[0] == region and all(word in _searched(library, reference) for word in wanted)
    ]
    if form == "json":
        put(as_json([listed_record(library, reference, standings) for reference in chosen]))
    elif chosen:
        put(aligned([_row(library, reference, standings.get(reference)) for reference in chosen]))
    if not chosen:
        tell("no card holds these words" if words else "the briefing has no cards")
        return Exit.NOT_FOUND
    return partly(library.problems, root)


def _folded(text: str) -> str:
    return normalize("NFKC", text).casefold()


def _searched(library: Library, reference: str) -> str:
    card = library.cards.get(reference)
    # The parts are kept apart, so that no word is found across two of them.
    return _folded("\n".join([reference, card.title, *card.tags] if card else [reference]))


def _row(library: Library, reference: str, standing: Standing | None) -> tuple[str, ...]:
    card = library.cards.get(reference)
    if card is None or standing is None:
        return "cannot be read", "", reference, ""
    trend = trend_words(standing.trend) if standing.trend else ""
    by = card.risk.by if card.risk else None
    passed = "deadline passed " if standing.deadline_passed else "by "
    return indicator(standing), trend, reference, card.title, f"{passed}{said(by)}" if by else ""
