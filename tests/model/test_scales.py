"""The scales, and the table of levels: few enough to be looked at whole."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from briefing.model.scales import (
    Confidence,
    Credibility,
    Impact,
    Level,
    Likelihood,
    Reliability,
    Trend,
    high_impact_low_probability,
    level,
)

RATINGS = list(product(Likelihood, Impact))


def test_the_table_is_the_one_in_the_contract() -> None:
    rows = [
        "".join(level(likelihood, impact).value[0].upper() for likelihood in Likelihood) for impact in reversed(Impact)
    ]
    assert rows == ["GEEHHHH", "LGEEHHH", "LGGEEHH", "LLGGGEE", "LLLLGGG"]


@pytest.mark.parametrize("impact", Impact)
def test_a_likelier_risk_is_never_lower_nor_two_levels_higher(impact: Impact) -> None:
    steps = [level(right, impact).rank - level(left, impact).rank for left, right in pairwise(Likelihood)]
    assert set(steps) <= {0, 1}


@pytest.mark.parametrize("likelihood", Likelihood)
def test_a_graver_risk_is_never_lower_nor_two_levels_higher(likelihood: Likelihood) -> None:
    steps = [level(likelihood, above).rank - level(likelihood, below).rank for below, above in pairwise(Impact)]
    assert set(steps) <= {0, 1}


def test_high_never_stands_in_the_two_lowest_likelihoods_or_impacts() -> None:
    high = [(odds.rank, impact.rank) for odds, impact in RATINGS if level(odds, impact) is Level.HIGH]
    assert min(odds for odds, _ in high) > 2
    assert min(impact for _, impact in high) > 2


def test_hilp_is_at_least_significant_and_at_most_very_unlikely() -> None:
    marked = {(odds.value, impact.value) for odds, impact in RATINGS if high_impact_low_probability(odds, impact)}
    assert marked == set(
        product(("almost no chance", "very unlikely"), ("significant", "catastrophic")),
    )


@pytest.mark.parametrize("percent", range(1, 100))
def test_each_percentage_is_held_by_exactly_one_term(percent: int) -> None:
    assert sum(term.holds(percent) for term in Likelihood) == 1


@pytest.mark.parametrize("percent", [0, 100])
def test_certainty_is_held_by_no_term(percent: int) -> None:
    assert not any(term.holds(percent) for term in Likelihood)


def test_bands_are_those_of_icd_203_and_meet_at_their_edges() -> None:
    assert [term.band for term in Likelihood] == [
        (1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99),
    ]  # fmt: skip
    assert Likelihood.VERY_UNLIKELY.holds(5)
    assert not Likelihood.ALMOST_NO_CHANCE.holds(5)
    assert Likelihood.ALMOST_CERTAIN.holds(99)


@pytest.mark.parametrize("scale", [Likelihood, Impact, Confidence, Level])
def test_a_scale_is_ordered_as_declared_and_not_by_spelling(
    scale: type[Likelihood | Impact | Confidence | Level],
) -> None:
    assert sorted(scale, key=lambda member: member.rank) == list(scale)
    for below, above in pairwise(scale):
        assert below < above
        assert below <= above
        assert above > below
        assert above >= below
        assert not above < below
        assert not below >= above


@pytest.mark.parametrize("compare", ["__lt__", "__le__", "__gt__", "__ge__"])
def test_scales_are_not_compared_with_one_another(compare: str) -> None:
    assert getattr(Level.LOW, compare)(Impact.MINOR) is NotImplemented


def test_the_admiralty_codes_say_what_they_mean() -> None:
    assert Reliability.F.meaning == "reliability cannot be judged"
    assert Credibility(6).meaning == "truth cannot be judged"
    assert Reliability("A").meaning == "completely reliable"
    assert Credibility(1).meaning == "confirmed by other sources"


def test_a_trend_has_an_ascii_mark() -> None:
    assert {trend.value: trend.mark for trend in Trend} == {"worse": "+", "same": "=", "better": "-", "new": "*"}
