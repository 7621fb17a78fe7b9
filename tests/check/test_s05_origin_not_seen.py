"""S05: what is only known through others is known to be so."""

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
    from conftest import LibraryFrom

    from briefing.check.rule import Finding
    from briefing.library.library import Library

PAPER = '\n[hudson]\ntitle = "His paper"\npublisher = "Hudson Institute"\nkind = "primary"\n'
FROM_IT = f'{CARD}origin = "hudson"\n'


def findings(library: Library) -> list[Finding]:
    look = BY_CODE["S05"].of_desk
    assert look
    return list(look(Desk(library, date(2024, 10, 3))))


def test_an_origin_that_nobody_has_seen_is_told_once_with_the_number_of_its_claims(found: Found) -> None:
    files = {"us/sofa.toml": FROM_IT, "korea/b.toml": FROM_IT, "sources.toml": SOURCES + PAPER}
    (problem,) = found("S05", files)
    assert (problem.path.name, problem.line, problem.column) == ("sources.toml", 12, 2)
    assert problem.message == "`hudson` is the origin of 2 claims, and nobody here has seen it"
    assert problem.help == "read it and set `accessed`, or name the kept file in `archive`"
    assert not problem.is_fault


def test_one_claim_is_one_claim(found: Found) -> None:
    (problem,) = found("S05", {"us/sofa.toml": FROM_IT, "sources.toml": SOURCES + PAPER})
    assert problem.message == "`hudson` is the origin of 1 claim, and nobody here has seen it"


@pytest.mark.parametrize("seen", ["accessed = 2024-10-03", 'archive = "000_hudson.txt"'])
def test_an_origin_that_was_read_or_is_kept_is_clean(found: Found, seen: str) -> None:
    assert found("S05", {"us/sofa.toml": FROM_IT, "sources.toml": f"{SOURCES}{PAPER}{seen}\n"}) == []


def test_a_source_that_is_no_claims_origin_is_clean(found: Found) -> None:
    by_it = CARD.replace('"jt"', '"hudson"')
    assert found("S05", {"us/sofa.toml": by_it, "sources.toml": SOURCES + PAPER}) == []


def test_a_day_that_cannot_be_read_is_told_by_c02_alone(found: Found, library_from: LibraryFrom) -> None:
    files = {"us/sofa.toml": FROM_IT, "sources.toml": f'{SOURCES}{PAPER}accessed = "2024-10"\n'}
    assert [(problem.code, problem.line) for problem in library_from(files).problems] == [("C02", 16)]
    assert found("S05", files) == []


def test_nothing_is_told_of_a_bibliography_while_it_is_being_mended(tmp_path: Path) -> None:
    root = write_briefing(tmp_path, {"us/sofa.toml": FROM_IT, "sources.toml": SOURCES + PAPER})
    before = read_library(root)
    (root / "sources.toml").write_text(f"{SOURCES}{PAPER}not toml")
    assert findings(read_library(root, before)) == []


def test_a_misspelt_day_is_told_by_c02_alone(found: Found, library_from: LibraryFrom) -> None:
    files = {"us/sofa.toml": FROM_IT, "sources.toml": f"{SOURCES}{PAPER}acessed = 2024-10-03\n"}
    assert [(problem.code, problem.line) for problem in library_from(files).problems] == [("C02", 16)]
    assert found("S05", files) == []
