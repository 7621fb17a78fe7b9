"""A disk that cannot be read at some place costs what stands there, told, and nothing else."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest
from examples import CARD
from failing import failures

from briefing.library.folder import read_library
from briefing.library.problem import BriefingError
from briefing.library.settle import read_again

if TYPE_CHECKING:
    from conftest import BriefingFrom

CARDS = {f"{region}/{name}.toml": CARD for region in ("us", "korea") for name in ("a", "b")}


@pytest.mark.parametrize("error", [errno.EIO, errno.EACCES])
def test_whatever_cannot_be_read_is_told_and_every_other_card_stands(briefing_from: BriefingFrom, error: int) -> None:
    root = briefing_from(CARDS)
    whole = read_library(root)
    assert not whole.problems
    lost = []
    for disk in failures(root, error):
        try:
            with disk:
                library = read_library(root)
        except BriefingError:
            assert disk.failed == "stat /briefing.toml"
            continue
        path = disk.failed.partition(" /")[2]
        missing = whole.cards.keys() - library.cards.keys()
        assert {problem.path for problem in library.problems} <= {root / path, root / "briefing.toml"}
        assert missing <= {each for each in whole.cards if f"{each}.toml".startswith(path)}
        assert library.problems or not missing, disk.failed
        lost += sorted(missing)
    assert {*lost} == {*whole.cards}


@pytest.mark.parametrize("error", [errno.EIO, errno.EACCES])
def test_what_cannot_be_read_for_a_moment_costs_no_card_that_is_on_screen(
    briefing_from: BriefingFrom, error: int
) -> None:
    root = briefing_from(CARDS)
    before = read_library(root)
    (root / "us" / "a.toml").write_text(CARD.replace("more equal", "less equal"))
    tried = 0
    for disk in failures(root, error):
        with disk:
            after = read_again(root, before, lambda _: None)
        assert after.cards.keys() == before.cards.keys(), disk.failed
        tried += 1
    assert tried > 4
    assert after.cards["us/a"].title == "A less equal alliance"
