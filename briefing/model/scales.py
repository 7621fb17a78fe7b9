"""The scales a briefing is written in, each after a published standard, and the table of levels."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import Final


class Ordered(StrEnum):
    """A scale whose members are declared from least to most, and compare by that order, not by spelling."""

    def __init__(self, *_: str) -> None:
        self.rank = len(type(self).__members__) + 1
        """The place on the scale, from 1: an ordinal, looked up and compared, never added or averaged."""

    def __lt__(self, other: object) -> bool:
        return self.rank < other.rank if isinstance(other, type(self)) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.rank <= other.rank if isinstance(other, type(self)) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.rank > other.rank if isinstance(other, type(self)) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.rank >= other.rank if isinstance(other, type(self)) else NotImplemented


class Likelihood(Ordered):
    """The odds that something happens by a date: US ICD 203 (2015), D.6.e(2)(a), first row of terms."""

    ALMOST_NO_CHANCE = "almost no chance"
    VERY_UNLIKELY = "very unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN_CHANCE = "roughly even chance"
    LIKELY = "likely"
    VERY_LIKELY = "very likely"
    ALMOST_CERTAIN = "almost certain"

    @property
    def band(self) -> tuple[int, int]:
        """The percent that the term stands for.

        The standard shares the edges: a band holds its lower one, the last both.
        """
        return _BANDS[self.rank - 1]

    def holds(self, percent: int) -> bool:
        """Whether a probability in percent lies inside the term's band."""
        low, high = self.band
        return low <= percent < high or (self is Likelihood.ALMOST_CERTAIN and percent == high)


_BANDS: Final = ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))


class Impact(Ordered):
    """How hard it would hit the briefing's perspective: words after the UK National Risk Register."""

    MINOR = "minor"
    """Rhetoric or protocol."""
    LIMITED = "limited"
    """One channel or programme delayed."""
    MODERATE = "moderate"
    """A policy reversal, a sanction, a cancelled summit."""
    SIGNIFICANT = "significant"
    """Alliance commitment, basing or deterrence changes, or a militarised incident."""
    CATASTROPHIC = "catastrophic"
    """Interstate armed conflict, or a treaty collapses."""


class Confidence(Ordered):
    """The quality of a judgment's basis, not its odds (ICD 203). It never moves a level."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Level(Ordered):
    """The risk indicator, looked up from likelihood and impact; see `level`."""

    LOW = "low"
    GUARDED = "guarded"
    ELEVATED = "elevated"
    HIGH = "high"


_LEVELS: Final = dict(zip("LGEH", Level, strict=True))
_TABLE: Final = (  # rows: impact from minor to catastrophic; columns: likelihood 1-7
    "LLLLGGG",
    "LLGGGEE",
    "LGGEEHH",
    "LGEEHHH",
    "GEEHHHH",
)


def level(likelihood: Likelihood, impact: Impact) -> Level:
    """Look up the level for a likelihood and an impact.

    Never multiplied: products of ordinals rank wrongly (Cox 2008, "What's wrong with risk matrices?"). The
    table rises in both directions, takes no two-step jump along either axis, and puts nothing of the two
    lowest likelihoods or the two lowest impacts at high.
    """
    return _LEVELS[_TABLE[impact.rank - 1][likelihood.rank - 1]]


def high_impact_low_probability(likelihood: Likelihood, impact: Impact) -> bool:
    """Whether a risk bears the mark HILP: at least significant, and at most very unlikely."""
    return impact >= Impact.SIGNIFICANT and likelihood <= Likelihood.VERY_UNLIKELY


class Reliability(StrEnum):
    """How far a source can be relied on: NATO Admiralty code, AJP-2.1. F is not the worst."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"

    @property
    def meaning(self) -> str:
        """The standard's words for the letter."""
        return _RELIABILITY[self.value]


_RELIABILITY: Final = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}


class Credibility(int, Enum):
    """How far a claim can be believed, apart from its source: Admiralty code, AJP-2.1. 6 is not the worst."""

    CONFIRMED = 1
    PROBABLY_TRUE = 2
    POSSIBLY_TRUE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6

    @property
    def meaning(self) -> str:
        """The standard's words for the number."""
        return _CREDIBILITY[self.value]


_CREDIBILITY: Final = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}


class Trend(StrEnum):
    """Where a rating is going, in words first: CrisisWatch's own down-arrow means worse."""

    WORSE = "worse"
    SAME = "same"
    BETTER = "better"
    NEW = "new"

    @property
    def mark(self) -> str:
        """One ASCII character, of the same width in every terminal."""
        return {"worse": "+", "same": "=", "better": "-", "new": "*"}[self.value]


class Freshness(StrEnum):
    """Whether a card has been looked at within the days that its level allows."""

    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"
