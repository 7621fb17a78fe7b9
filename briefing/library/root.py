"""Which folder holds the briefing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """A folder that comes with the program: `content` or `themes`. In a checkout it stands beside the package."""
    bundled = _PACKAGE / "bundled" / name
    return bundled if bundled.is_dir() else _PACKAGE.parent / name


def content_folder(chosen: str | None, environ: Mapping[str, str], here: Path) -> Path:
    """The folder to read: the one chosen, $BRIEFING_CONTENT, ./content, or the briefing that comes with the program."""
    named = chosen or environ.get("BRIEFING_CONTENT")
    if named:
        return (here / Path(named).expanduser()).resolve()
    beside = here / "content"
    return beside.resolve() if (beside / "briefing.toml").is_file() else shipped("content")
