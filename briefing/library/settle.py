"""Read a folder again while somebody saves into it: a torn save is waited out before a problem is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.library.folder import read_library
from briefing.library.toml import stamp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing.library.library import Library

PAUSE: Final = 0.1
"""Seconds between two looks at a file that may still be being written."""
_MOST_LOOKS: Final = 30


def read_again(root: Path, before: Library, pause: Callable[[float], object]) -> Library:
    """The folder as it is now, each file that cannot be read keeping its last good version.

    A changed file is taken at once if it is whole. Editors empty, unlink or half-write a file for a moment, so one
    that was good and is now empty, missing or bad is looked at until two stamps are equal, `PAUSE` apart.
    """
    seen = None
    for _ in range(_MOST_LOOKS):
        library = read_library(root, before)
        stamps = {path: stamp(path) for path in _spoilt(before, library)}
        if not stamps or stamps == seen:
            break
        seen = stamps
        pause(PAUSE)
    return library


def _spoilt(before: Library, after: Library) -> list[Path]:
    """The files that were good before and are not now."""
    return [
        path
        for path, reading in before.readings.items()
        if reading.model is not None
        and (path not in after.readings or (after.readings[path].last_good and not reading.last_good))
    ]
