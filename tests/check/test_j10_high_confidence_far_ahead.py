"""J10: what is a year away is not known well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found


def judged(as_of: str, by: str, confidence: str = "high") -> dict[str, str]:
    """A card with one judgment; its confidence stands on line 9."""
    return {
        "us/sofa.toml": f"""\
title = "Reform"
as_of = {as_of}
summary = "Reform is on the agenda."

[[judgment]]
statement = "Talks are likely."
likelihood = "likely"
by = {by}
confidence = "{confidence}"
"""
    }


def test_high_confidence_in_what_is_over_a_year_ahead_is_told_at_its_line(found: Found) -> None:
    (problem,) = found("J10", judged("2024-10-03", "2025-10-04"))
    assert (problem.line, problem.column) == (9, 1)
    assert problem.message == "`high` confidence in 2025-10-04, more than a year after 2024-10-03"
    assert problem.help == "lower the confidence, or judge a nearer date"


@pytest.mark.parametrize(
    ("as_of", "by"),
    [
        ("2024-10-03", "2026-01-01"),
        ("2024-10-03", "2025-11-01"),
        ("2024-02-29", "2025-03-01"),
        ("2023-02-28", "2024-02-29"),
        ("0001-01-01", "9999-12-31"),
    ],
)
def test_any_later_day_is_told(found: Found, as_of: str, by: str) -> None:
    assert len(found("J10", judged(as_of, by))) == 1


@pytest.mark.parametrize(
    ("as_of", "by"),
    [
        ("2024-10-03", "2025-10-03"),
        ("2024-10-03", "2025-09-30"),
        ("2024-10-03", "2024-12-31"),
        ("2024-10-03", "2023-12-31"),
        ("2024-02-29", "2025-02-28"),
        ("2023-03-01", "2024-02-29"),
        ("9999-10-03", "9999-12-31"),
    ],
)
def test_the_same_day_of_the_next_year_and_all_before_it_are_clean(found: Found, as_of: str, by: str) -> None:
    assert found("J10", judged(as_of, by)) == []


@pytest.mark.parametrize("confidence", ["low", "moderate"])
def test_less_confidence_mends_it(found: Found, confidence: str) -> None:
    assert found("J10", judged("2024-10-03", "2026-03-31", confidence)) == []


RATED = CARD.replace('confidence = "low"', 'confidence = "high"')
LATE = RATED.replace("by = 2025-03-31", "by = 2025-10-04")


def test_a_risk_is_judged_by_its_deadline(found: Found) -> None:
    (problem,) = found("J10", {"us/sofa.toml": LATE})
    assert (problem.line, problem.column) == (13, 1)
    assert problem.message == "`high` confidence in 2025-10-04, more than a year after 2024-10-03"


def test_a_near_deadline_or_none_is_clean(found: Found) -> None:
    assert found("J10", {"us/sofa.toml": RATED}) == []
    assert found("J10", {"us/sofa.toml": RATED.replace("by = 2025-03-31\n", "")}) == []


def test_of_a_risk_only_the_current_rating_is_judged(found: Found) -> None:
    current = """
[[risk.assessment]]
on = 2024-10-03
likelihood = "unlikely"
impact = "moderate"
confidence = "low"
why = "Agreed elsewhere."
"""
    assert found("J10", {"us/sofa.toml": LATE + current}) == []
    (problem,) = found("J10", {"us/sofa.toml": LATE + current.replace('"low"', '"high"')})
    assert problem.line == 25


def test_a_risk_without_a_rating_is_clean(found: Found) -> None:
    assert found("J10", {"us/sofa.toml": judged("2024-10-03", "2024-12-31")["us/sofa.toml"] + "\n[risk]\n"}) == []
