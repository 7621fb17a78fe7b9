"""Where the regions are, as lines: coasts that stand back, and each region's code with its worst level's gauge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content
from textual.style import Style

from briefing.publish.document import Lead
from briefing.publish.wording import direction
from briefing.publish.world.map import Place, draw
from briefing.tui.panes.fitted import fitted
from briefing.tui.typeset import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.find.listing import Listing

NARROWEST: Final = 40
LOWEST: Final = 10
"""Columns and lines, the heading among them, that the map needs."""
_WIDEST, _HIGHEST = 100, 20
"""What it takes at most: its coasts are too coarse for more."""
_TITLE: Final = "Where the regions are"


class _Region(NamedTuple):
    """A region as the map shows it."""

    rank: int
    """Of its worst level; 0 where nothing is rated."""
    place: Place
    mark: Content
    label: Content


def set_map(listing: Listing, width: int, height: int, styles: Mapping[str, Style]) -> list[Line]:
    """The map in at most so many columns and lines; nothing where it has less room or fewer than two places.

    The worst regions find room for their labels first. Mark and label lead to their region by click: they share
    lines, so the map has no rows for a cursor.
    """
    regions = sorted(_regions(listing, styles), key=lambda region: -region.rank)
    if width < NARROWEST or height < LOWEST or len(regions) < 2:
        return []
    world = draw([region.place for region in regions], min(width, _WIDEST), min(height, _HIGHEST) - 1)
    pieces: dict[tuple[int, int], Content] = {}
    unnamed = []
    for region, (cell, label) in zip(regions, world.spots, strict=True):
        pieces.setdefault(cell, region.mark)  # of two regions in one cell, the worse
        if label:
            pieces[label] = region.label
        else:
            unnamed.append(region.label.plain.strip())
    asides = ["? is unreviewed"] if any(region.label.plain.endswith("? ") for region in regions) else []
    asides += [f"no room for {', '.join(unnamed)}"] if unnamed else []
    aside = fitted(f"  {'; '.join(asides)}" if asides else "", width - len(_TITLE))
    heading = Content.styled(_TITLE, styles["heading"]) + Content.styled(aside, styles["muted"])
    lines = [Line(heading, heading="Map")]
    for row, coasts in enumerate(world.rows):
        line, at = Content(""), 0
        for column, piece in sorted((at[1], piece) for at, piece in pieces.items() if at[0] == row):
            line += Content.styled(coasts[at:column], styles["muted"]) + piece
            at = column + piece.cell_length
        lines.append(Line(line + Content.styled(coasts[at:], styles["muted"])))
    return lines


def _regions(listing: Listing, styles: Mapping[str, Style]) -> Iterator[_Region]:
    """Those that say where they are."""
    for name, region in listing.library.regions.items():
        if region.lat is None or region.lon is None:
            continue
        outlook = listing.outlooks[name]
        worst = listing.standings[outlook.worst] if outlook.worst else None
        level = worst.level if worst else None
        unreviewed = worst is not None and worst.unreviewed
        look = styles[level.value if level and not unreviewed else "muted"]
        click = Style.from_meta({"lead": Lead("region", name)})
        gauge = direction(outlook, worst).partition(" ")[0]
        label = Content.assemble(
            " ",
            (region.code, styles["strong"] + click),
            " ",
            (gauge, look + click),
            (" ?", styles["muted"]) if unreviewed else "",
            " ",
        )
        yield _Region(
            level.rank if level else 0,
            Place(region.lat, region.lon, label.cell_length),
            Content.styled("▪", look + click),
            label,
        )
