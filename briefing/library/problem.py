"""What an author can mend, and what the user must mend before anything runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Severity(StrEnum):
    """How much a problem matters; only errors make a check fail by themselves."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of the content, at its place, with what to do about it."""

    path: Path
    line: int
    """From 1; 0 where the fault has no line, as with a missing file."""
    column: int
    """From 1, in characters, not bytes; 0 where the fault is the whole line or file."""
    code: str
    """The rule that found it, as `C02`."""
    message: str
    help: str = ""
    """What to do; empty where the message says it all."""
    severity: Severity = Severity.ERROR
    width: int = 1
    """How many characters from `column` on are at fault."""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else str(self.path)
        return f"{place}: {self.severity}[{self.code}]: {self.message}"


class BriefingError(Exception):
    """What the user must mend before anything can run: the message says what and how."""
