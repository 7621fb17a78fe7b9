"""Two texts beside each other, word by word."""

from __future__ import annotations

from itertools import pairwise
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.change.words import Kind, flat, reworded, words

KEPT, OUT, PUT = Kind.KEPT, Kind.OUT, Kind.PUT


def signed(before: str, after: str) -> str:
    forms = {KEPT: "{}", OUT: "[-{}-]", PUT: "{{+{}+}}"}
    return "".join(forms[piece.kind].format(piece.text) for piece in reworded(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Talks are likely.", "Talks are very likely.", "Talks are{+ very+} likely."),
        ("Talks are likely.", "Talks are unlikely.", "Talks are[- likely-]{+ unlikely+}."),
        ("Talks begin", "Talks begin soon", "Talks begin{+ soon+}"),
        ("Some 85,000 troops", "Some 80,000 troops", "Some[- 85,000-]{+ 80,000+} troops"),
        ("He said so [c1].", "He said so [c2].", "He said so[- [c1]-]{+ [c2]+}."),
        ("See [[us/a]] for it all.", "See [[us/b]] for it all.", "See[- [[us/a]]-]{+ [[us/b]]+} for it all."),
        ("改定協議が開かれる。", "改定協議は開かれる。", "改定協議[-が-]{+は+}開かれる。"),
        ("협의체가 다시 열린다.", "협의체가 곧 다시 열린다.", "협의체가{+ 곧+} 다시 열린다."),
        ("वार्ता फिर शुरू हुई।", "वार्ता फिर बन्द हुई।", "वार्ता फिर[- शुरू-]{+ बन्द+} हुई।"),
        ("One stays. Two goes.", "One stays.", "One stays.[- Two goes.-]"),
        ("", "Something", "{+Something+}"),
        ("The same", "The same", "The same"),
    ],
)
def test_what_was_taken_out_and_put_in_is_marked(before: str, after: str, shown: str) -> None:
    assert signed(before, after) == shown


def test_a_sentence_with_hardly_a_word_in_common_is_shown_as_another() -> None:
    before, after = "No request is on record in Tokyo.", "The Pentagon is said to have refused a panel."
    assert signed(before, after) == f"[-{before}-]{{+{after}+}}"


def test_a_lone_word_between_two_changes_is_shown_as_part_of_them() -> None:
    shown = signed("We expect that no plan is there yet, he said.", "We expect that no paper is held yet, he said.")
    assert shown == "We expect that no[- plan is there-]{+ paper is held+} yet, he said."


TEXTS = st.text(st.sampled_from("ab .,!?[]c1\n\t'海峡。が\u3099\ufe0fकि-𠮷"), max_size=60)


@given(TEXTS, TEXTS)
def test_kept_and_out_are_the_first_text_and_kept_and_put_the_second(before: str, after: str) -> None:
    pieces = reworded(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind is not PUT) == before
    assert "".join(piece.text for piece in pieces if piece.kind is not OUT) == after
    assert all(piece.text for piece in pieces)
    kinds = [piece.kind for piece in pieces]
    assert all(one is not other for one, other in pairwise(kinds))


@given(TEXTS)
def test_the_same_text_is_one_kept_piece(written: str) -> None:
    assert [piece.kind for piece in reworded(written, written)] == [KEPT] * bool(written)


@given(st.text(max_size=60))
def test_the_words_of_a_text_are_the_text(written: str) -> None:
    assert "".join(words(written)) == written


def test_how_a_text_is_broken_in_lines_is_no_part_of_it() -> None:
    assert flat(" One\n  two\tthree \n") == "One two three"


@pytest.mark.parametrize("alphabet", ["あい", "あいうえおかきくけこ", "a b ", "".join(map(chr, range(0x4E00, 0x4E64)))])
def test_the_longest_texts_are_compared_in_bearable_time(alphabet: str) -> None:
    before = (alphabet * 20_000)[:20_000]
    after = (alphabet[::-1] * 20_000)[:19_999]
    began = monotonic()
    assert "".join(piece.text for piece in reworded(before, after) if piece.kind is not PUT) == before
    assert monotonic() - began < 5
