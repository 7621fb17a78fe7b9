"""`briefing diff`: what changed, since a revision, a day, or the last commit."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.change.compare import compare
from briefing.cli.exits import Exit
from briefing.cli.place import found, not_found
from briefing.cli.reading import revision_of
from briefing.cli.streams import put, tell
from briefing.library.clean import clean_line
from briefing.library.folder import read_library
from briefing.library.problem import BriefingError
from briefing.library.revision import read_revision, revisions
from briefing.model.dates import said

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.change.change import Changes
    from briefing.library.library import Library
    from briefing.library.revision import Revision

_TAKEN: Final = "A day is written as 2024-10-03; from one day or revision to another, as HEAD~3..HEAD."


class _Told(NamedTuple):
    """The changes, between which two states, and the Libraries of these: the newer first."""

    changes: Changes
    between: str
    libraries: tuple[Library, ...]


def diff(root: Path, calendar: date, since: str | None, place: str | None, form: str) -> int:
    """Print what changed since a revision or a day, or from one to another with `..` between.

    Without either it is told what the last commit does not have yet.
    """
    told = _by_dates(root, since or "", calendar) or _by_revisions(root, since or "")
    after = told.libraries[0]
    changes = told.changes
    if place is not None:
        named = next(filter(None, (found(library, place) for library in told.libraries)), None)
        if named is None:
            tell(not_found(after, place))
            return Exit.NOT_FOUND
        changes = changes.within(named, *told.libraries)
    if form == "json" or changes:
        put(_written(after, changes, told.between, calendar, form))
    if not changes:
        tell(f"nothing changed {told.between}")
    return Exit.DONE


def _written(library: Library, changes: Changes, between: str, calendar: date, form: str) -> str:
    from briefing.publish.changes import changes_document, changes_markdown, changes_record

    if form == "json":
        from briefing.publish.records import as_json

        return as_json(changes_record(library, changes, between, calendar))
    if form == "markdown":
        return changes_markdown(library, changes, between, calendar)
    from briefing.publish.plain import plain_pages
    from briefing.publish.whole import Page

    return plain_pages([Page(changes_document(library, changes, between, calendar))], library.briefing.handling)


def _by_dates(root: Path, written: str, calendar: date) -> _Told | None:
    """What is dated after a day, if one is written and git does not know how the content stood when it ended."""
    try:
        day = date.fromisoformat(written) if written.count("-") == 2 else None
    except ValueError:
        day = None
    if day is None:
        return None
    try:
        revision_of(root, written)
    except BriefingError as error:
        from briefing.change.since import since

        library = read_library(root)
        tell(f"told by the dates in the content alone: {str(error).splitlines()[0]}")
        changes = since(library, day, library.briefing.today(calendar))
        return _Told(changes, f"after {said(day)}, by the dates in the content", (library,))
    return None


def _by_revisions(root: Path, written: str) -> _Told:
    """What changed from a revision to another, or to the files as they are."""
    first, ranged, last = written.partition("..")
    if ranged and not first:
        raise BriefingError("name a revision before the two dots, as HEAD~3..HEAD")
    start = revision_of(root, first, _TAKEN) if first else _last(root)
    end = revision_of(root, last, _TAKEN) if last else None
    before = read_revision(root, start.id)
    after = read_revision(root, end.id, before) if end else read_library(root)
    return _Told(compare(before, after), f"from {start} to {end or 'the files as they are'}", (after, before))


def _last(root: Path) -> Revision:
    """The last revision that changed the content."""
    if newest := revisions(root, 1):
        return newest[0]
    place = clean_line(str(root))
    raise BriefingError(f"nothing in {place} is committed yet, so there is nothing to compare it with.")
