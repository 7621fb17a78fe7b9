"""`briefing show`: a card, a region or everything, as plain text, Markdown or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.cli.exits import Exit
from briefing.cli.partly import faults, partly
from briefing.cli.place import found, not_found, require_many
from briefing.cli.reading import library_of, marks_of
from briefing.cli.streams import put, tell
from briefing.library.problem import BriefingError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from briefing.library.library import Library
    from briefing.library.revision import Revision
    from briefing.publish.whole import Page


def show(
    root: Path,
    calendar: date,
    named: str | None,
    form: str,
    view: str | None = None,
    minutes: int | None = None,
    at: Revision | None = None,
) -> int:
    """Print what is named, or the whole briefing; or a view of it, or what fits in so many minutes."""
    library = library_of(root, at)
    place = None if named is None else found(library, named)
    if named is not None and place is None:
        tell(not_found(library, named))
        return Exit.NOT_FOUND
    if view or minutes is not None:
        _refuse(library, place, form, view, minutes)
    if form == "json":
        put(_json(library, calendar, place))
    else:
        pages = _pages(library, calendar, place, view, minutes)
        put(written(pages, library.briefing.handling, form))
    return partly(faults(library, place), root)


def written(pages: Iterable[Page], handling: str | None, form: str) -> str:
    """Pages as plain text or Markdown, the handling line at head and foot."""
    if form == "markdown":
        from briefing.publish.markdown import markdown_pages

        return markdown_pages(pages, handling)
    from briefing.publish.plain import plain_pages

    return plain_pages(pages, handling)


def _refuse(library: Library, place: str | None, form: str, view: str | None, minutes: int | None) -> None:
    """Raise BriefingError where what is asked for does not go together."""
    asked = "--view" if view else "--minutes"
    if view and minutes is not None:
        raise BriefingError("--view and --minutes are two things to print: leave one of them out")
    if minutes is not None and minutes < 1:
        raise BriefingError("--minutes needs a number from 1")
    require_many(library, place, asked)
    if form == "json":
        figures = "; `briefing score --json` has its figures" if view == "score" else ""
        raise BriefingError(f"{asked} is printed as plain text or as Markdown: leave --json out{figures}")


def _pages(
    library: Library, calendar: date, place: str | None, view: str | None, minutes: int | None
) -> Iterable[Page]:
    from briefing.publish.card import card_document
    from briefing.publish.whole import Page, whole_briefing, whole_region

    standings = library.standings(calendar)
    if view:
        from briefing.publish.views import VIEWS

        return [Page(VIEWS[view].document(library, standings, calendar, place))]
    if minutes is not None:
        from briefing.publish.minutes import minutes_pages

        return minutes_pages(library, standings, minutes, marks_of(library).unread, place)
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
