"""The map on the overview: which regions stand on it, how they are marked, and when there is none."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD, twelve_regions
from textual.style import Style

from briefing.find.listing import Listing
from briefing.library.folder import read_library
from briefing.publish.document import Lead
from briefing.tui.panes.map import set_map

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import LibraryFrom

    from briefing.library.library import Library
    from briefing.tui.typeset import Line

ON = date(2024, 10, 3)
US = 'name = "United States"\ncode = "US"\nlat = 38.9\nlon = -77\n'
KOREA = 'name = "Korea"\ncode = "KR"\nlat = 37.6\nlon = 127\n'
HIGH = CARD.replace('"unlikely"', '"very likely"').replace('"moderate"', '"significant"', 1)
STYLES = defaultdict(Style, high=Style(bold=True), guarded=Style(italic=True), muted=Style(dim=True))


def lines_of(library: Library, width: int = 60, height: int = 12, on: date = ON) -> list[Line]:
    return set_map(Listing(library, on), width, height, STYLES)


def shown(library: Library, width: int = 60, height: int = 12, on: date = ON) -> list[str]:
    return [line.content.plain for line in lines_of(library, width, height, on)]


@pytest.fixture
def two(library_from: LibraryFrom) -> Library:
    return library_from({"us/region.toml": US, "us/a.toml": CARD, "korea/region.toml": KOREA, "korea/b.toml": HIGH})


def test_each_region_stands_at_its_place_by_its_code_and_the_gauge_of_its_worst_level(two: Library) -> None:
    heading, *rows = shown(two)
    assert heading == "Where the regions are"
    row = next(row for row in rows if "KR" in row)
    assert "▪ KR ▰▰▰▰ " in row
    assert "US ▰▰▱▱ ▪" in row or "▪ US ▰▰▱▱" in row
    assert row.index("KR") < row.index("US")


def test_it_is_as_wide_and_as_high_as_it_is_told(two: Library) -> None:
    lines = lines_of(two, 62, 14)
    assert len(lines) == 14
    assert {line.content.cell_length for line in lines[1:]} == {62}


def test_it_grows_no_farther_than_its_coasts_allow(two: Library) -> None:
    lines = lines_of(two, 300, 80)
    assert len(lines) == 20
    assert lines[-1].content.cell_length == 100


@pytest.mark.parametrize(("width", "height"), [(39, 12), (60, 9), (0, 0), (-3, 5)])
def test_where_there_is_too_little_room_there_is_no_map(two: Library, width: int, height: int) -> None:
    assert shown(two, width, height) == []


def test_a_region_without_coordinates_does_not_stand_on_it(library_from: LibraryFrom) -> None:
    nowhere = 'name = "The Arctic"\ncode = "ARC"\nlat = 78\n'
    library = library_from({"us/region.toml": US, "korea/region.toml": KOREA, "arctic/region.toml": nowhere})
    assert "KR" in "".join(shown(library))
    assert "ARC" not in "".join(shown(library))


def test_one_place_is_not_a_map(library_from: LibraryFrom) -> None:
    assert shown(library_from({"us/region.toml": US, "korea/a.toml": CARD})) == []


def test_a_level_has_its_colour_beside_its_gauge_and_the_coasts_stand_back(two: Library) -> None:
    spans = {
        line.content.plain[span.start : span.end]: span.style
        for line in lines_of(two)[1:]
        for span in line.content.spans
    }
    assert spans["▰▰▰▰"].bold  # type: ignore[union-attr]
    assert spans["▰▰▱▱"].italic  # type: ignore[union-attr]
    assert all(style.dim for text, style in spans.items() if text > "⠀")  # type: ignore[union-attr]


def test_an_old_rating_does_not_pass_for_a_fresh_one(two: Library) -> None:
    lines = lines_of(two, on=date(2024, 12, 24))
    assert lines[0].content.plain == "Where the regions are  ? is unreviewed"
    row = next(line.content for line in lines if "KR" in line.content.plain)
    assert "KR ▰▰▰▰ ?" in row.plain
    assert not any(span.style.bold for span in row.spans if "▰" in row.plain[span.start : span.end])  # type: ignore[union-attr]


def test_a_region_without_a_rating_has_an_empty_gauge(library_from: LibraryFrom) -> None:
    library = library_from({"us/region.toml": US, "korea/region.toml": KOREA})
    assert "KR ▱▱▱▱" in "".join(shown(library))


def test_label_and_mark_lead_to_the_region_and_no_line_is_a_row(two: Library) -> None:
    lines = lines_of(two)
    leads = {
        (line.content.plain[span.start : span.end], span.style.meta["lead"])
        for line in lines
        for span in line.content.spans
        if isinstance(span.style, Style) and "lead" in span.style.meta
    }
    assert {text for text, lead in leads if lead == Lead("region", "korea")} == {"▪", "KR", "▰▰▰▰"}
    assert {text for text, lead in leads if lead == Lead("region", "us")} == {"▪", "US", "▰▰▱▱"}
    assert all(line.lead is None for line in lines)


def test_the_worst_region_finds_room_first_and_those_without_are_named(library_from: LibraryFrom) -> None:
    regions = {f"r{number}/region.toml": KOREA.replace("KR", f"KR{number}") for number in range(12)}
    heading, *rows = shown(library_from(regions | {"r11/worst.toml": HIGH}))
    assert any("▪ KR11 ▰▰▰▰" in row for row in rows)
    assert heading.startswith("Where the regions are  no room for KR")
    assert len(heading) <= 60


def test_twelve_regions_in_as_many_scripts_stand_on_it_without_shifting_a_line(tmp_path: Path) -> None:
    places = {
        "arctic": (78, 15), "baltic": (59, 20), "brasil": (-15.8, -47.9), "gulf": (26, 51), "hellas": (38, 25),
        "india": (28.6, 77.2), "iran": (35.7, 51.4), "israel": (31.8, 35.2), "korea": (37.6, 127),
        "taiwan": (24.3, 119), "tokyo": (35.7, 139.7), "ukraine": (50.4, 30.5),
    }  # fmt: skip
    root = twelve_regions(tmp_path)
    for name, (lat, lon) in places.items():
        with (root / name / "region.toml").open("a", encoding="utf-8") as file:
            file.write(f"lat = {lat}\nlon = {lon}\n")
    library = read_library(root)
    lines = lines_of(library, 62, 15, date(2025, 5, 10))
    assert {line.content.cell_length for line in lines[1:]} == {62}
    text = "\n".join(line.content.plain for line in lines)
    assert all(region.code in text for region in library.regions.values())


def test_where_the_encoding_has_no_braille_a_coast_is_dots(two: Library) -> None:
    from briefing.publish.glyphs import plainly

    row = plainly(shown(two)[1], "ascii")
    assert set(row) <= {" ", "."}
