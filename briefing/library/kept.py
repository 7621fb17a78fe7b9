"""What was read of a content folder, kept in the user's cache until its files change. It is only ever a copy.

Deleted, corrupt, written by another version, on a full disk or not to be written at all: then the files are read
as if nothing had ever been kept, and nobody is told.
"""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from functools import cache, cached_property, partial
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Final, TypeVar
from zlib import crc32

from briefing import VERSION
from briefing.library.toml import is_regular

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from briefing.library.library import Library, Reading
    from briefing.library.toml import Stamp

Answer = TypeVar("Answer")

_CREATE: Final = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -256;
BEGIN;
CREATE TABLE IF NOT EXISTS file (
    path TEXT PRIMARY KEY,
    mtime INTEGER NOT NULL,
    size INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    digest BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reading (path TEXT PRIMARY KEY, sum INTEGER NOT NULL, packed BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS made (name TEXT PRIMARY KEY, sum INTEGER NOT NULL, packed BLOB NOT NULL);
COMMIT;
"""
"""The cache is of 256 KiB: of what is gone through once, SQLite would go on holding 2 MB."""
_SETTLED_NS: Final = 2 * 10**9
"""How much older than its keeping a file has to be: one that is saved twice in a tick of the clock looks unchanged."""
_ROOMS: Final = ("model", "library", "publish", "find", "check", "tui", "tui/panes")
"""Those whose files say what is kept, and how it looks."""
_CLASSES: Final = (
    "briefing.model.",
    "briefing.library.library",
    "briefing.library.problem",
    "briefing.publish.document",
    "briefing.publish.overview",
    "briefing.tui.front",
    "briefing.tui.panes.bars",
)
"""Where the classes are of which what is kept may be made."""
_OTHERS: Final = {("datetime", "date"), ("pathlib", "PosixPath"), ("builtins", "frozenset")}
_PASSING: Final = frozenset((5, 6, 8, 10, 13, 14))
"""SQLite's codes of a lock that is not given up, a disk that is full, shut or failing: another time it may be had."""
_AT_ONCE: Final = 100
"""Files that are kept before it is asked whether to stop."""
_MOST_FOLDERS: Final = 20
"""Content folders of which something is kept; the one that was longest not opened goes first."""


class Kept:
    """The copy of one content folder. Never raises on what the disk is like; threads may share one."""

    def __init__(self, folder: Path, root: Path) -> None:
        self._folder, self.root = folder, root
        self._name = f"{sha256(os.fsencode(root)).hexdigest()[:20]}-"
        self._connection: sqlite3.Connection | None = None
        self._turn = RLock()

    @cached_property
    def _path(self) -> Path:
        return self._folder / f"{self._name}{_program()}.sqlite3"

    def stamps(self) -> dict[str, Stamp]:
        """The stamp of each file that is kept, by its path in the folder."""
        return self._ask(lambda at: dict(_stamps(at))) or {}

    def signature(self) -> int:
        """That of all files that are kept."""
        return self._ask(lambda at: signature(_stamps(at))) or 0

    def readings(self) -> dict[Path, Reading[Any]]:
        """All of them, by path."""
        rows = self._ask(lambda at: at.execute("SELECT sum, packed FROM reading").fetchall()) or ()
        found = (_unpacked(*row) for row in rows)
        return {reading.path: reading for reading in found if reading is not None}

    def reading(self, path: str) -> Reading[Any] | None:
        """One of them, by its path in the folder; None where it is not kept, or spoilt."""
        row = self._ask(lambda at: at.execute("SELECT sum, packed FROM reading WHERE path = ?", (path,)).fetchone())
        found: Reading[Any] | None = _unpacked(*row) if row else None
        return found

    def digest(self, path: str) -> bytes | None:
        """That of what a file says, by its path in the folder; None where it is not kept."""
        row = self._ask(lambda at: at.execute("SELECT digest FROM file WHERE path = ?", (path,)).fetchone())
        return row[0] if row else None

    def made(self, name: str) -> Any:
        """What was made of all the files together; None where there is nothing, or it is spoilt."""
        row = self._ask(lambda at: at.execute("SELECT sum, packed FROM made WHERE name = ?", (name,)).fetchone())
        return _unpacked(*row) if row else None

    def keep(self, library: Library, made: Mapping[str, object], *, stopped: Callable[[], bool] = bool) -> None:
        """Keep what was read and what was made of it, in place of all that was kept; half of it where it is stopped."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            os.utime(self._path) if self._path.exists() else self._path.touch(0o600)
            settled = self._path.stat().st_mtime_ns - _SETTLED_NS
            known = self.stamps()
            fresh: list[tuple[str, Stamp, Reading[Any]]] = []
            gone = set(known)
            for path, reading in library.readings.items():
                name = _inside(path, self.root)
                if reading.stamp and not reading.last_good and int(reading.stamp[0]) < settled:
                    gone.discard(name)
                    if known.get(name) != reading.stamp:
                        fresh.append((name, reading.stamp, reading))
            # What was made of all goes first, so that it never stands beside other readings than its own.
            if stopped() or not self._change(lambda at: _forget(at, gone)):
                return
            for start in range(0, len(fresh), _AT_ONCE):
                if stopped() or not self._change(partial(_put, fresh=fresh[start : start + _AT_ONCE])):
                    return
            if stopped():
                return
            packed = [(name, *_packed(each)) for name, each in made.items()]
            self._change(lambda at: at.executemany("INSERT OR REPLACE INTO made VALUES (?, ?, ?)", packed))
            self._tidy()

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            if self._connection:
                self._connection.close()
            self._connection = None

    def _ask(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        return self._done(work) if self._is_there() else None

    def _is_there(self) -> bool:
        """Whether this program kept anything of the folder.

        Which program it is takes a look at all of its files: only where some program kept something is that looked at.
        """
        if "_path" not in self.__dict__:
            try:
                names = os.listdir(self._folder)  # noqa: PTH208 - the names are wanted
            except OSError:
                return False
            if not any(name.startswith(self._name) for name in names):
                return False
        return os.path.exists(self._path)  # noqa: PTH110 - never raises

    def _change(self, work: Callable[[sqlite3.Connection], object]) -> bool:
        """Do the work wholly or not at all; whether it was done."""

        def wholly(connection: sqlite3.Connection) -> bool:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                work(connection)
            return True

        return self._done(wholly) is True

    def _done(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        import sqlite3

        with self._turn:
            try:
                if self._connection is None:
                    self._connection = sqlite3.connect(
                        self._path, isolation_level=None, timeout=2, check_same_thread=False
                    )
                    self._connection.executescript(_CREATE)
                return work(self._connection)
            except sqlite3.Error as fault:
                self.close()
                if fault.sqlite_errorcode & 0xFF not in _PASSING:
                    self._delete(self._path)
            return None

    def _tidy(self) -> None:
        """Delete what other versions kept, and folders that have not been opened for long."""
        files = sorted(self._folder.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        same = [path for path in files if path.stem.endswith(_program())]
        for path in {*files} - {*same[:_MOST_FOLDERS]}:
            self._delete(path)

    @staticmethod
    def _delete(path: Path) -> None:
        for ending in ("", "-wal", "-shm"):
            with suppress(OSError):
                path.with_name(path.name + ending).unlink()


def survey(root: Path) -> Iterator[tuple[str, Stamp]]:
    """Every TOML file in a folder and the folders in it by its path there, and its stamp; empty where it has none."""
    folders = [("", os.fspath(root))]
    while folders:
        before, folder = folders.pop()
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if is_regular(entry.name):
                    yield before + entry.name, _stamp(entry)
                elif not before and not entry.name.startswith(".") and entry.is_dir():
                    folders.append((f"{entry.name}/", entry.path))


def signature(files: Iterable[tuple[str, Stamp]]) -> int:
    """What tells files, each as it is, from any others, in whatever order they come."""
    return sum(int.from_bytes(sha256(repr(each).encode(errors="surrogatepass")).digest()) for each in files)


def _stamps(connection: sqlite3.Connection) -> Iterator[tuple[str, Stamp]]:
    for path, *stamp in connection.execute("SELECT path, mtime, size, inode FROM file"):
        yield path, tuple(stamp)


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    try:
        seen = entry.stat()
    except OSError:
        return ()
    return seen.st_mtime_ns, seen.st_size, seen.st_ino


def _inside(path: Path, root: Path) -> str:
    return os.fspath(path)[len(os.fspath(root)) + 1 :]


def _forget(connection: sqlite3.Connection, gone: Iterable[str]) -> None:
    rows = [(path,) for path in gone]
    connection.executemany("DELETE FROM file WHERE path = ?", rows)
    connection.executemany("DELETE FROM reading WHERE path = ?", rows)
    connection.execute("DELETE FROM made")


def _put(connection: sqlite3.Connection, fresh: Sequence[tuple[str, Stamp, Reading[Any]]]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)",
        [(name, *stamp, reading.digest) for name, stamp, reading in fresh],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", [(name, *_packed(reading)) for name, _, reading in fresh]
    )


@cache
def _program() -> str:
    """What tells this program from any other that may have kept something: its own files, and what runs them."""
    package = Path(__file__).parent.parent
    files = sorted(path for room in _ROOMS for path in (package / room).glob("*.py"))
    told = repr((VERSION, sys.version, [path.stat().st_mtime_ns for path in files]))
    return sha256(told.encode()).hexdigest()[:12]


def _packed(thing: object) -> tuple[int, bytes]:
    packed = pickle.dumps(thing, 5)
    return crc32(packed), packed


def _unpacked(told: int, packed: bytes) -> Any:
    """None where it is not what was packed, or would make anything but the program's own values."""
    if crc32(packed) != told:
        return None
    try:
        return _Unpickler(BytesIO(packed)).load()
    except (pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError):
        return None


class _Unpickler(pickle.Unpickler):
    """Makes values of the program's own classes, and calls nothing else, whoever wrote the file."""

    def find_class(self, module: str, name: str) -> Any:
        return _class(module, name)


@cache
def _class(module: str, name: str) -> type:
    if (module, name) not in _OTHERS and not module.startswith(_CLASSES):
        raise pickle.UnpicklingError(f"{module}.{name} is none of the program's own")
    found = getattr(import_module(module), name)
    if not isinstance(found, type):
        raise pickle.UnpicklingError(f"{module}.{name} is no class")
    return found
