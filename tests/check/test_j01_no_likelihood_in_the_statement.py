"""J01: what is judged says how likely it is."""

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


def test_a_statement_without_a_term_is_told_at_its_line(found: Found) -> None:
    (problem,) = found("J01", stated("Washington will open talks before April.", "very unlikely"))
    assert (problem.line, problem.column) == (22, 1)
    assert problem.message == "the statement does not say how likely it is"
    assert problem.help == "put `very unlikely` into it"


def test_a_judgment_with_a_term_hides_none_after_it(found: Found) -> None:
    first, second = stated("Talks are likely."), stated("Talks start.")["us/sofa.toml"].removeprefix(CARD)
    (problem,) = found("J01", {"us/sofa.toml": first["us/sofa.toml"] + second})
    assert problem.line == 27


def test_the_term_that_the_help_names_mends_it(found: Found) -> None:
    assert found("J01", stated("Washington is very unlikely to open talks before April.", "very unlikely")) == []


@pytest.mark.parametrize(
    "statement",
    [
        "The likelihood of talks has grown.",
        "Talks are more likely since the call.",
        "Talks are the most likely outcome.",
        "Officials call talks “likely”.",
        'Officials call talks "likely".',
        "In the unlikely event of talks, Tokyo will attend.",
    ],
)
def test_what_only_compares_or_quotes_is_no_term(found: Found, statement: str) -> None:
    assert len(found("J01", stated(statement))) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "Likely: Tokyo signs before April.",
        "Talks are LIKELY.",
        "Talks are **likely** before April.",
        "There is a roughly even\nchance of talks.",
        "Tokyo almost certainly signs.",
    ],
)
def test_a_term_is_found_in_any_case_over_line_breaks_and_emphasis(found: Found, statement: str) -> None:
    assert found("J01", stated(statement)) == []


def test_a_term_that_a_thing_goes_by_is_taken_for_one(found: Found) -> None:
    assert found("J01", stated("Talks likely resume before April.")) == []


@pytest.mark.parametrize(
    "statement", ["The chance of talks is roughly even.", "There is a roughly-even chance of talks."]
)
def test_an_even_chance_is_found_turned_round_and_with_a_hyphen(found: Found, statement: str) -> None:
    assert found("J01", stated(statement, "roughly even chance")) == []
    (problem,) = found("J04", stated(statement))
    assert problem.message == "the statement is `roughly even chance`, its `likelihood` is `likely`"


def test_other_letters_without_their_language_are_told_how_to_name_it(found: Found) -> None:
    (problem,) = found("J01", stated("SOFA協議は始まらない。"))
    assert (problem.line, problem.column) == (22, 1)
    assert problem.message == "the statement does not say in English how likely it is"
    assert problem.help == (
        'if it is not meant to, set `language` at the head of the card to its own, as `language = "ja"`'
    )
    assert found("J01", {"us/sofa.toml": 'language = "ja"\n' + stated("SOFA協議は始まらない。")["us/sofa.toml"]}) == []


@pytest.mark.parametrize("statement", ["ab協議", "Łódź 1, 2 ɐ", "1 - 2"])
def test_half_of_the_letters_make_it_latin(found: Found, statement: str) -> None:
    (problem,) = found("J01", stated(statement))
    assert problem.help == "put `likely` into it"


def test_a_term_of_another_scale_is_told_as_that_alone(found: Found) -> None:
    assert found("J01", stated("Talks are not likely before April.")) == []
    assert len(found("J06", stated("Talks are not likely before April."))) == 1


def test_it_judges_english_alone(found: Found) -> None:
    files = stated("協議は始まらない。")
    assert found("J01", {"us/sofa.toml": f'language = "ja"\n{files["us/sofa.toml"]}'}) == []
