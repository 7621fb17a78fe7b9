"""Libraries that only some need, and are not installed with the program."""

from __future__ import annotations

from briefing.library.problem import BriefingError


def needs(extra: str, what: str) -> BriefingError:
    """What to raise where the library of an extra is missing: what it is needed for, and the line that installs it."""
    return BriefingError(
        f"{what} needs a library that is not installed.\n"
        f"Install it, in a clone with pip install '.[{extra}]', elsewhere with pip install 'briefing[{extra}]'"
    )
