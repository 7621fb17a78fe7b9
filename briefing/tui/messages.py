"""What the screens ask of the app: facts in the past tense, requests in the imperative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.tui.told import Told

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


class LibraryRead(Told):
    """The content was read, or read again."""

    showing: Showing
    is_checked: bool = False
    """Whether it comes with all that the rules find."""


class PartRead(Told):
    """Some regions of a large folder can be read already."""

    showing: Showing


class CardsTouched(Told):
    """Some cards were saved, and nothing else has been looked at yet."""

    before: Showing
    showing: Showing


class LibraryChecked(Told):
    """What the rules find in the content that was read first; a later reading comes checked."""

    showing: Showing


class MakeReady(Told):
    """Make ready all that filters, orders and searches look at."""

    showing: Showing


class MadeReady(Told):
    """All that filters and orders look at was made ready."""

    listing: Listing


class SettingsRead(Told):
    """The reader's settings were read."""

    settings: Settings
    faults: tuple[Problem, ...]
    theme: str | None
    """The one that was chosen last."""


class ReadingFailed(Told):
    """There is nothing that could be read, and why."""

    reason: str


class Complained(Told):
    """Something went wrong on a thread, and what."""

    words: str


class MarksRead(Told):
    """How the cards stand with the reader was looked up."""

    library: Library
    marks: Marks


class TakeBack(Told):
    """Take the last marking back."""

    library: Library


class TakenBack(Told):
    """The last marking was taken back."""

    cards: int
    """How many it was of; 0 where there was none."""


class MarkingFailed(Told):
    """A mark could not be made, for a fault of the program's own."""

    fault: BaseException


class TextIndexed(Told):
    """The whole text can be searched."""

    concordance: Concordance


class MarkCards(Told):
    """Mark cards as read, or as unread."""

    library: Library
    references: tuple[str, ...]
    read: bool = True
    by_hand: bool = True
    """Whether the reader asked for it, who can then take it back."""


class KeepCard(Told):
    """Put a bookmark on a card, or take it off."""

    library: Library
    reference: str
    kept: bool


class MakePage(Told):
    """Make a page that needs more than the content as it stands."""

    name: str
    region: str
    """The region that it is of; empty for the whole briefing."""
    listing: Listing
    marks: Marks | None
    past: str | None
    """The id of the revision that is looked back at."""


class LeavePage(Told):
    """The page that is being made is waited for no longer."""


class PageMade(Told):
    """Such a page was made."""

    name: str
    region: str
    listing: Listing
    document: Document


class OpenRevision(Told):
    """Show the briefing as it stood at a revision."""

    id: str
    from_the_start: bool = False
    """Whether it was asked for on the command line, and not chosen on a page."""


class RevisionRead(Told):
    """It was read."""

    revision: Revision
    showing: Showing
    from_the_start: bool


class OpenAddress(Told):
    """Open an address of the web that the reader has been shown."""

    url: str


class CopyText(Told):
    """Put a text on the clipboard, and show it: over SSH a clipboard often fails silently."""

    text: str
    what: str


class EditFile(Told):
    """Open a file of the content in the reader's editor."""

    path: Path
    line: int
    column: int
