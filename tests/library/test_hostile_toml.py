"""No file can end the reading, nor cost another card: it is read, or it is a problem with a line."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examples import CARD, write_briefing
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.library.clean import clean, spoofing
from briefing.library.folder import read_library
from briefing.library.toml import Text, decode

if TYPE_CHECKING:
    from conftest import BriefingFrom, LibraryFrom

    from briefing.library.library import Library

INVALID = [
    "=", "a", "a =", "a = ", "= 1", "a = b", "a = 1 b = 2", "a = 1\na = 2", "a = 1\na.b = 2", "a.b = 1\na = 2",
    "[a", "a]", "[a]]", "[[a]", "[]", "[[]]", "[a]\n[a]", "[a]\n[[a]]", "[[a]]\n[a]", "[a.]", "[.a]", "a. = 1",
    "a = [1", "a = [1,,2]", "a = ]", "a = {", "a = { b = 1", "a = {,}", "a = { b = 1, b = 2 }",
    "a = { b = 1 }\n[a.c]", "a = [1]\n[[a]]", 'a = "', "a = '", 'a = """', "a = '''", 'a = "\\q"', 'a = "\\u12"',
    'a = "\\ud800"', 'a = "\\UFFFFFFFF"', 'a = "x\ny"', "a = 01", "a = 1__0", "a = _1", "a = 0x", "a = 0b2",
    "a = 1.", "a = .1", "a = 1e", "a = +0x1", "a = truE", "a = 2024-13-01", "a = 2024-02-30", "a = 0000-01-01",
    "a = 2024-10-03T25:00:00", "a = 2024-1-1", "a = 24:00:00", "a = 1 # \x07", "a = \x1b", 'a = "\x1b[2J"',
    "a = 1\r", "a\x00 = 1", "é = 1", "\u202e = 1", "{}", "[[a]]\nb = [\n", "a = inf_", "a = nan1", "\ufeff\ufeffa = 1",
]  # fmt: skip


def reported(library: Library) -> set[tuple[str, str]]:
    return {(problem.path.name, problem.code) for problem in library.problems}


@pytest.mark.parametrize("invalid", INVALID, ids=ascii)
def test_what_is_not_toml_is_a_c01_with_its_line_and_costs_no_other_card(
    library_from: LibraryFrom, invalid: str
) -> None:
    library = library_from(
        {"us/bad.toml": f"\n\n{invalid}" if invalid[0] != "\ufeff" else invalid, "us/good.toml": CARD}
    )

    assert reported(library) == {("bad.toml", "C01")}
    (problem,) = library.problems
    assert problem.line >= 1
    assert problem.column >= 1
    assert problem.message.startswith("not TOML: ")
    assert not list(spoofing(problem.message))
    assert "\n" not in problem.message
    assert list(library.cards) == ["us/good"]
    assert library.files["us/bad"].model is None


@pytest.mark.parametrize(
    ("raw", "code", "line", "column", "said"),
    [
        (b'a = "\xff"', "C06", 1, 6, "not UTF-8: byte 0xff"),
        ('a = 1\nb = "日本'.encode() + b'\xc3\x28"', "C06", 2, 8, "not UTF-8: byte 0xc3"),
        (b"\xef\xbb\xbfa = \xe9", "C06", 1, 5, "not UTF-8: byte 0xe9"),
        ('a = "x"'.encode("utf-16"), "C06", 1, 1, "not UTF-8: byte 0xff"),
        (b"a = 1\nb = " + b"9" * 5000, "C01", 2, 5, "not TOML that can be read: a number has too many digits"),
        (b"a = " + b"[" * 5000, "C01", 1, 1, "not TOML that can be read: it is nested too deeply"),
        (b".".join([b"a"] * 5000) + b" = 1", "C01", 1, 1, "not TOML that can be read: it is nested too deeply"),
        (
            b"tags = [%s]\n[%s]\n%s = 1" % (b"'x', " * 100, b".".join([b"a"] * 900), b".".join([b"b"] * 900)),
            "C01", 1, 1, "not TOML that can be read: it is nested too deeply",
        ),
        (
            b"a = 1\n<<<<<<< HEAD\nb = 2\n=======\nb = 3\n>>>>>>> theirs\n", "C09", 2, 1,
            "git's conflict marks stand in the file",
        ),
    ],
    ids=[
        "latin 1", "after wide letters", "after a mark of order", "utf-16", "digits", "brackets", "dots",
        "dots in a card that is gone through", "conflict",
    ],
)  # fmt: skip
def test_what_is_hardly_text_is_told_where_it_stands(
    briefing_from: BriefingFrom, raw: bytes, code: str, line: int, column: int, said: str
) -> None:
    root = briefing_from({"us/good.toml": CARD})
    (root / "us" / "bad.toml").write_bytes(raw)
    library = read_library(root)

    (problem,) = library.problems
    assert (problem.code, problem.line, problem.column, problem.message) == (code, line, column, said)
    assert list(library.cards) == ["us/good"]


def test_conflict_marks_within_a_text_are_told_and_the_card_stands(library_from: LibraryFrom) -> None:
    library = library_from({"us/a.toml": CARD + "speaker = '''\n<<<<<<< HEAD'''\n"})
    assert ("a.toml", "C09") in reported(library)
    assert "us/a" in library.cards


