"""`briefing score`: how the judgments came out, as plain text, Markdown or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.cli.exits import Exit
from briefing.cli.partly import partly
from briefing.cli.place import found, not_found, require_many
from briefing.cli.reading import library_of
from briefing.cli.streams import put, tell

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from briefing.library.revision import Revision


def score(root: Path, calendar: date, form: str, at: Revision | None = None, named: str | None = None) -> int:
    """Print the scorecard of the whole briefing, or of the region that is named."""
    library = library_of(root, at)
    place = None if named is None else found(library, named)
    if named is not None and place is None:
        tell(not_found(library, named))
        return Exit.NOT_FOUND
    require_many(library, place, "a score")
    if form == "json":
        from briefing.publish.records import as_json
        from briefing.publish.scorecard import score_record

        put(as_json(score_record(library, calendar, place)))
    else:
        from briefing.cli.show import written
        from briefing.publish.scorecard import score_document
        from briefing.publish.whole import Page

        page = Page(score_document(library, library.standings(calendar), calendar, place))
        put(written([page], library.briefing.handling, form))
    own = (problem for problem in library.problems if problem.path.is_relative_to(library.root / str(place)))
    return partly(list(own) if place else library.problems, root)
