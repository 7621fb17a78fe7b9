"""J11: a key judgment has thought of being wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found


JUDGMENT = """
[[judgment]]
key = true
statement = "Formal talks are unlikely before April."
likelihood = "unlikely"
by = 2025-03-31
"""
ALTERNATIVE = 'alternative = "A new administration trades SOFA for spending."\n'
SIGNPOST = """
[[signpost]]
text = "A panel on SOFA is set up"
if_seen = "raises"
status = "not-seen"
"""


def test_neither_alternative_nor_signpost_is_told_at_the_key(found: Found) -> None:
    (problem,) = found("J11", {"us/sofa.toml": f"{CARD}{JUDGMENT}"})
    assert (problem.line, problem.column) == (22, 1)
    assert problem.message == "a key judgment has neither an `alternative` nor a signpost"
    assert problem.help == "give the best other reading in `alternative`, or add a [[signpost]]"


@pytest.mark.parametrize("rest", [ALTERNATIVE, SIGNPOST, ALTERNATIVE + SIGNPOST])
def test_either_of_them_mends_it(found: Found, rest: str) -> None:
    assert found("J11", {"us/sofa.toml": f"{CARD}{JUDGMENT}{rest}"}) == []


@pytest.mark.parametrize("written", ["key = false\n", ""])
def test_a_judgment_that_is_not_key_is_clean(found: Found, written: str) -> None:
    assert found("J11", {"us/sofa.toml": f"{CARD}{JUDGMENT.replace('key = true' + chr(10), written)}"}) == []


def test_each_key_judgment_needs_its_own_alternative(found: Found) -> None:
    (problem,) = found("J11", {"us/sofa.toml": f"{CARD}{JUDGMENT}{ALTERNATIVE}{JUDGMENT}"})
    assert problem.line == 29
