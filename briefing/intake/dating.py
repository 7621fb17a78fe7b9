"""Templates that speak from any day."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

WRITTEN_ON: Final = date(2026, 1, 1)
"""The day that every template is written as of."""
_DAY: Final = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


def dated(template: str, today: date) -> str:
    """The template as if it had been written today: every day in it is as far off as it was then."""
    return _DAY.sub(lambda day: _moved(date.fromisoformat(day[0]), today).isoformat(), template)


def _moved(day: date, today: date) -> date:
    """Never past the first or the last day that Python knows: a briefing may be begun as of 9999."""
    ordinal = day.toordinal() - WRITTEN_ON.toordinal() + today.toordinal()
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))
