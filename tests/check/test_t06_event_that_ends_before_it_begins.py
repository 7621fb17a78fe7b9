"""T06: an event ends when or after it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found


def event(on: str, until: str) -> str:
    return f'{CARD}\n[[event]]\non = {on}\nuntil = {until}\nwhat = "The ministers meet"\n'


@pytest.mark.parametrize(
    ("on", "until", "message"),
    [
        ("2024-11-19", "2024-11-18", "`until` is 18 Nov 2024, before `on`, 19 Nov 2024"),
        ("2024-11-19", '"2024-10"', "`until` is Oct 2024, before `on`, 19 Nov 2024"),
        ('"2024-11"', "2024-10-31", "`until` is 31 Oct 2024, before `on`, Nov 2024"),
        ('"2025"', '"2024"', "`until` is 2024, before `on`, 2025"),
    ],
)
def test_an_event_that_ends_before_it_begins_is_told_at_its_end(
    found: Found, on: str, until: str, message: str
) -> None:
    (problem,) = found("T06", {"us/sofa.toml": event(on, until)})
    assert (problem.line, problem.column) == (23, 1)
    assert problem.message == message
    assert problem.help == "set right the one that is wrong, or take `until` out"
    assert problem.severity == "error"


@pytest.mark.parametrize(
    ("on", "until"),
    [
        ("2024-11-18", "2024-11-19"),
        ("2024-11-18", "2024-11-18"),
        ("2024-11-18", '"2024-11"'),  # some time later in the month
        ("2024-11-30", '"2024-11"'),
        ('"2024-11"', "2024-11-01"),
        ('"2024"', '"2024-01"'),
        ('"2024"', '"2024"'),
    ],
)
def test_an_event_that_may_end_after_it_begins_is_clean(found: Found, on: str, until: str) -> None:
    assert found("T06", {"us/sofa.toml": event(on, until)}) == []


def test_what_the_help_says_mends_it(found: Found) -> None:
    broken = event("2024-11-19", "2024-11-18")
    assert found("T06", {"us/sofa.toml": broken.replace("until = 2024-11-18\n", "")}) == []


def test_each_event_is_told_at_its_own_end(found: Found) -> None:
    broken = event("2024-11-19", "2024-11-18")
    whole = "\n[[event]]\non = 2024-11-18\nuntil = 2024-11-19\nwhat = 'w'\n"
    problems = found("T06", {"us/sofa.toml": f"{broken}{whole}{broken.removeprefix(CARD)}"})
    assert [problem.line for problem in problems] == [23, 33]
