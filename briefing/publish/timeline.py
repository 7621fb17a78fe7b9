"""Past and coming by month: events, deadlines, days that judgments are due, ratings that moved a level."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from briefing.model.card import Outcome
from briefing.model.dates import MONTHS, said
from briefing.model.standing import level_of
from briefing.publish.document import Lead, Paragraph, Role, Run, Section, muted, text
from briefing.publish.scope import folded, part, published, view_document
from briefing.publish.wording import event_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from briefing.library.library import Library
    from briefing.model.card import Card, Event
    from briefing.model.standing import Standing
    from briefing.publish.document import Document

_KINDS: Final = ("rating", "event", "deadline", "judgment")
"""In the order that they stand in on one day."""
TODAY: Final = ("today",)
"""The part that the line for today shows."""
_COLUMN: Final = max(map(len, _KINDS)) + 2


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with a day, and where its cards say so."""

    first: date
    last: date
    when: str
    kind: str
    what: tuple[Run, ...]
    told_by: tuple[Run, ...]


def timeline_document(
    library: Library,
    _standings: Mapping[str, Standing],
    calendar: date,
    region: str | None,
    around: int | None = None,
) -> Document:
    """All that has a day, month by month, with a line where today is; or of each side so many rows `around` it."""
    briefing = library.briefing
    on = briefing.today(calendar)
    dated = sorted(_told_once(published(library, region)), key=lambda each: (each.first, _KINDS.index(each.kind)))
    if not dated:
        nothing = "Nothing has a date yet: events, deadlines and the days of judgments will stand here"
        return view_document("Timeline", library, region, [nothing], ())
    past = sum(each.last < on or (each.last == on and each.kind == "rating") for each in dated)
    before = sum(each.first < on or (each.first == on and each.kind == "rating") for each in dated)
    first, end = (0, len(dated)) if around is None else (max(before - around, 0), before + around)
    rows = [(each.first, _row(each)) for each in dated[first:end]]
    left = len(dated) - len(rows)
    words = f"-- {said(on)}, the day of this edition --" if briefing.closed else f"-- today, {said(on)} --"
    rows.insert(before - first, (on, text(Run(words, Role.STRONG), part=TODAY)))
    months = groupby(rows, key=lambda row: (row[0].year, row[0].month))
    return view_document(
        "Timeline",
        library,
        region,
        [
            f"{past} past",
            f"{len(dated) - past} under way or to come",
            f"{left} further from today are left out here: a region alone has fewer" if left else "",
        ],
        (
            Section(f"{MONTHS[month - 1]} {year}", tuple(paragraph for _, paragraph in rows))
            for (year, month), rows in months
        ),
    )


def _row(dated: Dated) -> Paragraph:
    kind = muted(f"{dated.kind:{_COLUMN}}")
    first, *more = dated.told_by
    told_by = (muted("  "), first, *(run._replace(text=f" · {run.text}") for run in more))
    return text(kind, *dated.what, *told_by, mark=muted(dated.when), lead=first.lead)


def _told_once(cards: Mapping[str, Card]) -> Iterator[Dated]:
    """What the cards date; an event that several tell, in the same words and for the same day, once."""
    events: dict[tuple[object, ...], dict[str, Dated]] = {}
    for reference, card in cards.items():
        for place, event in enumerate(card.event):
            same = events.setdefault((event.on, event.until, folded(event.what)), {})
            same.setdefault(reference, _event(event, reference, place))
        yield from _others(reference, card)
    for same in events.values():
        first = next(iter(same.values()))
        yield replace(first, told_by=tuple(run for each in same.values() for run in each.told_by))


def _event(event: Event, reference: str, place: int) -> Dated:
    last = (event.until or event.on).last
    what = (Run(event.what),)
    return Dated(event.on.first, last, _when(event), "event", what, (_of(reference, "event", place),))


def _others(reference: str, card: Card) -> Iterator[Dated]:
    if card.risk and card.risk.by:
        by, told = card.risk.by, muted(reference, Lead("card", reference))
        yield Dated(by, by, said(by, by), "deadline", (Run(card.title),), (told,))
    for judgment in card.judgment:
        by, name = judgment.by, f"{reference}#{judgment.id}"
        out = "" if judgment.outcome is Outcome.OPEN else f"  came out: {judgment.outcome}"
        told = muted(name, Lead("part", name))
        yield Dated(by, by, said(by, by), "judgment", (Run(judgment.statement), muted(out)), (told,))
    for place, (was, rating) in enumerate(pairwise(card.risk.assessment if card.risk else ()), start=1):
        before, after = level_of(was), level_of(rating)
        if before is not after:
            step = Run(f"{before.upper()} to {after.upper()}", Role(after.value))
            told = _of(reference, "risk", "assessment", place)
            yield Dated(
                rating.on, rating.on, said(rating.on, rating.on), "rating", (step, Run(f"  {card.title}")), (told,)
            )


def _of(reference: str, *path: str | int) -> Run:
    return muted(reference, part(reference, *path))


def _when(event: Event) -> str:
    """The event's days without a year that the month above them says."""
    start, end = event.on, event.until or event.on
    if start.day is None or end.day is None or start.year != end.year:
        return event_dates(event)
    if start.month == end.month:
        return event_dates(event).removesuffix(f" {start.year}")
    return f"{said(start.first, end.first)} – {said(end.first, start.first)}"
