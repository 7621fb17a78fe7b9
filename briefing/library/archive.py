"""The archive: texts of sources as they are kept beside the briefing, never in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Archived:
    """What is kept of one source."""

    lines: tuple[str, ...]
    """The text, clean; empty where it cannot be read."""
    sha256: str
    """Of the file's bytes, as 64 hexadecimal digits in lower case; empty where it cannot be read."""
    fault: str = ""
    """Why it cannot be read; empty where it can."""
