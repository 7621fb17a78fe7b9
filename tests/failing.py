"""A disk that fails: of all calls that touch a folder, the one asked for ends with an error, as if the system said so.

    for disk in failures(folder, errno.ENOSPC):
        ...put the folder as it is to be before...
        with disk:
            ...the work...
        ...what holds, whether `disk.failed` or not...

Each turn a later call fails, and in the last none. The calls are those of Python (files are opened by its own `_pyio`
meanwhile, which makes them one by one) and, where the SQLite that Python uses can be reached, those of SQLite.
"""

from __future__ import annotations

import _pyio  # type: ignore[import-not-found]  # typeshed leaves it out
import builtins
import errno
import io
import os
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING, Any, Final, Self
from unittest.mock import patch

from sqlite_calls import sqlite_in_use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ERRORS: Final = [errno.ENOSPC, errno.EIO, errno.EACCES]

_BY_NAME: Final = (
    "chmod", "link", "listdir", "mkdir", "open", "rename", "replace", "rmdir", "scandir", "stat", "symlink", "unlink",
)  # fmt: skip
_BY_HANDLE: Final = ("fdatasync", "fsync", "ftruncate", "pread", "pwrite", "read", "sendfile", "write")
_NEEDS_ROOM: Final = {
    "fdatasync", "fsync", "link", "mkdir", "open", "pwrite", "pwrite64", "rename", "replace", "sendfile", "symlink",
    "write",
}  # fmt: skip
_NEEDS_LEAVE: Final = {
    "chmod", "link", "listdir", "mkdir", "open", "opendir", "rename", "replace", "rmdir", "scandir", "symlink",
    "unlink",
}  # fmt: skip
_CREATES: Final = os.O_CREAT | os.O_TRUNC


class FailingDisk:
    """The calls that touch a folder, and which of them fails."""

    def __init__(self, folder: Path, nth: int, error: int, lasting: bool) -> None:
        self.failed = ""
        """The first call that failed, as `write state.sqlite3`; empty as long as none has."""
        self.calls = 0
        """How many calls have been made that might have failed."""
        self._folder = str(folder)
        self._nth = nth
        self._error = error
        self._lasting = lasting
        self._handles: dict[int, str] = {}
        self._way_back = ExitStack()

    @property
    def kept_from_cleaning(self) -> bool:
        """Whether what failed was the removal of a file or folder: what was to go may be there still."""
        return self.failed.startswith(("opendir ", "rmdir ", "scandir ", "unlink "))

    def __enter__(self) -> Self:
        for name in _BY_NAME:
            self._way_back.enter_context(patch.object(os, name, self._by_name(name, getattr(os, name))))
        for name in _BY_HANDLE:
            if hasattr(os, name):
                self._way_back.enter_context(patch.object(os, name, self._by_handle(name, getattr(os, name))))
        for module in (io, builtins):
            self._way_back.enter_context(patch.object(module, "open", _pyio.open))
        if sqlite := sqlite_in_use():
            for name in sqlite.replaceable:
                self._way_back.enter_context(sqlite.replaced(name, self._in_sqlite(name), self._opened))
        return self

    def __exit__(self, *_: object) -> None:
        self._way_back.close()

    def _by_name(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*paths: Any, **more: Any) -> Any:
            folder = more.get("dir_fd")
            named = [self._path(path, folder) for path in paths[: 2 if name in {"link", "rename", "replace"} else 1]]
            inside = next((path for path in named if self._is_inside(path)), None)
            if inside is None:
                answer = call(*paths, **more)
                if name == "open":
                    self._handles.pop(answer, None)  # as it was of a file that has been closed since
                return answer
            makes, told = True, name
            if name == "open":
                makes = bool(paths[1] & _CREATES)
                told = "opendir" if _is_folder(inside) else "open"
            elif name in {"rename", "replace"}:
                makes = not os.path.lexists(named[1])  # else the folder has the room for the name already
            if error := self._fault(told, inside, makes):
                raise OSError(error, os.strerror(error), inside)
            answer = call(*paths, **more)
            if name == "open":
                self._handles[answer] = inside
            return answer

        return called

    def _by_handle(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(handle: int, *more: Any, **named: Any) -> Any:
            path = self._handles.get(handle)
            if path and (error := self._fault(name, path)):
                raise OSError(error, os.strerror(error))
            return call(handle, *more, **named)

        return called

    def _in_sqlite(self, name: str) -> Callable[[bytes | int, int], int]:
        def fault(file: bytes | int, flags: int) -> int:
            path = os.fsdecode(file) if isinstance(file, bytes) else self._handles.get(file, "")
            makes = name != "open" or bool(flags & _CREATES)
            return self._fault(name, path, makes) if self._is_inside(path) else 0

        return fault

    def _opened(self, path: bytes, handle: int) -> None:
        self._handles[handle] = os.fsdecode(path)

    def _fault(self, name: str, path: str, makes: bool = True) -> int:
        """Count a call; the error that it is to end with, or 0."""
        if self._error == errno.ENOSPC and not (makes and name in _NEEDS_ROOM):
            return 0
        if self._error == errno.EACCES and name not in _NEEDS_LEAVE:
            return 0
        self.calls += 1
        if self.calls < self._nth or (self.calls > self._nth and not self._lasting):
            return 0
        self.failed = self.failed or f"{name} {path.removeprefix(self._folder)}"
        return self._error

    def _path(self, path: Any, folder: int | None) -> str:
        if isinstance(path, int):
            return self._handles.get(path, "")
        named = os.fsdecode(path)
        return str(Path(self._handles.get(folder, "") if folder is not None else Path.cwd(), named))

    def _is_inside(self, path: str) -> bool:
        return path == self._folder or path.startswith(f"{self._folder}/")


def _is_folder(path: str) -> bool:
    try:
        return S_ISDIR(os.lstat(path).st_mode)  # not one of the calls that are counted
    except OSError:
        return False


def failures(folder: Path, error: int, lasting: bool = False) -> Iterator[FailingDisk]:
    """A disk for each call that the work makes in the folder, in which that call fails; at the end one that works.

    With `lasting` the disk stays as it is then: all later calls of the kind fail too.
    """
    for nth in count(1):
        disk = FailingDisk(folder, nth, error, lasting)
        yield disk
        if not disk.failed:
            return


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, hidden ones too, by its path; a folder that holds nothing stands for itself."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
        if path.is_file() or not any(path.iterdir())
    }
