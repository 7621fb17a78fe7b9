"""What an author can mend, and what the user must mend before anything runs."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.library.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOST_TOLD: Final = 100
"""Faults that are told of one file: more help nobody, and cost the reader the wait for them."""


class Severity(StrEnum):
    """How much a problem matters; only errors make a check fail by themselves."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class Problem(NamedTuple):
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

    @property
    def is_fault(self) -> bool:
        """Whether it is to be mended; information is only to be known."""
        return self.severity is not Severity.INFORMATION

    def __str__(self) -> str:
        place = clean_line(str(self.path)) + (f":{self.line}:{self.column}" if self.line else "")
        return f"{place}: {self.severity}[{self.code}]: {self.message}"


def by_severity(problems: Iterable[Problem]) -> dict[Severity, int]:
    """Count them by how much they matter, the gravest first."""
    counts = dict.fromkeys(Severity, 0)
    for problem in problems:
        counts[problem.severity] += 1
    return counts


class BriefingError(Exception):
    """What the user must mend before anything can run: the message says what and how."""


def nearest(written: str, known: Iterable[str], closeness: float = 0.6) -> str | None:
    """Find the known name that was most likely meant, if one is close; capitals make no difference."""
    from difflib import get_close_matches  # of no use while all is well

    length = len(written)
    # Names of another length are never close, and comparing is too slow to be done with thousands of them.
    close = [name for name in known if abs(len(name) - length) <= max(3, length // 3)][:2000]
    return next(iter(get_close_matches(written.lower(), close, 1, closeness)), None)


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """End a message about a name that nobody knows; with nothing where none is close."""
    meant = nearest(written, known)
    return f"; did you mean `{meant}`?" if meant else ""
