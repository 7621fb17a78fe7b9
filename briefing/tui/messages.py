"""What the screens ask of the app: facts in the past tense, requests in the imperative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.find.search import Concordance
    from briefing.library.library import Library
    from briefing.library.problem import Problem
    from briefing.library.revision import Revision
    from briefing.publish.document import Document
    from briefing.reader.marks import Marks
    from briefing.reader.settings import Settings


@dataclass
class LibraryRead(Message):
    """The content was read, or read again."""

    library: Library


@dataclass
class LibraryChecked(Message):
    """What the rules find in the content that was read first; a later reading comes checked."""

    library: Library


@dataclass
class SettingsRead(Message):
    """The reader's settings were read."""

    settings: Settings
    faults: tuple[Problem, ...]


@dataclass
class ReadingFailed(Message):
    """There is nothing that could be read, and why."""

    reason: str


@dataclass
class MarksRead(Message):
    """How the cards stand with the reader was looked up."""

    marks: Marks


@dataclass
class TextIndexed(Message):
    """The whole text can be searched."""

    concordance: Concordance


@dataclass
class MarkCards(Message):
    """Mark cards as read, or as unread."""

    references: tuple[str, ...]
    read: bool = True
    by_hand: bool = True
    """Whether the reader asked for it, who can then take it back."""


@dataclass
class KeepCard(Message):
    """Put a bookmark on a card, or take it off."""

    reference: str
    kept: bool


@dataclass
class MakePage(Message):
    """Make a page that needs more than the content as it stands."""

    name: str


@dataclass
class PageMade(Message):
    """Such a page was made."""

    name: str
    document: Document


@dataclass
class OpenRevision(Message):
    """Show the briefing as it stood at a revision."""

    id: str


@dataclass
class RevisionRead(Message):
    """It was read."""

    revision: Revision
    library: Library


@dataclass
class OpenAddress(Message):
    """Open an address of the web that the reader has been shown."""

    url: str


@dataclass
class CopyText(Message):
    """Put a text on the clipboard, and show it: over SSH a clipboard often fails silently."""

    text: str
    what: str


@dataclass
class EditFile(Message):
    """Open a file of the content in the reader's editor."""

    path: Path
    line: int
    column: int
