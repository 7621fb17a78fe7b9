"""Q01: quotation marks promise the very words."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from check.quoting import found_of
from examples import CARD, SOURCES

if TYPE_CHECKING:
    from pathlib import Path

    from check.conftest import Found

COPY = "copy the words from the text; where words between them were left out, give a list of pieces"


def test_words_that_the_text_does_not_have_are_told_at_the_quotation(tmp_path: Path) -> None:
    (problem,) = found_of(tmp_path, "Q01", '"we will build"')
    assert (problem.path.name, problem.line, problem.column, problem.width) == ("sofa.toml", 20, 1, 5)
    assert problem.severity == "error"
    assert problem.message == "`we will build` does not stand in `jt.txt`"
    assert problem.help == COPY


@pytest.mark.parametrize(
    ("quote", "column", "message"),
    [
        ('["far too early", "a new tunnel"]', 27, "`a new tunnel` does not stand in `jt.txt`"),
        ('["much too early", "a new bridge"]', 10, "`much too early` does not stand in `jt.txt`"),
        (
            '["months", "far too early"]',
            20,
            "`far too early` does not stand in `jt.txt` after `months`",
        ),
    ],
)
def test_of_several_pieces_the_one_that_is_missing_is_told(
    tmp_path: Path, quote: str, column: int, message: str
) -> None:
    (problem,) = found_of(tmp_path, "Q01", quote)
    assert (problem.line, problem.column) == (20, column)
    assert problem.message == message


@pytest.mark.parametrize(
    ("quote", "help"),
    [
        ('"Far Too early"', "the text has it with other capitals: `far too early`"),
        ('"erry is slow"', "there it is only part of a longer word: quote whole words"),
        ('"Bridg"', COPY),
        ('["months", "far too early"]', "it stands before it: put the pieces into the order of the text"),
        ('["a new bridge", "initiative", "months"]', "it stands before it: put the pieces into the order of the text"),
        (
            '"Unless we take the lead, the ferry"',
            "the text has `Unless we take the`, and then goes on with other words",
        ),
        ('"we take a boat"', "the text has `we take`, and then goes on with other words"),
        ('"we shall see"', COPY),
        ('["governor", "we take the lead"]', "the text has `we take the`, and then goes on with other words"),
    ],
)
def test_the_help_says_what_the_text_has(tmp_path: Path, quote: str, help: str) -> None:
    (problem,) = found_of(tmp_path, "Q01", quote)
    assert problem.help == help


@pytest.mark.parametrize(
    "quote",
    [
        '"far too early"',
        '"it\'s far too early"',
        '"“it’s far too early”"',
        "'''\"it's far too early\"'''",
        '"«it‘s far too early„"',
        '"- months, perhaps -"',
        '"― months, perhaps −"',
        '"The governor"',
        '"the ferry will not become faster"',
        "'''the ferry\n  will\tnot become\u00a0faster'''",
        '"Unless we take the initiative, the ferry will not become faster,” she said."',
        '["The governor", "months", "the ferry will"]',
        '["is", "slow"]',
        '["Unless we take", "the initiative"]',
        '"timeta..."',
        '"ｆａｒ too early"',
        '["The"]',
        '"Readers also liked"',
    ],
)
def test_other_forms_of_the_same_words_are_clean(tmp_path: Path, quote: str) -> None:
    assert found_of(tmp_path, "Q01", quote) == []


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("日米地位協定", "首相は日米地位協定の改定に触れた。"),
        ("地位協定の改定", "首相は日米地位協定の\n改定に触れた。"),
        ("地位協定の\n改定", "首相は日米地位協定の改定に触れた。"),
        ("NATO", "アジア版NATOの創設"),
        ("アジア版", "NATOアジア版NATO"),
        ("ｱｼﾞｱ版", "アジア版の創設"),
        ("ประเทศ", "หลายประเทศเห็นด้วย"),
        ("이른", "너무 이른 논의"),
        ("गठबंधन", "नया गठबंधन।"),
    ],
)
def test_a_script_without_spaces_has_no_borders_of_words(tmp_path: Path, quote: str, text: str) -> None:
    assert found_of(tmp_path, "Q01", f"'''{quote}'''", text=text) == []


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("rim", "a crime"),
        ("rim", "a rime"),
        ("crime", "2 crime2"),
        ("10", "in 2010 or 1066"),
        ("른", "너무 이른 논의"),
        ("वार्त", "वार्ता"),
        ("caf", "the café"),
        ("cafe", "the cafe\u0301"),
        ("Caf", "The Cafe"),
        ("a b", "ab"),
        ("re-open", "reopen"),
    ],
)
def test_a_part_of_a_word_is_not_the_word(tmp_path: Path, quote: str, text: str) -> None:
    assert [problem.code for problem in found_of(tmp_path, "Q01", f'"{quote}"', text=text)] == ["Q01"]


@pytest.mark.parametrize(("quote", "text"), [("rim", "a crime on the rim"), ("rim", "rim"), (", the", "one, the")])
def test_a_word_is_found_behind_longer_ones_and_at_either_end(tmp_path: Path, quote: str, text: str) -> None:
    assert found_of(tmp_path, "Q01", f'"{quote}"', text=text) == []


def test_the_pieces_never_share_a_word(tmp_path: Path) -> None:
    assert (
        found_of(tmp_path, "Q01", '["the ferry", "ferry is slow"]', text="the ferry is slow, the ferry is slow") == []
    )
    (problem,) = found_of(tmp_path, "Q01", '["the ferry", "ferry is slow"]', text="the ferry is slow")
    assert problem.message == "`ferry is slow` does not stand in `jt.txt` after `the ferry`"


@pytest.mark.parametrize(
    ("quote", "text", "help"),
    [
        ("a", "a" * 2**20, "there it is only part of a longer word: quote whole words"),
        ("B" + "a" * 1000, "a" * 2**20, COPY),
        ("ax " * 6000 + "a", "ax " * 300_000, "there it is only part of a longer word: quote whole words"),
        (
            "it is " * 3000 + "not",
            "it is " * 150_000,
            f"the text has `{'it is ' * 10}...`, and then goes on with other words",
        ),
    ],
)
def test_a_long_text_is_looked_through_in_no_time(tmp_path: Path, quote: str, text: str, help: str) -> None:
    began = perf_counter()
    (problem,) = found_of(tmp_path, "Q01", f'"{quote}"', text=text)
    assert problem.help == help
    assert perf_counter() - began < 5  # it was 18 and more


def test_of_a_long_quotation_no_more_is_looked_for_than_is_shown(tmp_path: Path) -> None:
    words = " ".join(f"w{n}" for n in range(60))
    (problem,) = found_of(tmp_path, "Q01", f'"{words} x"', text=words)
    assert problem.help.startswith("the text has `w0 w1 w2 ")


@pytest.mark.parametrize(
    ("quote", "text", "shown"),
    [
        ("İstanbul ve ANKARA", "İİİ, İstanbul ve Ankara", "İstanbul ve Ankara"),
        ("it’s FAR, far", "so it's far, far", "it's far, far"),
        ("ΝΑΤΟ", "το Νατο", "Νατο"),
    ],
)
def test_other_capitals_are_shown_as_the_text_has_them(tmp_path: Path, quote: str, text: str, shown: str) -> None:
    (problem,) = found_of(tmp_path, "Q01", f'"{quote}"', text=text)
    assert problem.help == f"the text has it with other capitals: `{shown}`"


def test_what_the_help_offers_is_clean(tmp_path: Path) -> None:
    assert found_of(tmp_path, "Q01", '["far too early", "months"]') == []
    assert found_of(tmp_path, "Q01", '"Unless we take the"') == []


def test_without_an_archive_no_quotation_is_looked_for(found: Found) -> None:
    files = {"us/sofa.toml": f'{CARD}quote = "nowhere"\n', "sources.toml": f'{SOURCES}archive = "jt.txt"\n'}
    assert [found(code, files) for code in ("Q01", "Q02", "Q03", "Q04", "Q05")] == [[], [], [], [], []]


def test_each_of_several_quotations_is_told_at_its_own_claim(tmp_path: Path) -> None:
    more = '"nowhere"\n[[claim]]\ntext = "t"\nsource = "jt"\nquote = "too early"\n[[claim]]\ntext = "t"\n'
    problems = found_of(tmp_path, "Q01", f'{more}source = "jt"\nquote = "nor here"')
    assert [(problem.line, problem.message) for problem in problems] == [
        (20, "`nowhere` does not stand in `jt.txt`"),
        (28, "`nor here` does not stand in `jt.txt`"),
    ]


def test_a_text_that_cannot_be_read_is_no_text_without_the_words(tmp_path: Path) -> None:
    assert found_of(tmp_path, "Q01", '"nowhere"', text="x" * (5 * 1024 * 1024 + 1)) == []
