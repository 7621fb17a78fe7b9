"""A level over time as a step chart: a row for each level, drawn in characters of a definite width."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from briefing.model.dates import said
from briefing.model.scales import Level
from briefing.model.standing import level_of
from briefing.publish.document import Paragraph, Role, Run
from briefing.publish.glyphs import EMPTY, FULL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from briefing.model.card import Assessment

WIDTH: Final = 36
"""Columns that the narrowest pane beside a card has, between its margins and its scrollbar."""
_LABEL: Final = 9
_LEAST: Final = 8
"""Columns of time at least, however narrow it has to be."""
_LAST: Final = 3
"""Columns that the level of now has at least."""

Point = tuple["date", "Level | None"]


def chart(ratings: Sequence[Assessment], today: date, width: int) -> Paragraph:
    """The levels of a card's ratings, each row in its level's role, and a blank row between them and the reasons."""
    rows = steps([(rating.on, level_of(rating)) for rating in ratings], today, width)
    roles = {place: Role(level.value) for place, level in enumerate(reversed(Level)) if FULL in rows[place]}
    runs = (Run(f"{row}\n", roles.get(place, Role.MUTED)) for place, row in enumerate(rows))
    return Paragraph(tuple(runs), verbatim=True)


def steps(points: Sequence[Point], today: date, width: int) -> list[str]:
    """Rows of at most `width` columns: the levels, HIGH on top, an axis with a mark for each point, and dates.

    A point holds until the next one, the last until today, which the axis marks with `|`. Points of one day
    stand side by side. Of many, those are drawn that moved the level or held longest, and a last row says so.
    """
    if not points:
        return []
    points = sorted(points, key=lambda point: point[0])
    columns = max(width - _LABEL, _LEAST)
    end = max(today, points[-1][0])
    drawn = _thinned(points, columns // 2, end)
    places = _placed([day for day, _ in drawn], end, columns)
    rows = [_row(level.upper(), level, FULL, drawn, places, columns) for level in reversed(Level)]
    if any(level is None for _, level in drawn):
        rows.append(_row("unrated", None, EMPTY, drawn, places, columns))
    marks = ["-"] * columns
    for place in places:
        marks[place] = "+"
    labels = [(place, day) for place, (day, _) in zip(places, drawn, strict=True)]
    if today >= drawn[0][0]:
        now = ((today - drawn[0][0]).days + 1) * columns // ((end - drawn[0][0]).days + 1) - 1
        now = max(now, *(place for place, day in labels if day <= today))
        marks[now] = "|"
        labels.append((now, today))
    rows += [" " * _LABEL + "".join(marks), " " * _LABEL + _dates(labels, columns)]
    if len(drawn) < len(points):
        rows.append(f"{len(drawn)} of {len(points)} drawn, those held longest")
    return [row.rstrip() for row in rows]


def _thinned(points: Sequence[Point], most: int, end: date) -> Sequence[Point]:
    """As many points as can be told apart: the first, the last, those that moved the level, those that held longest."""
    if len(points) <= most:
        return points
    held = [(after[0] - before[0]).days for before, after in pairwise([*points, (end, None)])]
    still = [False, *(before[1] == after[1] for before, after in pairwise(points))]
    ends = (0, len(points) - 1)
    kept = sorted(range(len(points)), key=lambda place: (place not in ends, still[place], -held[place]))[:most]
    return [points[place] for place in sorted(kept)]


def _placed(days: Sequence[date], end: date, columns: int) -> list[int]:
    """The column that each day begins in: by the calendar, but a column at least for each and some for the last."""
    whole = (end - days[0]).days + 1
    places: list[int] = []
    for day in days:
        free = places[-1] + 1 if places else 0
        places.append(max((day - days[0]).days * columns // whole, free))
    room = columns - _LAST
    for number in reversed(range(len(places))):
        places[number] = min(places[number], room)
        room = places[number] - 1
    return places


def _row(label: str, level: Level | None, mark: str, drawn: Sequence[Point], places: list[int], columns: int) -> str:
    bounds = pairwise([*places, columns])
    line = "".join(
        (mark if at is level else " ") * (end - start) for (start, end), (_, at) in zip(bounds, drawn, strict=True)
    )
    return f"{label:{_LABEL}}{line}"


def _dates(labels: Sequence[tuple[int, date]], columns: int) -> str:
    """As many dates as have room, the latest first, then the first; today's ends at its mark."""
    beside = labels[-1][1] if len({day.year for _, day in labels}) == 1 else None
    line = " " * columns
    for place, day in _by_worth(labels):
        words = said(day, beside)
        start = max(min(place, columns - len(words)), 0)
        around = line[max(start - 1, 0) : start + len(words) + 1]
        if not around.strip() and len(words) <= columns:
            line = line[:start] + words + line[start + len(words) :]
    return line


def _by_worth(labels: Sequence[tuple[int, date]]) -> Iterator[tuple[int, date]]:
    """Each day once, at its first place."""
    first_of: dict[date, int] = {}
    for place, day in labels:
        first_of.setdefault(day, place)
    days = list(first_of.items())
    ordered = [*days[-2:][::-1], days[0], *days[:-2][::-1]]
    return ((place, day) for day, place in dict.fromkeys(ordered))
