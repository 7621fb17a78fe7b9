"""The user's settings: read, never written."""

from __future__ import annotations

from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from briefing.library.fit import fit
from briefing.library.toml import read_toml
from briefing.model.closed import Before, Closed, Line, model
from briefing.reader.places import own_themes_folder

if TYPE_CHECKING:
    from briefing.library.problem import Problem


def _keys(written: object) -> tuple[str, ...]:
    """One key or a list of them; an empty list takes an action's keys away."""
    keys = [written] if isinstance(written, str) else written
    if not isinstance(keys, list) or not all(isinstance(key, str) and key.strip() for key in keys):
        raise ValueError("must be a key or a list of keys, each in quotes")
    return tuple(keys)


def _place(written: object) -> Path:
    if not isinstance(written, str) or not written.strip():
        raise ValueError("must be a folder or file, in quotes")
    try:
        return Path(written).expanduser()
    except RuntimeError:
        raise ValueError("begins with the home of a user who is not known here") from None


Keys = Annotated[tuple[str, ...], Before(_keys)]
Place = Annotated[Path, Before(_place)]


@model
class Settings(Closed):
    """What `config.toml` says; every key is optional."""

    keys: dict[str, Keys] = field(default_factory=dict)
    """Keys by the id of the action they are to do, in place of its own."""
    filters: dict[str, Line] = field(default_factory=dict)
    """Saved filters by name, in the filter language."""
    archive: Place | None = None
    editor: Line | None = None
    """The command that opens an editor, before `$VISUAL` and `$EDITOR`; it may have arguments."""
    themes: Place = field(default_factory=own_themes_folder)
    """A folder of the user's own themes."""


def read_settings(path: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """As much of the settings as stands, and what is wrong with the rest. No file is no problem.

    A relative place is taken from the folder of the settings, not from where the program was started.
    """
    try:
        path.lstat()
    except FileNotFoundError:
        return Settings(), ()
    except OSError:
        pass  # the reader of files says why
    text = read_toml(path, Path("/"))
    settings = fit(Settings, text, text.table or {}) or Settings()
    here = path.parent.absolute()
    archive = settings.archive and here / settings.archive
    return replace(settings, themes=here / settings.themes, archive=archive), tuple(text.problems)
