"""What changed since a day by the dates in the content alone, where no older version is at hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.change.change import CardChange, Changes, EntryChange, Moved, Rerated, What
from briefing.model.card import Outcome, Sighting, Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from briefing.library.library import Library
    from briefing.model.card import Card


def since(library: Library, day: date, until: date) -> Changes:
    """What is dated after a day; events also not after `until`. Of drafts and retired cards nothing is told.

    What was reworded without a date is not seen, and where something stood before is known of ratings only.
    """
    told = (
        _card(reference, card, day, until)
        for reference, card in library.cards.items()
        if card.status is Status.PUBLISHED
    )
    return Changes(cards=tuple(change for change in told if change.told))


def _card(reference: str, card: Card, day: date, until: date) -> CardChange:
    ratings = card.risk.assessment if card.risk else ()
    new = tuple(rating for rating in ratings if rating.on > day)
    older = [rating for rating in ratings if rating.on <= day]
    return CardChange(
        reference,
        None,
        card,
        rating=Rerated(older[-1] if older else None, ratings[-1], new) if new else None,
        keys=(Moved("as_of", None, card.as_of),) if card.as_of > day else (),
        entries=tuple(_entries(card, day, until)),
    )


def _entries(card: Card, day: date, until: date) -> Iterator[EntryChange]:
    for place, judgment in enumerate(card.judgment):
        if judgment.resolved_on and judgment.resolved_on > day:
            was = replace(judgment, outcome=Outcome.OPEN, resolved_on=None)
            came_out = Moved("outcome", was.outcome, judgment.outcome)
            moved = (came_out, Moved("resolved_on", None, judgment.resolved_on))
            yield EntryChange(What.CHANGED, "judgment", judgment.id, was, judgment, moved, ("judgment", place))
    for place, signpost in enumerate(card.signpost):
        if signpost.status is Sighting.SEEN and signpost.checked and signpost.checked > day:
            seen = (Moved("status", None, signpost.status),)
            yield EntryChange(What.CHANGED, "signpost", signpost.id, None, signpost, seen, ("signpost", place))
    for place, gap in enumerate(card.gap):
        if gap.resolved_on and gap.resolved_on > day:
            was_open = replace(gap, resolved_on=None)
            filled = (Moved("resolved_on", None, gap.resolved_on),)
            yield EntryChange(What.CHANGED, "gap", gap.id, was_open, gap, filled, ("gap", place))
    for place, event in enumerate(card.event):
        if day < event.on.first <= until:
            yield EntryChange(What.PASSED, "event", "", None, event, (), ("event", place))
