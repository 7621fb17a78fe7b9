"""`briefing score`: how the judgments came out, as plain text, Markdown or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.cli.partly import partly
from briefing.cli.reading import library_of
from briefing.cli.streams import put

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from briefing.library.revision import Revision


def score(root: Path, calendar: date, form: str, at: Revision | None = None) -> int:
    """Print the scorecard of the whole briefing."""
    library = library_of(root, at)
    if form == "json":
        from briefing.publish.records import as_json
        from briefing.publish.scorecard import score_record

        put(as_json(score_record(library, calendar)))
    else:
        from briefing.cli.show import written
        from briefing.publish.scorecard import score_document
        from briefing.publish.whole import Page

        page = Page(score_document(library, library.standings(calendar), calendar, None))
        put(written([page], library.briefing.handling, form))
    return partly(library.problems, root)
