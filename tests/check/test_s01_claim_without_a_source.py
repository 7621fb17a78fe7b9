"""S01: a claim says where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found
    from conftest import LibraryFrom

CLAIM = '\n[[claim]]\ntext = "The Pentagon declined to comment."\n'


def test_a_claim_without_a_source_is_told_at_the_claim(found: Found) -> None:
    (problem,) = found("S01", {"us/sofa.toml": CARD + CLAIM})
    assert (problem.line, problem.column) == (21, 3)
    assert problem.message == "`c2` has no source"
    assert problem.help == 'add `source = "…"`, the id of an entry in sources.toml'


def test_each_claim_without_one_is_told_by_its_id(found: Found) -> None:
    problems = found("S01", {"us/sofa.toml": f'{CARD}{CLAIM}{CLAIM}id = "call"\n{CLAIM}source = "jt"\n'})
    assert [problem.message for problem in problems] == ["`c2` has no source", "`call` has no source"]


def test_an_origin_alone_is_not_where_we_have_it_from(found: Found) -> None:
    (problem,) = found("S01", {"us/sofa.toml": f'{CARD}{CLAIM}origin = "jt"\n'})
    assert problem.message == "`c2` has no source"


@pytest.mark.parametrize("source", ["jt", "not-in-the-bibliography"])
def test_a_claim_with_the_source_that_the_help_asks_for_is_clean(found: Found, source: str) -> None:
    assert found("S01", {"us/sofa.toml": f'{CARD}{CLAIM}source = "{source}"\n'}) == []


@pytest.mark.parametrize("misspelt", ["sorce", "Source", "sources"])
def test_a_misspelt_source_is_told_by_c02_alone(found: Found, library_from: LibraryFrom, misspelt: str) -> None:
    files = {"us/sofa.toml": f'{CARD}{CLAIM}{misspelt} = "jt"\n'}
    assert [(problem.code, problem.line) for problem in library_from(files).problems] == [("C02", 23)]
    assert found("S01", files) == []


@pytest.mark.parametrize(
    "fault",
    [
        'mood = "jt"\n',  # an unknown key that is like no other
        'sorce = "jt"\n' + CLAIM,  # another claim's
        'orign = "jt"\n',  # another key's
    ],
)
def test_another_fault_does_not_hide_that_there_is_none(found: Found, fault: str) -> None:
    assert len(found("S01", {"us/sofa.toml": f"{CARD}{CLAIM}{fault}"})) == 1


def test_a_claim_that_was_left_out_does_not_move_the_others(found: Found) -> None:
    left_out = '\n[[claim]]\nsorce = "jt"\n'
    files = {"us/sofa.toml": f'{CARD}{left_out}{CLAIM}sorce = "jt"\n{CLAIM}'}
    (problem,) = found("S01", files)
    assert (problem.line, problem.message) == (28, "`c4` has no source")
