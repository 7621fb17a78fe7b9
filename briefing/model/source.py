"""A source: one entry of the bibliography that every card shares."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from briefing.model.closed import Closed, Day, Flag, Language, Line, Text, Whole
from briefing.model.dates import PartialDate
from briefing.model.scales import Reliability


class SourceKind(StrEnum):
    """What sort of text a source is."""

    PRIMARY = "primary"
    REPORTING = "reporting"
    COMMENTARY = "commentary"
    TRANSLATION = "translation"
    DATA = "data"


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
    archive: Annotated[Line, Field(pattern=r"^[^/\\]+$")] | None = None
    """Name of a file in the archive folder."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Of the archived file's bytes."""
    passage: tuple[Whole, Whole] | None = None
    """First and last line of the article in the archived file; from 1, both included."""
    truncated: Flag = False
    """Whether the archived text breaks off."""

    @model_validator(mode="after")
    def _passage_runs_forward(self) -> Source:
        if self.passage and not 1 <= self.passage[0] <= self.passage[1]:
            raise ValueError("a passage is its first and its last line, counted from 1")
        return self
