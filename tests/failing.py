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
import _sqlite3
import builtins
import ctypes
import errno
import io
import os
from contextlib import ExitStack
from functools import cache
from itertools import count
from pathlib import Path
from stat import S_ISDIR
from typing import TYPE_CHECKING, Any, Final, Self
from unittest.mock import patch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ERRORS: Final = [errno.ENOSPC, errno.EIO, errno.EACCES]

_BY_NAME: Final = (
    "chmod", "link", "listdir", "mkdir", "open", "rename", "replace", "rmdir", "scandir", "stat", "symlink", "unlink",
)  # fmt: skip
_BY_HANDLE: Final = ("fsync", "ftruncate", "read", "sendfile", "write")
_OF_SQLITE: Final = ("ftruncate", "open", "pread", "pread64", "pwrite", "pwrite64", "read", "unlink", "write")
_NEEDS_ROOM: Final = {
    "fsync", "link", "mkdir", "open", "pwrite", "pwrite64", "rename", "replace", "sendfile", "symlink", "write",
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
        if sqlite := _sqlite():
            for name in _OF_SQLITE:
                if name.encode() in sqlite.names:
                    self._way_back.enter_context(sqlite.hooked(name, self._in_sqlite(name)))
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

    def _in_sqlite(self, name: str) -> Callable[..., int]:
        """Called with what SQLite calls its system with; tells the error, or 0 where the call is to be made."""

        def asked(first: bytes | int, flags: int = 0) -> int:
            path = os.fsdecode(first) if isinstance(first, bytes) else self._handles.get(first, "")
            if not self._is_inside(path):
                return 0
            return self._fault(name, path, name != "open" or bool(flags & _CREATES))

        def opened(path: bytes, handle: int) -> None:
            self._handles[handle] = os.fsdecode(path)

        asked.opened = opened  # type: ignore[attr-defined]  # a function holds what one likes
        return asked

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


class _Vfs(ctypes.Structure):
    """`sqlite3_vfs`: how SQLite speaks to the system."""


_SET: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Vfs), ctypes.c_char_p, ctypes.c_void_p)
_GET: Final = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.POINTER(_Vfs), ctypes.c_char_p)
_NEXT: Final = ctypes.CFUNCTYPE(ctypes.c_char_p, ctypes.POINTER(_Vfs), ctypes.c_char_p)
_Vfs._fields_ = [
    *((name, ctypes.c_int) for name in ("iVersion", "szOsFile", "mxPathname")),
    *((f"unused{number}", ctypes.c_void_p) for number in range(16)),
    ("xSetSystemCall", _SET), ("xGetSystemCall", _GET), ("xNextSystemCall", _NEXT),
]  # fmt: skip

_BUFFERED: Final = (ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t)
_SIGNATURES: Final = {
    "open": (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_int),
    "unlink": (ctypes.c_int, ctypes.c_char_p),
    "ftruncate": (ctypes.c_int, ctypes.c_int, ctypes.c_int64),
    "read": _BUFFERED,
    "write": _BUFFERED,
    **dict.fromkeys(("pread", "pread64", "pwrite", "pwrite64"), (*_BUFFERED, ctypes.c_int64)),
}


class _Sqlite:
    """The system calls of the SQLite that Python uses, which it lets one replace."""

    def __init__(self, vfs: Any) -> None:
        self._vfs = vfs
        self.names: set[bytes] = set()
        name = None
        while name := vfs.contents.xNextSystemCall(vfs, name):
            self.names.add(name)

    def hooked(self, name: str, fault: Callable[..., int]) -> ExitStack:
        """Ask before each call of the name; the way back."""
        form = ctypes.CFUNCTYPE(*_SIGNATURES[name], use_errno=True)
        before = self._vfs.contents.xGetSystemCall(self._vfs, name.encode())
        call = form(before)

        def hook(*arguments: Any) -> int:
            if error := fault(*arguments[: 2 if name == "open" else 1]):
                ctypes.set_errno(error)
                return -1
            answer: int = call(*arguments)
            if name == "open" and answer >= 0:
                fault.opened(arguments[0], answer)  # type: ignore[attr-defined]  # as `_in_sqlite` makes it
            return answer

        kept = form(hook)
        self._vfs.contents.xSetSystemCall(self._vfs, name.encode(), ctypes.cast(kept, ctypes.c_void_p))
        back = ExitStack()
        # The hook is held until then, or it would be gone when SQLite calls it.
        back.callback(lambda _: self._vfs.contents.xSetSystemCall(self._vfs, name.encode(), before), kept)
        return back


@cache
def _sqlite() -> _Sqlite | None:
    """None where Python carries an SQLite that nobody else can reach."""
    try:
        library = ctypes.CDLL(_sqlite3.__file__)
        find = library.sqlite3_vfs_find
    except (AttributeError, OSError):
        return None
    find.restype, find.argtypes = ctypes.POINTER(_Vfs), [ctypes.c_char_p]
    return _Sqlite(find(None))
