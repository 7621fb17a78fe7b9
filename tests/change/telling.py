"""Two states of a briefing, and what a reader is told of the difference."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from examples import write_briefing

from briefing.change.compare import compare
from briefing.library.folder import read_library
from briefing.publish.changes import changes_document
from briefing.publish.plain import plain_document

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.change.change import Changes
    from briefing.library.library import Library

DAY = date(2024, 10, 9)
Files = dict[str, str]


def changes(folder: Path, before: Files, after: Files) -> tuple[Changes, Library]:
    """All that changed from some files to others, and the newer Library."""
    was = read_library(write_briefing(folder / "before", before))
    now = read_library(write_briefing(folder / "after", after))
    return compare(was, now), now


def told(folder: Path, before: Files, after: Files) -> str:
    """What is read of it as plain text, without the title and the opening."""
    changed, now = changes(folder, before, after)
    return plain_document(changes_document(now, changed, "", DAY)).split("\n\n", 2)[2]


def told_of_card(folder: Path, before: str, after: str) -> list[str]:
    """The lines that are told of one card, without its heading; none where nothing is."""
    changed, now = changes(folder, {"us/sofa.toml": before}, {"us/sofa.toml": after})
    (section,) = changes_document(now, changed, "", DAY).sections or (None,)
    return (
        [f"{each.mark.text} {each.text}" if each.mark else each.text for each in section.paragraphs] if section else []
    )
