"""What the screens ask of the app: facts in the past tense, requests in the imperative.

Each is itself and no other: without an `==` and a `repr` of its own the first frame waits less for their making.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.find.listing import Listing
    from briefing.find.search import Concordance
    from briefing.library.library import Library
    from briefing.library.problem import Problem
    from briefing.library.revision import Revision
    from briefing.publish.document import Document
    from briefing.reader.marks import Marks
    from briefing.reader.settings import Settings
    from briefing.tui.showing import Showing


@dataclass(repr=False, eq=False)
class LibraryRead(Message):
    """The content was read, or read again."""

    showing: Showing
    is_checked: bool = False
    """Whether it comes with all that the rules find."""


@dataclass(repr=False, eq=False)
class PartRead(Message):
    """Some regions of a large folder can be read already."""

    showing: Showing


@dataclass(repr=False, eq=False)
class CardsTouched(Message):
    """Some cards were saved, and nothing else has been looked at yet."""

    before: Showing
    showing: Showing


@dataclass(repr=False, eq=False)
class LibraryChecked(Message):
    """What the rules find in the content that was read first; a later reading comes checked."""

    showing: Showing


@dataclass(repr=False, eq=False)
class MakeReady(Message):
    """Make ready all that filters, orders and searches look at."""

    showing: Showing


@dataclass(repr=False, eq=False)
class MadeReady(Message):
    """All that filters and orders look at was made ready."""

    listing: Listing


@dataclass(repr=False, eq=False)
class SettingsRead(Message):
    """The reader's settings were read."""

    settings: Settings
    faults: tuple[Problem, ...]
    theme: str | None
    """The one that was chosen last."""


@dataclass(repr=False, eq=False)
class ReadingFailed(Message):
    """There is nothing that could be read, and why."""

    reason: str


@dataclass(repr=False, eq=False)
class Complained(Message):
    """Something went wrong on a thread, and what."""

    words: str


@dataclass(repr=False, eq=False)
class MarksRead(Message):
    """How the cards stand with the reader was looked up."""

    library: Library
    marks: Marks


@dataclass(repr=False, eq=False)
class TakeBack(Message):
    """Take the last marking back."""

    library: Library


@dataclass(repr=False, eq=False)
class TakenBack(Message):
    """The last marking was taken back."""

    cards: int
    """How many it was of; 0 where there was none."""


@dataclass(repr=False, eq=False)
class MarkingFailed(Message):
    """A mark could not be made, for a fault of the program's own."""

    fault: BaseException


@dataclass(repr=False, eq=False)
class TextIndexed(Message):
    """The whole text can be searched."""

    concordance: Concordance


@dataclass(repr=False, eq=False)
class MarkCards(Message):
    """Mark cards as read, or as unread."""

    library: Library
    references: tuple[str, ...]
    read: bool = True
    by_hand: bool = True
    """Whether the reader asked for it, who can then take it back."""


@dataclass(repr=False, eq=False)
class KeepCard(Message):
    """Put a bookmark on a card, or take it off."""

    library: Library
    reference: str
    kept: bool


@dataclass(repr=False, eq=False)
class MakePage(Message):
    """Make a page that needs more than the content as it stands."""

    name: str
    region: str
    """The region that it is of; empty for the whole briefing."""
    listing: Listing
    marks: Marks | None
    past: str | None
    """The id of the revision that is looked back at."""


@dataclass(repr=False, eq=False)
class LeavePage(Message):
    """The page that is being made is waited for no longer."""


@dataclass(repr=False, eq=False)
class PageMade(Message):
    """Such a page was made."""

    name: str
    region: str
    listing: Listing
    document: Document


@dataclass(repr=False, eq=False)
class OpenRevision(Message):
    """Show the briefing as it stood at a revision."""

    id: str
    from_the_start: bool = False
    """Whether it was asked for on the command line, and not chosen on a page."""


@dataclass(repr=False, eq=False)
class RevisionRead(Message):
    """It was read."""

    revision: Revision
    showing: Showing
    from_the_start: bool


@dataclass(repr=False, eq=False)
class OpenAddress(Message):
    """Open an address of the web that the reader has been shown."""

    url: str


@dataclass(repr=False, eq=False)
class CopyText(Message):
    """Put a text on the clipboard, and show it: over SSH a clipboard often fails silently."""

    text: str
    what: str


@dataclass(repr=False, eq=False)
class EditFile(Message):
    """Open a file of the content in the reader's editor."""

    path: Path
    line: int
    column: int
