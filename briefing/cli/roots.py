"""Which briefings a check looks at, and what of them it tells of."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.library.clean import clean_line
from briefing.library.problem import BriefingError
from briefing.library.root import content_folder, named_path

if TYPE_CHECKING:
    from collections.abc import Sequence


def roots(content: str | None, paths: Sequence[str]) -> dict[Path, list[Path]]:
    """Each briefing to look at, and what of it is to be told of: the paths that are named, or all of the content."""
    if not paths:
        root = content_folder(content, os.environ, Path.cwd())
        return {root: [root]}
    found: dict[Path, list[Path]] = {}
    for path in map(_existing, paths):
        root = content_folder(content, {}, Path.cwd()) if content else _root_above(path)
        if not path.is_relative_to(root):
            raise BriefingError(
                f"{clean_line(str(path))} does not lie in {clean_line(str(root))}, the folder that -C names"
            )
        found.setdefault(root, []).append(path)
    return found


def is_folder(path: Path) -> bool:
    """Whether a folder stands there, or a link to one."""
    return os.path.isdir(path)  # noqa: PTH112 - pathlib's raises where it may not look


def _existing(written: str) -> Path:
    """The path without links on its way; a file that is a link itself keeps its name."""
    path = Path(os.path.abspath(named_path(written)))  # noqa: PTH100 - never raises
    if not os.path.lexists(path):
        raise BriefingError(f"there is no file or folder {clean_line(written)}")
    return path.resolve() if is_folder(path) else path.parent.resolve() / path.name


def _root_above(path: Path) -> Path:
    for folder in (path, *path.parents):
        if os.path.isfile(folder / "briefing.toml"):  # noqa: PTH113 - as above
            return folder
    raise BriefingError(
        f"{clean_line(str(path))} belongs to no briefing: neither it nor a folder above it has a briefing.toml"
    )
