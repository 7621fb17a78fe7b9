"""Terms: where the words of likelihood and confidence stand in a text, and where its sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.check.terms import confidences, hedges, likelihoods, percents, sentences, unquoted
from briefing.model.scales import Likelihood


def test_the_longest_term_counts_and_stands_where_it_is_written() -> None:
    (term,) = likelihoods("İstanbul: Very\n**Unlikely**, it says.")
    assert (term.start, term.end, term.likelihood) == (10, 25, Likelihood.VERY_UNLIKELY)
    assert (term.words, term.piece) == ("Very Unlikely", "Very")


@pytest.mark.parametrize("likelihood", Likelihood)
def test_every_term_of_the_scale_is_known(likelihood: Likelihood) -> None:
    assert [term.likelihood for term in likelihoods(f"It is {likelihood}.")] == [likelihood]


def test_what_is_met_earlier_is_led_by_up_to_three_words_of_its_line() -> None:
    *_, term = likelihoods("unlikely to be\nlikely if A, likely if A, and if likely")
    assert term.piece == "if likely"
    assert [term.piece for term in likelihoods("likely likely likely likely likely likely")] == [
        "likely",
        "likely likely",
        "likely likely likely",
        "likely likely likely likely",
        "",
        "",
    ]


def test_words_before_are_taken_from_the_same_line_alone() -> None:
    assert [term.piece for term in likelihoods("likely\nlikely")] == ["likely", ""]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("One. Two! Three? Four", [5, 10, 17, 21]),
        ("The U.S. troops. Gen. Nakatani of Oct. 3, No. 4.", [17, 48]),
        ("In Oct. Seoul agreed", [8, 20]),
        ("Version 2.5 of it", [17]),
        ("“One.” Two. (Three.) Four.[c1] Five.", [7, 12, 21, 31, 36]),
        ("A\n\nB\n- C\n12) D\n| E", [3, 5, 9, 15, 18]),
        ("A\nB\n2024 C", [10]),
        ("Etc.   and so", [13]),
        ("One… Two", [5, 8]),
        ("A\n## B. c\nd", [2, 10, 11]),
        ("Label: a\n**Other:** b\nc", [9, 23]),
        ("Label: a\nb", [10]),
        ("A\n===\nB", [2, 7]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, ends: list[int]) -> None:
    assert list(sentences(text)) == [range(*both) for both in zip([0, *ends], ends, strict=False)]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("It is likely (90%).", [(90, "90%")]),
        ("It is **likely** (about 60 to 70 percent).", [(60, "60 to 70 percent"), (70, "60 to 70 percent")]),
        ("It is likely (~60%–100%).", [(60, "60%–100%"), (100, "60%–100%")]),
        ("It is likely (90 per cent chance) to start.", [(90, "90 per cent")]),
        ("There is a 5% chance of talks.", [(5, "5%")]),
        ("It is likely, with a 90 Percent probability.", [(90, "90 Percent")]),
        ("It is likely, with a probability of 90%.", [(90, "90%")]),
        ("A tariff of 10 percent is likely (10 percent of trade).", []),
        ("A 10 percent tariff is likely (60%).", [(60, "60%")]),
        ("It is likely (12.5%).", []),
        ("It is likely (250%).", []),
        ("It is likely (45%, Kyodo).", []),
        ("It was likely (90%).", []),
        ("The likely (90%) victor stands.", []),
        ("It is likely even with a 20 percent chance.", []),
        ("It is likely, with a 20 percent chance of rain.", []),
        ("Kyodo says that it is likely (90%), with a 90 percent chance.", []),
        ("If there is a 5% chance, it is likely.", []),
    ],
)
def test_percents_are_those_that_a_sentence_gives_as_its_odds(text: str, given: list[tuple[int, str]]) -> None:
    assert [(percent, phrase.words) for percent, phrase in percents(text)] == given


def test_quotations_are_blanked_out_and_all_else_keeps_its_place() -> None:
    assert unquoted('a "b c" d “e\nf” g') == 'a """"" d """"" g'
    assert unquoted('a 6" gun and a 7" gun') == 'a 6" gun and a 7" gun'
    assert unquoted('a "b\n \nc" d “e\n\nf” g') == 'a "b\n \nc" d “e\n\nf” g'


@given(
    st.lists(st.sampled_from([*"İ\n*_\"“”'’-. ", "may", "Likely", "very", "is", "we", "our", "low", "confidence"])).map(
        "".join
    )
)
def test_whatever_the_text_phrases_stand_in_it_and_sentences_cover_it(text: str) -> None:
    for phrase in (*likelihoods(text), *confidences(text), *hedges(text)):
        assert phrase.piece in text
        assert phrase.words.lower() == phrase.words.lower().strip() != ""
        assert text[phrase.start : phrase.end][0].isalpha()
    covered = list(sentences(text))
    assert [sentence.start for sentence in covered] == [0, *(sentence.stop for sentence in covered[:-1])]
    assert covered[-1].stop == len(text) == len(unquoted(text))
