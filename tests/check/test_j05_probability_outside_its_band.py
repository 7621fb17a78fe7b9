"""J05: the percent and the term are one statement."""

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
probability = """


@pytest.mark.parametrize(
    ("percent", "term"),
    [(19, "very unlikely"), (45, "roughly even chance"), (55, "likely"), (80, "very likely"), (99, "almost certain")],
)
def test_a_percent_of_another_band_is_told_at_its_line_with_its_term(found: Found, percent: int, term: str) -> None:
    (problem,) = found("J05", {"us/sofa.toml": f"{CARD}{JUDGMENT}{percent}\n"})
    assert (problem.line, problem.column) == (25, 1)
    assert problem.message == f"{percent} percent is `{term}`, not `unlikely`"
    assert problem.help == f'give a percent from 20 to 44, or `likelihood = "{term}"`'


@pytest.mark.parametrize("percent", [0, 100])
def test_what_is_sure_is_no_odds(found: Found, percent: int) -> None:
    (problem,) = found("J05", {"us/sofa.toml": f"{CARD}{JUDGMENT}{percent}\n"})
    assert (problem.line, problem.column) == (25, 1)
    assert problem.message == f"{percent} percent is no odds"
    assert problem.help == "give a percent from 20 to 44"


@pytest.mark.parametrize(
    ("likelihood", "first", "last"),
    [
        ("almost no chance", 1, 4),
        ("very unlikely", 5, 19),
        ("unlikely", 20, 44),
        ("roughly even chance", 45, 54),
        ("likely", 55, 79),
        ("very likely", 80, 94),
        ("almost certain", 95, 99),
    ],
)
def test_the_help_offers_the_whole_band_and_both_its_ends_are_clean(
    found: Found, likelihood: str, first: int, last: int
) -> None:
    card = f"{CARD}{JUDGMENT}".replace('likelihood = "unlikely"\nby', f'likelihood = "{likelihood}"\nby')
    (problem,) = found("J05", {"us/sofa.toml": f"{card}100\n"})
    assert problem.help == f"give a percent from {first} to {last}"
    assert found("J05", {"us/sofa.toml": f"{card}{first}\n"}) == []
    assert found("J05", {"us/sofa.toml": f"{card}{last}\n"}) == []


def test_a_judgment_without_a_percent_hides_none_after_it(found: Found) -> None:
    first = JUDGMENT.removesuffix("probability = ")
    (problem,) = found("J05", {"us/sofa.toml": f"{CARD}{first}{JUDGMENT}60\n"})
    assert problem.line == 30


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


def test_a_percent_in_the_statement_is_told_under_it(found: Found) -> None:
    (problem,) = found("J05", stated("Talks are likely (90%) to start."))
    assert (problem.line, problem.column, problem.width) == (22, 34, len("90%"))
    assert problem.message == "90 percent is `very likely`, not `likely`"
    assert problem.help == 'give a percent from 55 to 79, or `likelihood = "very likely"`'


def test_one_that_is_no_odds_is_told_there_as_well(found: Found) -> None:
    (problem,) = found("J05", stated("Talks are likely (100%) to start."))
    assert (problem.line, problem.column, problem.width) == (22, 34, len("100%"))


@pytest.mark.parametrize(
    "statement",
    [
        "Talks are likely (90 per cent) to start.",
        "Talks are likely (70-81%) to start.",
        "Talks are likely (54 to 70 percent) to start.",
        "Talks are likely to start by June, with a 90 percent chance.",
        "There is a 90 percent chance that talks start.",
    ],
)
def test_it_is_found_in_every_plain_form(found: Found, statement: str) -> None:
    assert len(found("J05", stated(statement))) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "Talks are likely (55%) to start.",
        "Talks are likely (80%) to start.",
        "Talks are likely (55-80%) to start.",
        "Tokyo is likely to set a 10 percent tariff.",
        "Tokyo is likely to set a tariff (10 percent).",
        "The LDP is likely to win 90 percent of the seats.",
        "The LDP is likely (45%, Kyodo) to win.",
        "Talks are likely, even with a 20 percent chance of success.",
        "Kyodo says that talks are likely (90%).",
    ],
)
def test_a_percent_at_an_edge_or_of_something_else_is_clean(found: Found, statement: str) -> None:
    assert found("J05", stated(statement)) == []


def test_a_statement_in_another_language_is_left_alone(found: Found) -> None:
    files = stated("likely (90%)")
    assert found("J05", {"us/sofa.toml": f'language = "de"\n{files["us/sofa.toml"]}'}) == []
