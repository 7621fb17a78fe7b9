"""J09: confidence is no wider than what it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found


CLAIMS = """
[[claim]]
text = "The Hudson paper calls for a treaty."
source = "jt"
origin = "hudson"

[[claim]]
text = "He said so in the paper."
source = "rs"
origin = "hudson"

[[claim]]
text = "A commentator expects resistance."
source = "rs"

[[claim]]
text = "It is said."

[[claim]]
text = "A poll says so."
source = "poll"

[[claim]]
text = "Nobody wrote down where."
origin = "hudson"
"""
"""c2 to c7, after the card's own c1 from `jt`: c2, c3 and c7 have one origin, c5 none."""

GRADES = {"jt": 'reliability = "B"', "rs": 'reliability = "D"', "poll": 'reliability = "E"', "hudson": ""}


def judged(claims: str, confidence: str = "moderate", **grades: str) -> dict[str, str]:
    """A card with one judgment; its confidence stands on line 50."""
    return {
        "sources.toml": "\n".join(
            f'[{name}]\ntitle = "A text"\npublisher = "A press"\nkind = "reporting"\n{grade}\n'
            for name, grade in {**GRADES, **grades}.items()
        ),
        "us/sofa.toml": f"""{CARD}{CLAIMS}
[[judgment]]
statement = "Talks are likely."
likelihood = "likely"
by = 2025-03-31
confidence = "{confidence}"
claims = {claims}
""",
    }


@pytest.mark.parametrize("confidence", ["moderate", "high"])
def test_one_origin_is_told_at_the_confidence(found: Found, confidence: str) -> None:
    (problem,) = found("J09", judged('["c1"]', confidence))
    assert (problem.line, problem.column) == (50, 1)
    assert problem.message == f"`{confidence}` confidence rests on one origin, `jt`"
    assert problem.help == "add a claim of another origin to `claims`, or lower the confidence"


def test_two_sources_that_rely_on_one_paper_are_one_origin(found: Found) -> None:
    (problem,) = found("J09", judged('["c2", "c3", "c7"]'))
    assert problem.message == "`moderate` confidence rests on one origin, `hudson`"


@pytest.mark.parametrize("claims", ["[]", '["c5"]', '["c99"]', '["us/gone#c1"]'])
def test_claims_of_no_origin_and_none_at_all_are_told(found: Found, claims: str) -> None:
    (problem,) = found("J09", judged(claims))
    assert problem.message == "`moderate` confidence rests on no origin"


@pytest.mark.parametrize("claims", ['["c1", "c4"]', '["c1", "c2"]', '["c1", "us/sofa#c4", "c5", "c99"]'])
def test_a_claim_of_another_origin_mends_it(found: Found, claims: str) -> None:
    assert found("J09", judged(claims)) == []


def test_low_confidence_needs_no_second_origin(found: Found) -> None:
    assert found("J09", judged('["c4"]', "low")) == []


def test_no_confidence_claims_nothing(found: Found) -> None:
    files = judged('["c4"]')
    assert found("J09", {**files, "us/sofa.toml": files["us/sofa.toml"].replace('confidence = "moderate"\n', "")}) == []


@pytest.mark.parametrize("grade", ["D", "E", "F"])
def test_doubted_sources_alone_are_told(found: Found, grade: str) -> None:
    (problem,) = found("J09", judged('["c4", "c5", "c6"]', poll=f'reliability = "{grade}"'))
    assert (problem.line, problem.column) == (50, 1)
    assert problem.message == "`moderate` confidence rests only on sources graded D, E or F"
    assert problem.help == "add a claim from a better source to `claims`, or lower the confidence"


@pytest.mark.parametrize("grade", ['reliability = "A"', 'reliability = "C"', ""])
def test_one_source_that_is_better_or_not_graded_is_clean(found: Found, grade: str) -> None:
    assert found("J09", judged('["c4", "c6"]', poll=grade)) == []


def test_a_source_that_nobody_knows_is_not_a_doubted_one(found: Found) -> None:
    files = judged('["c4", "c6"]')
    assert found("J09", {**files, "us/sofa.toml": files["us/sofa.toml"].replace('"poll"', '"lost"')}) == []


def test_one_doubted_origin_is_two_faults(found: Found) -> None:
    assert [problem.message for problem in found("J09", judged('["c4"]', "high"))] == [
        "`high` confidence rests on one origin, `rs`",
        "`high` confidence rests only on sources graded D, E or F",
    ]


def test_the_current_rating_of_a_risk_is_judged_as_well(found: Found) -> None:
    rated = CARD.replace('confidence = "low"', 'confidence = "moderate"')
    (problem,) = found("J09", {"us/sofa.toml": rated})
    assert (problem.line, problem.column) == (13, 1)
    assert problem.message == "`moderate` confidence rests on one origin, `jt`"


def test_an_earlier_rating_of_a_risk_is_left_as_it_was(found: Found) -> None:
    rated = CARD.replace('confidence = "low"', 'confidence = "moderate"')
    current = """
[[risk.assessment]]
on = 2024-10-03
likelihood = "unlikely"
impact = "moderate"
confidence = "low"
why = "The call is only reported once."
"""
    assert found("J09", {"us/sofa.toml": rated + current}) == []
