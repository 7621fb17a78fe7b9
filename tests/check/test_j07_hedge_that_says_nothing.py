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
        *("talks are possible", "talks remain possible", "we can't be sure: war can't be excluded"),
        *("Maybe talks resume", "talks conceivably resume", "talks **may** resume", "we cannot rule\nout talks"),
    ],
)
def test_every_hedge_is_found_once(found: Found, hedge: str) -> None:
    assert len(found("J07", stated(f"By April {hedge} in Seoul."))) == 1


def test_each_hedge_is_told(found: Found) -> None:
    told = found("J07", stated("Talks may resume and a pact could follow."))
    assert [problem.message[:8] for problem in told] == ["`may` do", "`could` "]


@pytest.mark.parametrize(
    "hedge",
    [
        *("war cannot be ruled out", "war cannot be excluded", "we do not rule out war", "we cannot rule out war"),
        *("war is not out of the question", "it is possible that war follows", "war is conceivable"),
    ],
)
def test_what_can_mean_nothing_else_is_told_beside_a_likelihood(found: Found, hedge: str) -> None:
    assert len(found("J07", stated(f"Talks are likely, and {hedge}."))) == 1


def test_another_sentence_has_odds_of_its_own(found: Found) -> None:
    (problem,) = found("J07", stated("Talks are likely. A “pact” may follow."))
    assert (problem.column, problem.width) == (16 + len("Talks are likely. A “pact” "), len("may"))


@pytest.mark.parametrize(
    "statement",
    [
        "Tokyo will show its might by May.",
        "Tokyo will add to its military might in May.",
        "China's might will grow.",
        "It is possible to travel.",
    ],
)
def test_near_misses_without_a_likelihood_are_clean(found: Found, statement: str) -> None:
    assert found("J07", stated(statement)) == []


@pytest.mark.parametrize(
    "statement",
    [
        "Either party may withdraw by June, and Seoul is likely to.",
        "Tokyo is likely to keep the rule that the president may dissolve parliament.",
        "Tokyo is likely to tell Manila that it may fish.",
        "Ishiba is likely to resign, as he could not form a government without Komeito.",
        "Tokyo is likely to hide a launch that might have failed.",
        "Tokyo is likely to issue a text that could be read as an apology.",
        "Whoever might win, talks are likely.",
        "Possibly the last summit of this kind is likely in June.",
        "Talks are highly probable, and a pact may follow.",
        "Seoul cannot be excluded from talks, which are likely.",
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
