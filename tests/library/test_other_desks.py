"""Nothing about the shipped regions is written into the program."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from examples import twelve_regions

from briefing.library.folder import read_library

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_content_folder_with_twelve_regions_in_other_scripts_loads_with_no_code_change(
    tmp_path: Path,
) -> None:
    library = read_library(twelve_regions(tmp_path / "desk"))

    assert library.problems == ()
    assert len(library.regions) == len(library.cards) == 12
    assert library.regions["gulf"].name == "الخليج"
    assert library.cards["taiwan/outlook"].title == "海峽中線"
    assert library.cards["iran/outlook"].title == "گفت\u200cوگوها"  # the joiner that Persian needs is kept
    standings = library.standings(date(2025, 5, 10))
    assert [library.listed(region, standings) for region in library.regions] == [
        [f"{region}/outlook"] for region in library.regions
    ]
    assert library.outlook(standings).worst == "hellas/outlook"


def test_the_other_desks_regions_keep_the_order_of_its_own_briefing(tmp_path: Path) -> None:
    library = read_library(twelve_regions(tmp_path / "desk"))

    assert [region.code for region in library.regions.values()] == [
        "ARC", "BAL", "BR", "خليج", "ΑΙΓ", "IN", "IR", "IL", "KR", "台海", "日", "UA",
    ]  # fmt: skip
