"""Bytes become letters."""

from __future__ import annotations

import pytest

from briefing.intake.written import decoded, line, lines


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        ("Kaió", "utf-8", None),
        ("Kaió", "utf-8", "latin-1"),  # a lie that would pass
        ("Kaió", "utf-8-sig", "latin-1"),
        ("Kaió", "utf-16", None),
        ("\ufeffKaió", "utf-16-be", "utf-8"),
        ("Kaió “x”", "cp1252", "iso-8859-1"),
        ("Kaió “x”", "cp1252", None),
        ("基地協定", "iso2022_jp", "iso-2022-jp"),
        ("基地協定", "euc_jp", "x-euc-jp"),
        ("①基地", "cp932", "x-sjis"),
        ("协定", "gbk", "gb2312"),
        ("협정", "cp949", "euc-kr"),
        ("Договор", "koi8-r", "KOI8-R"),
    ],
)
def test_a_text_is_read_in_the_letters_that_it_is_written_in(text: str, charset: str, declared: str | None) -> None:
    assert decoded(text.encode(charset), declared) == text.removeprefix("\ufeff")


@pytest.mark.parametrize("head", ['<meta charset="euc-jp">', '<?xml version="1.0" encoding="euc-jp"?>'])
def test_a_page_may_say_it_itself(head: str) -> None:
    assert decoded(f"{head}基地協定".encode("euc_jp"), None).endswith("基地協定")


@pytest.mark.parametrize(
    "declared", ["punycode", "idna", "unicode_escape", "zip", "utf-7", "a\0b", "\udcff", "x" * 999]
)
def test_a_codec_that_no_page_is_written_in_is_not_used(declared: str) -> None:
    assert decoded(b"\\x41+AGE- xn--\xf3", declared) == "\\x41+AGE- xn--ó"


def test_some_letters_that_cannot_be_read_cost_only_themselves() -> None:
    assert decoded("基地協定".encode("euc_jp") * 99 + b"\xff", "euc-jp").endswith("協定\ufffd")


@pytest.mark.parametrize(
    "raw", [bytes(range(256)) * 4, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", b"\0" * 999, b"\xff\xfe\0\0\1\0"]
)
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError, match="not text"):
        decoded(raw, None)


def test_what_acts_on_a_terminal_is_left_out() -> None:
    assert lines("one\x1b]0;x\x07\r\ntwo\rthree\u202e") == "one]0;x\ntwo\nthree"
    assert line(" one\t\n two\u200b ") == "one two"
