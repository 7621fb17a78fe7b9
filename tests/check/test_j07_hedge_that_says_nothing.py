"""J07: a forecast that cannot be wrong is none."""

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


def test_a_hedge_is_told_under_it(found: Found) -> None:
    (problem,) = found("J07", stated("Talks may resume by July."))
    assert (problem.line, problem.column, problem.width) == (22, 22, len("may"))
    assert problem.message == "`may` does not say how likely it is"
    assert problem.help == "use a term of the scale, or leave it out"


def test_a_term_in_its_place_mends_it(found: Found) -> None:
    assert found("J07", stated("Talks are likely to resume by July.")) == []


def test_a_hedge_that_is_part_of_an_earlier_word_is_pointed_at_by_the_words_before_it(found: Found) -> None:
    (problem,) = found("J07", stated("To the dismay of Seoul talks may resume."))
    assert (problem.column, problem.width) == (39, len("talks may"))


@pytest.mark.parametrize(
    "hedge",
    [
        *("talks might resume", "visits might follow", "talks could resume", "Could talks resume"),
        *(
            "we cannot rule out talks",
            "we can't rule out talks",
            "we can’t rule out talks",
            "we can not rule out talks",
        ),
        *("Tokyo could not rule out talks", "talks cannot be ruled out", "talks cannot be entirely ruled out"),
        *("one cannot fully rule out talks", "it is possible that talks resume", "It's possible that talks resume"),
        *("it remains possible that talks resume", "talks will possibly resume", "perhaps talks resume"),
        *("Maybe talks resume", "talks conceivably resume", "talks **may** resume", "we cannot rule\nout talks"),
    ],
)
def test_every_hedge_is_found_once(found: Found, hedge: str) -> None:
    assert len(found("J07", stated(f"By April {hedge} in Seoul."))) == 1


def test_each_hedge_is_told(found: Found) -> None:
    told = found("J07", stated("Talks may resume and a pact could follow."))
    assert [problem.message[:8] for problem in told] == ["`may` do", "`could` "]


@pytest.mark.parametrize(
    "statement",
    [
        "Talks are likely by May 2025.",
        "Talks are likely in May.",
        "May 2025 is likely to see talks.",
        "Tokyo is likely to add to its military might before April.",
        "Tokyo is likely to show its might in the Strait.",
        "China's might in the Strait is likely to grow.",
        "Chinese naval might is likely to grow.",
        "Growing might and money are likely to tell.",
        "Chinese might, long absent, is likely to return.",
        "Talks are likely, come what may.",
        "Tokyo is likely to agree, or object, as the case may be.",
        "Talks are likely as soon as it is possible to travel.",
        "Talks are likely if it is possible to travel.",
        "A possible call is likely.",
        "Tokyo is likely to rule out a treaty.",
        "Seoul, which “may” attend, is likely to send nobody.",
        'Seoul, which "could" attend, is likely to send nobody.',
        "The mayor is likely to resign in dismay.",
        "A might-have-been is likely to return.",
    ],
)
def test_near_misses_are_clean(found: Found, statement: str) -> None:
    assert found("J07", stated(statement)) == []


def test_it_judges_english_alone(found: Found) -> None:
    files = stated("Talks may resume.")
    assert found("J07", {"us/sofa.toml": f'language = "id"\n{files["us/sofa.toml"]}'}) == []
    assert len(found("J07", {"us/sofa.toml": f'language = "en-GB"\n{files["us/sofa.toml"]}'})) == 1
