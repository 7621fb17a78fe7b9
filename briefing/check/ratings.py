"""R: whether a risk can be rated, and each change of its rating has a reason."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefing.check.rule import Finding, Rule, card_rule
from briefing.library.fit import is_told
from briefing.library.problem import Severity
from briefing.model.card import Risk
from briefing.model.dates import said
from briefing.model.standing import level_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.check.rule import Subject

_NEEDED: Final = (
    ("event", "a risk without `event`", "say what would happen, so clearly that one can tell whether it did"),
    ("by", "a risk without `by`", "give the last day on which the event counts"),
    ("assessment", "a risk without an assessment", "rate it in a [[risk.assessment]], or take [risk] out"),
)
"""What a risk cannot be rated without: the key, and what is said where it is not there."""


@card_rule("R01", Severity.ERROR)
def risk_that_cannot_be_rated(subject: Subject) -> Iterator[Finding]:
    """A risk has no event, no deadline or no assessment, or its assessments are dated out of order.

    Odds are the odds of something, by a day. Without both, two readers rate two different things, and nobody can say
    afterwards who was right. And the last assessment holds because it is the latest: one dated before the one above
    it, after the card was looked at, or after all was over, tells a history that was not so.

    Fix: name the event and its last day; add new assessments below the old, each with its own day, and set the card's
    `as_of` to the last.

    Wrong: event = "Tensions over SOFA"
    Right: event = "A dispute over SOFA postpones an alliance activity", by = 2025-03-31

    From: ICD 203 (2015), D.6.e(8): likelihood, timing and nature of the outcome.
    """
    risk = subject.card.risk
    if risk is None:
        return
    reading = subject.reading
    for key, message, help in _NEEDED:
        if not getattr(risk, key) and not is_told(Risk, reading, ("risk", key)):
            yield Finding(("risk",), message, help)
    ratings, as_of = risk.assessment, subject.card.as_of
    for place, rating in enumerate(ratings):
        at = ("risk", "assessment", place, "on")
        if place and rating.on < ratings[place - 1].on:
            message = f"an assessment of {said(rating.on)} below one of {said(ratings[place - 1].on)}"
            yield Finding(at, message, "put them in the order of their days: the last one holds")
        if rating.on > as_of:
            message = f"rated {said(rating.on)}, after the card's `as_of`, {said(as_of)}"
            yield Finding(at, message, "set `as_of` to the day of the last assessment")
        if risk.by and rating.on > risk.by:
            message = f"rated {said(rating.on)}, after the risk's `by`, {said(risk.by)}"
            yield Finding(at, message, "retire the card, or ask anew with a later `by`")


@card_rule("R02", Severity.WARNING)
def level_moved_without_a_reason(subject: Subject) -> Iterator[Finding]:
    """The level moved, and `why` says what it said before.

    A reader who sees a level move asks one thing: what is new? A reason that was good for the old level cannot be the
    reason for another one. (A `why` that is empty is a C02.)

    Fix: say in `why` what happened, or what we see differently, since the assessment above.

    Wrong: why = "SOFA is on the agenda.", for guarded and for elevated alike
    Right: why = "The Pentagon refused talks on the record."

    From: ICD 203 (2015), D.6.e(7): explains change to or consistency of judgments.
    """
    ratings = subject.card.risk.assessment if subject.card.risk else ()
    for place, (before, rating) in enumerate(pairwise(ratings), 1):
        old, new = level_of(before), level_of(rating)
        if new is old:
            continue
        given, why = {_folded(earlier.why): earlier.on for earlier in ratings[:place]}, _folded(rating.why)
        if why in given:
            yield Finding(
                ("risk", "assessment", place, "why"),
                f"the level moved from {old} to {new} for the reason given on {said(given[why])}",
                "say what is new since then",
            )


def _folded(why: str) -> str:
    return " ".join(why.split()).casefold()


RULES: Final[tuple[Rule, ...]] = (risk_that_cannot_be_rated, level_moved_without_a_reason)
