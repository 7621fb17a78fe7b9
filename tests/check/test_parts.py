"""A check of cards as they go by, in however many parts and processes, says what a check of all of them says."""

from __future__ import annotations

import gc
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from check.mixed import MIXED, MORE_SOURCES, QUIET
from examples import CARD, write_briefing
from hypothesis import given
from hypothesis import strategies as st

from briefing.check import parts
from briefing.check.check import check
from briefing.check.parts import check_in_parts
from briefing.check.rule import Desk
from briefing.check.rules import RULES
from briefing.library.folder import read_library
from briefing.library.library import Reading
from briefing.library.passing import read_passing
from briefing.library.shelf import Disk

if TYPE_CHECKING:
    import pytest
    from conftest import BriefingFrom

    from briefing.check.check import Report
    from briefing.library.toml import Text

DAY = date(2024, 11, 20)
NAMES = [
    *("us/a.toml", "us/b.toml", "us/c.toml", "us/b\u3000.toml", "us/b\u00a0.toml", "us/ b.toml"),
    *("korea/a.toml", "korea/d.toml", "korea/Not a name.toml"),
]


def both(root: Path, on: date = DAY, *, piece: int = 100) -> tuple[Report, Report]:
    """What a check of the whole says, and what one in parts of so many cards says."""
    library, passing = read_library(root), read_passing(root)
    assert passing
    with patch.object(parts, "_PIECE", piece):
        in_parts = check_in_parts(Desk(passing, library.briefing.today(on)), passing, RULES, 1)
    return check(Desk(library, library.briefing.today(on))), in_parts


@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(MIXED)), st.integers(1, 4), st.booleans())
def test_a_check_in_parts_says_what_a_check_of_the_whole_says(
    cards: dict[str, str], piece: int, has_stray_folder: bool
) -> None:
    stray = {"stray/x.toml": CARD} if has_stray_folder else {}
    head = 'schema = 1\ntitle = "T"\nperspective = "Japan"\nas_of = 2024-10-03\nregions = ["us", "korea", "japan"]\n'
    with tempfile.TemporaryDirectory() as folder:
        files = {"briefing.toml": head, "sources.toml": MORE_SOURCES, "us/region.toml": "name = 'US'\ncode = 'US'\n"}
        whole, in_parts = both(write_briefing(Path(folder), {**files, **cards, **stray}), piece=piece)
    assert in_parts == whole


def test_a_card_that_is_meant_by_an_earlier_name_is_found_though_it_is_read_last(briefing_from: BriefingFrom) -> None:
    root = briefing_from(
        {
            "us/a.toml": QUIET.format("See [[us/former]] and [us/former#c1], not [[us/never]]."),
            "us/z.toml": f"aliases = ['us/former']\n{CARD}",
        }
    )
    whole, in_parts = both(root, piece=1)
    (broken,) = (problem for problem in in_parts.problems if problem.code == "C03")
    assert broken.message == "there is no card `us/never`"
    assert in_parts == whole


def test_no_part_can_be_made_of_a_folder_whose_briefing_toml_is_broken(briefing_from: BriefingFrom) -> None:
    assert read_passing(briefing_from({"briefing.toml": "title = ", "us/a.toml": CARD})) is None
    assert read_passing(briefing_from({"us/a.toml": CARD}).parent) is None


def test_each_card_is_read_once_and_few_are_held(briefing_from: BriefingFrom, monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()
    of_disk = Disk.read

    def counted(shelf: Disk, path: Path) -> Text:
        read[path.name] += 1
        return of_disk(shelf, path)

    monkeypatch.setattr(Disk, "read", counted)
    root = briefing_from({f"us/card-{number}.toml": CARD for number in range(700)})
    passing = read_passing(root)
    assert passing
    assert check_in_parts(Desk(passing, DAY), passing, RULES, 1).problems
    assert (len(read), max(read.values())) == (703, 1)
    assert sum(isinstance(each, Reading) and each.path.parent == root / "us" for each in gc.get_objects()) < 150
