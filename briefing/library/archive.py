"""The archive: texts of sources as they are kept beside the briefing, never in it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from briefing.library.clean import clean, named

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefing.model.source import Source

LARGEST: Final = 5 * 1024 * 1024
"""Bytes that an archived text may have."""
# Texts from the web and from PDF are full of these: places where a word may break, and the ends of pages.
_UNWRITTEN: Final = {**dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff")), **dict.fromkeys((0x0B, 0x0C), " ")}


@dataclass(frozen=True, slots=True)
class Archived:
    """What is kept of one source."""

    lines: tuple[str, ...] = field(hash=False)
    """The text, clean; empty where it cannot be read."""
    sha256: str
    """Of the file's bytes, as 64 hexadecimal digits in lower case; empty where it cannot be read."""
    fault: str = ""
    """Why it cannot be read; empty where it can."""


def read_archive(folder: Path, sources: Mapping[str, Source]) -> dict[str, Archived]:
    """What the folder keeps of each source that names a file there, by the source's id. Never raises on a file."""
    kept = {name: _archived(folder, name) for name in {source.archive for source in sources.values()} if name}
    return {id: kept[source.archive] for id, source in sources.items() if source.archive}


def _archived(folder: Path, name: str) -> Archived:
    try:
        raw = _bytes(folder, name)
    except FileNotFoundError:
        return Archived((), "", f"there is no {named(name)}")
    except (OSError, RuntimeError) as error:  # before Python 3.13 a loop of links is a RuntimeError
        reason = getattr(error, "strerror", None) or "a link that leads back to itself"
        return Archived((), "", f"{named(name)} cannot be read: {reason[0].lower()}{reason[1:]}")
    text = raw.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return Archived(tuple(clean(text.translate(_UNWRITTEN)).split("\n")), sha256(raw).hexdigest())


def _bytes(folder: Path, name: str) -> bytes:
    """Read a regular file of the folder, of a bearable size; OSError says why anything else is not read."""
    real = (folder / name).resolve(strict=True)
    if not real.is_relative_to(folder.resolve()):
        raise OSError(None, "a link that leaves the folder")
    # Without O_NONBLOCK a named pipe would hang here for ever.
    with open(real, "rb", opener=lambda path, flags: os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(None, "not a regular file")
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise OSError(None, "larger than 5 MiB, the most that an archived text may have")
    return raw
