"""The little that the first frame shows, read from briefing.toml alone and before any model is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.library.toml import read_toml

if TYPE_CHECKING:
    from pathlib import Path


def read_title(root: Path) -> str:
    """The title of the briefing in a folder, clean; empty where it cannot be told.

    What is wrong with the file is told when all of it is read.
    """
    title = (read_toml(root / "briefing.toml", root).table or {}).get("title")
    return title if isinstance(title, str) else ""
