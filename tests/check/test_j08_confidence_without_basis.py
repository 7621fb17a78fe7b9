"""J08: confidence is a grade for something."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found


JUDGMENT = """
[[judgment]]
statement = "Formal talks are unlikely before April."
likelihood = "unlikely"
by = 2025-03-31
"""


@pytest.mark.parametrize("confidence", ["low", "moderate", "high"])
def test_confidence_without_basis_is_told_at_its_line(found: Found, confidence: str) -> None:
    (problem,) = found("J08", {"us/sofa.toml": f'{CARD}{JUDGMENT}confidence = "{confidence}"\n'})
    assert (problem.line, problem.column) == (25, 1)
    assert problem.message == f"`{confidence}` confidence in what has no `basis`"
    assert problem.help == "say in `basis` what it rests on and what is missing"


@pytest.mark.parametrize(
    "rest", ["", 'basis = "One account of the call."\n', 'confidence = "low"\nbasis = "One account of the call."\n']
)
def test_a_basis_or_no_confidence_is_clean(found: Found, rest: str) -> None:
    assert found("J08", {"us/sofa.toml": f"{CARD}{JUDGMENT}{rest}"}) == []
