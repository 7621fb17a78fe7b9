"""One file from the disk to a table of clean values: safely opened, decoded, parsed, and every fault placed."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import tomli

from briefing.library.clean import clean, clean_line, spoofing
from briefing.library.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from briefing.library.positions import KeyPath, Positions

LARGEST: Final = 1024 * 1024
"""Bytes that a file of content may have."""
_CONFLICT: Final = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)


class Stamp(NamedTuple):
    """What tells that a file is still the one that was read."""

    modified_ns: int
    size: int
    inode: int


def stamp(path: Path) -> Stamp | None:
    """The file's stamp as it is now; None where there is no such file."""
    try:
        seen = path.stat()
    except OSError:
        return None
    return Stamp(seen.st_mtime_ns, seen.st_size, seen.st_ino)


@dataclass(slots=True)
class Text:
    """One file's text while it is being read: its table, and the faults found so far."""

    path: Path
    written: str = ""
    table: dict[str, Any] | None = None
    """What it says, every string clean; None where it is not TOML or cannot be read."""
    problems: list[Problem] = field(default_factory=list)
    kept: dict[KeyPath, list[int]] = field(default_factory=dict)
    """For each list that entries were left out of: the places, as written, of those that stayed."""
    _positions: Positions | None = None

    def fault(
        self, at: KeyPath, code: str, message: str, help: str = "", severity: Severity = Severity.ERROR
    ) -> None:
        """Note a fault at a key, its path counted without the entries left out so far."""
        if self._positions is None:
            # Loaded on the first fault only: a clean folder never pays for a second parser.
            from briefing.library.positions import Positions

            self._positions = Positions(self.written)
        line, column, width = self._positions.of(as_written(at, self.kept))
        self.problems.append(Problem(self.path, line, column, code, message, help, severity, width))

    def fault_at(self, line: int, column: int, code: str, message: str, help: str = "") -> None:
        """Note a fault at a line and column from 1, or of the whole file at 0."""
        self.problems.append(Problem(self.path, line, column, code, message, help))


def as_written(path: KeyPath, kept: Mapping[KeyPath, Sequence[int]]) -> KeyPath:
    """The path of an entry as its file has it, from its path among those that were not left out."""
    return tuple(
        kept[path[:depth]][step] if isinstance(step, int) and path[:depth] in kept else step
        for depth, step in enumerate(path)
    )


def read_toml(path: Path, root: Path) -> Text:
    """What a file of the folder `root` says. Never raises on what is in it."""
    text = Text(path)
    raw = _bytes(text, root)
    if raw is None:
        return text
    try:
        text.written = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        text.fault_at(
            line, column, "C06", f"not UTF-8: byte 0x{raw[error.start]:02x}", "save the file as UTF-8"
        )
        return text
    try:
        text.table = tomli.loads(text.written)
    except tomli.TOMLDecodeError as error:
        _not_toml(text, error)
    except (ValueError, RecursionError) as error:
        text.fault_at(1, 1, "C01", f"not TOML that can be read: {clean_line(str(error))}")
    if text.table is not None and ("\\" in text.written or next(spoofing(text.written), None)):
        text.table = _cleaned(text, text.table, ())
    return text


def _bytes(text: Text, root: Path) -> bytes | None:
    """The bytes of a regular file inside the folder, of a bearable size; else a fault is noted."""
    try:
        real = text.path.resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            text.fault_at(
                0, 0, "C06", "a link that leaves the folder", "copy the file into the briefing's folder"
            )
            return None
        # Without O_NONBLOCK a named pipe would hang here for ever.
        handle = os.open(real, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        text.fault_at(0, 0, "C06", f"there is no {text.path.name}")
        return None
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        text.fault_at(0, 0, "C06", f"cannot be read: {reason or error}")
        return None
    with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 - pathlib opens no descriptors
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            text.fault_at(0, 0, "C06", "not a regular file")
            return None
        try:
            raw = _all_of(file)
        except OSError as error:
            text.fault_at(0, 0, "C06", f"cannot be read: {error.strerror}")
            return None
    if len(raw) > LARGEST:
        text.fault_at(
            0, 0, "C06", "larger than 1 MiB, the most a file of a briefing may have", "split the card"
        )
        return None
    return raw


def _all_of(file: Any) -> bytes:
    """The file's bytes, and at most one more than the largest allowed. A single read may return fewer than there are."""
    pieces = []
    left = LARGEST + 1
    while left and (piece := file.read(left)):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def _not_toml(text: Text, error: tomli.TOMLDecodeError) -> None:
    if conflict := _CONFLICT.search(text.written):
        line = text.written.count("\n", 0, conflict.start()) + 1
        text.fault_at(
            line,
            1,
            "C09",
            "git's conflict marks stand in the file",
            "keep one of the two versions, then save",
        )
        return
    text.fault_at(error.lineno, error.colno, "C01", f"not TOML: {clean_line(error.msg)}")


def _cleaned(text: Text, value: Any, at: KeyPath) -> Any:
    """The value with every string in it safe to show, a fault noted for each that was not."""
    if isinstance(value, str):
        return _cleaned_string(text, value, at)
    if isinstance(value, list):
        return [_cleaned(text, each, (*at, place)) for place, each in enumerate(value)]
    if isinstance(value, dict):
        return {
            _cleaned_string(text, key, (*at, key)): _cleaned(text, each, (*at, key))
            for key, each in value.items()
        }
    return value


def _cleaned_string(text: Text, string: str, at: KeyPath) -> str:
    found = [f"U+{ord(match[0]):04X}" for match in spoofing(string)]
    if not found:
        return string
    named = ", ".join(dict.fromkeys(found))
    text.fault(
        at,
        "C04",
        f"a character that must not reach a terminal: {named}",
        "delete it; until then a mark stands in its place",
    )
    return clean(string)


def regular_names(folder: Path) -> Iterator[str]:
    """Names of the TOML files in a folder, in order; what editors leave behind while they save is passed over."""
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries]
    except OSError:
        return
    for name in sorted(names):
        if name.endswith(".toml") and not name.startswith((".", "#")):
            yield name
