"""What can be asked of a card: names, the values that each has, and how a card answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from briefing.find.text import fold
from briefing.library.clean import named
from briefing.library.problem import did_you_mean
from briefing.model.card import Status
from briefing.model.dates import PartialDate
from briefing.model.scales import Confidence, Freshness, Impact, Level, Likelihood, Trend

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from briefing.library.library import Library
    from briefing.model.card import Card
    from briefing.model.scales import Ordered
    from briefing.model.standing import Standing

SAME: Final = {"=": ":"}
"""What may be written for an operator."""
_COMPARED: Final = {":": eq, ">=": ge, "<=": le, ">": gt, "<": lt}
_DATES: Final = ("2024-10-03", "2024-10", "2024")
_DATE: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class Marks(Protocol):
    """What the reader's own state says of cards, by reference."""

    @property
    def unread(self) -> Container[str]:
        """Never read, or marked so."""

    @property
    def changed(self) -> Container[str]:
        """Read once, and different since."""

    @property
    def bookmarked(self) -> Container[str]:
        """To come back to."""


@dataclass(frozen=True)
class Subject:
    """A card that is asked."""

    reference: str
    card: Card | None
    """None where its file cannot be read: it answers by its reference alone."""
    standing: Standing | None

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Those that list it, its own first."""
        return self.reference.partition("/")[0], *(self.card.also_in if self.card else ())

    @cached_property
    def tags(self) -> frozenset[str]:
        """Its tags, as they are compared."""
        return frozenset(map(key, self.card.tags)) if self.card else frozenset()

    @cached_property
    def cited(self) -> frozenset[str]:
        """The sources that its claims name, as they are compared."""
        return frozenset(map(key, _cited(self.card)))

    @cached_property
    def words(self) -> str:
        """Where a bare word is looked for: reference, earlier ones, title and tags, kept apart."""
        card = self.card
        return fold("\n".join([self.reference, *((*card.aliases, card.title, *card.tags) if card else ())]))


Predicate = Callable[[Subject], bool]
_Answer = Callable[[Subject, "Card", "Standing"], object]


class Question(NamedTuple):
    """What stands before an operator, as `level`."""

    operators: tuple[str, ...]
    """Those that can follow it, the most useful first."""
    asked: Callable[[str, str], tuple[str, Predicate]]
    """Takes an operator and what is written behind it; gives the value's own form, and how a card answers.

    Raises ValueError, in words for the user, where it is no value.
    """
    values: Callable[[Library | None], Iterable[str]]
    """What stands behind the operator: all of it, or examples."""
    of_content: bool = False
    """Whether only the content knows what can."""


def _readable(answer: _Answer) -> Predicate:
    """The answer of a card that can be read; of any other it is no."""
    return lambda subject: bool(subject.card and subject.standing and answer(subject, subject.card, subject.standing))


def _scale(scale: type[Ordered], of: Callable[[Standing], Ordered | None]) -> Question:
    """A scale of the model; `none` are the cards without a rating."""
    steps = {key(step): step for step in scale}
    values = (*steps, "none")

    def asked(operator: str, written: str) -> tuple[str, Predicate]:
        value = "none" if fold(written) == "context" else key(written)
        if value not in values:
            raise ValueError(_none_of(values, written))
        if value == "none":
            if operator != ":":
                raise ValueError("`none` is no step of the scale: it stands behind `:` only")
            return value, _readable(lambda _, __, standing: of(standing) is None)
        step, compare = steps[value], _COMPARED[operator]
        return value, _readable(lambda _, __, standing: (rated := of(standing)) is not None and compare(rated, step))

    return Question((">=", ":", "<=", ">", "<"), asked, lambda _: values)


def _day(of: Callable[[Card], date | None]) -> Question:
    """A date of the card, beside a day, a month or a year."""

    def asked(operator: str, written: str) -> tuple[str, Predicate]:
        value = fold(written)
        try:
            first, last = _span(value)
        except ValueError:
            raise ValueError(f"{named(written)} is no day, month or year, as {', '.join(_DATES)}") from None
        edge, compare = first if operator in ("<", ">=") else last, _COMPARED[operator]

        def answer(_: Subject, card: Card, __: Standing) -> bool:
            day = of(card)
            return day is not None and (first <= day <= last if operator == ":" else compare(day, edge))

        return value, _readable(answer)

    def dates(library: Library | None) -> Iterable[str]:
        days = {day for card in (library.cards.values() if library else ()) if (day := of(card))}
        return [day.isoformat() for day in sorted(days)] or _DATES

    return Question(("<", ">=", ":", "<=", ">"), asked, dates)


def _choice(answers: Mapping[str, _Answer]) -> Question:
    """One of some words, each with its own answer."""

    def asked(_: str, written: str) -> tuple[str, Predicate]:
        value = fold(written)
        if value not in answers:
            raise ValueError(_none_of(answers, written))
        return value, _readable(answers[value])

    return Question((":",), asked, lambda _: answers)


def _name(of: Callable[[Subject], Container[str]], known: Callable[[Library], Iterable[str]]) -> Question:
    """A name of the content, which the card bears or not."""

    def asked(_: str, written: str) -> tuple[str, Predicate]:
        wanted = key(written)
        return written, lambda subject: wanted in of(subject)

    return Question((":",), asked, lambda library: dict.fromkeys(known(library)) if library else (), of_content=True)


def key(text: str) -> str:
    """A value as it is compared: a hyphen stands for a blank, so that few need quotes."""
    return fold(text).replace(" ", "-")


def _none_of(values: Iterable[str], written: str) -> str:
    return f"{named(written)} is none of {', '.join(values)}{did_you_mean(fold(written), values)}"


def _span(written: str) -> tuple[date, date]:
    """The first and the last day of a date as `2024-10`; ValueError where it is none."""
    if not _DATE.fullmatch(written):
        raise ValueError(written)
    known = PartialDate.read(date.fromisoformat(written) if len(written) > len("2024-10") else written)
    return known.first, known.last


def _cited(card: Card | None) -> Iterable[str]:
    """The sources that a card's claims name, whether there are such or not."""
    return (name for claim in (card.claim if card else ()) for name in (claim.source, claim.origin) if name)


