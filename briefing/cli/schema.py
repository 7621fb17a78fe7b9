"""`briefing schema`: what an editor completes and checks the files of a briefing by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.cli.exits import Exit
from briefing.cli.streams import put, tell
from briefing.library.clean import clean_line
from briefing.library.problem import BriefingError
from briefing.library.whole import beside, told_of
from briefing.model.schema import KINDS, schema_text

if TYPE_CHECKING:
    from pathlib import Path


def schema(kind: str | None, folder: Path | None) -> int:
    """Print the schema of one kind of file, or write all of them to a folder."""
    if folder:
        if not folder.is_dir():
            raise BriefingError(f"there is no folder {clean_line(str(folder))}")
        for each in [kind] if kind else KINDS:
            _write(folder / f"{each}.schema.json", schema_text(each))
    elif kind:
        put(schema_text(kind))
    else:
        raise BriefingError(
            f"of which kind of file? Name one: {', '.join(KINDS)}.\n"
            "With --to DIR the schemas of all of them are written to a folder."
        )
    return Exit.DONE


def _write(file: Path, text: str) -> None:
    """Put the text in the file's place at once: an editor that reads along sees the old one or the new one whole."""
    with told_of(file), beside(file, text.encode("ascii")) as new:
        new.replace(file)
    tell(f"wrote {file}")
