"""J06: there is one scale, of seven terms."""

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


def test_a_term_of_another_scale_is_told_under_it(found: Found) -> None:
    (problem,) = found("J06", stated("There is a realistic possibility of talks."))
    assert (problem.line, problem.column, problem.width) == (22, 27, len("realistic possibility"))
    assert problem.message == "`realistic possibility` is not a term of this scale"
    assert problem.help == (
        "use almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely, almost certain"
    )


@pytest.mark.parametrize(
    "term",
    [
        *("a remote chance", "a remote possibility", "the chance is remote", "prospects seem remote"),
        *("highly likely", "highly unlikely", "extremely likely", "extremely unlikely", "exceptionally unlikely"),
        *("quite likely", "fairly likely", "rather unlikely", "somewhat likely", "pretty likely", "reasonably likely"),
        *("probable", "improbable", "probably", "improbably", "highly probable", "very probably", "most probably"),
        *("nearly certain", "virtually certain", "nearly certainly", "all but certain"),
        *("an even chance", "even odds", "roughly even odds", "about an even chance", "chances are about even"),
        *("fifty-fifty", "50-50", "50/50", "a toss-up", "a toss up"),
        *("more likely than not", "as likely as not", "more probable than not"),
        *("not likely", "not unlikely", "not very likely", "hardly likely", "isn't likely", "isn’t very likely"),
        *("does not seem likely", "not at all likely", "never likely", "no longer likely", "not almost certain"),
        *("far from likely", "by no means unlikely", "anything but likely", "far from certain"),
        *("a 50-50 chance", "a fifty-fifty chance"),
        "Not\nLikely",
        "highly **likely**",
    ],
)
def test_the_terms_of_the_other_scales_are_known(found: Found, term: str) -> None:
    assert len(found("J06", stated(f"Of talks: {term}, by April."))) == 1


@pytest.mark.parametrize(
    "statement", ["Talks by June are most likely.", "Talks will most likely start.", "Talks are increasingly likely."]
)
def test_what_compares_and_stands_for_odds_is_told(found: Found, statement: str) -> None:
    assert len(found("J06", stated(statement))) == 1
    assert found("J01", stated(statement)) == []


@pytest.mark.parametrize("statement", ["Tokyo probably signs.", "Talks are 50-50.", "Talks will very probably start."])
def test_what_states_odds_is_told_wherever_it_stands(found: Found, statement: str) -> None:
    assert len(found("J06", stated(statement))) == 1


def test_each_term_is_told(found: Found) -> None:
    told = found("J06", stated("Talks are neither likely nor unlikely."))
    assert [problem.message for problem in told] == [
        "`neither likely` is not a term of this scale",
        "`nor unlikely` is not a term of this scale",
    ]


@pytest.mark.parametrize(
    "term",
    ["almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely", "almost certain"],
)
def test_the_terms_that_the_help_offers_are_clean(found: Found, term: str) -> None:
    assert found("J06", stated(f"Of talks by April: {term}.")) == []


@pytest.mark.parametrize(
    "statement",
    [
        "Tokyo is likely to garrison the remote islands.",
        "A visit to the remote north is likely.",
        "A provable breach is likely.",
        "A court is likely to find probable cause.",
        "Even chance encounters are unlikely.",
        "Only odds and even odds and ends are likely to remain.",
        "A certain minister is likely to leave.",
        "Talks are likely, more likely than in May.",
        "The most likely outcome is a pause.",
        "The increasingly likely talks are unlikely to last.",
        "Talks are likely by June, most likely in May.",
        "A probable successor is likely to be named.",
        "A probably fatal error is unlikely.",
        "A 50-50 joint venture is likely.",
        "Far from certain of a majority, Ishiba is likely to wait.",
        "Seoul says that talks are highly probable, and they are likely.",
        "Talks, “highly probable” to Seoul, are unlikely.",
        'Talks, "not likely" to Seoul, are likely.',
        "A possibility of talks is likely to remain.",
        "Seat 150-50 is likely to fall.",
        "Not only is a pact likely, a treaty is.",
        "It is likely not to last.",
    ],
)
def test_near_misses_are_clean(found: Found, statement: str) -> None:
    assert found("J06", stated(statement)) == []


def test_it_judges_english_alone(found: Found) -> None:
    files = stated("highly probable")
    assert found("J06", {"us/sofa.toml": f'language = "nl"\n{files["us/sofa.toml"]}'}) == []
