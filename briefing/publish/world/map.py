"""Coasts in braille, cropped so that the places lie together, and where each place's label finds room."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import groupby, pairwise
from math import cos, floor, radians
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STEPS: Final = 10
"""Whole numbers to a degree in the coasts' file."""
_ACROSS, _DOWN = 2, 4
"""Dots of one cell."""
_BITS: Final = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""Of a braille character, for each dot: by column, then by row."""
_WITHIN_ACROSS, _WITHIN_DOWN = 0.76, 0.88
"""Share of the map's width and height that the places lie within, so that they are seen among coasts."""
_LEAST: Final = 40.0
"""Degrees from top to bottom at least: closer up, these coasts are too coarse to be known again."""


class Place(NamedTuple):
    """A place to be shown, and how many cells its label takes."""

    lat: float
    lon: float
    width: int


class Spot(NamedTuple):
    """The cell of a place, by row and column, and the first cell of its label: None where no room is left beside it."""

    cell: tuple[int, int]
    label: tuple[int, int] | None


class Map(NamedTuple):
    """Rows of coasts, each as many narrow characters as the map is wide, and a spot for each place."""

    rows: tuple[str, ...]
    spots: tuple[Spot, ...]


class _Crop(NamedTuple):
    """What of the world is shown: flat, with east to west and north to south in scale at its middle."""

    width: int
    height: int
    lat: float
    lon: float
    """The middle."""
    across: float
    down: float
    """Degrees to a dot."""

    def dots(self, points: Iterable[tuple[float, float]]) -> list[tuple[int, int]]:
        """The dots of latitudes and longitudes, counted from the upper left; outside of the map too."""
        west, left = self.lon - 180, self.width * _ACROSS / 2 - 180 / self.across
        north, across, down = self.lat + self.down * self.height * _DOWN / 2, self.across, self.down
        return [(floor(left + (lon - west) % 360 / across), floor((north - lat) / down)) for lat, lon in points]


def draw(places: Sequence[Place], width: int, height: int) -> Map:
    """The map of some places, in cells. Labels are given room in the order of the places and never overlap."""
    crop = _crop(places, width, height)
    dots = crop.dots((place.lat, place.lon) for place in places)
    # At a pole, rounding may put the place a hair beyond the edge.
    marks = [(min(max(y // _DOWN, 0), height - 1), x // _ACROSS) for x, y in dots]
    return Map(_coasts(crop), tuple(_spots(places, marks, width, height)))


def _crop(places: Sequence[Place], width: int, height: int) -> _Crop:
    """The smallest part of the world that holds the places, its seam where the widest stretch lies between them."""
    lons = sorted({place.lon % 360 for place in places})
    gaps = [(after - before, after) for before, after in pairwise([*lons, lons[0] + 360])]
    gap, first = max(gaps)
    lats = [place.lat for place in places]
    lat, lon = (min(lats) + max(lats)) / 2, first % 360 + (360 - gap) / 2
    narrower = max(cos(radians(lat)), 0.5)  # a degree from west to east is shorter than one from south to north
    down = max(
        (360 - gap) * narrower / (width * _ACROSS * _WITHIN_ACROSS),
        (max(lats) - min(lats)) / (height * _DOWN * _WITHIN_DOWN),
        _LEAST / (height * _DOWN),
    )
    beyond = max(90 - down * height * _DOWN / 2, 0)  # no empty rows above the poles
    return _Crop(width, height, min(max(lat, -beyond), beyond), lon % 360, down / narrower, down)


@cache
def _courses() -> tuple[tuple[tuple[float, float], ...], ...]:
    """Every coast as points of latitude and longitude: continents, islands, inland seas."""
    written = Path(__file__).with_name("coasts.txt").read_text(encoding="ascii")
    return tuple(
        tuple((int(y) / STEPS, int(x) / STEPS) for x, _, y in (point.partition(",") for point in line.split()))
        for line in written.splitlines()
    )


@lru_cache(maxsize=8)
def _coasts(crop: _Crop) -> tuple[str, ...]:
    """The coasts that cross the crop, in braille; a cell without any is a space."""
    wide, high, over = crop.width * _ACROSS, crop.height * _DOWN, 180 / crop.across
    shown: set[tuple[int, int]] = set()
    for course in _courses():
        dots = [dot for dot, _ in groupby(crop.dots(course))]
        shown.update(dots if len(dots) > 1 else ())  # an island of one dot is only a speck
        for (x, y), (to_x, to_y) in pairwise(dots):
            across, down = to_x - x, to_y - y
            # Over the seam lies no coast.
            if (steps := max(across, -across, down, -down)) > 1 and -over < across < over:
                shown.update([(x + across * step // steps, y + down * step // steps) for step in range(1, steps)])
    cells = [[0] * crop.width for _ in range(crop.height)]
    for x, y in shown:
        if 0 <= x < wide and 0 <= y < high:
            cells[y // _DOWN][x // _ACROSS] |= _BITS[x % _ACROSS][y % _DOWN]
    return tuple("".join(chr(0x2800 + bits) if bits else " " for bits in row) for row in cells)


def _spots(places: Sequence[Place], marks: Sequence[tuple[int, int]], width: int, height: int) -> Iterator[Spot]:
    taken = [0] * height  # of each row, a bit for each cell that a mark or a label stands in
    for row, column in marks:
        taken[row] |= 1 << column
    for place, (row, column) in zip(places, marks, strict=True):
        cells = (1 << place.width) - 1
        free = (
            (at_row, at_column)
            for at_row, at_column in _beside(row, column, place.width)
            if 0 <= at_row < height and 0 <= at_column <= width - place.width and not taken[at_row] & cells << at_column
        )
        label = next(free, None)
        if label:
            taken[label[0]] |= cells << label[1]
        yield Spot((row, column), label)


def _beside(row: int, column: int, width: int) -> Iterator[tuple[int, int]]:
    """Where a label may begin, the best first: right and left of its place, then in the rows above and below.

    Farther off it would be taken for another's.
    """
    yield row, column + 1
    yield row, column - width
    for shift in sorted(range(-width, 2), key=lambda each: abs(each + width // 2)):
        yield row - 1, column + shift
        yield row + 1, column + shift
