"""The border: no character that could act on a terminal or hide itself gets past it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library.clean import clean, clean_line, named, spoofing

CONTROLS = [code for code in (*range(0x20), 0x7F, *range(0x80, 0xA0)) if chr(code) not in "\n\t"]
HIDDEN = [
    *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x061C,  # embeddings, overrides, isolates
    0x00AD, 0x180E, 0x200B, *range(0x2060, 0x2066), *range(0x206A, 0x2070), 0xFEFF,  # of no width
    0x2028, 0x2029, *range(0xFFF9, 0xFFFC), 0xE0001, 0xE0020, 0xE007F, 0xD800, 0xDFFF,
]  # fmt: skip


def test_there_are_sixty_three_controls_and_newline_and_tab() -> None:
    assert len(CONTROLS) == 63


@pytest.mark.parametrize("code", CONTROLS + HIDDEN, ids="U+{:04X}".format)
def test_a_forbidden_character_becomes_a_visible_mark(code: int) -> None:
    assert clean(f"before {chr(code)}after") == f"before <U+{code:04X}>after"


def test_half_an_escape_sequence_is_marked_like_a_whole_one() -> None:
    assert clean("\x1b]52;c;aGk=\x07 \x1b[") == "<U+001B>]52;c;aGk=<U+0007> <U+001B>["


@pytest.mark.parametrize(
    "text",
    [
        "plain\n\ttabbed",
        "Ünïcödé – “quotes” … 日米地位協定 한반도 أمن الملاحة",
        "می\u200cخواهم",  # Persian: a ZWNJ between letters
        "ب\u200cه",
        "क्\u200dष",  # Devanagari: a ZWJ after a virama
        "שלום\u200f (x) \u200e",
        "e\u0301",
        "🇯🇵 👍",
        "",
    ],
)
def test_what_a_language_needs_is_left_alone(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("text", ["\u200cab", "ab\u200d", "a \u200cb", "1\u200d2", "a\u200c\u200db", "👩\u200d💻"])
def test_a_joiner_that_joins_no_letters_is_marked(text: str) -> None:
    assert "\u200c" not in clean(text)
    assert "\u200d" not in clean(text)


@given(st.text(st.characters() | st.sampled_from("\u200c\u200d\x1b\u202e\ud800ab")))
def test_clean_text_holds_nothing_forbidden_and_stays_as_it_is(text: str) -> None:
    safe = clean(text)
    assert list(spoofing(safe)) == []
    assert clean(safe) == safe
    safe.encode()


def test_a_line_stays_one() -> None:
    assert clean_line("evil\nname\r\n\x1b[2J.toml ") == "evil name<U+000D> <U+001B>[2J.toml"


def test_a_long_or_broken_name_is_shown_short_and_on_one_line() -> None:
    assert named("like\nlihood") == "`like lihood`"
    assert named("x" * 60) == f"`{'x' * 60}`"
    assert named("x" * 61) == f"`{'x' * 60}...`"


def test_a_name_that_is_cut_behind_a_joiner_hides_nothing() -> None:
    assert named(f"{'x' * 59}\u200dxx") == f"`{'x' * 59}<U+200D>...`"
