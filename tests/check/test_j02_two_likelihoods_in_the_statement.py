"""J02: one statement has one likelihood."""

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


def test_two_terms_are_told_under_the_second(found: Found) -> None:
    (problem,) = found("J02", stated("Talks are unlikely by May but very likely by July."))
    assert (problem.line, problem.column, problem.width) == (22, 46, len("very likely"))
    assert problem.message == "the statement is both `unlikely` and `very likely`"
    assert problem.help == "keep one; what has other odds is a judgment of its own"


def test_the_first_two_of_three_are_named(found: Found) -> None:
    (problem,) = found("J02", stated("Talks are likely, a pact unlikely, war very unlikely."))
    assert problem.message == "the statement is both `likely` and `unlikely`"


def test_one_kept_is_clean(found: Found) -> None:
    assert found("J02", stated("Talks are unlikely by May.")) == []


@pytest.mark.parametrize(
    "statement",
    [
        "A summit is likely, and a communique is likely too.",
        "Tokyo is almost certain, indeed almost certainly bound, to sign.",
        "Talks are very unlikely.",
        "Talks, which Seoul calls “unlikely”, are likely.",
        "Talks, more likely than in May, are unlikely.",
        "In the unlikely event of a test, Tokyo is likely to call.",
        "Talks are likely, or at least not very unlikely.",
        "Talks may or may not resume.",
        "Tokyo's likely successor as host, Seoul, is unlikely to call a summit before June.",
        "A visit is unlikely despite likely protests from Beijing.",
        "A protocol is unlikely, let alone a likely, if costly, treaty.",
        "Seoul is likely to ask for the unlikely concession of a base.",
        "Unlikely as it seems, a visit before June is likely.",
        "Talks are unlikely, as in 2023, when a deal was thought very likely and failed.",
        "Talks are unlikely, as in 2023, when there was almost no chance of them.",
        "The candidate likely to win, Koizumi, is unlikely to call an election.",
        "A pact is said to be likely but is unlikely.",
        "A deal is likely, officials say, but it is unlikely before June.",
        "Officials called talks likely, but they are unlikely by June.",
        "Seoul thinks a pact likely; Tokyo is unlikely to sign.",
        "Without Komeito a majority would be unlikely, so Ishiba is likely to keep it.",
        "If a deal still looks unlikely in May, Tokyo is likely to stay away.",
        "Ishiba is likely to propose a pact that is unlikely to pass.",
        "Ishiba is likely to call an election, which makes a budget by March very unlikely.",
        "For a deal to be likely, Seoul must yield; it is unlikely to.",
        "Likely voters are unlikely to back the LDP.",
        "Its almost certain defeat is unlikely to end the talks.",
    ],
)
def test_one_term_repeated_quoted_compared_or_denied_is_not_two(found: Found, statement: str) -> None:
    assert found("J02", stated(statement)) == []


def test_a_term_that_is_part_of_an_earlier_one_is_pointed_at_by_the_words_before_it(found: Found) -> None:
    (problem,) = found("J02", stated("Talks are unlikely and a call is likely."))
    assert (problem.column, problem.width) == (46, len("is likely"))


@pytest.mark.parametrize(
    "statement",
    [
        "Talks are unlikely to start but likely to be announced.",
        "Talks *remain* **unlikely** by June and are now almost certain by May.",
        "There is almost no chance of a pact, but talks will likely resume.",
        "We judge that talks are likely and that a pact is unlikely.",
        "It's likely that talks start; a pact (very unlikely, now) is far off.",
        "Talks are likely. A pact is unlikely.",
    ],
)
def test_two_odds_are_found_in_every_form(found: Found, statement: str) -> None:
    assert len(found("J02", stated(statement))) == 1


def test_it_judges_english_alone(found: Found) -> None:
    files = stated("likely unlikely")
    assert found("J02", {"us/sofa.toml": f'language = "et"\n{files["us/sofa.toml"]}'}) == []
