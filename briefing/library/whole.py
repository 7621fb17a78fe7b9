"""A file is put in its place whole or not at all, and what the system refuses is told of the file that was meant."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from briefing.library.problem import BriefingError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_LINKS: Final = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
"""How a file system says that a file has one name there and no second."""


class ThereError(BriefingError):
    """There is a file of this name already."""


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """Name the file in the system's errors: a write names none, and a file that stands in for it nobody knows."""
    try:
        yield
    except OSError as fault:
        fault.filename = str(path)
        raise


@contextmanager
def beside(path: Path, raw: bytes) -> Iterator[Path]:
    """A file with these bytes, for as long as it takes to put it in the place of the one that it lies beside."""
    fresh = path.with_name(f".{path.name}.{token_hex(8)}")
    try:
        with fresh.open("xb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


def put_new(fresh: Path, path: Path) -> None:
    """Give a file its name, and never one that another has: ThereError."""
    try:
        os.link(fresh, path)
    except OSError as fault:
        if fault.errno not in {errno.EEXIST, *_NO_LINKS}:
            raise
        if fault.errno == errno.EEXIST or os.path.lexists(path):
            raise ThereError(f"{path} is there already, and it is left as it is: choose another name") from None
        fresh.replace(path)
