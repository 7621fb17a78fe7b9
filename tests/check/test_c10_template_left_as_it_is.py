"""C10: a card is not published before its bottom line is written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD

from briefing.check.check import check
from briefing.check.rule import Desk
from briefing.check.rules import BY_CODE
from briefing.intake.draft import draft
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from check.conftest import Found
    from conftest import BriefingFrom

DAY = date(2024, 10, 3)
BEGUN = "Begun on 2024-10-03: the bottom line is still to be written."


def summing_up(summary: str) -> str:
    return CARD.replace("SOFA revision is on the agenda [c1].", summary)


@pytest.mark.parametrize("status", ['status = "published"', ""])
def test_a_published_card_that_has_only_the_template_s_summary_is_told(found: Found, status: str) -> None:
    (problem,) = found("C10", {"us/sofa.toml": f"{status}\n{summing_up(BEGUN)}"})
    assert (problem.line, problem.column, problem.width) == (4, 33, 38)
    assert problem.message == "the summary is still the one that the card was begun with"
    assert problem.help == "write the bottom line, or set `status` to draft"
    assert problem.severity == "warning"


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_card_that_is_not_published_may_have_it(found: Found, status: str) -> None:
    assert found("C10", {"us/sofa.toml": f'status = "{status}"\n{summing_up(BEGUN)}'}) == []


@pytest.mark.parametrize(
    "summary",
    [
        "Begun on 2024-10-03: talks over the bottom line of the budget.",
        "The agreement is still to be written, and nobody has begun.",
    ],
)
def test_a_summary_of_ones_own_is_clean(found: Found, summary: str) -> None:
    assert found("C10", {"us/sofa.toml": summing_up(summary)}) == []


def test_what_new_writes_is_told_once_it_is_published_as_it_is(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    path = draft(read_library(root), DAY, "us/new")
    assert check(Desk(read_library(root), DAY)).problems == ()
    path.write_text(path.read_text(encoding="utf-8").replace('"draft"', '"published"', 1), encoding="utf-8")
    assert [problem.code for problem in check(Desk(read_library(root), DAY)).problems] == ["C10"]
    assert [problem.path for problem in check(Desk(read_library(root), DAY), [BY_CODE["C10"]]).problems] == [path]
