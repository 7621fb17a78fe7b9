"""Dates as far as they are known: a day, a month or a year, never a guess."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

WRITTEN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month of a year, or a year. In TOML a date, or `"2024-10"` or `"2024"` as text."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def read(cls, written: object) -> PartialDate:
        """Read what an editor wrote, as far as it goes.

        Raises ValueError where it is neither a day nor `"2024-10"` nor `"2024"`.
        """
        if isinstance(written, PartialDate):
            return written
        if type(written) is date:
            return cls(written.year, written.month, written.day)
        match = WRITTEN.fullmatch(written) if isinstance(written, str) else None
        if match is None or match[1] == "0000" or not 1 <= int(match[2] or 1) <= 12:
            raise ValueError('must be a day as 2024-10-03, or "2024-10" or "2024" where no more is known')
        return cls(int(match[1]), int(match[2]) if match[2] else None)

    @property
    def first(self) -> date:
        """The earliest day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.day is not None:
            return said(self.first)
        return f"{MONTHS[self.month - 1]} {self.year}" if self.month else str(self.year)

    def written(self) -> date | str:
        """As it stands in TOML."""
        if self.day is not None:
            return self.first
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


def said(day: date, beside: date | None = None) -> str:
    """Write a day as people here do, `3 Oct 2024`; without its year where `beside` is in the same one."""
    short = f"{day.day} {MONTHS[day.month - 1]}"
    return short if beside and beside.year == day.year else f"{short} {day.year}"
