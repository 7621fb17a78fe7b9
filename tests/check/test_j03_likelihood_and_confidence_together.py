"""J03: odds and confidence do not share a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found


def explained(why: str) -> dict[str, str]:
    """A card whose rating is explained so, on line 14, from column 8 on."""
    return {"us/sofa.toml": CARD.replace("SOFA did not come up in the first leader call.", why)}


def test_both_in_one_sentence_are_told_under_the_confidence(found: Found) -> None:
    (problem,) = found("J03", explained("A visit is likely, with low confidence."))
    assert (problem.line, problem.column, problem.width) == (14, 27, len("with low confidence"))
    assert problem.message == "`with low confidence` and `likely` stand in one sentence"
    assert problem.help == "put the confidence in a sentence of its own, or only in `confidence`"


def test_a_sentence_of_its_own_mends_it(found: Found) -> None:
    assert found("J03", explained("A visit is likely. Our confidence is low.")) == []


@pytest.mark.parametrize(
    "why",
    [
        "We have moderate confidence that talks are unlikely.",
        "Low confidence: a test is likely.",
        "**With low confidence**, a test is likely.",
        "Confidence: low; a test is likely.",
        "Talks are likely (high confidence).",
        "Talks are likely (confidence: low).",
        "Talks are likely, low confidence.",
        "Talks are likely with low to moderate confidence.",
        "Talks are likely; our confidence, based on one source, is low.",
        "Talks are likely by June, and our level of confidence is moderate to high.",
        "We are fairly sure that talks are likely.",
        "We hold with great confidence that talks are likely.",
        "We judge, with low confidence, that talks are likely.",
        "We do not have high confidence that talks are likely.",
        "There is a roughly even chance of talks (with low confidence).",
        "We are fairly confident that talks are likely.",
        "We're confident that talks are likely.",
        "We judge with some confidence that talks are likely.",
        "We cannot say with any confidence that talks are likely.",
        "Talks are likely, but confidence is low.",
        "Confidence is low that talks are likely.",
        "Talks are likely, though our confidence in this judgment is low.",
        "We confidently expect talks, likely by May.",
        "There is a realistic possibility of talks, with medium confidence.",
        "With low\\nconfidence, talks are very unlikely.",
        "With low confidence, Mr. Ishiba is likely to go.",
        "With low confidence, the U.S. troops are likely to stay.",
        "With low confidence, the visit of Oct. 3 is likely to go on.",
    ],
)
def test_every_way_to_say_it_is_found(found: Found, why: str) -> None:
    assert len(found("J03", explained(why))) == 1


@pytest.mark.parametrize(
    "why",
    [
        "A no-confidence vote is likely.",
        "A vote of no confidence is likely.",
        "The cabinet is likely to lose a confidence vote.",
        "A high-confidence vote is unlikely.",
        "The two are likely to agree on confidence-building measures.",
        "Seoul lost confidence in Tokyo and is likely to wait.",
        "Voters have low confidence in the cabinet, which is likely to fall.",
        "The cabinet's low confidence makes an early vote unlikely.",
        "Public confidence is low, and the cabinet is likely to fall.",
        "Business confidence is low and a rate cut is likely.",
        "A confidential note calls talks likely.",
        "Ishiba is confident that he is likely to win.",
        "Ishiba confidently calls a win likely.",
        "Seoul wrote “with low confidence” of the likely visit.",
        "With low confidence, Seoul wrote “talks are likely”.",
        "With low confidence. Talks are likely.",
        "With low confidence! Talks are likely.",
        "Confidence is low [c1]. [c1] makes talks likely.",
        "Confidence is low.[c1] Talks are likely.",
        "**Confidence is low.** Talks are likely.",
        "(Our confidence is low.) Talks are likely.",
        "With low confidence we read the reply as “no.” Talks are unlikely.",
        "Talks are more likely, and our confidence is low.",
        "Investors' confidence is low, so a devaluation is likely.",
        "Markets are weak and confidence is low, so a cut is likely.",
        "A cut is likely because confidence is low.",
        "A cut is likely: low confidence, weak demand.",
        "Given weak demand, low confidence, and debt, a default is likely.",
        "With little confidence left, Ishiba is likely to go.",
        "Ishiba is likely to act with great confidence, and soon.",
        "Tokyo has low confidence that a deal is likely.",
        "The Secretary said he had high confidence that a deal was likely; nothing in the record supports him.",
        "The DIA assessed with moderate confidence that a test was likely in May.",
        "The DIA assessed, with moderate confidence, that a test is likely in May.",
        "With moderate confidence, the DIA assessed that a test is likely in May.",
        "A test is likely; the DIA assessed it so, with moderate confidence.",
        "A test is likely, the DIA says (moderate confidence).",
        "The Likely voters screen gives Yoon a lead; we have moderate confidence in it.",
        "The Likely voters screen gives Yoon a lead; we have moderate confidence in this judgment.",
        "A low-confidence report puts the launch in May; imagery makes June likely.",
        "We are almost certain to see talks.",
        "Our confidence is low… Talks are likely.",
    ],
)
def test_near_misses_are_clean(found: Found, why: str) -> None:
    assert found("J03", explained(why.replace('"', '\\"'))) == []


def test_paragraphs_bullets_and_rows_part_sentences(found: Found) -> None:
    for between in ("\n\n", "\n- ", "\n* ", "\n1. ", "\n| ", "\n# ", "\n===\n", "\n---\n"):
        analysis = f'analysis = """\nOur confidence is low{between}talks are likely\n"""\n'
        assert found("J03", {"us/sofa.toml": analysis + CARD}) == []


def test_headings_and_lists_of_labels_end_with_their_line(found: Found) -> None:
    for lines in ("# We have low confidence\ntalks are likely", "Likely: talks are likely\n**Confidence:** low"):
        assert found("J03", {"us/sofa.toml": f'analysis = """\n{lines}\n"""\n{CARD}'}) == []


def test_a_line_break_alone_parts_nothing_and_the_caret_stands_on_the_line(found: Found) -> None:
    analysis = 'analysis = """\nTalks are likely,\nbut with low\nconfidence.\n"""\n'
    (problem,) = found("J03", {"us/sofa.toml": analysis + CARD})
    assert (problem.line, problem.column, problem.width) == (3, 5, len("with low"))
    assert problem.message == "`with low confidence` and `likely` stand in one sentence"


def test_each_sentence_is_told_once(found: Found) -> None:
    one = "Our confidence is low, our confidence is very low: talks are likely, a pact is likely."
    assert len(found("J03", explained(f"{one} {one}"))) == 2


def test_a_quotation_left_open_ends_with_its_paragraph(found: Found) -> None:
    analysis = 'analysis = """\nHe said “no.\n\nOur confidence is low, talks are likely, or “not”.\n"""\n'
    assert len(found("J03", {"us/sofa.toml": analysis + CARD})) == 1


BOTH = "With low confidence it is likely."
TITLED = CARD.replace("A more equal alliance", BOTH).replace("A public dispute over SOFA postpones", BOTH)
"""A card that says it in its title and in its event as well, where nobody looks and nothing may point."""


@pytest.mark.parametrize("key", ["statement", "basis", "alternative"])
def test_a_judgment_is_read_whole(found: Found, key: str) -> None:
    texts = {"statement": "It is likely.", "basis": "One report.", "alternative": "None.", key: BOTH}
    judgment = "\n".join(f'{name} = "{text}"' for name, text in texts.items())
    (problem,) = found(
        "J03", {"us/sofa.toml": f'{TITLED}\n[[judgment]]\nlikelihood = "likely"\nby = 2025-03-31\n{judgment}\n'}
    )
    assert problem.line == 24 + list(texts).index(key)
    assert problem.column == len(key) + len(' = "') + 1


def test_the_analysis_is_read_too(found: Found) -> None:
    (problem,) = found("J03", {"us/sofa.toml": TITLED.replace("[risk]", f'analysis = "{BOTH}"\n[risk]')})
    assert (problem.line, problem.column) == (5, 13)


def test_the_summary_is_read_too(found: Found) -> None:
    (problem,) = found("J03", {"us/sofa.toml": TITLED.replace("SOFA revision is on the agenda [c1].", BOTH)})
    assert (problem.line, problem.column) == (3, 12)


LATER = f"""
[[risk.assessment]]
on = 2024-10-03
likelihood = "unlikely"
impact = "minor"
confidence = "low"
why = "{BOTH}"
"""


def test_every_rating_is_read(found: Found) -> None:
    (problem,) = found("J03", {"us/sofa.toml": TITLED + LATER})
    assert (problem.line, problem.column) == (26, 8)


def test_a_card_without_a_rating_is_read_as_well(found: Found) -> None:
    files = {"us/sofa.toml": f'title = "Reform"\nas_of = 2024-10-03\nsummary = "{BOTH}"\n'}
    assert len(found("J03", files)) == 1


def test_it_judges_english_alone(found: Found) -> None:
    assert found("J03", {"us/sofa.toml": 'language = "de"\n' + explained(BOTH)["us/sofa.toml"]}) == []
