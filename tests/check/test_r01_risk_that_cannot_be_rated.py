"""R01: a risk is an event by a day, with a history in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found
    from conftest import LibraryFrom

HEAD = 'title = "t"\nas_of = 2024-10-03\nsummary = "s"\n'
EVENT = 'event = "A dispute"\n'
BY = "by = 2025-03-31\n"


def assessment(on: str) -> str:
    return f"""
[[risk.assessment]]
on = {on}
likelihood = "unlikely"
impact = "moderate"
confidence = "low"
why = "It did not come up."
"""


FIRST = assessment("2024-10-03")


@pytest.mark.parametrize(
    ("risk", "message", "help"),
    [
        (
            BY + FIRST,
            "a risk without `event`",
            "say what would happen, so clearly that one can tell whether it did",
        ),
        (EVENT + FIRST, "a risk without `by`", "give the last day on which the event counts"),
        (EVENT + BY, "a risk without an assessment", "rate it in a [[risk.assessment]], or take [risk] out"),
    ],
)
def test_what_a_risk_lacks_is_told_at_the_risk(found: Found, risk: str, message: str, help: str) -> None:
    (problem,) = found("R01", {"us/x.toml": f"{HEAD}[risk]\n{risk}"})
    assert (problem.line, problem.column) == (4, 2)
    assert (problem.message, problem.help) == (message, help)


def test_each_thing_that_a_risk_lacks_is_told(found: Found) -> None:
    assert len(found("R01", {"us/x.toml": f"{HEAD}[risk]\n"})) == 3


@pytest.mark.parametrize("content", [HEAD, CARD, f"{HEAD}[risk]\n{EVENT}{BY}{FIRST}"])
def test_a_context_card_and_a_whole_risk_are_clean(found: Found, content: str) -> None:
    assert found("R01", {"us/x.toml": content}) == []


@pytest.mark.parametrize(
    "risk",
    [
        f"{EVENT}by = '2025-03'\n{FIRST}",
        f"event = 5\n{BY}{FIRST}",
        f"{EVENT}{BY}{FIRST.replace('unlikely', 'improbable')}",
        f"{EVENT}{BY}assessment = 'guarded'\n",
    ],
)
def test_what_is_there_and_cannot_be_read_is_told_by_c02_alone(
    found: Found, library_from: LibraryFrom, risk: str
) -> None:
    files = {"us/x.toml": f"{HEAD}[risk]\n{risk}"}
    assert [problem.code for problem in library_from(files).problems] == ["C02"]
    assert found("R01", files) == []


@pytest.mark.parametrize(
    ("on", "message", "help"),
    [
        (
            "2024-10-02",
            "an assessment of 2 Oct 2024 below one of 3 Oct 2024",
            "put them in the order of their days: the last one holds",
        ),
        (
            "2024-10-04",
            "rated 4 Oct 2024, after the card's `as_of`, 3 Oct 2024",
            "set `as_of` to the day of the last assessment",
        ),
    ],
)
def test_an_assessment_out_of_its_time_is_told_at_its_day(found: Found, on: str, message: str, help: str) -> None:
    (problem,) = found("R01", {"us/x.toml": f"{HEAD}[risk]\n{EVENT}{BY}{FIRST}{assessment(on)}"})
    assert (problem.line, problem.column) == (16, 1)
    assert (problem.message, problem.help) == (message, help)


def test_an_assessment_after_the_deadline_is_told(found: Found) -> None:
    late = CARD.replace("as_of = 2024-10-03", "as_of = 2025-04-01") + assessment("2025-04-01")
    (problem,) = found("R01", {"us/x.toml": late})
    assert (problem.line, problem.column) == (22, 1)
    assert problem.message == "rated 1 Apr 2025, after the risk's `by`, 31 Mar 2025"
    assert problem.help == "retire the card, or ask anew with a later `by`"


def test_days_that_are_equal_are_in_order(found: Found) -> None:
    on_the_last_day = CARD.replace("as_of = 2024-10-03", "as_of = 2025-03-31") + assessment("2025-03-31")
    assert found("R01", {"us/x.toml": f"{CARD}{FIRST}", "us/y.toml": on_the_last_day}) == []


def test_a_rating_that_rises_and_then_falls_back_in_time_is_told_where_it_falls_back(found: Found) -> None:
    days = ["2024-09-01", "2024-10-03", "2024-09-02", "2024-09-03"]
    (problem,) = found("R01", {"us/x.toml": f"{HEAD}[risk]\n{EVENT}{BY}{''.join(map(assessment, days))}"})
    assert problem.message == "an assessment of 2 Sep 2024 below one of 3 Oct 2024"


def test_without_a_deadline_no_assessment_is_too_late(found: Found) -> None:
    (problem,) = found("R01", {"us/x.toml": f"{HEAD}[risk]\n{EVENT}{FIRST}"})
    assert problem.message == "a risk without `by`"


@pytest.mark.parametrize(
    "risk",
    [
        f"{EVENT.replace('event', 'evnt')}{BY}{FIRST}",
        f"{EVENT}{BY.replace('by', 'b')}{FIRST}",
        f"{EVENT}{BY}{FIRST.replace('assessment', 'asessment')}",
    ],
)
def test_a_misspelt_key_is_told_by_c02_alone(found: Found, library_from: LibraryFrom, risk: str) -> None:
    files = {"us/x.toml": f"{HEAD}[risk]\n{risk}"}
    assert [problem.code for problem in library_from(files).problems] == ["C02"]
    assert found("R01", files) == []


def test_a_misspelt_key_does_not_hide_that_another_is_missing(found: Found) -> None:
    (problem,) = found("R01", {"us/x.toml": f"{HEAD}[risk]\nevnt = 'A dispute'\n{FIRST}"})
    assert problem.message == "a risk without `by`"
