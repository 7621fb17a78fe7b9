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
        ("The likely host will call a summit.", "very likely"),
        ("Seoul says that talks are likely.", "unlikely"),
        ("Talks are likely, officials say.", "unlikely"),
        ("Talks were likely.", "unlikely"),
        ("Talks will most likely start in May.", "unlikely"),
        ("Talks are 90 percent likely.", "very likely"),
    ],
)
def test_the_same_in_other_form_and_what_other_rules_tell_is_clean(
    found: Found, statement: str, likelihood: str
) -> None:
    assert found("J04", stated(statement, likelihood)) == []


@pytest.mark.parametrize(
    "statement",
    [
        "Talks are likely.",
        "Likely: talks by June.",
        "It's likely that talks start.",
        "It remains, on one report, likely that talks start.",
        "Talks likely by June.",
        "Talks will still very much be likely.",
        "We judge talks likely.",
        "By June, talks are not only likely.",
        "The offer, which was made in May, is likely to hold.",
        "The pact that was signed is likely to hold.",
        "Ishiba makes a speech and is likely to win.",
        "If either happens, Tokyo is likely to protest.",
        "Tokyo is likely to say that it will sign.",
        "Talks called off in May are likely to resume.",
        "Tokyo's likely move, a visit, is likely.",
    ],
)
def test_the_odds_that_a_statement_gives_are_found_in_every_form(found: Found, statement: str) -> None:
    (problem,) = found("J04", stated(statement, "unlikely"))
    assert problem.message == "the statement is `likely`, its `likelihood` is `unlikely`"


def test_it_judges_english_alone(found: Found) -> None:
    files = stated("likely", "unlikely")
    assert found("J04", {"us/sofa.toml": f'language = "fr"\n{files["us/sofa.toml"]}'}) == []
