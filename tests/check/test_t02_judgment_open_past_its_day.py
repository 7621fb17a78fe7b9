"""T02: a judgment is gone back to once its day has passed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found

JUDGMENT = """
[[judgment]]
statement = "Formal talks are unlikely before October."
likelihood = "unlikely"
by = 2024-09-30
"""


def test_a_judgment_that_is_open_past_its_day_is_told_at_the_day(found: Found) -> None:
    (problem,) = found("T02", {"us/sofa.toml": CARD + JUDGMENT}, date(2024, 10, 1))
    assert (problem.line, problem.column) == (24, 1)
    assert problem.message == "`j1` was to be known by 30 Sep 2024, and its outcome is open"
    assert problem.help == "set `outcome` to yes, no or void, and `resolved_on` to the day it was known"


def test_on_its_last_day_it_may_still_come(found: Found) -> None:
    assert found("T02", {"us/sofa.toml": CARD + JUDGMENT}, date(2024, 9, 30)) == []


@pytest.mark.parametrize("outcome", ["yes", "no", "void"])
def test_a_judgment_with_an_outcome_is_clean(found: Found, outcome: str) -> None:
    resolved = f'{JUDGMENT}outcome = "{outcome}"\nresolved_on = 2024-10-01\n'
    assert found("T02", {"us/sofa.toml": CARD + resolved}) == []


def test_a_draft_is_not_asked_for(found: Found) -> None:
    assert found("T02", {"us/sofa.toml": f'status = "draft"\n{CARD}{JUDGMENT}'}) == []


def test_to_retire_a_card_does_not_answer_what_it_asked(found: Found) -> None:
    (problem,) = found("T02", {"us/sofa.toml": f'status = "retired"\n{CARD}{JUDGMENT}'})
    assert problem.message == "`j1` was to be known by 30 Sep 2024, and its outcome is open"


def test_each_judgment_is_told_at_its_own_day(found: Found) -> None:
    later = JUDGMENT.replace("2024-09-30", "2025-03-31")
    problems = found("T02", {"us/sofa.toml": f"{CARD}{later}{JUDGMENT}{JUDGMENT}"})
    assert [problem.line for problem in problems] == [29, 34]


def test_a_closed_edition_is_read_on_its_own_day(found: Found) -> None:
    head = 'schema = 1\ntitle = "t"\nperspective = "p"\nas_of = 2024-09-30\nregions = ["us"]\nclosed = true\n'
    assert found("T02", {"us/sofa.toml": CARD + JUDGMENT, "briefing.toml": head}, date(2030, 1, 1)) == []
