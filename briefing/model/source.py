"""A source: one entry of the bibliography that every card shares."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from briefing.model.closed import (
    FILE_NAME,
    SHA256,
    Asked,
    Before,
    Closed,
    Day,
    Flag,
    Language,
    Line,
    Text,
    Whole,
    model,
)
from briefing.model.dates import PartialDate
from briefing.model.scales import Reliability


class SourceKind(StrEnum):
    """What sort of text a source is."""

    PRIMARY = "primary"
    REPORTING = "reporting"
    COMMENTARY = "commentary"
    TRANSLATION = "translation"
    DATA = "data"


def _lines(written: object) -> object:
    """Take two line numbers as they are; one message for all that can be wrong with them.

    Raises ValueError where they are not a first and a last line.
    """
    lines = written if isinstance(written, list | tuple) else ()
    if [type(line) for line in lines] == [int, int] and 1 <= lines[0] <= lines[1]:
        return written
    raise ValueError("must be the first and the last line, counted from 1, as [5, 37]")


@model
class Source(Closed):
    """A text that claims are taken from."""

    title: Line
    publisher: Line
    url: Line | None = None
    """Opened only if it is http or https."""
    kind: SourceKind
    published: PartialDate | None = None
    accessed: Day | None = None
    language: Language = "en"
    reliability: Reliability | None = None
    """Admiralty code A-F (AJP-2.1)."""
    descriptor: Text | None = None
    """Why it is rated so: what it is, how it knows (ICD 206)."""
    archive: Annotated[Line, Asked(pattern=FILE_NAME)] | None = None
    """Name of a file in the archive folder."""
    sha256: Annotated[str, Asked(strict=True, pattern=SHA256)] | None = None
    """Of the archived file's bytes."""
    passage: Annotated[tuple[Whole, Whole], Before(_lines)] | None = None
    """First and last line of the article in the archived file; from 1, both included."""
    truncated: Flag = False
    """Whether the archived text breaks off."""
