"""Where the files of a briefing stand: a folder of the disk, or a revision of it. Reading them is the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import tomli

from briefing.library.parser import parsed
from briefing.library.toml import read_toml, stamp

if TYPE_CHECKING:
    from briefing.library.toml import Stamp, Text


_FEW: Final = 50
"""Files that one parser reads in the time, and in less than the room, that it takes to load another."""


class Shelf(Protocol):
    """A content folder. Its paths are those that the files have under `root`."""

    @property
    def root(self) -> Path:
        """The folder itself."""

    def names(self, folder: Path) -> list[str]:
        """All names in a folder, in order; none where it cannot be read."""

    def is_folder(self, path: Path) -> bool:
        """Whether a folder stands there, or what stands for one."""

    def barred(self, folder: Path) -> str:
        """Why what stands there is not read as a folder of the briefing; empty where it is."""

    def stamp(self, path: Path) -> Stamp | None:
        """What tells that a file is still the one that was read; None where there is none."""

    def read(self, path: Path) -> Text:
        """What a file says, and the stamp that it had then. Never raises on what is in it."""


class Disk:
    """The folder as it is now, each folder in it listed once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._listed: dict[Path, list[str] | str] = {}
        self._seen = 0
        """How many names stand in the folders that were listed."""

    stamp = staticmethod(stamp)

    def names(self, folder: Path) -> list[str]:
        """All names in a folder, in order; none where it cannot be read."""
        listed = self._listing(folder)
        return [] if isinstance(listed, str) else listed

    def is_folder(self, path: Path) -> bool:
        """Whether a folder stands there, or a link to one."""
        return os.path.isdir(path)  # noqa: PTH112 - pathlib's raises where it may not look

    def barred(self, folder: Path) -> str:
        """A region's folder that is a link to somewhere else, or cannot be read, is told as a whole, at once."""
        if not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(self.root)):
            return "a link that leaves the folder"
        if not os.access(folder, os.R_OK | os.X_OK):
            return "cannot be looked into: permission denied"
        listed = self._listing(folder)
        return f"cannot be looked into: {listed}" if isinstance(listed, str) else ""

    def read(self, path: Path) -> Text:
        """What a file says."""
        return read_toml(path, self.root, parsed if self._seen > _FEW else tomli.loads)

    def _listing(self, folder: Path) -> list[str] | str:
        """The names in a folder, or why they cannot be had."""
        if folder not in self._listed:
            try:
                names = self._listed[folder] = sorted(os.listdir(folder))  # noqa: PTH208 - pathlib would make a Path of each name
                self._seen += len(names)
            except OSError as fault:
                self._listed[folder] = (fault.strerror or "it cannot be listed").lower()
        return self._listed[folder]
