"""J04: the statement and the key are one likelihood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found


def stated(statement: str, likelihood: str = "likely") -> dict[str, str]:
    """A card with one judgment; its statement stands on line 22, from column 16 on."""
    return {
        "us/sofa.toml": f"""{CARD}
[[judgment]]
statement = '''{statement}'''
likelihood = "{likelihood}"
by = 2025-03-31
"""
    }


def test_another_term_than_the_key_is_told_under_it(found: Found) -> None:
    (problem,) = found("J04", stated("Talks are\nvery unlikely before April.", "unlikely"))
    assert (problem.line, problem.column, problem.width) == (23, 1, len("very unlikely"))
    assert problem.message == "the statement is `very unlikely`, its `likelihood` is `unlikely`"
    assert problem.help == "write the one that is meant in both places"


@pytest.mark.parametrize("likelihood", ["unlikely", "very unlikely"])
def test_one_term_in_both_places_mends_it(found: Found, likelihood: str) -> None:
    assert found("J04", stated(f"Talks are {likelihood} before April.", likelihood)) == []


@pytest.mark.parametrize(
    ("statement", "likelihood"),
    [
        ("Tokyo almost certainly signs.", "almost certain"),
        ("Tokyo is ALMOST\nCERTAIN to sign.", "almost certain"),
        ("Talks are **very** unlikely.", "very unlikely"),
        ("There is a roughly even chance of talks.", "roughly even chance"),
        ("There is almost no chance of talks.", "almost no chance"),
        ("Talks, “unlikely” to Seoul, are likely.", "likely"),
        ("Talks are unlikely now and likely by July.", "very likely"),
        ("Talks are highly likely.", "likely"),
        ("Talks are not likely.", "unlikely"),
        ("Talks are more likely than in May.", "unlikely"),
        ("The remote islands are quiet.", "unlikely"),
    ],
)
def test_the_same_in_other_form_and_what_other_rules_tell_is_clean(
    found: Found, statement: str, likelihood: str
) -> None:
    assert found("J04", stated(statement, likelihood)) == []


def test_it_judges_english_alone(found: Found) -> None:
    files = stated("likely", "unlikely")
    assert found("J04", {"us/sofa.toml": f'language = "fr"\n{files["us/sofa.toml"]}'}) == []
