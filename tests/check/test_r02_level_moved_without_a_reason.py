"""R02: a level that moves has a reason of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from check.conftest import Found

HEAD = """\
title = "t"
as_of = 2024-10-03
summary = "s"
[risk]
event = "A dispute"
by = 2025-03-31
"""
SAID = "SOFA is on the agenda."
GUARDED, ELEVATED = "unlikely", "roughly even chance"


def card(*ratings: tuple[str, str]) -> str:
    """A card rated day after day from 1 October, each time with a likelihood, at moderate impact, and a reason."""
    return HEAD + "".join(
        f"""
[[risk.assessment]]
on = 2024-10-0{place}
likelihood = "{likelihood}"
impact = "moderate"
confidence = "low"
why = "{why}"
"""
        for place, (likelihood, why) in enumerate(ratings, start=1)
    )


def test_a_level_that_moved_for_the_old_reason_is_told_at_the_reason(found: Found) -> None:
    (problem,) = found("R02", {"us/x.toml": card((GUARDED, SAID), (ELEVATED, SAID))})
    assert (problem.line, problem.column) == (20, 1)
    assert problem.message == "the level moved from guarded to elevated for the reason given on 1 Oct 2024"
    assert problem.help == "say what is new since then"


@pytest.mark.parametrize("again", ["sofa is ON the agenda.", "  SOFA  is on\\nthe agenda. "])
def test_capitals_and_white_space_make_no_new_reason(found: Found, again: str) -> None:
    (problem,) = found("R02", {"us/x.toml": card((ELEVATED, SAID), (GUARDED, again))})
    assert problem.message == "the level moved from elevated to guarded for the reason given on 1 Oct 2024"


def test_an_earlier_reason_is_no_new_one(found: Found) -> None:
    (problem,) = found("R02", {"us/x.toml": card((GUARDED, SAID), (GUARDED, "Nothing."), (ELEVATED, SAID))})
    assert (problem.line, problem.message) == (
        27,
        "the level moved from guarded to elevated for the reason given on 1 Oct 2024",
    )


@pytest.mark.parametrize(
    "ratings",
    [
        ((GUARDED, SAID),),
        ((GUARDED, SAID), (GUARDED, SAID)),
        ((GUARDED, SAID), ("very unlikely", SAID)),  # another likelihood, the same level
        ((GUARDED, SAID), (ELEVATED, "SOFA is on the agenda again.")),
        ((GUARDED, SAID), (ELEVATED, "SOFA is not on the agenda.")),
        ((GUARDED, SAID), (ELEVATED, "He said so."), (ELEVATED, SAID)),
    ],
)
def test_a_level_that_stays_or_moves_for_another_reason_is_clean(
    found: Found, ratings: tuple[tuple[str, str], ...]
) -> None:
    assert found("R02", {"us/x.toml": card(*ratings)}) == []


@pytest.mark.parametrize("content", ['title = "t"\nas_of = 2024-10-03\nsummary = "s"\n', HEAD])
def test_a_card_without_a_rating_is_clean(found: Found, content: str) -> None:
    assert found("R02", {"us/x.toml": content}) == []
