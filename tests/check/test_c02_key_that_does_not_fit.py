"""C02: what reading tells of keys, and a code in `ignore` that is no rule's or cannot be ignored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from examples import CARD

from briefing.check.check import ALWAYS_TOLD
from briefing.check.rules import BY_CODE

if TYPE_CHECKING:
    from check.conftest import Found


@pytest.mark.parametrize(
    ("ignore", "column", "message"),
    [
        ('["Z99"]', 11, "there is no rule `Z99`"),
        ('["J05", "J00"]', 18, r"there is no rule `J00`; did you mean `J[0-9]{2}`\?"),
    ],
)
def test_a_code_that_is_no_rule_s_is_told_at_its_place(found: Found, ignore: str, column: int, message: str) -> None:
    (problem,) = found("C02", {"us/sofa.toml": f"ignore = {ignore}\n{CARD}"})
    assert (problem.line, problem.column, problem.width) == (1, column, 5)
    assert problem.severity == "error"
    assert re.fullmatch(message, problem.message)
    assert problem.help == "name a rule that there is, or take it out"


@pytest.mark.parametrize("code", sorted(ALWAYS_TOLD))
def test_a_code_that_is_told_in_any_case_cannot_be_ignored(found: Found, code: str) -> None:
    (problem,) = found("C02", {"us/sofa.toml": f'ignore = ["J05", "{code}"]\n{CARD}'})
    assert (problem.line, problem.column, problem.width) == (1, 18, 5)
    assert problem.severity == "error"
    assert problem.message == f"`{code}` cannot be ignored"
    assert problem.help == "take it out, and mend what it finds"


def test_every_code_of_another_rule_may_be_ignored(found: Found) -> None:
    codes = ", ".join(f'"{code}"' for code in BY_CODE if code not in ALWAYS_TOLD)
    assert found("C02", {"us/sofa.toml": f"ignore = [{codes}]\n{CARD}"}) == []
    assert found("C02", {"us/sofa.toml": CARD}) == []


def test_what_reading_tells_of_keys_is_told_too(found: Found) -> None:
    card = CARD.replace("likelihood", "likelyhood")
    (problem,) = found("C02", {"us/sofa.toml": card})
    assert (problem.line, problem.column, problem.width) == (11, 1, 10)
    assert problem.message == "`likelyhood` is not a key of an assessment; did you mean `likelihood`?"


def test_the_code_that_was_meant_is_clean(found: Found) -> None:
    assert found("C02", {"us/sofa.toml": f'ignore = ["J05"]\n{CARD}'}) == []
