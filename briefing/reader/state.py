"""What the program itself remembers from one run to the next; deleting it costs the marks, nothing else."""

from __future__ import annotations

import fcntl
import os
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Final, Self, TypeVar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

Answer = TypeVar("Answer")

_SCHEMA: Final = 2
_BUSY_SECONDS: Final = 5.0
_TABLES: Final = ("remembered", "last_read", "bookmark")
# From any earlier schema: each has only added tables.
_CREATE: Final = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS remembered (
    content BLOB NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (content, name)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS last_read (
    content BLOB NOT NULL,
    reference TEXT NOT NULL,
    day TEXT NOT NULL,
    unread INTEGER NOT NULL,
    digest BLOB NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (content, reference)
);
-- Holds all but the text, so that ten thousand marks are read without ten thousand texts.
CREATE INDEX IF NOT EXISTS last_read_without_text ON last_read (content, reference, day, unread, digest);
CREATE TABLE IF NOT EXISTS bookmark (
    content BLOB NOT NULL,
    reference TEXT NOT NULL,
    PRIMARY KEY (content, reference)
) WITHOUT ROWID;
PRAGMA user_version = {_SCHEMA};
COMMIT;
"""
_RECALL: Final = "SELECT value FROM remembered WHERE content = ? AND name = ?"
_REMEMBER: Final = "INSERT OR REPLACE INTO remembered (content, name, value) VALUES (?, ?, ?)"


class State:
    """Values and marks by content folder, in a file that several instances may use at once.

    Never raises on what the file or the disk is like: what cannot be kept there is kept until the end of the
    run, and `complaint` says so. Threads may share one; they take turns. Loads sqlite3 only if there is a file.
    """

    def __init__(self, path: Path) -> None:
        self.complaint: str | None = None
        """What the reader has to know about it; None while all is well."""
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._in_memory = False
        self._opened_inode: int | None = None
        self._openings = 0
        self._version: tuple[int, int] | None = None
        self._turn = RLock()

    @classmethod
    def open(cls, path: Path) -> Self:
        """The state in the file; where there is none yet, the first thing to be remembered will make it."""
        state = cls(path)
        state.version()
        return state

    def recall(self, content: Path, name: str) -> str | None:
        """The value last remembered, by this or another instance."""
        row = self.ask(lambda connection: connection.execute(_RECALL, (folder_key(content), name)).fetchone())
        return row[0] if row else None

    def remember(self, content: Path, name: str, value: str) -> None:
        """Keep the value in place of any former one."""
        self.change(lambda connection: connection.execute(_REMEMBER, (folder_key(content), name, value)))

    def version(self) -> tuple[int, int] | None:
        """Another value once another instance has written; cheap, and never waits for a thread that is at work."""
        if self._turn.acquire(blocking=False):
            try:
                seen = self.ask(lambda connection: connection.execute("PRAGMA data_version").fetchone()[0])
                self._version = None if seen is None else (self._openings, seen)
            finally:
                self._turn.release()
        return self._version

    def ask(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer | None:
        """What the work finds; None where there is no file to look in, and none is made for it."""
        with self._turn:
            return None if self._is_to_be_made() else self._done("BEGIN", work)

    def change(self, work: Callable[[sqlite3.Connection], Answer]) -> Answer:
        """Do the work wholly or not at all; where the file fails, once more on what is kept in memory."""
        with self._turn:
            return self._done("BEGIN IMMEDIATE", work)

    def close(self) -> None:
        """Let go of the file; the state may still be used, and opens it again."""
        with self._turn:
            if self._connection:
                self._connection.close()
            self._connection, self._in_memory = None, False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _is_to_be_made(self) -> bool:
        """Whether there is nothing to look in; a file that cannot be looked at is one, and its fault is told."""
        try:
            return not self._in_memory and self._inode() is None
        except OSError:
            return False

    def _inode(self) -> int | None:
        """What tells that the file is still the same one; None where there is none."""
        try:
            return self._path.stat().st_ino
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _done(self, begin: str, work: Callable[[sqlite3.Connection], Answer]) -> Answer:
        import sqlite3

        try:
            try:
                return _transacted(self._connected(), begin, work)
            except sqlite3.DatabaseError as fault:
                if not _is_damage(fault):
                    raise
                self._set_aside()
                return _transacted(self._connected(), begin, work)
        except (sqlite3.Error, OSError) as fault:
            return _transacted(self._only_in_memory(getattr(fault, "strerror", None) or str(fault)), begin, work)

    def _connected(self) -> sqlite3.Connection:
        if self._connection and not self._in_memory and self._inode() != self._opened_inode:
            # Deleted or set aside by another: what is written to a file without a name is lost.
            self.close()
        if self._connection is None:
            folder = self._path.parent
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._inode() and not (os.access(self._path, os.W_OK) and os.access(folder, os.W_OK)):
                return self._only_in_memory("may not be written to")
            with _alone_in(folder):
                if not self._inode():
                    # Of a file that was deleted while another instance had it open, and poison for the new one.
                    for journal in _journals(self._path):
                        journal.unlink(missing_ok=True)
                self._connection = _opened(self._path.absolute().as_uri(), _prepare)
            self._opened_inode = self._inode()
            self._openings += 1
        return self._connection

    def _only_in_memory(self, why: str) -> sqlite3.Connection:
        """Go on with a copy of what can be read of the file."""
        import sqlite3

        self.complaint = f"{self._path}: {why}; what you mark now is forgotten when you quit"
        memory = _in_memory()
        with suppress(sqlite3.Error):
            # Without `immutable` SQLite would want to make its own files beside one that may only be read.
            kept = self._connection or _opened(f"{self._path.absolute().as_uri()}?mode=ro&immutable=1", _check)
            with closing(kept):
                for table in _TABLES:
                    _copy(table, kept, memory)
        self._connection, self._in_memory = memory, True
        self._openings += 1
        return memory

    def _set_aside(self) -> None:
        """Rename a damaged file, so that its owner may still try to save what is in it."""
        self.close()
        with _alone_in(self._path.parent):
            if _is_sound(self._path):
                return  # another instance has set the damaged one aside, and this is its successor
            names = (self._path.with_name(f"{self._path.name}.{number}.corrupt") for number in count(1))
            aside = next(name for name in names if not name.exists())
            self._path.rename(aside)
            for journal, its in zip(_journals(self._path), _journals(aside), strict=True):
                with suppress(FileNotFoundError):
                    journal.rename(its)
        self.complaint = f"{self._path} was damaged and is now {aside.name}: your marks begin anew"


class Unkept(State):
    """A state of this run alone: nothing of other runs is known, and nothing is written."""

    def __init__(self) -> None:
        super().__init__(Path(os.devnull))

    def _inode(self) -> int | None:
        return None

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection, self._in_memory = _in_memory(), True
            self._openings += 1
        return self._connection


def folder_key(content: Path) -> bytes:
    """What a content folder's rows are found by, whatever name it was reached by."""
    return os.fsencode(content.resolve())


def _journals(file: Path) -> list[Path]:
    """What SQLite keeps beside a file while it is open."""
    return [file.with_name(file.name + part) for part in ("-wal", "-shm")]


def _opened(uri: str, made_ready: Callable[[sqlite3.Connection], object]) -> sqlite3.Connection:
    import sqlite3

    connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        made_ready(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _in_memory() -> sqlite3.Connection:
    return _opened("file::memory:", lambda connection: connection.executescript(_CREATE))


def _transacted(connection: sqlite3.Connection, begin: str, work: Callable[[sqlite3.Connection], Answer]) -> Answer:
    with connection:  # commits, or rolls back
        connection.execute(begin)
        return work(connection)


def _prepare(connection: sqlite3.Connection) -> None:
    if _check(connection) < _SCHEMA:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(_CREATE)
    # In WAL mode this loses at most the last marks, and only when the power fails.
    connection.execute("PRAGMA synchronous = NORMAL")


def _check(connection: sqlite3.Connection) -> int:
    """The file's schema; raises where this program is too old for it."""
    import sqlite3

    schema: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if schema > _SCHEMA:
        raise sqlite3.NotSupportedError("written by a newer version of this program")
    return schema


def _copy(table: str, kept: sqlite3.Connection, memory: sqlite3.Connection) -> None:
    """As many of a table's rows as can be read."""
    import sqlite3

    with suppress(sqlite3.Error):
        rows = kept.execute(f"SELECT * FROM {table}")  # noqa: S608 - one of our own names
        values = ", ".join("?" * len(rows.description))
        memory.executemany(f"INSERT INTO {table} VALUES ({values})", rows)  # noqa: S608


def _is_damage(fault: sqlite3.DatabaseError) -> bool:
    import sqlite3

    # The low byte is the error itself, the rest says more about it.
    return getattr(fault, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def _is_sound(path: Path) -> bool:
    import sqlite3

    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS)
    try:
        return bool(connection.execute("PRAGMA quick_check").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """While this lasts, no other instance makes or sets aside the file."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # some network file systems lock no folders
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
