"""S01: a claim says where it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found

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
