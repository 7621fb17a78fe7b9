"""What the screens ask of the app: facts in the past tense, requests in the imperative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.library.library import Library
    from briefing.reader.settings import Settings


@dataclass
class LibraryRead(Message):
    """The content was read, or read again."""

    library: Library
    settings: Settings | None = None
    """The reader's own, when they were read along."""
    settings_faults: tuple[str, ...] = ()


@dataclass
class ReadingFailed(Message):
    """There is nothing that could be read, and why."""

    reason: str


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
