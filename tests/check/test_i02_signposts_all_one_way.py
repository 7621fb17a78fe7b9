"""I02: a card watches for what would prove it wrong, either way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found


def signposts(*ways: str) -> str:
    return "".join(f'\n[[signpost]]\nif_seen = "{way}"\ntext = "t"\nstatus = "seen"\n' for way in ways)


@pytest.mark.parametrize(
    ("ways", "message"),
    [
        (("raises",) * 3, "all 3 signposts raise the risk: nothing here could lower it"),
        (("lowers",) * 4, "all 4 signposts lower the risk: nothing here could raise it"),
        (("raises",) * 2, "both signposts raise the risk: nothing here could lower it"),
    ],
)
def test_signposts_that_all_point_one_way_are_told_at_the_first(
    found: Found, ways: tuple[str, ...], message: str
) -> None:
    (problem,) = found("I02", {"us/sofa.toml": CARD + signposts(*ways)})
    assert (problem.line, problem.column) == (22, 1)
    assert problem.message == message
    assert problem.help == "add what you would see if you were wrong"


@pytest.mark.parametrize(
    "ways", [(), ("raises",), ("lowers",), ("raises", "lowers"), ("raises", "raises", "raises", "lowers")]
)
def test_a_single_signpost_and_those_that_point_both_ways_are_clean(found: Found, ways: tuple[str, ...]) -> None:
    assert found("I02", {"us/sofa.toml": CARD + signposts(*ways)}) == []


def test_a_signpost_that_cannot_be_read_may_point_the_other_way(found: Found) -> None:
    assert found("I02", {"us/sofa.toml": CARD + signposts("raises", "lower", "raises")}) == []
