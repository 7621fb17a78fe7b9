"""Read a folder again while somebody saves into it: a torn save is waited out before a problem is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing.library.folder import read_card, read_library
from briefing.library.toml import is_regular, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from briefing.library.library import Library, Reading
    from briefing.library.problem import Problem
    from briefing.model.card import Card

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


def read_touched(before: Library, paths: Collection[Path]) -> tuple[Library, list[str]] | None:
    """The library with these files alone read anew, and the cards that they are; without looking at any other.

    None where that is not all there is to it: where one is no card that could be read before and can be now. Files
    that editors make beside the one they save are none of the briefing's. What was found in them by a look at
    everything still stands: whether it does is only known after the next.
    """
    touched: dict[str, Reading[Card]] = {}
    mended: set[Problem] = set()
    for path in paths:
        if not is_regular(path.name):
            continue
        reference = f"{path.parent.name}/{path.stem}"
        earlier = before.files.get(reference)
        if earlier is None or earlier.path != path or earlier.model is None:
            return None
        now = read_card(before.root, path)
        if now.model is None or now.model.aliases != earlier.model.aliases:
            return None
        touched[reference] = now
        mended.update(earlier.problems)
    if not touched:
        return None
    problems = [problem for problem in before.problems if problem not in mended]
    problems += [problem for file in touched.values() for problem in file.problems]
    return replace(
        before,
        files={**before.files, **touched},
        readings={**before.readings, **{file.path: file for file in touched.values()}},
        problems=tuple(sorted(problems)),
    ), [*touched]


def _spoilt(before: Library, after: Library) -> list[Path]:
    """The files that were good before and are not now."""
    return [
        path
        for path, reading in before.readings.items()
        if reading.model is not None
        and (path not in after.readings or (after.readings[path].last_good and not reading.last_good))
    ]
