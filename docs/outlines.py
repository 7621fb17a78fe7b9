"""Make the coasts that the map is drawn from, out of Natural Earth's countries as geopandas 0.14.4 carries them.

Rarely needed: the coasts of the world do not move.

    pip download --no-deps geopandas==0.14.4
    python -m docs.outlines geopandas-0.14.4-py3-none-any.whl
"""

from __future__ import annotations

import hashlib
import struct
import sys
from collections import Counter
from itertools import groupby, pairwise
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COASTS: Final = Path(__file__).parent.parent / "briefing" / "publish" / "world" / "coasts.txt"
COUNTRIES: Final = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres.shp"
SHA256: Final = "3bb6473cb59d51e1a7fe2dbc24a1a063fb0ebdeddf3ce08ddbf8c7ddc99689aa"
STEPS: Final = 10
"""Whole numbers to a degree."""
TOLERANCE: Final = 0.4
"""Degrees that a coast may lie beside its true course: a dot of the largest map spans more."""

Point = tuple[float, float]


def rings(shapes: bytes) -> Iterator[list[Point]]:
    """Every ring of a shapefile's polygons, as longitudes and latitudes."""
    at = 100  # behind the file's head
    while at < len(shapes):
        (words,) = struct.unpack_from(">i", shapes, at + 4)
        body, at = shapes[at + 8 : at + 8 + 2 * words], at + 8 + 2 * words
        parts, points = struct.unpack_from("<2i", body, 36)
        starts = (*struct.unpack_from(f"<{parts}i", body, 44), points)
        flat = struct.unpack_from(f"<{2 * points}d", body, 44 + 4 * parts)
        # Neighbours' common borders differ in the last digits.
        course = [(round(x, 3), round(y, 3)) for x, y in zip(flat[::2], flat[1::2], strict=True)]
        yield from (course[start:end] for start, end in pairwise(starts))


def coasts(countries: list[list[Point]]) -> Iterator[list[Point]]:
    """What of the countries' outlines only one of them has, without the edges that the flat map was cut along."""
    shared = Counter(frozenset(edge) for ring in countries for edge in pairwise(ring))
    for ring in countries:
        edges = [(edge, shared[frozenset(edge)] == 1 and not _is_cut(*edge)) for edge in pairwise(ring)]
        for is_coast, run in groupby(edges, key=lambda each: each[1]):
            if is_coast:
                course = [edge for edge, _ in run]
                yield [course[0][0], *(end for _, end in course)]


def joined(pieces: Iterable[list[Point]]) -> list[list[Point]]:
    """The coasts with each country's piece joined to its neighbour's, so that a continent has one."""
    whole: list[list[Point]] = []
    for piece in sorted(pieces):
        coast = piece
        for other in [each for each in whole if each[-1] == piece[0] or each[0] == piece[-1]]:
            whole.remove(other)
            coast = other + coast[1:] if other[-1] == coast[0] else coast + other[1:]
        whole.append(coast)
    return whole


def _is_cut(start: Point, end: Point) -> bool:
    """Whether an edge runs along the date line or the south pole."""
    return all(abs(x) > 179.9 for x, _ in (start, end)) or all(y < -89.9 for _, y in (start, end))


def simplified(course: list[Point]) -> list[Point]:
    """The course without points that lie less than TOLERANCE beside it (Douglas and Peucker 1973)."""
    if len(course) < 3:
        return course
    start, end = course[0], course[-1]
    far, place = max((_beside(point, start, end), place) for place, point in enumerate(course[1:-1], 1))
    if far < TOLERANCE:
        return [start, end]
    return simplified(course[: place + 1])[:-1] + simplified(course[place:])


def _beside(point: Point, start: Point, end: Point) -> float:
    (x, y), (dx, dy) = point, (end[0] - start[0], end[1] - start[1])
    length = hypot(dx, dy)
    if not length:
        return hypot(x - start[0], y - start[1])
    return abs((x - start[0]) * dy - (y - start[1]) * dx) / length


def written(lines: Iterable[list[Point]]) -> str:
    """A coast a line: longitude and latitude of each point in tenths of a degree."""
    whole = ([(round(x * STEPS), round(y * STEPS)) for x, y in simplified(line)] for line in lines)
    kept = [[point for point, _ in groupby(line)] for line in whole]
    return "".join(" ".join(f"{x},{y}" for x, y in line) + "\n" for line in sorted(kept) if len(line) > 1)


def main(wheel: Path) -> None:
    """Write the coasts from the wheel, if it is the one that is meant."""
    if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256:
        sys.exit(f"{wheel} is not geopandas-0.14.4-py3-none-any.whl as the package index has it")
    with ZipFile(wheel) as archive:
        COASTS.write_text(written(joined(coasts(list(rings(archive.read(COUNTRIES)))))), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
