"""What is derived: rating, trend, freshness, and what many cards come to."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library.gate import validated
from briefing.model.briefing import ReviewDays
from briefing.model.card import Card, Status
from briefing.model.scales import Freshness, Impact, Level, Likelihood, Trend
from briefing.model.standing import Standing, aggregate, standing, worst_first

DAY = date(2024, 10, 3)
DAYS = ReviewDays()

Rating = tuple[str, str]


def card(*ratings: Rating, as_of: date = DAY, by: date | None = None, status: str = "published") -> Card:
    """A card rated once a day up to its own day."""
    assessments = [
        {
            "on": as_of - timedelta(days=age),
            "likelihood": likelihood,
            "impact": impact,
            "confidence": "low",
            "why": "w",
        }
        for age, (likelihood, impact) in zip(reversed(range(len(ratings))), ratings, strict=True)
    ]
    risk = {"risk": {"by": by, "assessment": assessments}} if ratings else {}
    return validated(Card, {"title": "t", "as_of": as_of, "summary": "s", "status": status, **risk})


def on(day: date, subject: Card) -> Standing:
    return standing(subject, day, DAYS)


def test_the_last_assessment_is_the_rating() -> None:
    now = on(DAY, card(("likely", "significant"), ("unlikely", "moderate")))
    assert now.level is Level.GUARDED
    assert now.assessment
    assert (now.assessment.likelihood, now.assessment.impact) == ("unlikely", "moderate")
    assert now.was
    assert now.was.likelihood == "likely"


def test_a_card_without_risk_has_no_rating_and_no_trend() -> None:
    now = on(DAY, card())
    assert (now.assessment, now.level, now.was, now.trend) == (None, None, None, None)
    assert not now.hilp
    assert not now.counts
    assert not now.unreviewed


def test_a_risk_that_nobody_has_rated_yet_has_no_level() -> None:
    unrated = validated(Card, {"title": "t", "as_of": DAY, "summary": "s", "risk": {"event": "e"}})
    assert on(DAY, unrated).level is None
    assert not on(DAY, unrated).deadline_passed


@pytest.mark.parametrize(
    ("was", "now", "trend"),
    [
        (("unlikely", "moderate"), ("likely", "moderate"), "worse"),
        (("likely", "significant"), ("unlikely", "moderate"), "better"),
        (("very unlikely", "moderate"), ("unlikely", "moderate"), "worse"),  # one level, likelier
        (("unlikely", "moderate"), ("very unlikely", "moderate"), "better"),
        (("unlikely", "limited"), ("unlikely", "moderate"), "worse"),  # one level and likelihood, graver
        (("unlikely", "moderate"), ("unlikely", "limited"), "better"),
        (("very unlikely", "catastrophic"), ("likely", "moderate"), "worse"),  # likelihood before impact
        (("unlikely", "moderate"), ("unlikely", "moderate"), "same"),
    ],
)
def test_a_trend_goes_by_level_then_likelihood_then_impact(was: Rating, now: Rating, trend: str) -> None:
    assert on(DAY, card(was, now)).trend == trend


def test_a_level_outweighs_a_likelihood() -> None:
    lower = on(DAY, card(("unlikely", "significant"), ("likely", "minor")))
    assert lower.trend is Trend.BETTER


def test_a_single_assessment_is_new_until_its_review_days_are_over() -> None:
    once = card(("unlikely", "moderate"))  # guarded: 30 days
    assert on(DAY + timedelta(days=29), once).trend is Trend.NEW
    assert on(DAY + timedelta(days=30), once).trend is Trend.SAME


@pytest.mark.parametrize(
    ("age", "freshness"),
    [(0, "fresh"), (47, "fresh"), (48, "due"), (60, "due"), (61, "overdue"), (-5, "fresh")],
)
def test_the_last_fifth_of_sixty_days_is_due_and_what_is_past_it_overdue(age: int, freshness: str) -> None:
    assert on(DAY + timedelta(days=age), card()).freshness == freshness


@pytest.mark.parametrize(
    ("rating", "allowed"),
    [
        (("likely", "significant"), 7),
        (("likely", "moderate"), 14),
        (("unlikely", "moderate"), 30),
        (("unlikely", "minor"), 60),
    ],
)
def test_a_card_stays_fresh_as_long_as_its_level_allows(rating: Rating, allowed: int) -> None:
    last = DAY + timedelta(days=allowed)
    assert on(DAY, card(rating)).review_by == last
    assert on(last, card(rating)).freshness is Freshness.DUE
    overdue = on(last + timedelta(days=1), card(rating))
    assert overdue.freshness is Freshness.OVERDUE
    assert overdue.unreviewed


def test_a_card_dated_at_the_end_of_time_is_judged_like_any_other() -> None:
    last = on(DAY, card(("unlikely", "moderate"), as_of=date.max))
    assert (last.review_by, last.freshness) == (date.max, "fresh")
    first = on(date.max, card(as_of=date.min))
    assert first.freshness is Freshness.OVERDUE


def test_a_risk_counts_on_its_deadline_and_no_day_longer() -> None:
    risk = card(("likely", "significant"), by=date(2025, 3, 31))
    assert on(date(2025, 3, 31), risk).counts
    passed = on(date(2025, 4, 1), risk)
    assert passed.deadline_passed
    assert not passed.counts


def test_a_grave_and_improbable_risk_is_marked() -> None:
    assert on(DAY, card(("very unlikely", "significant"))).hilp
    assert not on(DAY, card(("unlikely", "significant"))).hilp


def outlook(cards: dict[str, Card], day: date = DAY) -> tuple[str | None, dict[str, int], dict[str, int]]:
    """The aggregate as a reader sees it: the worst card, what stands at each level, the other counts."""
    total = aggregate(cards, {name: on(day, each) for name, each in cards.items()})
    counts = {level.value: number for level, number in total.counts.items() if number}
    others = {name: getattr(total, name) for name in ("worse", "better", "overdue", "context", "cards")}
    return total.worst, counts, others


def test_an_aggregate_names_its_worst_card_and_counts_the_rest() -> None:
    assert outlook(
        {
            "us/a": card(("unlikely", "moderate")),
            "us/b": card(("unlikely", "moderate"), ("likely", "significant")),
            "us/c": card(("likely", "significant"), ("unlikely", "moderate")),
            "us/context": card(),
        }
    ) == (
        "us/b",
        {"guarded": 2, "high": 1},
        {"worse": 1, "better": 1, "overdue": 0, "context": 1, "cards": 4},
    )


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_drafts_and_retired_cards_are_never_counted(status: str) -> None:
    hidden = card(("likely", "significant"), status=status, as_of=date(2020, 1, 1))
    assert outlook({"us/a": hidden}) == (
        None, {}, {"worse": 0, "better": 0, "overdue": 0, "context": 0, "cards": 0},
    )  # fmt: skip


def test_a_risk_past_its_deadline_leaves_every_count_but_the_cards() -> None:
    passed = card(("unlikely", "moderate"), ("likely", "significant"), by=date(2024, 10, 31))
    assert outlook({"us/a": passed}, date(2025, 6, 1)) == (
        None, {}, {"worse": 0, "better": 0, "overdue": 0, "context": 0, "cards": 1},
    )  # fmt: skip


def test_of_equal_levels_the_graver_then_likelier_then_later_then_first_named_leads() -> None:
    cards = {
        "us/grave": card(("very likely", "significant")),
        "us/likely": card(("almost certain", "moderate")),
        "us/less": card(("very likely", "moderate")),
        "us/old-b": card(("very likely", "moderate"), as_of=date(2024, 10, 1)),
        "us/old-a": card(("very likely", "moderate"), as_of=date(2024, 10, 1)),
        "us/unrated-old": card(as_of=date(2024, 10, 1)),
        "us/unrated": card(),
    }
    order = worst_first(cards, {name: on(DAY, each) for name, each in cards.items()}, list(reversed(cards)))
    assert order == [
        "us/grave", "us/likely", "us/less", "us/old-a", "us/old-b", "us/unrated", "us/unrated-old",
    ]  # fmt: skip


ratings = st.tuples(
    st.sampled_from(Likelihood).map(lambda odds: odds.value),
    st.sampled_from(Impact).map(lambda impact: impact.value),
)
any_card = st.builds(
    lambda rated, as_of, by, status: card(*rated, as_of=as_of, by=by, status=status),
    st.lists(ratings, max_size=3),
    st.dates(date(2024, 1, 1), date(2025, 1, 1)),
    st.none() | st.dates(date(2024, 1, 1), date(2025, 1, 1)),
    st.sampled_from(Status).map(lambda status: status.value),
)


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=3), any_card, max_size=8),
    st.dates(date(2024, 1, 1), date(2025, 6, 1)),
)
def test_an_aggregate_never_averages(cards: dict[str, Card], day: date) -> None:
    standings = {name: on(day, each) for name, each in cards.items()}
    total = aggregate(cards, standings)
    counted = {name: each.level for name, each in standings.items() if each.counts}
    assert {level: number for level, number in total.counts.items() if number} == dict(Counter(counted.values()))
    if total.worst is None:
        assert not counted
    else:
        # The level of the whole is the level of one named card, and no counted card stands above it.
        assert counted[total.worst] == max(level for level in counted.values() if level)
        assert cards[total.worst].status is Status.PUBLISHED
