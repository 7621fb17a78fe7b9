"""C01, C03, C04, C06, C07, C09: what reading the files tells is told by check, as the rule of its code has it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD

from briefing.check.check import check
from briefing.check.rule import Desk
from briefing.check.rules import BY_CODE
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from check.conftest import Found
    from conftest import BriefingFrom

DAY = date(2024, 10, 3)


@pytest.mark.parametrize(
    ("code", "card", "line", "column", "message"),
    [
        ("C01", 'title = "A\n', 1, 11, "not TOML: Illegal character '\\n'"),
        ("C03", CARD.replace("[c1]", "[c9]"), 3, 43, "[c9] cites nothing in this card"),
        ("C03", CARD.replace('claims = ["c1"]', 'claims = ["c9"]'), 15, 11, "this card has no claim `c9`"),
        (
            "C04",
            CARD.replace("10-03\n", "10-03 # \u202e\n", 1),
            2,
            22,
            "a character that must not reach a terminal: U+202E",
        ),
        ("C09", f"<<<<<<< HEAD\n{CARD}", 1, 1, "git's conflict marks stand in the file"),
    ],
)
def test_a_card_that_breaks_a_rule_is_told_at_its_place(
    found: Found, code: str, card: str, line: int, column: int, message: str
) -> None:
    problems = found(code, {"us/sofa.toml": card})
    assert [(each.code, each.line, each.column) for each in problems] == [(code, line, column)]
    assert problems[0].message.startswith(message)
    assert problems[0].severity == BY_CODE[code].severity == "error"


@pytest.mark.parametrize(
    ("code", "card"),
    [
        ("C01", CARD.replace("title", "titel")),
        ("C03", CARD.replace("[c1]", "[sic] [c1] [1] [[us/sofa]]")),
        ("C04", CARD.replace("title = ", 'speaker = "گفت\u200cوگو \u200f"\ntitle = ')),
        ("C06", CARD.replace("A more", "Ä möre 日本")),
        ("C07", CARD),
        ("C09", CARD.replace("SOFA revision", "<<<<<<<HEAD ======= SOFA")),
    ],
)
def test_a_card_that_nearly_breaks_a_rule_is_clean(found: Found, code: str, card: str) -> None:
    assert found(code, {"us/sofa.toml": card}) == []


def test_a_file_that_is_not_utf_8_is_told_at_the_byte(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    (root / "us" / "sofa.toml").write_bytes(CARD.replace("more", "möre").encode("latin-1"))
    (problem,) = check(Desk(read_library(root), DAY), [BY_CODE["C06"]]).problems
    assert (problem.line, problem.column, problem.message) == (1, 13, "not UTF-8: byte 0xf6")
    assert problem.severity == BY_CODE["C06"].severity == "error"


def test_a_folder_that_no_region_names_is_told(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    (root / "korea").mkdir()
    (root / "korea" / "card.toml").write_text(CARD)
    (problem,) = check(Desk(read_library(root), DAY), [BY_CODE["C07"]]).problems
    assert problem.message == "no region names the folder `korea`, so its cards are not read"
    assert problem.severity == BY_CODE["C07"].severity == "warning"
