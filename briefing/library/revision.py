"""The briefing as it stood at a revision of git, read from what git holds; the work tree is not touched."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from briefing.library.clean import clean_line, named
from briefing.library.folder import read_shelf
from briefing.library.git import RefusedError, Repository
from briefing.library.parser import parsed
from briefing.library.problem import BriefingError
from briefing.library.toml import LARGEST, Text, decode
from briefing.model.dates import said

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from briefing.library.git import Entry, Objects
    from briefing.library.library import Library
    from briefing.library.toml import Stamp

_FORMAT: Final = "--format=%h%x00%ci%x00%an%x00%s"
_LONGEST_LINE: Final = 200


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, as a reader is told of it."""

    id: str
    short: str
    day: date
    """The committer's, where they were: from then on the content stood so."""
    author: str
    subject: str

    def __str__(self) -> str:
        return f"{self.short} of {said(self.day)}"


def read_revision(root: Path, revision: str, before: Library | None = None) -> Library:
    """As `read_library`, as the folder stood at a revision: an id, a branch, a tag, `HEAD~3`.

    Give the Library of another revision read `before`, and files that are the same in both are not read again.
    Raises BriefingError where there is no git, no repository, no such revision, or no briefing in it.
    """
    repository = Repository(root)
    found = _named(repository, revision)
    with repository.objects() as objects:
        library = read_at(repository, objects, found, before)
    if library is None:
        raise BriefingError(
            f"there was no briefing in {clean_line(str(root))} at {found}.\n"
            "If its folder had another name then, name that with -C, though it is not there any more."
        )
    return library


def revision_named(root: Path, revision: str) -> Revision:
    """The revision that is called so. Raises BriefingError where there is none."""
    return _named(Repository(root), revision)


def revisions(root: Path, most: int | None = None) -> tuple[Revision, ...]:
    """The revisions that changed something in the content folder, the newest first."""
    with closing(touching(Repository(root), most)) as found:
        return tuple(found)


def revision_at(root: Path, day: date) -> Revision | None:
    """The revision that stood when a day ended; None where there was none yet."""
    with closing(touching(Repository(root))) as found:
        return next((each for each in found if each.day <= day), None)


def touching(repository: Repository, most: int | None = None) -> Generator[Revision]:
    """The revisions that changed something in the content folder, the newest first, as git comes upon them."""
    folder = b":(top,literal)" + repository.folder
    limit = -1 if most is None else most
    return _listed(repository, f"--max-count={limit}", _named(repository, "HEAD").id, "--", folder)


def read_at(repository: Repository, objects: Objects, revision: Revision, before: Library | None) -> Library | None:
    """The briefing as it stood at a revision; None where there was none."""
    top = objects.folder(revision.id)
    for step in filter(None, repository.folder.split(b"/")):
        entry = top.get(os.fsdecode(step))
        top = objects.folder(entry.id) if entry and entry.is_folder else {}
    if "briefing.toml" not in top:
        return None
    shelf = _Tree(repository.root, objects, top)
    readings = before.readings if before else {}
    # No other revision's version stands in for a file that cannot be read: nothing is about to mend it.
    same = {path: each for path, each in readings.items() if each.stamp and each.stamp == shelf.stamp(path)}
    return read_shelf(shelf, same)


def _named(repository: Repository, revision: str) -> Revision:
    try:
        id = repository.said("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except (RefusedError, ValueError):  # the second from Python, of what cannot be an argument
        raise _unknown(repository, revision) from None
    with closing(_listed(repository, "--max-count=1", id, "--")) as listed:
        found = next(listed, None)
    if found is None:  # as of `^HEAD`, which means all but
        raise _unknown(repository, revision)
    return found


def _unknown(repository: Repository, revision: str) -> BriefingError:
    if not repository.said("rev-list", "--max-count=1", "--all"):
        return BriefingError(
            f"{clean_line(str(repository.root))} has no commits yet, so there is nothing to look back at.\n"
            "What is committed from now on can be looked back at."
        )
    older = " The clone is a shallow one: `git fetch --unshallow` brings older ones." if repository.shallow else ""
    return BriefingError(
        f"git knows no revision {named(revision)}.{older}\n"
        "Name a commit by its id, or a branch, a tag, or as HEAD~3; `git log` lists the commits."
    )


def _listed(repository: Repository, *words: str | bytes) -> Generator[Revision]:
    with closing(repository.lines("rev-list", "--encoding=UTF-8", _FORMAT, *words)) as lines:
        for commit, told in zip(lines, lines, strict=True):
            short, when, author, subject = told.decode(errors="replace").split("\0", 3)
            yield Revision(
                commit.decode().split()[1],
                short,
                _day(when),
                clean_line(author)[:_LONGEST_LINE],
                clean_line(subject)[:_LONGEST_LINE],
            )


def _day(when: str) -> date:
    """The day of git's `2024-10-03 09:00:00 +0900`; no commit of a year that Python does not know is in the past."""
    try:
        return date.fromisoformat(when.partition(" ")[0])
    except ValueError:
        return date.max


class _Tree:
    """The folder as git holds it. Links are told, not followed: where they led was never git's to keep."""

    def __init__(self, root: Path, objects: Objects, top: dict[str, Entry]) -> None:
        self.root = root
        self._objects = objects
        self._top = top

    def names(self, folder: Path) -> list[str]:
        """All names in a folder, in order."""
        return sorted(self._entries(folder))

    def is_folder(self, path: Path) -> bool:
        """Whether a folder stands there, or what may have been one on a disk."""
        entry = self._entry(path)
        return entry is not None and not entry.is_file

    def barred(self, folder: Path) -> str:
        """Links and submodules are told as a whole."""
        entry = self._entry(folder)
        if entry and entry.is_link:
            return "a link, and links are not followed at a revision"
        if entry and entry.is_submodule:
            return "a submodule, and another repository is not read"
        return ""

    def stamp(self, path: Path) -> Stamp | None:
        """What git holds under the name: equal entries, same file."""
        return self._entry(path)

    def read(self, path: Path) -> Text:
        """What a file said."""
        entry = self._entry(path)
        text = Text(path, entry)
        if entry is None:
            text.fault_at(0, 0, "C06", f"there is no {clean_line(path.name)}")
        elif not entry.is_file:
            text.fault_at(0, 0, "C06", self.barred(path) or "not a regular file")
        elif (raw := self._objects.get(entry.id, LARGEST)) is None:
            text.fault_at(0, 0, "C06", "cannot be read: git does not hold it here", "fetch it, if the clone is partial")
        else:
            decode(text, raw, parsed)
        return text

    def _entry(self, path: Path) -> Entry | None:
        return self._entries(path.parent).get(path.name)

    def _entries(self, folder: Path) -> dict[str, Entry]:
        if folder == self.root:
            return self._top
        entry = self._entry(folder)
        return self._objects.folder(entry.id) if entry and entry.is_folder else {}
