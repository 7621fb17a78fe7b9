"""What a check found, as all of its forms tell it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefing.check.rule import Rule
    from briefing.library.problem import Problem


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of one or several briefings found."""

    rules: tuple[Rule, ...]
    """Those that were looked by."""
    problems: tuple[Problem, ...]
    ignored: tuple[Problem, ...]
    """What cards ask not to be told of."""
    written: Mapping[Path, str]
    """What each file says."""
    here: Path
    """The folder that paths are told from."""

    def place(self, path: Path) -> Path:
        """The path from the current folder where it lies under it, else whole."""
        return path.relative_to(self.here) if path.is_relative_to(self.here) else path
