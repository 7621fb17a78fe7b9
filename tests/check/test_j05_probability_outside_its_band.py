"""J05: the percent and the term are one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found

JUDGMENT = """
[[judgment]]
statement = "Formal talks are unlikely before April."
likelihood = "unlikely"
by = 2025-03-31
probability = """


@pytest.mark.parametrize("percent", [0, 19, 45, 100])
def test_a_percent_outside_the_band_is_told_at_its_line(found: Found, percent: int) -> None:
    (problem,) = found("J05", {"us/sofa.toml": f"{CARD}{JUDGMENT}{percent}\n"})
    assert (problem.line, problem.column) == (25, 1)
    assert problem.message == f"{percent} percent is not unlikely, which is 20 to 45"


@pytest.mark.parametrize("percent", [20, 44])
def test_a_percent_at_the_edge_of_the_band_is_clean(found: Found, percent: int) -> None:
    assert found("J05", {"us/sofa.toml": f"{CARD}{JUDGMENT}{percent}\n"}) == []


def test_the_percent_that_the_help_offers_is_clean(found: Found) -> None:
    (problem,) = found("J05", {"us/sofa.toml": f"{CARD}{JUDGMENT}60\n"})
    assert problem.help == "give a percent from 20 to 45, or another `likelihood`"
    assert found("J05", {"us/sofa.toml": f"{CARD}{JUDGMENT}30\n"}) == []


def test_a_judgment_without_a_percent_hides_none_after_it(found: Found) -> None:
    first = JUDGMENT.removesuffix("probability = ")
    (problem,) = found("J05", {"us/sofa.toml": f"{CARD}{first}{JUDGMENT}60\n"})
    assert problem.line == 30
