"""The score of judgments, held against a plain reckoning of the same."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.card import Judgment, Outcome
from briefing.model.scales import Likelihood
from briefing.model.score import brier, probability, score


def judgment(likelihood: Likelihood, outcome: Outcome, percent: int | None = None) -> Judgment:
    return Judgment(
        id="j1",
        statement="It comes",
        likelihood=likelihood,
        probability=percent,
        by=date(2024, 12, 1),
        outcome=outcome,
    )


judgments = st.lists(
    st.builds(judgment, st.sampled_from(Likelihood), st.sampled_from(Outcome), st.none() | st.integers(0, 100))
)


@pytest.mark.parametrize(
    ("term", "percent", "outcome", "expected"),
    [
        (Likelihood.LIKELY, 70, Outcome.YES, 0.09),
        (Likelihood.LIKELY, 70, Outcome.NO, 0.49),
        (Likelihood.LIKELY, None, Outcome.YES, 0.325**2),  # the middle of 55–80%
        (Likelihood.ALMOST_NO_CHANCE, None, Outcome.NO, 0.03**2),
        (Likelihood.ALMOST_CERTAIN, 100, Outcome.YES, 0),
        (Likelihood.ALMOST_CERTAIN, 100, Outcome.NO, 1),
        (Likelihood.ALMOST_NO_CHANCE, 0, Outcome.YES, 1),
    ],
)
def test_a_judgment_is_scored_by_its_percent_or_by_the_middle_of_its_band(
    term: Likelihood, percent: int | None, outcome: Outcome, expected: float
) -> None:
    assert brier(judgment(term, outcome, percent)) == pytest.approx(expected)


@pytest.mark.parametrize("outcome", [Outcome.OPEN, Outcome.VOID])
def test_what_is_open_or_void_is_not_scored(outcome: Outcome) -> None:
    whole = score([judgment(Likelihood.LIKELY, outcome, 70)])
    assert (whole.n, whole.brier, dict(whole.terms)) == (0, None, {})
    assert (whole.open, whole.void) == (outcome is Outcome.OPEN, outcome is Outcome.VOID)


def test_fewer_than_twenty_are_too_few() -> None:
    one = judgment(Likelihood.LIKELY, Outcome.YES)
    assert score([one] * 19).too_few
    assert not score([one] * 20).too_few


def test_terms_stand_from_the_least_likely() -> None:
    whole = score([judgment(term, Outcome.YES) for term in (Likelihood.LIKELY, Likelihood.UNLIKELY)])
    assert list(whole.terms) == [Likelihood.UNLIKELY, Likelihood.LIKELY]


@given(judgments)
def test_the_score_is_what_a_plain_reckoning_comes_to(written: list[Judgment]) -> None:
    total, n = Fraction(0), 0
    for each in written:
        if each.outcome == "yes" or each.outcome == "no":
            low, high = each.likelihood.band
            percent = Fraction(low + high, 2) if each.probability is None else Fraction(each.probability)
            came = 100 if each.outcome == "yes" else 0
            total += ((percent - came) / 100) ** 2
            n += 1
    whole = score(written)
    assert whole.n == n
    assert (whole.brier is None) == (n == 0)
    assert whole.brier is None or whole.brier == pytest.approx(float(total / n))


@given(judgments)
def test_a_score_lies_between_nought_and_one_and_every_judgment_is_counted_once(written: list[Judgment]) -> None:
    whole = score(written)
    assert whole.brier is None or 0 <= whole.brier <= 1
    assert whole.n + whole.void + whole.open == len(written)
    assert sum(each.n for each in whole.terms.values()) == whole.n
    assert all(0 <= each.came <= each.n for each in whole.terms.values())
    assert sum(each.came for each in whole.terms.values()) == sum(each.outcome is Outcome.YES for each in written)
    assert all(0 <= probability(each) <= 1 for each in written)
