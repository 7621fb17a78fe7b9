"""The content of a folder as threads read it. What they find goes out as messages: nothing here touches a widget."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from textual.worker import get_current_worker

from briefing.library.problem import BriefingError
from briefing.reader.places import cache_folder
from briefing.tui.messages import CardsTouched, Complained, LibraryChecked, LibraryRead, PartRead, ReadingFailed

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from textual.message import Message

    from briefing.library.kept import Kept
    from briefing.library.library import Library
    from briefing.library.problem import Problem
    from briefing.reader.settings import Settings
    from briefing.tui.front import Front
    from briefing.tui.showing import Showing

# The model, the library's reader and the rules are imported where they are first needed and not above: the first frame
# is drawn without them.

WORTH_SHOWING: Final = 100
"""Cards of a first region from which on it is shown before the others are read."""
PARTS_EVERY: Final = 2.0
"""Seconds from one part of the content to more of it, while it is read."""
GONE: Final = "the folder has gone; this is what stood in it, and it is read again once it is back"
_TOUCHED_SEEN: Final = 0.05
"""Seconds that a card just saved has to come on screen before all others are looked at."""


class Content:
    """One folder, on a day. Each method runs on a thread, and `post` takes what it has to tell."""

    def __init__(
        self,
        root: Path,
        calendar: date,
        post: Callable[[Message], object],
        until_shown: Callable[[], object],
        read_settings: Callable[[], Settings],
        *,
        keeps: bool,
    ) -> None:
        self.root, self.calendar = root, calendar
        self._post, self._read_settings = post, read_settings
        self._until_shown = until_shown
        """Waits for the first frame with cards, which work beside it would hold up."""
        self._keeps = keeps
        """Whether what is read is kept for the next run: for whom only reads, nothing is written."""
        self._archive: Path | None = None
        self._kept: Kept | None = None
        """What was kept of the folder by another run; None until it is looked for, or where nothing is."""
        self._front: Front | None = None
        """What was shown first of it."""
        self._as_read: tuple[Problem, ...] | None = None
        """What reading the files found wrong with them when it was last done."""
        self._parts_from: float | None = None
        """When the next part is shown of what is still being read."""

    def read(self) -> None:
        """The content, by what is kept of it or anew, the reader's settings, and what the rules find.

        What is kept is shown at once. If it is to be read anew after all, and that has been asked for meanwhile, it is
        left to whoever was asked.
        """
        from briefing.library.kept import Kept
        from briefing.tui.front import is_as_kept
        from briefing.tui.showing import showing

        worker = get_current_worker()
        kept = self._kept = Kept(cache_folder(), self.root) if self._keeps else None
        shown = self._show_kept(kept) if kept else None
        if kept and shown and self._front:
            self._until_shown()
            self._archive = self._read_settings().archive
            if is_as_kept(kept, self._front):
                self._post(LibraryChecked(shown))
                return
            if worker.is_cancelled:
                return
        from briefing.library.folder import read_library

        try:
            library = read_library(self.root, kept=kept.readings() if kept else {}, so_far=self._so_far)
        except BriefingError as error:
            self._post(ReadingFailed(str(error)))
            return
        if shown and worker.is_cancelled:
            return
        self._as_read = library.problems
        self._post(LibraryRead(showing(library, self.calendar)))
        if not shown:
            self._until_shown()
            self._archive = self._read_settings().archive
        self._post(LibraryChecked(showing(self._checked(library), self.calendar)))

    def read_again(self, shown: Showing, changed: frozenset[Path], *, anyway: bool) -> None:
        """What has changed since, a torn save waited out; what has not is only checked and told `anyway`."""
        from briefing.library.settle import read_again, read_touched
        from briefing.tui.front import is_as_kept
        from briefing.tui.showing import showing, touched

        before, worker = shown.library, get_current_worker()
        is_of_today = shown.listing.calendar == self.calendar
        if shown.is_kept and is_of_today and self._kept and self._front and is_as_kept(self._kept, self._front):
            return  # as it stands on screen
        if changed and not shown.is_kept and (saved := read_touched(before, changed)):
            # The card that is being written is seen at once, and what it means for all others after it.
            before, references = saved
            self._post(CardsTouched(shown, touched(shown, before, references)))
            sleep(_TOUCHED_SEEN)
        library = read_again(self.root, before, sleep)
        if not inode(self.root):
            self._post(Complained(GONE))
            return
        as_read, self._as_read = self._as_read, library.problems
        if not anyway and is_of_today and as_read == library.problems and _is_same(before, library):
            return
        # Of several saves in a row only the last is looked at by the rules.
        if not worker.is_cancelled:
            library = self._checked(library)
        if not worker.is_cancelled:
            self._post(LibraryRead(showing(library, self.calendar), is_checked=True))

    def keep(self, showing: Showing) -> None:
        """Keep what was read, so that the next run need not read it."""
        from briefing.tui.front import WORTH_KEEPING, made

        worker = get_current_worker()
        if self._kept and len(showing.library.readings) >= WORTH_KEEPING:
            self._kept.keep(showing.library, made(showing), stopped=lambda: worker.is_cancelled)

    def close(self) -> None:
        """Let go of what is kept."""
        if self._kept:
            self._kept.close()

    def _show_kept(self, kept: Kept) -> Showing | None:
        """Show the briefing as it was when it was last shown, if that was on this day."""
        from briefing.tui.front import kept_showing

        if found := kept_showing(kept, self.calendar):
            shown, self._front = found
            self._post(LibraryRead(shown))
            return shown
        return None

    def _so_far(self, library: Library, share: float) -> None:
        """Show the regions that are read, where the others take their time."""
        from briefing.tui.showing import showing

        if self._parts_from is None:
            self._parts_from = monotonic() if len(library.files) >= WORTH_SHOWING else float("inf")
        if monotonic() >= self._parts_from:
            told = f"reading: {share:.0%}, {len(library.files):,} cards so far"
            whole = showing(library, self.calendar)
            shown = whole._replace(edition=told, short_edition=f"reading: {share:.0%}", problems="")
            self._post(PartRead(shown))
            self._until_shown()
            self._parts_from = monotonic() + PARTS_EVERY

    def _checked(self, library: Library) -> Library:
        """The content with all that the rules find in it.

        A fault of a rule's own costs the findings and is said; the briefing stays on screen.
        """
        try:
            return self._found(library)
        except Exception as fault:
            name = type(fault).__name__
            self._post(Complained(f"the rules were not applied: a fault in the program ({name}: {fault})"))
            return library

    def _found(self, library: Library) -> Library:
        from briefing.check.check import check
        from briefing.check.rule import Desk
        from briefing.library.archive import read_archive

        folder = self._archive
        archive = read_archive(folder, library.sources) if folder and os.path.isdir(folder) else None  # noqa: PTH112 - never raises
        return check(Desk(library, library.briefing.today(self.calendar), archive)).onto(library)


def _is_same(before: Library, now: Library) -> bool:
    """Whether no file has changed, come or gone."""
    return before.readings.keys() == now.readings.keys() and all(
        each is now.readings[path] for path, each in before.readings.items()
    )


def inode(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from another in its place; None where there is none."""
    try:
        seen = folder.stat()
    except OSError:
        return None
    return seen.st_dev, seen.st_ino


def watched(root: Path) -> dict[Path, tuple[int, int] | None]:
    """The folders that hold what is read, the briefing's own and those in it, each with what tells it from another."""
    folders = [root]
    with suppress(OSError), os.scandir(root) as entries:
        folders += sorted(Path(each) for each in entries if not each.name.startswith(".") and _is_open_folder(each))
    return {folder: inode(folder) for folder in folders}


def _is_open_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir() and os.access(entry, os.R_OK | os.X_OK)
    except OSError:  # a link that leads nowhere, or back to itself
        return False
