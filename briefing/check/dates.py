"""T and F: what has grown old, and how judgments came out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing.check.rule import Finding, Rule, card_rule
from briefing.check.sources import sources_now
from briefing.library.fit import is_told
from briefing.library.problem import Severity
from briefing.model.card import Judgment, Outcome, Status
from briefing.model.dates import PartialDate, said
from briefing.model.scales import Freshness, Level
from briefing.model.standing import freshness, level_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from briefing.check.rule import Desk, Subject
    from briefing.library.positions import KeyPath


@card_rule("T01", Severity.WARNING)
def overdue(subject: Subject) -> Iterator[Finding]:
    """A published card has not been looked at for longer than its level allows.

    An old rating looks like a new one. The graver the level, the sooner it must be said anew; a card without a rating
    ages as a low one does. A risk past its deadline is T04's.

    Fix: look at the card again and set `as_of` to the day, even where nothing changed; or retire it. How many days
    each level has stands under `[review_days]` in briefing.toml.

    Wrong: as_of = 2024-10-03 in a guarded card, read on 3 November
    Right: as_of = 2024-11-02, or status = "retired"

    From: the content's form.
    """
    card, review_days = subject.card, subject.library.briefing.review_days
    current = card.risk.current if card.risk else None
    level = level_of(current) if current else None
    passed = card.risk and card.risk.by and card.risk.by < subject.on
    if (
        card.status is not Status.PUBLISHED
        or passed
        or freshness(card, level, subject.on, review_days) is not Freshness.OVERDUE
    ):
        return
    rated, days = _rated(level), review_days.of(level).days
    yield Finding(
        ("as_of",),
        f"last reviewed {said(card.as_of)}: {rated} is reviewed every {'day' if days == 1 else f'{days} days'}",
        "look at it again and set `as_of`, or retire it",
    )


def _rated(level: Level | None) -> str:
    if level is None:
        return "a card without a rating"
    return f"{'an' if level is Level.ELEVATED else 'a'} {level} card"


@card_rule("T02", Severity.WARNING)
def judgment_open_past_its_day(subject: Subject) -> Iterator[Finding]:
    """The day by which a judgment would be known has passed, and its outcome is open.

    A forecast that nobody goes back to teaches nothing, and a desk that only goes back to those that came true learns
    the wrong thing. Scores are reckoned from what was resolved, and a card that is retired stays in them.

    Fix: find out how it came out, and set `outcome` and `resolved_on`; void where the question itself fell away.

    Wrong: by = 2024-09-30, read on 3 October
    Right: by = 2024-09-30, outcome = "no", resolved_on = 2024-10-01

    From: the content's form.
    """
    if subject.card.status is Status.DRAFT:
        return
    for place, judgment in enumerate(subject.card.judgment):
        if judgment.outcome is Outcome.OPEN and judgment.by < subject.on:
            yield Finding(
                ("judgment", place, "by"),
                f"`{judgment.id}` was to be known by {said(judgment.by)}, and its outcome is open",
                "set `outcome` to yes, no or void, and `resolved_on` to the day it was known",
            )


@card_rule("T03", Severity.ERROR)
def later_than_the_closed_edition(subject: Subject) -> Iterator[Finding]:
    """A card speaks from a later day than the closed edition that it stands in.

    A closed edition says what was known on its day. Whoever reads it to learn how well we judged must be able to trust
    that nothing was added afterwards.

    Fix: take the later words out and set `as_of` back, or open the briefing again.

    Wrong: as_of = 2024-10-09 in a card, as_of = 2024-10-03 and closed = true in briefing.toml
    Right: as_of = 2024-10-03 in both

    From: the content's form.
    """
    briefing, as_of = subject.library.briefing, subject.card.as_of
    if briefing.closed and as_of > briefing.as_of:
        message = f"`as_of` is {said(as_of)}, after the closed edition's own day, {said(briefing.as_of)}"
        yield Finding(("as_of",), message, "set it back, or take `closed` out of briefing.toml")


@card_rule("T04", Severity.WARNING)
def deadline_passed(subject: Subject) -> Iterator[Finding]:
    """A published risk is past its deadline, and the card was not looked at since.

    The event came or it did not; the card still warns of it. It has left the matrix and the counts, so it is easily
    forgotten where it stands.

    Fix: say how it came out and set `as_of`, and give it a new event and day if the question goes on; or retire it.

    Wrong: by = 2024-09-30 and as_of = 2024-09-20, read on 3 October
    Right: as_of = 2024-10-02, or status = "retired"

    From: the content's form.
    """
    card, by = subject.card, subject.card.risk.by if subject.card.risk else None
    if card.status is Status.PUBLISHED and by and card.as_of <= by < subject.on:
        message = f"the deadline was {said(by)}, and the card was last reviewed {said(card.as_of)}"
        yield Finding(("risk", "by"), message, "say how it came out and set `as_of`, or retire it")


@card_rule("T05", Severity.WARNING)
def day_still_to_come(subject: Subject) -> Iterator[Finding]:
    """A day on which something was done or published is still to come.

    It is a slip in the year or month, or a plan. Until that day comes, the card looks freshly reviewed, the signpost
    freshly checked and the source freshly read, and no rule about age looks at them again. What a closed edition says
    was all done by its own day.

    Fix: write the day that it was: of a card, that it speaks from; of a gap, that it was filled; of a signpost or a
    source, that somebody last looked; of a text, that it came out, whatever its cover says.

    Wrong: as_of = 2042-10-03, read on 3 October 2024
    Right: as_of = 2024-10-03

    From: the content's form.
    """
    card = subject.card
    if not subject.library.briefing.closed:  # in a closed edition T03 tells it
        yield from _still_to_come(subject.desk, ("as_of",), card.as_of)
    for place, gap in enumerate(card.gap):
        yield from _still_to_come(subject.desk, ("gap", place, "resolved_on"), gap.resolved_on)
    for place, signpost in enumerate(card.signpost):
        yield from _still_to_come(subject.desk, ("signpost", place, "checked"), signpost.checked)


def _of_sources(desk: Desk) -> Iterator[Finding]:
    file = desk.library.root / "sources.toml"
    for name, source in sources_now(desk).items():
        for finding in (
            *_still_to_come(desk, (name, "published"), source.published),
            *_still_to_come(desk, (name, "accessed"), source.accessed),
        ):
            yield finding._replace(file=file)


day_still_to_come = replace(day_still_to_come, of_desk=_of_sources)  # it looks at cards and at the bibliography

_DONE: Final = {
    "as_of": "give the day that the card speaks from",
    "resolved_on": "give the day that the gap was filled",
    "checked": "give the day that somebody last looked",
    "published": "give the day that it came out",
    "accessed": "give the day that somebody read it",
}
"""What each day is the day of."""


def _still_to_come(desk: Desk, at: KeyPath, day: date | PartialDate | None) -> Iterator[Finding]:
    first = day.first if isinstance(day, PartialDate) else day
    if first and first > desk.on:
        key = str(at[-1])
        now = "the closed edition's own day" if desk.library.briefing.closed else "today"
        yield Finding(at, f"`{key}` is {PartialDate.read(day)}, after {now}, {said(desk.on)}", _DONE[key])


@card_rule("T06", Severity.ERROR)
def event_that_ends_before_it_begins(subject: Subject) -> Iterator[Finding]:
    """An event's `until` is before its `on`.

    One of the two days is wrong, and nobody but its author can tell which. A timeline puts the event where it was not.

    Fix: set right the one that is wrong. An event of a single day has no `until`.

    Wrong: on = 2024-11-19, until = 2024-11-18
    Right: on = 2024-11-18, until = 2024-11-19

    From: the content's form.
    """
    for place, event in enumerate(subject.card.event):
        if event.until and event.until.last < event.on.first:
            message = f"`until` is {event.until}, before `on`, {event.on}"
            yield Finding(("event", place, "until"), message, "set right the one that is wrong, or take `until` out")


@card_rule("F01", Severity.ERROR)
def outcome_and_its_day(subject: Subject) -> Iterator[Finding]:
    """A judgment's outcome and the day that it was known do not agree.

    A score counts what was resolved, and when. An outcome needs its day; an open judgment has none; what is still to
    come is not known; and a "no" is not known before its last day, while the event may still come.

    Fix: set `outcome` and `resolved_on` together, once it is known. Where the question itself fell away before its
    day, the outcome is void.

    Wrong: by = 2025-03-31, outcome = "no", resolved_on = 2025-01-15
    Right: by = 2025-03-31, outcome = "no", resolved_on = 2025-03-31

    From: the content's form.
    """
    reading = subject.reading
    for place, judgment in enumerate(subject.card.judgment):
        outcome, day = judgment.outcome, judgment.resolved_on
        if day is None:
            if outcome is not Outcome.OPEN and not is_told(Judgment, reading, ("judgment", place, "resolved_on")):
                message = f"`{judgment.id}` came out {outcome}, and no day is given"
                yield Finding(("judgment", place, "outcome"), message, "add `resolved_on`, the day that it was known")
            continue
        at = ("judgment", place, "resolved_on")
        if outcome is Outcome.OPEN:
            message = f"`{judgment.id}` was resolved {said(day)}, and its outcome is open"
            yield Finding(at, message, "set `outcome` to yes, no or void, or take `resolved_on` out")
        if outcome is Outcome.NO and day < judgment.by:
            message = f"`{judgment.id}` came out no on {said(day)}, and may still come until {said(judgment.by)}"
            yield Finding(at, message, "leave it open until then; if the question fell away, it is void")
        if day > subject.on:
            message = f"`{judgment.id}` was resolved {said(day)}, which is after {said(subject.on)}"
            yield Finding(at, message, "give the day that it was known; what is still to come is open")


RULES: Final[tuple[Rule, ...]] = (
    overdue,
    judgment_open_past_its_day,
    later_than_the_closed_edition,
    deadline_passed,
    day_still_to_come,
    event_that_ends_before_it_begins,
    outcome_and_its_day,
)
