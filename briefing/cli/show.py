"""`briefing show`: a card, a region or everything, as plain text, Markdown or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.cli.exits import Exit
from briefing.cli.partly import partly
from briefing.cli.place import found, not_found
from briefing.cli.streams import put, tell
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from briefing.library.library import Library
    from briefing.library.problem import Problem
    from briefing.publish.whole import Page


def show(root: Path, calendar: date, named: str | None, form: str) -> int:
    """Print what is named, or the whole briefing."""
    library = read_library(root)
    place = None if named is None else found(library, named)
    if named is not None and place is None:
        tell(not_found(library, named))
        return Exit.NOT_FOUND
    put(_written(library, calendar, place, form))
    return partly(_problems(library, place), root)


def _written(library: Library, calendar: date, place: str | None, form: str) -> str:
    if form == "json":
        return _json(library, calendar, place)
    pages, handling = _pages(library, calendar, place), library.briefing.handling
    if form == "markdown":
        from briefing.publish.markdown import markdown_pages

        return markdown_pages(pages, handling)
    from briefing.publish.plain import plain_pages

    return plain_pages(pages, handling)


def _pages(library: Library, calendar: date, place: str | None) -> Iterable[Page]:
    from briefing.publish.card import card_document
    from briefing.publish.whole import Page, whole_briefing, whole_region

    standings = library.standings(calendar)
    if place is None:
        return whole_briefing(library, standings, calendar)
    if place in library.regions:
        return whole_region(library, place, standings)
    return [Page(card_document(library, place, standings.get(place)))]


def _json(library: Library, calendar: date, place: str | None) -> str:
    from briefing.publish.records import as_json, briefing_record, card_record, region_record

    standings = library.standings(calendar)
    if place is None:
        return as_json(briefing_record(library, standings, calendar))
    record = region_record if place in library.regions else card_record
    return as_json(record(library, place, standings, calendar))


def _problems(library: Library, place: str | None) -> list[Problem]:
    """The problems with what was asked for: of one card, of a region's folder, or all."""
    if place is None:
        return list(library.problems)
    if place in library.regions:
        return [problem for problem in library.problems if problem.path.is_relative_to(library.root / place)]
    return list(library.problems_of(place))
