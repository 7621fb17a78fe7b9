"""A document: paragraphs of runs under headings, before anybody has decided on a width, a colour or a format.

A card becomes one document, and screen, plain text and Markdown are made from it; so each says the same in the same
order with the same numbers.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from briefing.library.positions import KeyPath
    from briefing.model.source import Source

_BREAK: Final = re.compile(r"\s*\n\s*")


class Role(StrEnum):
    """What a run of text is, for whoever gives it a look."""

    TEXT = "text"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    MUTED = "muted"
    LEAD = "lead"
    LOW = "low"
    GUARDED = "guarded"
    ELEVATED = "elevated"
    HIGH = "high"


class Lead(NamedTuple):
    """Where a run or a paragraph leads to."""

    kind: Literal["source", "part", "card", "region", "address", "problem", "revision"]
    to: str
    """A source's id; a part as `c1` or `region/card#c1`, or by its key as `region/card#event.0`; a card's reference; a
    region's id; an address; a problem's number from 0; a revision's id."""


class Run(NamedTuple):
    """Some text of one role."""

    text: str
    role: Role = Role.TEXT
    lead: Lead | None = None


class Paragraph(NamedTuple):
    """Runs that are set together, wrapped to whatever width there is."""

    runs: tuple[Run, ...]
    mark: Run | None = None
    """Stands before the paragraph; its lines hang behind it: `c1`, `+`, `[1]`."""
    hangs: bool = False
    """Without a mark of its own, set under the text of the paragraph before."""
    indent: int = 0
    """How deep it lies in a list, from 0."""
    lead: Lead | None = None
    """Where the whole paragraph leads to."""
    part: KeyPath = ()
    """What of the card's file it shows."""
    verbatim: bool = False
    """Whether its white space is meant, as in code."""

    @property
    def text(self) -> str:
        """What it says, without roles."""
        return "".join(run.text for run in self.runs)


class Section(NamedTuple):
    """Paragraphs under one heading."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    aside: str = ""
    """Said beside the title, quietly."""
    spaced: bool = False
    """Whether its paragraphs stand apart, as in running text."""


class CitedSource(NamedTuple):
    """A source with the number that it has in this document."""

    number: int
    id: str
    source: Source


class Document(NamedTuple):
    """A title, what stands under it, and sections."""

    title: str
    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    sources: tuple[CitedSource, ...] = ()
    reference: str = ""
    """Of the card that it shows; empty for any other document."""

    def section(self, title: str) -> Section | None:
        """The section under a title."""
        return next((section for section in self.sections if section.title == title), None)


def text(*runs: Run | str, **about: Any) -> Paragraph:
    """A paragraph of these runs; a bare string is plain text. How its lines were broken in the file does not matter."""
    return Paragraph(tuple([_on_one_line(run) for run in runs]), **about)


def _on_one_line(run: Run | str) -> Run:
    run = Run(run) if isinstance(run, str) else run
    return run._replace(text=_BREAK.sub(" ", run.text)) if "\n" in run.text else run


def muted(words: str, lead: Lead | None = None) -> Run:
    """Words that stand back."""
    return Run(words, Role.MUTED, lead)
