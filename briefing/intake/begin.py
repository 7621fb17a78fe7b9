"""A briefing to start from: small, whole, and without a fault on the day that it is made."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from briefing.intake.dating import dated
from briefing.library.problem import BriefingError
from briefing.library.whole import told_of
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
    with told_of(folder):
        folder.mkdir(parents=True, exist_ok=True)
        # All is written inside, so that nothing has to cross file systems, and only then put in its place.
        with TemporaryDirectory(prefix=".briefing-", dir=folder) as temporary, ExitStack() as undo:
            made = Path(temporary)
            for name, text in _files(today):
                (made / name).parent.mkdir(exist_ok=True)
                (made / name).write_text(text, encoding="utf-8", newline="\n")
            # The last one makes a briefing of the folder.
            for name in sorted(os.listdir(made), key="briefing.toml".__eq__):  # noqa: PTH208 - the names are wanted
                (made / name).rename(folder / name)
                undo.callback(_remove, folder / name)
            undo.pop_all()


def copy(briefing: Path, folder: Path) -> None:
    """Copy a briefing to a folder that is not there yet, whole or not at all."""
    if os.path.lexists(folder):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder))
    with told_of(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".briefing-", dir=folder.parent) as temporary:
            made = Path(temporary, folder.name)
            made.mkdir()
            for path in sorted(briefing.rglob("*")):  # each folder before what is in it
                if path.is_dir():
                    (made / path.relative_to(briefing)).mkdir()
                else:
                    (made / path.relative_to(briefing)).write_bytes(path.read_bytes())
            made.rename(folder)


def _remove(path: Path) -> None:
    if path.is_dir():
        rmtree(path)
    else:
        path.unlink()


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
