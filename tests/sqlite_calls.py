"""The calls of the system that SQLite makes, which it lets one replace, as its own tests do."""

from __future__ import annotations

import _sqlite3
import ctypes
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable


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
_CALLS: Final = {
    "open": (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_int),
    "unlink": (ctypes.c_int, ctypes.c_char_p),
    "ftruncate": (ctypes.c_int, ctypes.c_int, ctypes.c_int64),
    "read": _BUFFERED,
    "write": _BUFFERED,
    **dict.fromkeys(("pread", "pread64", "pwrite", "pwrite64"), (*_BUFFERED, ctypes.c_int64)),
}
"""By name: what the call gives back, and what it takes."""


class Sqlite:
    """The SQLite that Python uses."""

    def __init__(self, vfs: Any) -> None:
        self._vfs = vfs
        self.replaceable: list[str] = []
        name = None
        while name := vfs.contents.xNextSystemCall(vfs, name):
            self.replaceable += [name.decode()] * (name.decode() in _CALLS)

    def replaced(
        self, name: str, fault: Callable[[bytes | int, int], int], opened: Callable[[bytes, int], object]
    ) -> ExitStack:
        """Ask before each call of the name, by path or handle and flags, which error it ends with; the way back."""
        form = ctypes.CFUNCTYPE(*_CALLS[name], use_errno=True)
        before = self._vfs.contents.xGetSystemCall(self._vfs, name.encode())
        call = form(before)

        def instead(*arguments: Any) -> int:
            if error := fault(arguments[0], arguments[1] if name == "open" else 0):
                ctypes.set_errno(error)
                return -1
            answer: int = call(*arguments)
            if name == "open" and answer >= 0:
                opened(arguments[0], answer)
            return answer

        kept = form(instead)
        self._vfs.contents.xSetSystemCall(self._vfs, name.encode(), ctypes.cast(kept, ctypes.c_void_p))
        back = ExitStack()
        # It is held until then, or it would be gone when SQLite calls it.
        back.callback(lambda _: self._vfs.contents.xSetSystemCall(self._vfs, name.encode(), before), kept)
        return back


@cache
def sqlite_in_use() -> Sqlite | None:
    """None where Python carries an SQLite that nobody else can reach."""
    try:
        find = ctypes.CDLL(_sqlite3.__file__).sqlite3_vfs_find
    except (AttributeError, OSError):
        return None
    find.restype, find.argtypes = ctypes.POINTER(_Vfs), [ctypes.c_char_p]
    return Sqlite(find(None))
