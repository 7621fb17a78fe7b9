"""F01: an outcome and the day that it was known agree."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found
    from conftest import LibraryFrom

JUDGMENT = """
[[judgment]]
statement = "Formal talks are unlikely before October."
likelihood = "unlikely"
by = 2024-09-30
"""


@pytest.mark.parametrize(
    ("resolved", "line", "message", "help"),
    [
        (
            'outcome = "yes"',
            25,
            "`j1` came out yes, and no day is given",
            "add `resolved_on`, the day that it was known",
        ),
        (
            "resolved_on = 2024-10-01",
            25,
            "`j1` was resolved 1 Oct 2024, and its outcome is open",
            "set `outcome` to yes, no or void, or take `resolved_on` out",
        ),
        (
            'outcome = "no"\nresolved_on = 2024-09-29',
            26,
            "`j1` came out no on 29 Sep 2024, and may still come until 30 Sep 2024",
            "leave it open until then; if the question fell away, it is void",
        ),
        (
            'outcome = "no"\nresolved_on = 2024-10-04',
            26,
            "`j1` was resolved 4 Oct 2024, which is after 3 Oct 2024",
            "give the day that it was known; what is still to come is open",
        ),
    ],
)
def test_an_outcome_that_does_not_agree_with_its_day_is_told(
    found: Found, resolved: str, line: int, message: str, help: str
) -> None:
    (problem,) = found("F01", {"us/sofa.toml": f"{CARD}{JUDGMENT}{resolved}\n"})
    assert (problem.line, problem.column) == (line, 1)
    assert (problem.message, problem.help) == (message, help)


@pytest.mark.parametrize("outcome", ["no", "void"])
def test_every_outcome_needs_a_day(found: Found, outcome: str) -> None:
    (problem,) = found("F01", {"us/sofa.toml": f'{CARD}{JUDGMENT}outcome = "{outcome}"\n'})
    assert problem.message == f"`j1` came out {outcome}, and no day is given"


@pytest.mark.parametrize(
    "resolved",
    [
        "",
        'outcome = "open"',
        'outcome = "no"\nresolved_on = 2024-09-30',  # known when its last day is over
        'outcome = "no"\nresolved_on = 2024-10-03',  # today
        'outcome = "yes"\nresolved_on = 2024-08-01',
        'outcome = "void"\nresolved_on = 2024-08-01',
    ],
)
def test_an_outcome_with_its_day_is_clean(found: Found, resolved: str) -> None:
    assert found("F01", {"us/sofa.toml": f"{CARD}{JUDGMENT}{resolved}\n"}) == []


def test_a_day_that_is_still_to_come_is_told_beside_what_else_is_wrong(found: Found) -> None:
    early = JUDGMENT.replace("2024-09-30", "2025-03-31")
    problems = found("F01", {"us/sofa.toml": f'{CARD}{early}outcome = "no"\nresolved_on = 2025-01-01\n'})
    assert [problem.message for problem in problems] == [
        "`j1` came out no on 1 Jan 2025, and may still come until 31 Mar 2025",
        "`j1` was resolved 1 Jan 2025, which is after 3 Oct 2024",
    ]


def test_of_a_closed_edition_today_is_its_own_day(found: Found) -> None:
    head = 'schema = 1\ntitle = "t"\nperspective = "p"\nas_of = 2024-10-03\nregions = ["us"]\nclosed = true\n'
    files = {
        "us/sofa.toml": f'{CARD}{JUDGMENT}outcome = "yes"\nresolved_on = 2024-10-04\n',
        "briefing.toml": head,
    }
    (problem,) = found("F01", files, date(2030, 1, 1))
    assert problem.message == "`j1` was resolved 4 Oct 2024, which is after 3 Oct 2024"


def test_the_next_judgment_is_looked_at_after_one_that_is_open(found: Found) -> None:
    content = f'{CARD}{JUDGMENT}{JUDGMENT}outcome = "yes"\n'
    assert [problem.message for problem in found("F01", {"us/sofa.toml": content})] == [
        "`j2` came out yes, and no day is given"
    ]


def test_a_misspelt_day_is_told_by_c02_alone(found: Found, library_from: LibraryFrom) -> None:
    files = {"us/sofa.toml": f'{CARD}{JUDGMENT}outcome = "yes"\nresolved = 2024-10-01\n'}
    assert [(problem.code, problem.line) for problem in library_from(files).problems] == [("C02", 26)]
    assert found("F01", files) == []
