"""I: whether what would change our mind is watched, and fairly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.check.rule import Finding, Rule, card_rule
from briefing.library.problem import Severity
from briefing.model.card import Direction, Sighting, Status
from briefing.model.dates import said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.check.rule import Subject


@card_rule("I01", Severity.WARNING)
def signpost_not_checked(subject: Subject) -> Iterator[Finding]:
    """A published card has a signpost that was never checked, or not since the card's `as_of`.

    `as_of` says that somebody looked at the card again. To look at its words and not for its signposts is to leave out
    the one thing that could have changed our mind. What has been seen need not be looked for again.

    Fix: look for what the signpost names, and set `checked` to the day, also where nothing was seen.

    Wrong: checked = 2024-09-30, in a card with as_of = 2024-10-03
    Right: checked = 2024-10-03

    From: ICD 203 (2015), D.6.e(3): indicators that would alter judgments.
    """
    card = subject.card
    if card.status is not Status.PUBLISHED:
        return
    help = "look for what it names, and set `checked` to the day"
    for place, signpost in enumerate(card.signpost):
        checked = signpost.checked
        if signpost.status is Sighting.SEEN:
            continue
        if checked is None:
            yield Finding(("signpost", place), f"`{signpost.id}` was never checked", help)
        elif checked < card.as_of:
            message = f"`{signpost.id}` was checked {said(checked)}, before the card's `as_of`, {said(card.as_of)}"
            yield Finding(("signpost", place, "checked"), message, help)


@card_rule("I02", Severity.WARNING)
def signposts_all_one_way(subject: Subject) -> Iterator[Finding]:
    """All signposts of a card point one way, where it has two or more.

    A desk that writes down only what would prove it right watches for nothing else, and finds it. A judgment that
    nothing could weaken is not held to the evidence.

    Fix: ask what you would see if you were wrong, and add that as a signpost.

    Wrong: if_seen = "raises", three times
    Right: if_seen = "raises", twice, and if_seen = "lowers" for "The first policy speech leaves SOFA out"

    From: ICD 203 (2015), D.6.e(4): analysis of alternatives.
    """
    ways = [signpost.if_seen for signpost in subject.card.signpost]
    unread = ("signpost",) in subject.reading.kept  # and may point the other way
    if len(ways) < 2 or len(set(ways)) > 1 or unread:
        return
    does, not_done = ("raise", "lower") if ways[0] is Direction.RAISES else ("lower", "raise")
    all_of_them = "both signposts" if len(ways) == 2 else f"all {len(ways)} signposts"
    yield Finding(
        ("signpost", 0, "if_seen"),
        f"{all_of_them} {does} the risk: nothing here could {not_done} it",
        "add what you would see if you were wrong",
    )


RULES: Final[tuple[Rule, ...]] = (signpost_not_checked, signposts_all_one_way)
