"""What a page draws: a card's level over time, and where the cards stand by likelihood and impact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.model.dates import said
from briefing.model.scales import Level, Likelihood, level
from briefing.model.standing import level_of
from briefing.publish.overview import matrix
from briefing.publish.wording import gauge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from briefing.model.card import Assessment
    from briefing.publish.edition import Edition
    from briefing.publish.overview import Cell

_ROW: Final = 24
"""Pixels from level to level."""
_LAST: Final = 6
"""Percent of the width that the level of now has at least."""
_ROOM: Final = 24
"""Percent of the width that a date needs on a narrow screen."""


class Step(NamedTuple):
    """A level from one rating on: where it begins and ends in percent, its height, and the height before it."""

    level: str
    start: str
    end: str
    y: int
    before: int


class Label(NamedTuple):
    """A date below the chart."""

    words: str
    iso: str
    x: str
    anchor: str


class Chart(NamedTuple):
    """A level over time."""

    words: str
    """What it shows, for who does not see it."""
    steps: Sequence[Step]
    labels: Sequence[Label]
    foot: int


def chart(ratings: Sequence[Assessment], today: date) -> Chart:
    """The levels of a card's ratings by the calendar, each until the next, the last until today."""
    points = sorted(((rating.on, level_of(rating)) for rating in ratings), key=lambda point: point[0])
    begin, end = points[0][0], max(today, points[-1][0])
    days = max((end - begin).days, 1)
    places = [(day - begin).days * (100 - _LAST) / days for day, _ in points]
    heights = [_height(worth) for _, worth in points]
    steps = [
        Step(worth.value, _percent(start), _percent(stop), y, before)
        for (_, worth), start, stop, y, before in zip(
            points, places, [*places[1:], 100], heights, [heights[0], *heights], strict=False
        )
    ]
    told = ", ".join(f"{worth.upper()} from {said(day)}" for day, worth in points)
    return Chart(
        f"Level over time: {told}; until {said(end)}.",
        steps,
        _labels([day for day, _ in points], places, end),
        _height(Level.LOW) + _ROW,
    )


def _labels(days: Sequence[date], places: Sequence[float], end: date) -> list[Label]:
    """The first date and the last, and of those between as many as have room, the latest first."""
    labels = [Label(said(end), end.isoformat(), "100%", "end")]
    taken = [100.0]
    for day, x in sorted(zip(days, places, strict=True), key=lambda each: (each[1] != 0, -each[1])):
        if day != end and all(abs(x - other) >= _ROOM for other in taken):
            words, anchor = (said(day, end), "middle") if x else (said(day), "start")
            labels.append(Label(words, day.isoformat(), _percent(x), anchor))
            taken.append(x)
    return labels


def rows() -> list[tuple[str, int]]:
    """Each level and its height, the same in every chart."""
    return [(worth.value, _height(worth)) for worth in reversed(Level)]


def _height(worth: Level) -> int:
    return (len(Level) - worth.rank) * _ROW + _ROW // 2


def _percent(x: float) -> str:
    return f"{x:.2f}".rstrip("0").rstrip(".") + "%"


class Standing(NamedTuple):
    """A card in the matrix."""

    number: int
    reference: str
    title: str
    unreviewed: bool


class Field(NamedTuple):
    """A field of the matrix."""

    level: str
    gauge: str
    cards: Sequence[Standing]


class Matrix(NamedTuple):
    """Where the edition's cards stand."""

    perspective: str
    likelihoods: Sequence[tuple[str, str]]
    """From least to most, each with its percent."""
    rows: Sequence[tuple[str, Sequence[Field]]]
    """An impact and its fields, the worst impact first."""


def matrix_of(edition: Edition, numbers: Mapping[str, int]) -> Matrix | None:
    """The matrix with the cards by their numbers; None where no card stands in it, or there is but one card."""
    cells = matrix(edition.library, edition.standings) if len(numbers) > 1 else []
    if not any(reference in numbers for row in cells for cell in row for reference in cell.references):
        return None
    likelihoods = [(each.value, "{}–{}%".format(*each.band)) for each in Likelihood]
    rows = [(row[0].impact.value, [_field(edition, numbers, cell) for cell in row]) for row in cells]
    return Matrix(edition.library.briefing.perspective, likelihoods, rows)


def _field(edition: Edition, numbers: Mapping[str, int], cell: Cell) -> Field:
    worth = level(cell.likelihood, cell.impact)
    cards = [
        Standing(numbers[each], each, edition.cards[each].title, edition.standings[each].unreviewed)
        for each in cell.references
        if each in numbers
    ]
    return Field(worth.value, gauge(worth), sorted(cards))
