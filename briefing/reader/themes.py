"""Themes: colours by role. Read before the first frame, so neither Textual nor pydantic is loaded here."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.library.toml import Text, read_toml, regular_names

if TYPE_CHECKING:
    from briefing.library.problem import Problem

DEFAULT_THEME: Final = "midnight"
_ANYWHERE: Final = Path("/")
"""Unlike content, a reader's own files may be links to wherever their dotfiles are kept."""
_HEX: Final = re.compile(r"#[0-9a-fA-F]{6}")
_HUES: Final = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_ANSI: Final = ("ansi_default", *(f"ansi_{bright}{hue}" for bright in ("", "bright_") for hue in _HUES))
_COLOURS_HELP: Final = f"write #rrggbb, ansi_default or one of ansi_{', ansi_'.join(_HUES)}, each also as ansi_bright_…"


class Theme(NamedTuple):
    """Colours by role, each `#rrggbb` or one of the terminal's own, as `ansi_blue`."""

    name: str
    dark: bool
    ground: str
    text: str
    muted: str
    """Words that stand back: as readable as `text`, only quieter."""
    rule: str
    """Lines between panes, never words."""
    accent: str
    low: str
    guarded: str
    elevated: str
    high: str

    @property
    def ansi(self) -> bool:
        """Whether any colour is left to the terminal, so that none may be mixed or measured."""
        return any(getattr(self, role) in _ANSI for role in ROLES)


ROLES: Final = Theme._fields[2:]
"""The keys of a theme that hold a colour."""


def read_themes(*folders: Path) -> tuple[dict[str, Theme], tuple[Problem, ...]]:
    """The themes of all folders by name, a later folder's before an earlier one's. A missing one has none."""
    themes: dict[str, Theme] = {}
    problems: list[Problem] = []
    for folder in folders:
        for file_name in regular_names(folder):
            theme, found = read_theme(folder / file_name)
            problems += found
            if theme:
                themes[theme.name] = theme
    return themes, tuple(problems)


def read_theme(path: Path) -> tuple[Theme | None, tuple[Problem, ...]]:
    """The theme in a file, or None and why: half a palette would be unreadable, so it is all or nothing."""
    text = read_toml(path, _ANYWHERE)
    if text.table is not None:
        _check_keys(text, text.table)
        _check_values(text, text.table)
    if text.table is None or text.problems:
        return None, tuple(text.problems)
    return Theme(**text.table), ()


def _check_keys(text: Text, table: dict[str, object]) -> None:
    missing = [key for key in Theme._fields if key not in table]
    for key in [key for key in table if key not in Theme._fields]:
        near = get_close_matches(key, missing, 1)
        # A misspelt key is not told a second time as missing.
        missing = [each for each in missing if each not in near]
        meant = f"; did you mean `{near[0]}`?" if near else ""
        text.fault((key,), "C02", f"`{key}` is not a key of a theme{meant}", f"the keys are {', '.join(Theme._fields)}")
    for key in missing:
        text.fault((key,), "C02", f"a theme needs `{key}`")


def _check_values(text: Text, table: dict[str, object]) -> None:
    name = table.get("name", "unnamed")
    if not isinstance(name, str) or not name.strip() or "\n" in name:
        text.fault(("name",), "C02", "`name` must be a line of text, in quotes")
    if not isinstance(table.get("dark", True), bool):
        text.fault(("dark",), "C02", "`dark` must be true or false, without quotes")
    for role in ROLES:
        colour = table.get(role, "ansi_default")
        if not isinstance(colour, str) or not (colour in _ANSI or _HEX.fullmatch(colour)):
            near = get_close_matches(str(colour), _ANSI, 1)
            meant = f"; did you mean `{near[0]}`?" if near else ""
            text.fault((role,), "C02", f"`{role}` is not a colour{meant}", _COLOURS_HELP)
