"""A row of the table in docs/performance.md, and the table."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked of a run."""

    sizes: tuple[int, ...]
    """Numbers of cards."""
    rounds: int
    """How often each is measured, beside its floor each time; one round before them fills the caches."""
    peers: bool
    """Whether other programs are installed, to be measured beside."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured, round by round."""

    what: str
    cards: int
    against: str
    """What it is held against; empty where the figure speaks for itself."""
    most: float | None
    """The target; None where there is none."""
    seen: Sequence[float]
    """Of each round the ratio, or the figure in the unit."""
    unit: str = "×"
    took: tuple[float, float] | None = None
    """Medians in milliseconds, or for memory in MB: its own, and that of what it is held against."""
    is_worst: bool = False
    """Whether the worst round counts, and not the median."""

    @classmethod
    def of_pairs(
        cls,
        what: str,
        cards: int,
        against: str,
        most: float | None,
        pairs: Sequence[tuple[float, float]],
        *,
        is_worst: bool = False,
    ) -> Row:
        """A row of what was measured side by side: each round its own figure, and that of what it is held against."""
        own, floor = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratios = [one / other for one, other in pairs]
        return cls(what, cards, against, most, ratios, took=(own, floor), is_worst=is_worst)

    @property
    def figure(self) -> float:
        """The figure that counts."""
        return max(self.seen) if self.is_worst else statistics.median(self.seen)

    @property
    def is_met(self) -> bool:
        """Whether the target is reached, where there is one."""
        return self.most is None or self.figure <= self.most

    def __str__(self) -> str:
        asked = "" if self.most is None else f"≤ {self.most:g}{self._unit}"
        verdict = "" if self.most is None else "met" if self.is_met else "**not met**"
        took = f"{_figure(self.took[0])} ÷ {_figure(self.took[1])}" if self.took else ""
        spread = f"{_figure(min(self.seen))}–{_figure(max(self.seen))}"
        seen = f"{_figure(self.figure)}{self._unit}"
        return f"| {self.what} | {self.cards:,} | {self.against} | {asked} | {seen} | {spread} | {took} | {verdict} |"

    @property
    def _unit(self) -> str:
        return "" if self.unit == "×" else f" {self.unit}"


def table(rows: Iterable[Row]) -> Iterator[str]:
    """The lines of the table."""
    yield "| what | cards | against | asked | seen | spread | medians | |"
    yield "|---|--:|---|--:|--:|--:|--:|---|"
    yield from map(str, rows)


def _figure(number: float) -> str:
    return f"{number:.2f}" if number < 10 else f"{number:,.0f}"
