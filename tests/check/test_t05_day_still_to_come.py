"""T05: what was done was done by today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD, SOURCES, write_briefing

from briefing.check.rule import Desk
from briefing.check.rules import BY_CODE
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from pathlib import Path

    from check.conftest import Found

    from briefing.check.rule import Finding
    from briefing.library.library import Library

CLOSED = 'schema = 1\ntitle = "t"\nperspective = "p"\nas_of = 2024-10-03\nregions = ["us"]\nclosed = true\n'
GAP = "\n[[gap]]\ntext = 't'\nresolved_on = 2024-10-03\n"
SIGNPOST = "\n[[signpost]]\ntext = 't'\nif_seen = 'raises'\nstatus = 'seen'\nchecked = 2024-10-03\n"


def findings(library: Library) -> list[Finding]:
    look = BY_CODE["T05"].of_desk
    assert look
    return list(look(Desk(library, date(2024, 10, 3))))


@pytest.mark.parametrize(
    ("card", "line", "message", "help"),
    [
        (
            CARD.replace("as_of = 2024-10-03", "as_of = 2042-10-03"),
            2,
            "`as_of` is 3 Oct 2042, after today, 3 Oct 2024",
            "give the day that the card speaks from",
        ),
        (
            CARD + SIGNPOST.replace("10-03", "10-04"),
            25,
            "`checked` is 4 Oct 2024, after today, 3 Oct 2024",
            "give the day that somebody last looked",
        ),
        (
            CARD + GAP.replace("10-03", "10-04"),
            23,
            "`resolved_on` is 4 Oct 2024, after today, 3 Oct 2024",
            "give the day that the gap was filled",
        ),
    ],
)
def test_a_day_of_a_card_that_is_still_to_come_is_told(
    found: Found, card: str, line: int, message: str, help: str
) -> None:
    (problem,) = found("T05", {"us/sofa.toml": card})
    assert (problem.path.name, problem.line, problem.column) == ("sofa.toml", line, 1)
    assert (problem.message, problem.help) == (message, help)
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    ("source", "line", "message", "help"),
    [
        (
            SOURCES.replace("published = 2024-09-29", "published = 2025-09-29"),
            6,
            "`published` is 29 Sep 2025, after today, 3 Oct 2024",
            "give the day that it came out",
        ),
        (
            SOURCES.replace("published = 2024-09-29", 'published = "2024-11"'),
            6,
            "`published` is Nov 2024, after today, 3 Oct 2024",
            "give the day that it came out",
        ),
        (
            SOURCES.replace("accessed = 2024-10-03", "accessed = 2024-10-04"),
            7,
            "`accessed` is 4 Oct 2024, after today, 3 Oct 2024",
            "give the day that somebody read it",
        ),
    ],
)
def test_a_day_of_a_source_that_is_still_to_come_is_told(
    found: Found, source: str, line: int, message: str, help: str
) -> None:
    (problem,) = found("T05", {"us/sofa.toml": CARD, "sources.toml": source})
    assert (problem.path.name, problem.line, problem.column) == ("sources.toml", line, 1)
    assert (problem.message, problem.help) == (message, help)


@pytest.mark.parametrize("published", ["2024-10-03", '"2024-10"', '"2024"'])
def test_what_was_done_today_or_may_have_been_is_clean(found: Found, published: str) -> None:
    source = SOURCES.replace("published = 2024-09-29", f"published = {published}")
    assert found("T05", {"us/sofa.toml": CARD + GAP + SIGNPOST, "sources.toml": source}) == []


def test_days_that_are_meant_to_come_are_clean(found: Found) -> None:
    judgment = "\n[[judgment]]\nstatement = 's'\nlikelihood = 'likely'\nby = 2042-10-03\n"
    event = "\n[[event]]\non = 2042-10-03\nwhat = 'w'\n"
    assert found("T05", {"us/sofa.toml": CARD + judgment + event}) == []


def test_days_that_are_not_given_are_clean(found: Found) -> None:
    card = CARD + GAP.replace("resolved_on = 2024-10-03\n", "") + SIGNPOST.replace("checked = 2024-10-03\n", "")
    bare = '[jt]\ntitle = "t"\npublisher = "p"\nkind = "reporting"\n'
    assert found("T05", {"us/sofa.toml": card, "sources.toml": bare}) == []


def test_all_that_is_still_to_come_is_told_whatever_the_cards_status(found: Found) -> None:
    files = {
        "us/sofa.toml": f"status = 'draft'\n{CARD}{GAP}{GAP}{SIGNPOST}{SIGNPOST}",
        "sources.toml": SOURCES,
    }
    problems = found("T05", files, date(2024, 9, 28))
    assert [(problem.path.name, problem.line) for problem in problems] == [
        ("sources.toml", 6),
        ("sources.toml", 7),
        ("sofa.toml", 3),
        ("sofa.toml", 24),
        ("sofa.toml", 28),
        ("sofa.toml", 34),
        ("sofa.toml", 40),
    ]


def test_in_a_closed_edition_all_was_done_by_its_own_day(found: Found) -> None:
    files = {
        "briefing.toml": CLOSED,
        "us/sofa.toml": CARD + SIGNPOST.replace("10-03", "10-04"),
        "sources.toml": SOURCES.replace("accessed = 2024-10-03", "accessed = 2024-10-05"),
    }
    assert [problem.message for problem in found("T05", files, date(2030, 1, 1))] == [
        "`accessed` is 5 Oct 2024, after the closed edition's own day, 3 Oct 2024",
        "`checked` is 4 Oct 2024, after the closed edition's own day, 3 Oct 2024",
    ]


def test_a_card_that_is_later_than_its_closed_edition_is_told_by_t03_alone(found: Found) -> None:
    files = {"briefing.toml": CLOSED, "us/sofa.toml": CARD.replace("as_of = 2024-10-03", "as_of = 2024-10-04")}
    assert found("T05", files) == []
    assert len(found("T03", files)) == 1


def test_nothing_is_told_of_a_bibliography_while_it_is_being_mended(tmp_path: Path) -> None:
    root = write_briefing(tmp_path, {"us/sofa.toml": CARD, "sources.toml": SOURCES.replace("2024-10-03", "2042-10-03")})
    before = read_library(root)
    assert len(findings(before)) == 1
    (root / "sources.toml").write_text("not toml")
    assert findings(read_library(root, before)) == []


def test_a_card_may_ask_not_to_be_told(found: Found) -> None:
    card = CARD.replace("as_of = 2024-10-03", "as_of = 2042-10-03")
    assert found("T05", {"us/sofa.toml": f'ignore = ["T05"]\n{card}'}) == []