def test_a_file_from_windows_is_read_like_any_other(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD})
    (root / "us" / "a.toml").write_bytes(b"\xef\xbb\xbf" + CARD.replace("\n", "\r\n").encode())
    library = read_library(root)
    assert library.problems == ()
    assert "\r" not in library.files["us/a"].written


def test_an_escape_in_a_text_is_a_mark_before_anybody_can_meet_it(library_from: LibraryFrom) -> None:
    library = library_from(
        {
            "us/a.toml": 'title = "\\u001b]52;c;aGk=\\u0007"\nas_of = 2024-10-03\nsummary = "s"\n'
            'tags = ["\\u202e", "a"]\n'
        }
    )
    assert library.cards["us/a"].title == "<U+001B>]52;c;aGk=<U+0007>"
    assert library.cards["us/a"].tags == ("<U+202E>", "a")
    assert [(problem.code, problem.line, problem.column, problem.message) for problem in library.problems] == [
        ("C04", 1, 1, "a character that must not reach a terminal: U+001B, U+0007"),
        ("C04", 4, 9, "a character that must not reach a terminal: U+202E"),
    ]


def test_a_hidden_character_in_the_file_itself_is_told_where_it_stands(library_from: LibraryFrom) -> None:
    library = library_from(
        {"us/a.toml": 'title = "日\u202e本\x9b"\nas_of = 2024-10-03 # \u2066 hidden\nsummary = "s"\n'}
    )
    assert library.cards["us/a"].title == "日<U+202E>本<U+009B>"
    assert not list(spoofing(library.files["us/a"].written))
    assert [(problem.code, problem.line, problem.column, problem.message) for problem in library.problems] == [
        ("C04", 1, 11, "a character that must not reach a terminal: U+202E, U+009B"),
        ("C04", 2, 22, "a character that must not reach a terminal: U+2066"),
    ]


def test_an_escape_in_a_key_reaches_no_message(library_from: LibraryFrom) -> None:
    library = library_from({"us/a.toml": f'"\\u001b[2J" = 1\n{CARD}'})
    assert [(problem.code, problem.line, problem.width, problem.message) for problem in library.problems] == [
        ("C02", 1, 11, "`<U+001B>[2J` is not a key of a card"),
        ("C04", 1, 11, "a character that must not reach a terminal: U+001B"),
    ]


def test_of_countless_escapes_a_hundred_are_told(library_from: LibraryFrom) -> None:
    many = ", ".join(['"\\u001b"'] * 300)
    library = library_from({"us/a.toml": f"tags = [{many}]\n{CARD}"})
    assert len(library.problems) == 101
    assert library.problems[0].message == "more than 100 faults"
    assert library.cards["us/a"].tags == ("<U+001B>",) * 100


def test_a_table_as_deep_as_toml_allows_is_an_unknown_key(library_from: LibraryFrom) -> None:
    deep = "[" * 390 + '"\\u001b"' + "]" * 390
    library = library_from({"us/a.toml": f"deep = {deep}\n{CARD}", "us/b.toml": f"{'x.' * 900}x = '\\u001b'\n{CARD}"})
    assert {code for _, code in reported(library)} <= {"C01", "C02", "C04"}
    assert {name for name, _ in reported(library)} == {"a.toml", "b.toml"}


TORN = st.tuples(
    st.integers(0, len(CARD.encode())),
    st.integers(0, 12),
    st.binary(max_size=6)
    | st.sampled_from([b'"', b"'", b'"""', b"[", b"]", b"[[", b"{", b"}", b"\n", b"=", b"\\", b"\\u001b", b"\x1b"])
    | st.sampled_from([b"[[claim]]\n", b"[risk]\n", b"\nrisk = 1\n", b"\xe2\x80\xae", b"2024-10-03", b"1", b"'a'"]),
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(TORN, min_size=1, max_size=4))
def test_a_card_with_bytes_changed_is_read_or_told_and_never_ends_the_reading(
    changes: list[tuple[int, int, bytes]],
) -> None:
    raw = CARD.encode()
    for place, gone, put in changes:
        raw = raw[:place] + put + raw[place + gone :]
    with tempfile.TemporaryDirectory() as folder:
        root = write_briefing(Path(folder), {"us/torn.toml": "", "us/good.toml": CARD})
        (root / "us" / "torn.toml").write_bytes(raw)
        library = read_library(root)

    assert "us/good" in library.cards
    assert {problem.path.name for problem in library.problems} <= {"torn.toml"}
    assert "us/torn" in library.cards or library.problems
    lines = raw.count(b"\n") + 1
    for problem in library.problems:
        assert 0 <= problem.line <= lines
        assert not list(spoofing(problem.message + problem.help))
        assert "\n" not in problem.message + problem.help


def test_a_character_that_must_not_reach_a_terminal_never_stands_in_what_is_taken_for_usual(tmp_path: Path) -> None:
    characters = [chr(number) for number in range(sys.maxunicode + 1) if not 0xD800 <= number < 0xE000]
    forbidden = [each for each in characters if clean(each) != each]
    texts = [Text(tmp_path / "card.toml") for _ in forbidden]
    for text, each in zip(texts, forbidden, strict=True):
        decode(text, f"# {each}".encode())
    assert len(texts) > 200
    assert [each for text, each in zip(texts, forbidden, strict=True) if each in text.written] == []
