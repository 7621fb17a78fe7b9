"""Where the reader's own files lie. Nothing here looks at the disk or makes a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

# Costs nothing in the dashboard, where Textual has loaded it already.
from platformdirs import user_cache_path, user_config_path, user_state_path

if TYPE_CHECKING:
    from pathlib import Path


def config_folder() -> Path:
    """What the user writes; `$XDG_CONFIG_HOME` decides where it is set."""
    return user_config_path("briefing", appauthor=False)


def state_folder() -> Path:
    """What the program remembers; `$XDG_STATE_HOME` decides where it is set."""
    return user_state_path("briefing", appauthor=False)


def cache_folder() -> Path:
    """What can be found out again; `$XDG_CACHE_HOME` decides where it is set."""
    return user_cache_path("briefing", appauthor=False)


def settings_file() -> Path:
    """The user's settings, which need not exist."""
    return config_folder() / "config.toml"


def own_themes_folder() -> Path:
    """The user's own themes, unless the settings name another folder."""
    return config_folder() / "themes"


def state_file() -> Path:
    """The database of what is remembered, which need not exist."""
    return state_folder() / "state.sqlite3"
