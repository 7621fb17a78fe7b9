"""One file to a table of clean values: safely opened where it is on the disk, decoded, parsed, each fault placed."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import tomli

from briefing.library.clean import clean, clean_line, spoofing
from briefing.library.problem import MOST_TOLD, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from briefing.library.positions import KeyPath

LARGEST: Final = 1024 * 1024
"""Bytes that a file of content may have."""
TOO_DEEP: Final = "not TOML that can be read: it is nested too deeply"
_CONFLICT: Final = re.compile(r"^(<{7}|>{7})( |$)", re.MULTILINE)
_UNUSUAL: Final = bytes({*range(32), *b"\x7f\\<>\xc2\xd8\xe1\xe2\xef\xf3"} - {*b"\n\t"})
"""Bytes that stand in every text with an escape, a conflict, a carriage return or what must not reach a terminal."""
_SPOOFING_HELP: Final = "delete it; until then a mark stands in its place"
# Without O_NONBLOCK a named pipe would hang for ever.
_AS_IT_IS: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


Stamp: TypeAlias = tuple[int | str, ...]
"""What tells that a file is still the one that was read."""
Parser: TypeAlias = "Callable[[str], dict[str, Any]]"
"""Makes a table of a text of TOML. Raises what tomli raises."""


def stamp(path: Path) -> Stamp | None:
    """Take the stamp of a file on the disk as it is now; None where there is no such file."""
    try:
        return _stamp(path.stat())
    except OSError:
        return None


def _stamp(seen: os.stat_result) -> Stamp:
    return seen.st_mtime_ns, seen.st_size, seen.st_ino


@dataclass(repr=False, eq=False)
class Text:
    """One file's text while it is being read: its table, and the faults found so far."""

    path: Path
    stamp: Stamp | None = None
    """Of the file that was read; None where none could be opened."""
    written: str = ""
    """What the file says, safe to show: a mark stands for each character that must not reach a terminal."""
    table: dict[str, Any] | None = None
    """What it says, every string clean; None where it is not TOML or cannot be read."""
    problems: list[Problem] = field(default_factory=list)
    kept: dict[KeyPath, list[int]] = field(default_factory=dict)
    """For each list that entries were left out of: the places, as written, of those that stayed."""
    left_out: set[str] = field(default_factory=set)
    """Ids of the entries left out: what points at one is not broken, its target is only unread."""

    def fault(
        self,
        at: KeyPath,
        code: str,
        message: str,
        help: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a fault at a key, its path counted without the entries left out so far."""
        # Loaded on the first fault only: a clean folder never pays for a second parser.
        from briefing.library.positions import positions_in

        line, column, width = positions_in(self.written).of(as_written(at, self.kept))
        self._note(Problem(self.path, line, column, code, message, help, severity, width))

    def fault_at(
        self,
        line: int,
        column: int,
        code: str,
        message: str,
        help: str = "",
    ) -> None:
        """Note a fault at a line and column from 1, or of the whole file at 0."""
        self._note(Problem(self.path, line, column, code, message, help))

    def _note(self, problem: Problem) -> None:
        if len(self.problems) == MOST_TOLD:
            problem = Problem(self.path, 0, 0, "C02", f"more than {MOST_TOLD} faults", "mend the others first")
        if len(self.problems) <= MOST_TOLD:
            self.problems.append(problem)


def as_written(path: KeyPath, kept: Mapping[KeyPath, Sequence[int]]) -> KeyPath:
    """Find the path of an entry as its file has it, from its path among those that were not left out."""
    written: KeyPath = ()
    for step in path:
        written += (kept[written][step] if isinstance(step, int) and written in kept else step,)
    return written


def read_toml(path: Path, root: Path, parser: Parser = tomli.loads) -> Text:
    """Read what a file of the folder `root` says. Never raises on what is in it."""
    text = Text(path)
    raw = _bytes(text, root)
    if raw is not None:
        decode(text, raw, parser)
    return text


def _bytes(text: Text, root: Path) -> bytes | None:
    """Read a regular file inside the folder; anything else is noted as a fault."""
    try:
        handle = _opened(text, root)
        if handle is None:
            return None
        try:
            seen = os.fstat(handle)
            # From the open file and before it is read: what is written to it meanwhile is read another time.
            text.stamp = _stamp(seen)
            if stat.S_ISREG(seen.st_mode):
                return _all_of(handle, seen.st_size)
            text.fault_at(0, 0, "C06", "not a regular file")
        finally:
            os.close(handle)
    except FileNotFoundError:
        text.fault_at(0, 0, "C06", f"there is no {clean_line(text.path.name)}")
    except (OSError, RuntimeError) as error:  # before Python 3.13 a loop of links is a RuntimeError
        reason = getattr(error, "strerror", None) or "a link that leads back to itself"
        text.fault_at(0, 0, "C06", f"cannot be read: {reason[0].lower()}{reason[1:]}")
    return None


def _opened(text: Text, root: Path) -> int | None:
    """A handle of the file, or of what it links to inside the folder; a link that leaves it is noted as a fault."""
    try:
        return os.open(text.path, _AS_IT_IS)
    except OSError:
        if not text.path.is_symlink():
            raise
    real = text.path.resolve(strict=True)
    if real.is_relative_to(root.resolve()):
        return os.open(real, _AS_IT_IS)
    text.fault_at(0, 0, "C06", "a link that leaves the folder", "copy the file into the briefing's folder")
    return None


def _all_of(handle: int, size: int) -> bytes:
    """The file, and at most one byte more than the largest allowed; one read may give less than there is.

    Room for the largest would take longer to make than nearly every file to read: it is asked for by the `size`.
    """
    pieces = []
    left = LARGEST + 1
    while left and (piece := os.read(handle, min(left, size + 1))):
        pieces.append(piece)
        left -= len(piece)
    return b"".join(pieces)


def decode(text: Text, raw: bytes, parser: Parser = tomli.loads) -> None:
    """Turn bytes, of a file that is too large at least one more than the largest allowed, into the text's table."""
    if len(raw) > LARGEST:
        text.fault_at(0, 0, "C06", "larger than 1 MiB, the most a file of a briefing may have", "split the card")
        return
    # One look spares most texts five.
    is_usual = len(raw.translate(None, _UNUSUAL)) == len(raw)
    try:
        written = raw.decode() if is_usual else raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        good = error.object[: error.start].decode()
        odd = error.object[error.start]
        line, column = _place(good, len(good))
        text.fault_at(line, column, "C06", f"not UTF-8: byte 0x{odd:02x}", "save the file as UTF-8")
        return
    text.written = written if is_usual else clean(written)
    conflict = None if is_usual else _CONFLICT.search(written)
    if conflict:
        line, column = _place(written, conflict.start())
        text.fault_at(line, column, "C09", "git's conflict marks stand in the file", "keep one of the two versions")
    try:
        text.table = parser(written)
        if text.written != written:
            _spoofing_as_written(text, written)
            text.table = tomli.loads(text.written)
        if "\\" in written:
            text.table = _cleaned(text, text.table, ())
    except tomli.TOMLDecodeError as error:
        if not conflict:
            from briefing.library.slips import slip  # of no use while all is well

            help = slip(error.msg, error.doc.split("\n")[error.lineno - 1], error.colno)
            text.fault_at(error.lineno, error.colno, "C01", f"not TOML: {clean_line(error.msg)}", help)
    except RecursionError:
        text.table = None
        text.fault_at(1, 1, "C01", TOO_DEEP)
    except ValueError:
        line, column = _longest_number(written)
        text.fault_at(line, column, "C01", "not TOML that can be read: a number has too many digits")


def _place(written: str, at: int) -> tuple[int, int]:
    """Count the line and column, from 1, of a place in a text."""
    return written.count("\n", 0, at) + 1, len(written[:at].rpartition("\n")[2]) + 1


def _longest_number(written: str) -> tuple[int, int]:
    """Find the number that Python refuses to read, as it does not tell itself."""
    digits = max(re.finditer(r"[0-9_]+", written), key=lambda found: len(found[0]))
    return _place(written, digits.start())


def _spoofing_as_written(text: Text, written: str) -> None:
    """Note the forbidden characters that stand in the file as they are, once a line."""
    for number, line in enumerate(written.split("\n")):
        if found := list(spoofing(line)):
            first = found[0].start()
            text.fault_at(number + 1, first + 1, "C04", _spoofing_words(found), _SPOOFING_HELP)


def _cleaned(text: Text, value: Any, at: KeyPath) -> Any:
    """Make every string in the value safe to show, a fault noted for each that was not."""
    if isinstance(value, str):
        return _cleaned_string(text, value, at)
    if isinstance(value, list):
        return [_cleaned(text, each, (*at, place)) for place, each in enumerate(value)]
    if isinstance(value, dict):
        return {
            _cleaned_string(text, key, (*at, clean(key))): _cleaned(text, each, (*at, clean(key)))
            for key, each in value.items()
        }
    return value


def _cleaned_string(text: Text, string: str, at: KeyPath) -> str:
    found = list(spoofing(string))
    if found:
        text.fault(at, "C04", _spoofing_words(found), _SPOOFING_HELP)
    return clean(string)


def _spoofing_words(found: list[re.Match[str]]) -> str:
    marks = ", ".join(dict.fromkeys(f"U+{ord(match[0]):04X}" for match in found))
    return f"a character that must not reach a terminal: {marks}"


def regular_names(folder: Path) -> list[str]:
    """Names of the TOML files in a folder of the disk, in order; none where it cannot be read."""
    try:
        return sorted(filter(is_regular, os.listdir(folder)))  # noqa: PTH208 - the names are wanted
    except OSError:
        return []


def is_regular(name: str) -> bool:
    """Whether it is a TOML file's name, and none that editors leave behind while they save."""
    return name.endswith(".toml") and not name.startswith((".", "#"))
