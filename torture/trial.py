"""One thing that was tried: what was asked of the program, and what it did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trial:
    """A line of the table in docs/reliability.md."""

    threat: int
    """The number of the threat in docs/reliability.md."""
    tried: str
    asked: str
    """The figure to reach."""
    seen: str
    """The figure reached."""
    holds: bool
