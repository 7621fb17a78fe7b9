"""S02: a bibliography holds what was used."""

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

UNUSED = '\n[hudson-2024]\ntitle = "His paper"\npublisher = "Hudson Institute"\nkind = "primary"\n'
CONTEXT = 'title = "t"\nas_of = 2024-10-03\nsummary = "s"\n'


def findings(library: Library) -> list[Finding]:
    look = BY_CODE["S02"].of_desk
    assert look
    return list(look(Desk(library, date(2024, 10, 3))))


def test_a_source_that_no_claim_names_is_told_in_the_bibliography(found: Found) -> None:
    (problem,) = found("S02", {"us/sofa.toml": CARD, "sources.toml": SOURCES + UNUSED})
    assert (problem.path.name, problem.line, problem.column) == ("sources.toml", 12, 2)
    assert problem.message == "no claim names `hudson-2024`"
    assert problem.help == "cite it where it was used, or take [hudson-2024] out"


@pytest.mark.parametrize(
    "citing",
    [
        f"{CARD}origin = 'hudson-2024'\n",
        f"{CONTEXT}[[claim]]\ntext = 't'\nsource = 'hudson-2024'\n",
        f"status = 'draft'\n{CONTEXT}[[claim]]\ntext = 't'\nsource = 'hudson-2024'\n",
        f"status = 'retired'\n{CONTEXT}[[claim]]\ntext = 't'\nsource = 'hudson-2024'\n",
    ],
)
def test_a_source_that_any_card_names_as_source_or_origin_is_clean(found: Found, citing: str) -> None:
    assert found("S02", {"us/sofa.toml": CARD, "us/x.toml": citing, "sources.toml": SOURCES + UNUSED}) == []


@pytest.mark.parametrize(
    "not_citing",
    [
        f"{CONTEXT}[[gap]]\ntext = 'The paper hudson-2024 is not held.'\n",
        f"{CONTEXT}[[claim]]\ntext = 't'\nsource = 'hudson-2024-09'\n",
    ],
)
def test_an_id_that_stands_in_a_card_otherwise_is_not_cited(found: Found, not_citing: str) -> None:
    files = {"us/sofa.toml": CARD, "us/x.toml": not_citing, "sources.toml": SOURCES + UNUSED}
    assert [problem.message for problem in found("S02", files)] == ["no claim names `hudson-2024`"]


@pytest.mark.parametrize(
    "broken",
    [
        "source = 'hudson-2024'\nnot toml",
        "[[claim]]\nsource = 'hudson-2024'\n",
        f"{CONTEXT}[[claim]]\nsource = 'hudson-2024'\n",
        f"{CONTEXT}[[claim]]\ntext = 't'\nsorce = 'hudson-2024'\n",
    ],
)
def test_what_could_not_be_read_of_a_file_may_cite_what_stands_there(found: Found, broken: str) -> None:
    assert found("S02", {"us/sofa.toml": CARD, "us/bad.toml": broken, "sources.toml": SOURCES + UNUSED}) == []


def test_a_broken_file_cites_nothing_that_does_not_stand_there(found: Found) -> None:
    broken = "source = 'hudson-2024-09'\nnot toml"
    (problem,) = found("S02", {"us/sofa.toml": CARD, "us/bad.toml": broken, "sources.toml": SOURCES + UNUSED})
    assert problem.message == "no claim names `hudson-2024`"


def test_a_file_that_could_not_be_opened_may_cite_anything(tmp_path: Path) -> None:
    root = write_briefing(tmp_path, {"us/sofa.toml": CARD, "sources.toml": SOURCES + UNUSED})
    (root / "us" / "bad.toml").write_bytes(b"\xff")
    assert findings(read_library(root)) == []


def test_a_file_without_a_word_cites_nothing(found: Found) -> None:
    files = {"us/sofa.toml": CARD, "us/empty.toml": "", "sources.toml": SOURCES + UNUSED}
    assert [problem.message for problem in found("S02", files)] == ["no claim names `hudson-2024`"]


@pytest.mark.parametrize(
    "head", ['regions = ["su"]', 'regions = ["su", "us"]', 'regions = ["us", "us"]', "regions = 5"]
)
def test_while_briefing_toml_is_at_fault_no_source_is_to_be_taken_out(found: Found, head: str) -> None:
    briefing = f'schema = 1\ntitle = "t"\nperspective = "p"\nas_of = 2024-10-03\n{head}\n'
    files = {"briefing.toml": briefing, "us/sofa.toml": CARD, "sources.toml": SOURCES + UNUSED}
    assert found("S02", files) == []


def test_a_folder_that_no_region_names_may_cite_anything(found: Found) -> None:
    briefing = 'schema = 1\ntitle = "t"\nperspective = "p"\nas_of = 2024-10-03\nregions = ["us"]\n'
    files = {"briefing.toml": briefing, "us/sofa.toml": CARD, "sources.toml": SOURCES + UNUSED}
    assert len(found("S02", files)) == 1
    assert found("S02", {**files, "korea/sofa.toml": CARD}) == []


@pytest.mark.parametrize("barred", ["may not be looked into", "leads out of the briefing"])
def test_a_region_that_could_not_be_read_may_cite_anything(tmp_path: Path, barred: str) -> None:
    root = write_briefing(
        tmp_path / "desk", {"us/sofa.toml": CARD, "korea/sofa.toml": CARD, "sources.toml": SOURCES + UNUSED}
    )
    assert len(findings(read_library(root))) == 1
    (root / "korea").rename(tmp_path / "korea")
    if barred == "leads out of the briefing":
        (root / "korea").symlink_to(tmp_path / "korea")
    else:  # who runs the tests may be root, who may look into all folders
        (root / "korea").mkdir()
        (root / "korea" / "region.toml").mkdir()
    assert findings(read_library(root)) == []


def test_nothing_is_told_of_a_bibliography_that_cannot_be_read(found: Found) -> None:
    assert found("S02", {"us/sofa.toml": CARD, "sources.toml": f"{SOURCES}{UNUSED}not toml"}) == []


def test_nothing_is_told_of_a_bibliography_while_it_is_being_mended(tmp_path: Path) -> None:
    root = write_briefing(tmp_path, {"us/sofa.toml": CARD, "sources.toml": SOURCES + UNUSED})
    before = read_library(root)
    (root / "sources.toml").write_text(f"{SOURCES}{UNUSED}not toml")
    library = read_library(root, before)
    assert "hudson-2024" in library.sources
    assert findings(library) == []
