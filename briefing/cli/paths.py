"""`briefing paths`: where everything lies that the program reads or keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.cli.columns import aligned
from briefing.cli.exits import Exit
from briefing.cli.partly import partly
from briefing.cli.streams import put, tell
from briefing.find.filter import wrong_filters
from briefing.library.root import shipped
from briefing.reader.places import cache_folder, settings_file, state_folder
from briefing.reader.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path


def paths(root: Path) -> int:
    """Print the folders and files, and whether they are there."""
    settings, problems = read_settings(settings_file())
    is_shipped = " (comes with the program)" if root == shipped("content") else ""
    rows = [
        ("content", root, "briefing.toml", is_shipped),
        ("settings", settings_file(), "", ""),
        ("themes", shipped("themes"), "", " (comes with the program)"),
        ("", settings.themes, "", " (your own)"),
        ("state", state_folder(), "", ""),
        ("cache", cache_folder(), "", ""),
    ]
    if settings.archive:
        rows.append(("archive", settings.archive, "", ""))
    put(
        aligned(
            [
                (what, f"{path}{note}", "" if (path / needed).exists() else "not there")
                for what, path, needed, note in rows
            ]
        )
    )
    for wrong in wrong_filters(settings.filters):
        tell(f"in {settings_file()}, {wrong}")
    return partly(problems, settings_file().parent) if problems else Exit.DONE
