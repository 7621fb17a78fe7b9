"""Whatever stands in the folder under a card's name is told at once and never waited for, and costs nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from examples import CARD
from worst_cards import WORST
from zoo import LEAVINGS, ODD_NAMES, TOLD

from briefing.library.clean import spoofing
from briefing.library.folder import read_library
from briefing.library.problem import BriefingError
from briefing.library.settle import read_again

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import BriefingFrom


@pytest.mark.parametrize("put", TOLD.values(), ids=TOLD.keys())
def test_what_is_no_card_is_told_and_the_card_beside_it_stands(
    briefing_from: BriefingFrom, put: Callable[[Path], object]
) -> None:
    root = briefing_from({"us/good.toml": CARD})
    put(root / "us" / "odd.toml")
    library = read_library(root)
    assert {problem.path.name for problem in library.problems} == {"odd.toml"}
    assert list(library.cards) == ["us/good"]


@pytest.mark.parametrize("put", TOLD.values(), ids=TOLD.keys())
def test_where_a_card_was_it_keeps_its_last_good_version(
    briefing_from: BriefingFrom, put: Callable[[Path], object]
) -> None:
    root = briefing_from({"us/good.toml": CARD, "us/odd.toml": CARD})
    before = read_library(root)
    (root / "us" / "odd.toml").unlink()
    put(root / "us" / "odd.toml")
    after = read_again(root, before, lambda _: None)
    assert after.cards == before.cards
    assert {problem.path.name for problem in after.problems} == {"odd.toml"}


@pytest.mark.parametrize("name", ["sources.toml", "briefing.toml", "us/region.toml"])
@pytest.mark.parametrize("put", TOLD.values(), ids=TOLD.keys())
def test_what_holds_the_cards_together_may_be_no_file_and_every_card_is_read(
    briefing_from: BriefingFrom, put: Callable[[Path], object], name: str
) -> None:
    root = briefing_from({"us/good.toml": CARD})
    (root / name).unlink()
    put(root / name)
    if name == "briefing.toml" and not (root / name).exists():
        with pytest.raises(BriefingError, match=r"it has no briefing\.toml"):
            read_library(root)
        return
    library = read_library(root)
    # An empty bibliography is one; what is missing in it is told of the cards.
    assert library.problems
    assert (root / name) in {problem.path for problem in library.problems} or (root / name).read_text() == ""
    assert list(library.cards) == ["us/good"]


def test_a_name_that_no_card_can_have_is_told_and_shown_safely(briefing_from: BriefingFrom) -> None:
    longest = f"{'x' * 250}.toml"
    root = briefing_from({"us/good.toml": CARD, f"us/{longest}": CARD})
    for name in ODD_NAMES:
        (root / "us" / os.fsdecode(name)).write_text(CARD)
    library = read_library(root)
    assert len(library.problems) == len(ODD_NAMES)
    assert [*spoofing("".join(f"{problem}{problem.help}" for problem in library.problems))] == []
    assert not any("\n" in f"{problem}{problem.help}" for problem in library.problems)
    assert list(library.cards) == ["us/good", f"us/{'x' * 250}"]


def test_what_editors_leave_behind_is_passed_over(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/good.toml": CARD})
    for name in LEAVINGS:
        (root / "us" / name).write_text("torn")
    (root / "us" / ".#good.toml").symlink_to("somebody@host.1234:1700000000")
    library = read_library(root)
    assert library.problems == ()
    assert list(library.files) == ["us/good"]


QUICK = [
    "a table of a hundred columns", "emphasis that never ends", "brackets", "a key of as many dots as can be read",
    "lists within lists of TOML", "one number", "one text that never ends", "conflict marks", "quotation marks",
    "a day in a long line", "a list of words",
]  # fmt: skip


@pytest.mark.parametrize("card", QUICK)
def test_a_card_of_a_mebibyte_is_read_or_told_and_costs_no_other(briefing_from: BriefingFrom, card: str) -> None:
    library = read_library(briefing_from({"us/worst.toml": WORST[card], "us/good.toml": CARD}))
    assert "us/good" in library.cards
    assert {problem.path.name for problem in library.problems} <= {"worst.toml"}
    assert library.problems or "us/worst" in library.cards
