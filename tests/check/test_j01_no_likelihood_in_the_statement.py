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


def test_a_term_of_another_scale_is_told_as_that_alone(found: Found) -> None:
    assert found("J01", stated("Talks are not likely before April.")) == []
    assert len(found("J06", stated("Talks are not likely before April."))) == 1


def test_it_judges_english_alone(found: Found) -> None:
    files = stated("協議は始まらない。")
    assert found("J01", {"us/sofa.toml": f'language = "ja"\n{files["us/sofa.toml"]}'}) == []
