"""What the program itself remembers from one run to the next; deleting it costs the marks, nothing else."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

_SCHEMA: Final = 1
_BUSY_SECONDS: Final = 5.0
_CREATE: Final = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS remembered (
    content BLOB NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (content, name)
) WITHOUT ROWID;
PRAGMA user_version = {_SCHEMA};
COMMIT;
"""
_RECALL: Final = "SELECT value FROM remembered WHERE content = ? AND name = ?"
_REMEMBER: Final = "INSERT OR REPLACE INTO remembered (content, name, value) VALUES (?, ?, ?)"
_LOOK: Final = "SELECT 1 FROM remembered LIMIT 1"


class State:
    """Values by content folder and name, in a file that several instances may use at once.

    Never raises on what the file or the disk is like: what cannot be kept there is kept until the end of the
    run, and `complaint` says so. Belongs to the thread that opened it. Loads sqlite3 only if there is a file.
    """

    def __init__(self, path: Path) -> None:
        self.complaint: str | None = None
        """What the reader has to know about it; None while all is well."""
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._unkept: dict[tuple[bytes, str], str] = {}
        self._in_memory = False
        self._opened_inode: int | None = None

    @classmethod
    def open(cls, path: Path) -> Self:
        """The state in the file; where there is none yet, the first value to be remembered will make it."""
        state = cls(path)
        if state._inode():
            state._ask(_LOOK)
        return state

    def recall(self, content: Path, name: str) -> str | None:
        """The value last remembered, by this or another instance."""
        key = os.fsencode(content.resolve()), name
        if key in self._unkept:
            return self._unkept[key]
        if not self._inode() or (self._in_memory and not self._connection):
            return None
        row = self._ask(_RECALL, *key)
        return row[0] if row else None

    def remember(self, content: Path, name: str, value: str) -> None:
        """Keep the value in place of any former one."""
        key = os.fsencode(content.resolve()), name
        if not self._in_memory:
            self._ask(_REMEMBER, *key, value)
        if self._in_memory:
            self._unkept[key] = value

    def close(self) -> None:
        """Let go of the file; the state may still be used, and opens it again."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _inode(self) -> int | None:
        try:
            return self._path.stat().st_ino
        except OSError:
            return None

    def _ask(self, statement: str, *values: bytes | str) -> Any:
        """The first row of the answer; None where there is none, or the file fails and is complained of."""
        import sqlite3

        try:
            try:
                return self._connected().execute(statement, values).fetchone()
            except sqlite3.DatabaseError as fault:
                if not _is_damage(fault):
                    raise
                self._set_aside()
                return self._connected().execute(statement, values).fetchone()
        except (sqlite3.Error, OSError) as fault:
            self._keep_in_memory(getattr(fault, "strerror", None) or str(fault))
            return None

    def _connected(self) -> sqlite3.Connection:
        if self._connection and self._inode() != self._opened_inode:
            # Deleted or set aside by another: what is written to a file without a name is lost.
            self.close()
        if self._connection is None:
            folder = self._path.parent
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._inode() and not (os.access(self._path, os.W_OK) and os.access(folder, os.W_OK)):
                self._keep_in_memory("may not be written to")
                # Without `immutable` SQLite would want to make its own files beside this one.
                self._connection = _opened(f"{self._path.absolute().as_uri()}?immutable=1", _check)
            else:
                with _alone_in(folder):
                    self._connection = _opened(self._path.absolute().as_uri(), _prepare)
            self._opened_inode = self._inode()
        return self._connection

    def _keep_in_memory(self, why: str) -> None:
        if not self._in_memory:
            self.complaint = f"{self._path}: {why}; what you mark now is forgotten when you quit"
        self._in_memory = True

    def _set_aside(self) -> None:
        """Rename a damaged file, so that its owner may still try to save what is in it."""
        self.close()
        with _alone_in(self._path.parent):
            if _is_sound(self._path):
                return  # another instance has set the damaged one aside, and this is its successor
            names = (self._path.with_name(f"{self._path.name}.{number}.corrupt") for number in count(1))
            aside = next(name for name in names if not name.exists())
            self._path.rename(aside)
            for part in ("-wal", "-shm"):
                with suppress(FileNotFoundError):
                    self._path.with_name(self._path.name + part).rename(aside.with_name(aside.name + part))
        self._in_memory = False
        self.complaint = f"{self._path} was damaged and is now {aside.name}: your marks begin anew"


def _opened(uri: str, made_ready: Callable[[sqlite3.Connection], object]) -> sqlite3.Connection:
    import sqlite3

    connection = sqlite3.connect(uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        made_ready(connection)
    except BaseException:
        connection.close()
        raise
    return connection


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
