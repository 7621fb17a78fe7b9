"""How judgments came out: the Brier score of those that are resolved, and how often each term came true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from briefing.model.card import Outcome
from briefing.model.scales import Likelihood

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefing.model.card import Judgment

ENOUGH: Final = 20
"""Resolved judgments below which a score says more about luck than about skill. The figure is ours."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The resolved judgments of one term."""

    n: int
    came: int
    """How many came out yes."""


@dataclass(frozen=True, slots=True)
class Score:
    """What many judgments come to. Void ones are left out: the question itself fell away."""

    n: int
    """Resolved judgments, yes or no."""
    brier: float | None
    """Mean of (p - o)², from 0, always sure and right, to 1, always sure and wrong; None without any."""
    void: int
    open: int
    terms: Mapping[Likelihood, Calibration]
    """Only those that a resolved judgment used, the least likely first."""

    @property
    def too_few(self) -> bool:
        """Whether there are fewer than any conclusion can rest on."""
        return self.n < ENOUGH


def probability(judgment: Judgment) -> float:
    """The odds that were given, from 0 to 1: the percent where one is written, else the middle of the term's band."""
    if judgment.probability is not None:
        return judgment.probability / 100
    low, high = judgment.likelihood.band
    return (low + high) / 200


def brier(judgment: Judgment) -> float | None:
    """(p - o)² of one judgment, o being 1 where it came and 0 where not (Brier 1950); None of one not resolved."""
    if judgment.outcome not in (Outcome.YES, Outcome.NO):
        return None
    return (probability(judgment) - (judgment.outcome is Outcome.YES)) ** 2


def score(judgments: Iterable[Judgment]) -> Score:
    """Reckon the score of these judgments."""
    judgments = tuple(judgments)
    outcomes = [judgment.outcome for judgment in judgments]
    resolved = [judgment for judgment in judgments if brier(judgment) is not None]
    of_term = {term: [judgment.outcome for judgment in resolved if judgment.likelihood is term] for term in Likelihood}
    return Score(
        n=len(resolved),
        brier=sum(brier(judgment) or 0 for judgment in resolved) / len(resolved) if resolved else None,
        void=outcomes.count(Outcome.VOID),
        open=outcomes.count(Outcome.OPEN),
        terms={term: Calibration(len(came), came.count(Outcome.YES)) for term, came in of_term.items() if came},
    )
