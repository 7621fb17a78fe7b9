"""Folding, and the way back to what was written."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from find.libraries import PIECES
from hypothesis import given
from hypothesis import strategies as st

from briefing.find.text import _pieces, excerpt, fold, marks, words_of

drawn = st.text(
    st.sampled_from("".join(PIECES) + "sfiSK가각\u0301\u0327\u0345각ŉ\u200d\u0f71\u0f72") | st.characters(), max_size=12
)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Straße", "STRASSE"),
        ("ﬁnal", "final"),
        ("Ｑｕｉｅｔ", "quiet"),
        ("㍿", "株式会社"),
        ("ﾊﾟｯｸ", "パック"),
        ("cafe\u0301", "CAFÉ"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
        ("Ϊ́", "ΐ"),
        ("گفت\u200cوگو", "گفتوگو"),
        ("Перемир’я", "перемир'я"),
        ("2024–25", "2024-25"),
    ],
)
def test_what_a_reader_takes_for_the_same_is_the_same(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)
    assert marks(f"x {written}", [fold(typed)]) == [(2, 2 + len(written))]


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("the ﬁnal act", "in", ["ﬁn"]),
        ("Straße", "s", ["S", "ß"]),
        ("海峡中線と海峡", "海峡", ["海峡", "海峡"]),
        ("株㍿", "会社", ["㍿"]),
        ("aaa", "aa", ["aa"]),
        ("alliance", "all lian", ["allian"]),
        ("abab", "ab", ["ab", "ab"]),
        ("nothing", "else", []),
        ("nothing", "", []),
    ],
)
def test_matches_are_marked_in_what_is_written(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in marks(text, words_of(query))] == marked


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Asian NATO", ("asian", "nato")),
        ('"Asian  NATO" us', ("asian nato", "us")),
        ('"Asian NA', ("asian na",)),
        ('a"b c"d', ("a", "b c", "d")),
        ("a A", ("a",)),
        ('  "" ', ()),
        ("海峡\u3000中線", ("海峡", "中線")),
    ],
)
def test_a_query_is_words_and_phrases(query: str, words: tuple[str, ...]) -> None:
    assert words_of(query) == words


@given(drawn, st.lists(drawn, max_size=2))
def test_what_is_marked_holds_the_word_and_all_of_them_are_marked(text: str, queries: list[str]) -> None:
    words = [word for word in map(fold, queries) if word]
    found = marks(text, words)
    assert bool(found) == any(word in fold(text) for word in words)
    assert all(any(word in fold(text[start:end]) for word in words) for start, end in found)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))


@given(drawn, drawn, drawn)
def test_a_word_is_marked_no_wider_than_what_folds_as_one(before: str, word: str, after: str) -> None:
    text = f"{before}\n{word}\n{after}"
    if folded := fold(word):
        assert any(len(before) < end and start <= len(before) + len(word) for start, end in marks(text, [folded]))


def folds_in_pieces(text: str) -> bool:
    pieces = list(_pieces(text))
    return "".join(pieces) == text and "".join(map(fold, pieces)) == fold(text)


def test_awkward_characters_fold_in_pieces_as_they_fold_together() -> None:
    awkward = [*PIECES, "\u0301", "\u0323", "가", "ᆨ", "s"]
    assert all(folds_in_pieces("".join(each)) for length in (2, 3) for each in product(awkward, repeat=length))


@given(drawn)
def test_any_text_folds_in_pieces_as_it_folds_together(text: str) -> None:
    assert folds_in_pieces(text)


@pytest.mark.parametrize(
    ("text", "found", "room", "shown"),
    [
        ("short", [(0, 5)], 10, ("short", ["short"])),
        ("one two three four five", [(14, 18)], 12, (".. three four f ..", ["four"])),
        ("one two three four five", [(0, 3)], 10, ("one two th ..", ["one"])),
        ("one two three four five", [(19, 23)], 10, (".. four five", ["five"])),
        ("one two three four five", [], 7, ("one two ..", [])),
        ("x" * 20 + "e\u0301" * 9, [(30, 32)], 12, (".. e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", ["e\u0301"])),
        ("e\u0301" * 30, [(32, 34)], 9, (".. " + "e\u0301" * 4 + " ..", ["e\u0301"])),
        ("abcdefghij", [(2, 9)], 5, (".. bcdef ..", ["cdef"])),
    ],
)
def test_a_long_line_is_cut_around_its_first_match(
    text: str, found: list[tuple[int, int]], room: int, shown: tuple[str, list[str]]
) -> None:
    cut, marked = excerpt(text, found, room)
    assert (cut, [cut[start:end] for start, end in marked]) == shown


@given(drawn, st.lists(drawn, min_size=1, max_size=2), st.integers(3, 20))
def test_an_excerpt_is_never_much_longer_than_its_room(text: str, queries: list[str], room: int) -> None:
    whole = text * 4
    words = [word for word in map(fold, queries) if word]
    cut, found = excerpt(whole, marks(whole, words), room)
    assert len(cut) <= room + 6
    assert all(0 <= start < end <= len(cut) for start, end in found)
