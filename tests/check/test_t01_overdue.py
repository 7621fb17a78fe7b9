"""T01: a published card is looked at as often as its level asks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD, write_briefing

from briefing.check.check import check
from briefing.check.rule import Desk
from briefing.check.rules import BY_CODE
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from pathlib import Path

    from check.conftest import Found

CONTEXT = CARD.partition("[risk]")[0]


def at_level(likelihood: str, impact: str) -> str:
    return CARD.replace('"unlikely"', f'"{likelihood}"').replace('"moderate"', f'"{impact}"')


def test_a_card_past_its_days_is_told_at_its_as_of(found: Found) -> None:
    (problem,) = found("T01", {"us/sofa.toml": CARD}, date(2024, 11, 3))
    assert (problem.line, problem.column) == (2, 1)
    assert problem.message == "last reviewed 3 Oct 2024: a guarded card is reviewed every 30 days"
    assert problem.help == "look at it again and set `as_of`, or retire it"


def test_on_the_last_of_its_days_it_is_clean(found: Found) -> None:
    assert found("T01", {"us/sofa.toml": CARD}, date(2024, 11, 2)) == []


@pytest.mark.parametrize(
    ("content", "last_day", "message"),
    [
        (at_level("very likely", "moderate"), date(2024, 10, 10), "a high card is reviewed every 7 days"),
        (at_level("likely", "moderate"), date(2024, 10, 17), "an elevated card is reviewed every 14 days"),
        (at_level("unlikely", "minor"), date(2024, 12, 2), "a low card is reviewed every 60 days"),
        (CONTEXT, date(2024, 12, 2), "a card without a rating is reviewed every 60 days"),
    ],
)
def test_the_days_are_those_of_its_level(found: Found, content: str, last_day: date, message: str) -> None:
    assert found("T01", {"us/sofa.toml": content}, last_day) == []
    (problem,) = found("T01", {"us/sofa.toml": content}, date.fromordinal(last_day.toordinal() + 1))
    assert problem.message == f"last reviewed 3 Oct 2024: {message}"


def test_a_briefing_may_set_other_days(found: Found) -> None:
    head = 'schema = 1\ntitle = "t"\nperspective = "p"\nas_of = 2024-10-03\nregions = ["us"]\n'
    files = {"us/sofa.toml": CARD, "briefing.toml": f"{head}[review_days]\nguarded = 1\n"}
    assert found("T01", files, date(2024, 10, 4)) == []
    (problem,) = found("T01", files, date(2024, 10, 5))
    assert problem.message == "last reviewed 3 Oct 2024: a guarded card is reviewed every day"


def test_a_closed_edition_does_not_age(found: Found) -> None:
    head = 'schema = 1\ntitle = "t"\nperspective = "p"\nas_of = 2024-10-03\nregions = ["us"]\nclosed = true\n'
    assert found("T01", {"us/sofa.toml": CARD, "briefing.toml": head}, date(2030, 1, 1)) == []


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_what_is_not_published_does_not_age(found: Found, status: str) -> None:
    assert found("T01", {"us/sofa.toml": f'status = "{status}"\n{CARD}'}, date(2024, 11, 3)) == []


def test_a_risk_past_its_deadline_is_told_by_t04_alone(found: Found) -> None:
    assert len(found("T01", {"us/sofa.toml": CARD}, date(2025, 3, 31))) == 1
    assert found("T01", {"us/sofa.toml": CARD}, date(2025, 4, 1)) == []
    assert len(found("T04", {"us/sofa.toml": CARD}, date(2025, 4, 1))) == 1


def test_what_the_help_says_mends_it(found: Found) -> None:
    again = CARD.replace("as_of = 2024-10-03", "as_of = 2024-11-03")
    assert found("T01", {"us/sofa.toml": again}, date(2024, 11, 3)) == []


def test_an_earlier_version_of_a_file_that_is_being_mended_is_not_told_of(tmp_path: Path) -> None:
    root = write_briefing(tmp_path, {"us/sofa.toml": CARD})
    before = read_library(root)
    (root / "us" / "sofa.toml").write_text("not toml")
    problems = check(Desk(read_library(root, before), date(2024, 11, 3)), [BY_CODE["T01"]]).problems
    assert [problem.code for problem in problems] == ["C01"]
