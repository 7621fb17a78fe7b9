"""Which folder holds the briefing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """A folder that comes with the program, `content` or `themes`; in a checkout, beside the package."""
    bundled = _PACKAGE / "bundled" / name
    return bundled if bundled.is_dir() else _PACKAGE.parent / name


def named_path(written: str) -> Path:
    """The path that somebody writes, as a shell would take it; unlike pathlib's, the home of nobody is let be."""
    return Path(os.path.expanduser(written))  # noqa: PTH111 - pathlib's raises


def content_folder(chosen: str | None, environ: Mapping[str, str], here: Path) -> Path:
    """The folder to read: the one chosen, $BRIEFING_CONTENT, ./content, what `here` lies in, or what is shipped."""
    named = chosen or environ.get("BRIEFING_CONTENT")
    if named:
        # Unlike pathlib's, this lets a loop of links be, to be told as not there.
        return Path(os.path.realpath(here / named_path(named)))
    for folder in (here / "content", here, *here.parents):
        if os.path.isfile(folder / "briefing.toml"):  # noqa: PTH113 - never raises
            return folder.resolve()
    return shipped("content")


def is_far(root: Path, here: Path) -> bool:
    """Whether a folder that was not named is none of those that are looked for first."""
    return root not in (here / "content", here, *here.parents)