def _sources(library: Library) -> Iterable[str]:
    yield from library.sources
    for card in library.cards.values():
        yield from _cited(card)


def _tags(library: Library) -> Iterable[str]:
    """The most frequent first."""
    return (tag for tag, _ in Counter(tag for card in library.cards.values() for tag in card.tags).most_common())


def _late(standing: Standing, freshness: Freshness) -> bool:
    """Whether a review is asked for; after its deadline a card asks for none."""
    return standing.freshness is freshness and not standing.deadline_passed


OF_THE_READER: Final[Mapping[str, Callable[[Marks], Container[str]]]] = {
    "unread": lambda marks: marks.unread,
    "changed": lambda marks: marks.changed,
    "bookmarked": lambda marks: marks.bookmarked,
}
"""What `is:` asks of the reader's marks and not of the card."""


def _not_of_the_card(*_: object) -> object:
    raise LookupError("whether a card is so, its reader knows")


_IS: Final[Mapping[str, _Answer]] = {
    **dict.fromkeys(OF_THE_READER, _not_of_the_card),
    "overdue": lambda _, __, standing: _late(standing, Freshness.OVERDUE),
    "due": lambda _, __, standing: _late(standing, Freshness.DUE),
    "unreviewed": lambda _, __, standing: standing.unreviewed,
    "hilp": lambda _, __, standing: standing.hilp,
    "new": lambda _, __, standing: standing.trend is Trend.NEW,
    "passed": lambda _, __, standing: standing.deadline_passed,
    "context": lambda _, __, standing: standing.level is None,
    "draft": lambda _, card, __: card.status is Status.DRAFT,
    "retired": lambda _, card, __: card.status is Status.RETIRED,
}
_HAS: Final[Mapping[str, _Answer]] = {
    "analysis": lambda _, card, __: card.analysis,
    "risk": lambda _, card, __: card.risk,
    "deadline": lambda _, card, __: card.risk and card.risk.by,
    "claim": lambda _, card, __: card.claim,
    "quote": lambda _, card, __: any(claim.quote for claim in card.claim),
    "judgment": lambda _, card, __: card.judgment,
    "assumption": lambda _, card, __: card.assumption,
    "gap": lambda _, card, __: any(not gap.resolved_on for gap in card.gap),
    "position": lambda _, card, __: card.position,
    "event": lambda _, card, __: card.event,
    "signpost": lambda _, card, __: card.signpost,
    "related": lambda _, card, __: card.related,
    "tag": lambda _, card, __: card.tags,
}


def _trend(trend: Trend) -> _Answer:
    return lambda _, __, standing: standing.trend is trend


def _status(status: Status) -> _Answer:
    return lambda _, card, __: card.status is status


QUESTIONS: Final[Mapping[str, Question]] = {
    "level": _scale(Level, lambda standing: standing.level),
    "likelihood": _scale(Likelihood, lambda standing: standing.assessment.likelihood if standing.assessment else None),
    "impact": _scale(Impact, lambda standing: standing.assessment.impact if standing.assessment else None),
    "confidence": _scale(Confidence, lambda standing: standing.assessment.confidence if standing.assessment else None),
    "trend": _choice({trend.value: _trend(trend) for trend in Trend}),
    "region": _name(lambda subject: tuple(map(key, subject.regions)), lambda library: library.regions),
    "tag": _name(lambda subject: subject.tags, _tags),
    "source": _name(lambda subject: subject.cited, _sources),
    "is": _choice(_IS),
    "has": _choice(_HAS),
    "by": _day(lambda card: card.risk.by if card.risk else None),
    "as_of": _day(lambda card: card.as_of),
    "status": _choice({status.value: _status(status) for status in Status}),
}
"""Everything that a filter can ask, by name."""
