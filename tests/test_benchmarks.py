"""What is measured, and how it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.content import DAY, write
from benchmarks.table import Row, table
from briefing.check.check import check
from briefing.check.rule import Desk
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from pathlib import Path


def test_the_content_that_is_measured_has_nothing_to_be_mended_and_is_the_same_each_time(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        write(tmp_path / folder, 60)
    one, other = (
        {path.relative_to(tmp_path / folder): path.read_bytes() for path in (tmp_path / folder).rglob("*.toml")}
        for folder in ("one", "other")
    )
    assert one == other
    library = read_library(tmp_path / "one")
    assert len(library.cards) == 60
    checked = check(Desk(library, DAY, None)).onto(library)
    assert [str(problem) for problem in checked.problems if problem.is_fault] == []


def test_a_row_tells_the_median_of_what_stood_side_by_side_and_whether_the_target_is_met() -> None:
    pairs = [(100.0, 50.0), (300.0, 100.0), (90.0, 100.0)]
    of_the_median = Row.of_pairs("ready", 15, "hello", 2, pairs)
    of_the_worst = Row.of_pairs("search keystroke, worst", 1000, "rg", 2, pairs, is_worst=True)
    alone = Row("bytes of one j", 1000, "", 6, [5.5, 4.0], "KB", is_worst=True)
    compared = Row.of_pairs("first paint of mc", 15, "hello", None, pairs)
    assert list(table([of_the_median, of_the_worst, alone, compared]))[2:] == [
        "| ready | 15 | hello | ≤ 2 | 2.00 | 0.90–3.00 | 100 ÷ 100 | met |",
        "| search keystroke, worst | 1,000 | rg | ≤ 2 | 3.00 | 0.90–3.00 | 100 ÷ 100 | **not met** |",
        "| bytes of one j | 1,000 |  | ≤ 6 KB | 5.50 KB | 4.00–5.50 |  | met |",
        "| first paint of mc | 15 | hello |  | 2.00 | 0.90–3.00 | 100 ÷ 100 |  |",
    ]
