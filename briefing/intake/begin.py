"""A briefing to start from: small, whole, and without a fault on the day that it is made."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from briefing.intake.dating import dated
from briefing.library.problem import BriefingError
from briefing.model.schema import KINDS, schema_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_STARTER: Final = Path(__file__).with_name("starter")


def begin(folder: Path, today: date) -> None:
    """Make a briefing in a new or empty folder, with the schemas of its files beside it.

    Hidden files do not count: the folder may be a fresh git repository. Raises BriefingError where there is anything
    else.
    """
    if not _is_free(folder):
        raise BriefingError(
            f"there is already something in {folder}, and it is left as it is: "
            "name a folder that is empty or not there yet"
        )
    folder.mkdir(parents=True, exist_ok=True)
    # All is written inside, so that nothing has to cross file systems, and only then put in its place.
    with TemporaryDirectory(prefix=".briefing-", dir=folder) as temporary:
        made = Path(temporary)
        for name, text in _files(today):
            (made / name).parent.mkdir(exist_ok=True)
            (made / name).write_text(text, encoding="utf-8", newline="\n")
        # The last one makes a briefing of the folder.
        for name in sorted(os.listdir(made), key="briefing.toml".__eq__):  # noqa: PTH208 - the names are wanted
            (made / name).rename(folder / name)


def _is_free(folder: Path) -> bool:
    try:
        return all(entry.name.startswith(".") for entry in folder.iterdir())
    except FileNotFoundError:
        return True
    except NotADirectoryError:
        return False


def _files(today: date) -> Iterator[tuple[str, str]]:
    """Every file of the briefing: its path in the folder, and its text."""
    for path in sorted(_STARTER.rglob("*.toml")):
        yield str(path.relative_to(_STARTER)), dated(path.read_text(encoding="utf-8"), today)
    for kind in KINDS:
        yield f"{kind}.schema.json", schema_text(kind)
