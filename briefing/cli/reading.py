"""What a command reads: the folder as it is, or as it stood at the revision of `--at`."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from briefing.cli.streams import tell
from briefing.library.clean import clean_line
from briefing.library.folder import read_library
from briefing.library.problem import BriefingError
from briefing.model.dates import said

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.library.library import Library
    from briefing.library.revision import Revision
    from briefing.reader.marks import Marks

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""Stricter than Python, to which 20241003 and 2024-W40 are days too: these may well be a commit and a tag."""
_ALMOST: Final = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y")
"""Days written otherwise, but for those of which nobody can say what is the month."""


def library_of(root: Path, at: Revision | None) -> Library:
    """The briefing in a folder, as it is or as it was."""
    if at is None:
        return read_library(root)
    from briefing.library.revision import read_revision

    return read_revision(root, at.id)


def marks_of(library: Library) -> Marks:
    """What the reader has read and marked, as the dashboard remembers it; that it cannot be read is told."""
    from briefing.reader.marks import ReadLog
    from briefing.reader.places import state_file
    from briefing.reader.state import State

    with State(state_file()) as state:
        marks = ReadLog(state).marks(library)
        if state.complaint:
            tell(state.complaint)
    return marks


def revision_of(root: Path, at: str, taken: str = "A day is written as 2024-10-03.") -> Revision:
    """The revision meant by a day, as 2024-10-03, or else by what git calls it; its `day` is that day's today.

    Of what is neither, `taken` says what more can be written.
    """
    from briefing.library.revision import revision_at, revision_named

    no_day = ""
    try:
        day = date.fromisoformat(at) if _DAY.fullmatch(at) else None
    except ValueError:
        day, no_day = None, f"{at} is no day, and "
    if day is None:
        try:
            return revision_named(root, at)
        except BriefingError as error:
            meant = _almost(at)
            asked = f" Did you mean {meant}?" if meant else ""
            raise BriefingError(f"{no_day}{error}\n{taken}{asked}") from None
    revision = revision_at(root, day)
    if revision is None:
        raise BriefingError(
            f"nothing of {clean_line(str(root))} had been committed by {said(day)}.\n"
            "`git log` in it lists what was, and when."
        )
    return revision


def _almost(written: str) -> date | None:
    """The day that is meant by what is written in another way."""
    for form in _ALMOST:
        with suppress(ValueError):
            return datetime.strptime(" ".join(written.replace(",", " ").split()), form).date()
    return None
