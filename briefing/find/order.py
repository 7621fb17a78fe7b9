"""The orders that a list of cards can stand in."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from briefing.find.text import fold
from briefing.model.scales import Trend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from briefing.library.library import Library
    from briefing.model.card import Card
    from briefing.model.standing import Standing


class Order(StrEnum):
    """What comes first; of cards that are alike in it, the worse."""

    LEVEL = "level"
    """The worst."""
    CHANGE = "change"
    """What got worse, then what is new, what got better and what stayed; within these the latest rating."""
    DEADLINE = "deadline"
    """The next deadline; then those that have passed, the latest of them; then cards without one."""
    DATE = "date"
    """The card that was looked at last."""
    TITLE = "title"


_CHANGES: Final = (Trend.WORSE, Trend.NEW, Trend.BETTER, Trend.SAME, None)


def ordered(references: Iterable[str], order: Order, library: Library, standings: Mapping[str, Standing]) -> list[str]:
    """Put cards in an order. Files that cannot be read stand first, not to be overlooked."""
    chosen = list(references)
    readable = [reference for reference in chosen if reference in library.cards]
    place = _PLACES[order]
    return [reference for reference in chosen if reference not in library.cards] + sorted(
        library.worst_first(readable, standings),
        key=lambda reference: place(library.cards[reference], standings[reference]),
    )


def _change(_: Card, standing: Standing) -> tuple[int, int]:
    rated = standing.assessment.on.toordinal() if standing.assessment else 0
    return _CHANGES.index(standing.trend), -rated


def _deadline(card: Card, standing: Standing) -> tuple[bool, int]:
    by = (card.risk.by if card.risk else None) or date.max
    return standing.deadline_passed or by == date.max, (-1 if standing.deadline_passed else 1) * by.toordinal()


_PLACES: Final[Mapping[Order, Callable[[Card, Standing], Any]]] = {
    Order.LEVEL: lambda _, __: 0,
    Order.CHANGE: _change,
    Order.DEADLINE: _deadline,
    Order.DATE: lambda card, _: -card.as_of.toordinal(),
    Order.TITLE: lambda card, _: fold(card.title),
}
