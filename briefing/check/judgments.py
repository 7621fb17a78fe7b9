"""J: how a judgment says how likely it is, how sure we are, and what that rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.check.rule import Finding, Rule, Subject, card_rule
from briefing.library.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator


@card_rule("J05", Severity.ERROR)
def probability_outside_its_band(subject: Subject) -> Iterator[Finding]:
    """A judgment's `probability` lies outside the band of its `likelihood`, or is 0 or 100.

    A reader takes the term and the number for one statement; where they differ, one of them is wrong. And 0 and 100
    are not odds: a forecast that cannot be wrong cannot be learned from either.

    Fix: give a percent inside the band, or choose the term whose band holds it.

    Wrong: likelihood = "unlikely", probability = 60
    Right: likelihood = "unlikely", probability = 30

    From: ICD 203 (2015), D.6.e(2)(a).
    """
    for place, judgment in enumerate(subject.card.judgment):
        percent = judgment.probability
        if percent is None or judgment.likelihood.holds(percent):
            continue
        low, high = judgment.likelihood.band
        yield Finding(
            ("judgment", place, "probability"),
            f"{percent} percent is not {judgment.likelihood}, which is {low} to {high}",
            f"give a percent from {low} to {high}, or another `likelihood`",
        )


RULES: Final[tuple[Rule, ...]] = (probability_outside_its_band,)
