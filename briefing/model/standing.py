"""Where a card stands on a day: level, trend, freshness, all derived; and what many cards come to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from briefing.model.card import Card, Status
from briefing.model.scales import Freshness, Level, Trend, high_impact_low_probability, level

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from briefing.model.briefing import ReviewDays
    from briefing.model.card import Assessment


class Standing(NamedTuple):
    """What a card's rating comes to on a given day. Every field can be traced to a line of the card."""

    assessment: Assessment | None
    """The current rating; None on a context card."""
    level: Level | None
    was: Assessment | None
    """The rating before it, if there was one."""
    trend: Trend | None
    freshness: Freshness
    review_by: date
    """The last day on which the card is not overdue."""
    deadline_passed: bool
    counts: bool
    """Whether the card stands in aggregates: published, rated, and its deadline not passed."""

    @property
    def hilp(self) -> bool:
        """High impact, low probability."""
        rated = self.assessment
        return rated is not None and high_impact_low_probability(rated.likelihood, rated.impact)

    @property
    def unreviewed(self) -> bool:
        """Whether the rating is too old to pass for a fresh one."""
        return self.level is not None and self.freshness is Freshness.OVERDUE


def level_of(assessment: Assessment) -> Level:
    """Look up the level that one rating stands for."""
    return level(assessment.likelihood, assessment.impact)


def standing(card: Card, on: date, review_days: ReviewDays) -> Standing:
    """Judge where the card stands on a day, under a briefing's review days."""
    current = card.risk.current if card.risk else None
    was = card.risk.previous if card.risk else None
    worth = level_of(current) if current else None
    passed = bool(card.risk and card.risk.by and card.risk.by < on)
    return Standing(
        assessment=current,
        level=worth,
        was=was,
        trend=_trend(current, was, on, review_days) if current else None,
        freshness=freshness(card, worth, on, review_days),
        review_by=_after(card.as_of, review_days.of(worth)),
        deadline_passed=passed,
        counts=card.status is Status.PUBLISHED and worth is not None and not passed,
    )


def _after(day: date, time: timedelta) -> date:
    """Add, but never past the last day that Python knows: a card may be dated 9999."""
    return day + min(time, date.max - day)


def _weight(rating: Assessment) -> tuple[int, int, int]:
    """Order ratings: by level, then likelihood, then impact."""
    return level_of(rating).rank, rating.likelihood.rank, rating.impact.rank


def _trend(current: Assessment, was: Assessment | None, on: date, review_days: ReviewDays) -> Trend:
    if was is None:
        young = on - current.on < review_days.of(level_of(current))
        return Trend.NEW if young else Trend.SAME
    before, after = _weight(was), _weight(current)
    if after == before:
        return Trend.SAME
    return Trend.WORSE if after > before else Trend.BETTER


def freshness(card: Card, worth: Level | None, on: date, review_days: ReviewDays) -> Freshness:
    """Judge whether the card, whose rating is worth so much, was looked at lately enough."""
    age, allowed = (on - card.as_of).days, review_days.of(worth).days
    if age > allowed:
        return Freshness.OVERDUE
    return Freshness.DUE if age * 5 >= allowed * 4 else Freshness.FRESH


class Aggregate(NamedTuple):
    """Many cards together: the worst by name, and counts. Nothing is averaged, summed or multiplied."""

    worst: str | None
    """Reference of the worst card, whose level and trend are the whole's."""
    counts: Mapping[Level, int]
    """How many cards stand at each level."""
    worse: int
    better: int
    overdue: int
    """Published cards past their review, rated or not, whose deadline has not passed."""
    context: int
    """Published cards without a rating."""
    cards: int
    """Published cards."""


def aggregate(cards: Mapping[str, Card], standings: Mapping[str, Standing]) -> Aggregate:
    """Count these cards, given by reference. Drafts and retired ones never count."""
    published = [reference for reference, card in cards.items() if card.status is Status.PUBLISHED]
    counted = [reference for reference in published if standings[reference].counts]
    return Aggregate(
        worst=worst_first(cards, standings, counted)[0] if counted else None,
        counts={at: sum(standings[reference].level is at for reference in counted) for at in Level},
        worse=sum(standings[reference].trend is Trend.WORSE for reference in counted),
        better=sum(standings[reference].trend is Trend.BETTER for reference in counted),
        overdue=sum(
            standings[reference].freshness is Freshness.OVERDUE and not standings[reference].deadline_passed
            for reference in published
        ),
        context=sum(standings[reference].level is None for reference in published),
        cards=len(published),
    )


def worst_first(cards: Mapping[str, Card], standings: Mapping[str, Standing], references: list[str]) -> list[str]:
    """Order the references by level, then impact, likelihood, later date and reference; unrated ones last."""

    def place(reference: str) -> tuple[int, int, int, int, str]:
        rated = standings[reference].assessment
        if rated is None:
            return 0, 0, 0, -cards[reference].as_of.toordinal(), reference
        return (
            -level_of(rated).rank,
            -rated.impact.rank,
            -rated.likelihood.rank,
            -cards[reference].as_of.toordinal(),
            reference,
        )

    return sorted(references, key=place)
