"""Q02: what stands on a saved page beside the article was not said by the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from check.quoting import PASSAGE, found_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("quote", "line"),
    [
        ("The new bridge", 1),
        ("Readers also liked", 7),
        ("the ferry is not. Readers", 6),
        ("the ferry timeta…", 7),
    ],
)
def test_words_outside_the_passage_are_told_with_both_places(tmp_path: Path, quote: str, line: int) -> None:
    (problem,) = found_of(tmp_path, "Q02", f'"{quote}"', PASSAGE)
    assert (problem.path.name, problem.line, problem.column, problem.width) == ("sofa.toml", 20, 1, 5)
    assert problem.severity == "error"
    assert problem.message == f"`{quote}` stands on line {line}, outside the passage, which is lines 3 to 6"
    assert problem.help == "quote from the passage, or mend `passage` in sources.toml"


@pytest.mark.parametrize(
    ("quote", "column", "piece", "line"),
    [
        ('["months", "Readers"]', 20, "Readers", 7),
        ('["Opinion", "months", "slow"]', 10, "Opinion", 1),
        # Both stand in the passage too, but not in this order.
        ('["new bridge", "months"]', 10, "new bridge", 1),
    ],
)
def test_of_several_pieces_the_first_that_is_outside_is_told(
    tmp_path: Path, quote: str, column: int, piece: str, line: int
) -> None:
    (problem,) = found_of(tmp_path, "Q02", quote, PASSAGE)
    assert problem.column == column
    assert problem.message == f"`{piece}` stands on line {line}, outside the passage, which is lines 3 to 6"


@pytest.mark.parametrize(
    "quote",
    [
        '"The governor"',
        '"the ferry will not become faster"',
        '"the ferry is not."',
        '["a new bridge", "A bridge"]',
        '"to speak of a new bridge"',
        '"words that stand nowhere"',
    ],
)
def test_words_in_the_passage_and_words_that_stand_nowhere_are_clean(tmp_path: Path, quote: str) -> None:
    assert found_of(tmp_path, "Q02", quote, PASSAGE) == []


@pytest.mark.parametrize("quote", ["The new bridge", "Readers also liked", "timeta…"])
def test_without_a_passage_it_is_the_whole_text(tmp_path: Path, quote: str) -> None:
    assert found_of(tmp_path, "Q02", f'"{quote}"') == []


@pytest.mark.parametrize(
    ("passage", "told"),
    [("[3, 99]", []), ("[7, 7]", []), ("[8, 99]", ["Q02"]), ("[90, 99]", ["Q02"]), ("[1, 6]", ["Q02"])],
)
def test_a_passage_may_reach_beyond_the_end_of_the_text(tmp_path: Path, passage: str, told: list[str]) -> None:
    problems = found_of(tmp_path, "Q02", '"Readers also liked"', f"passage = {passage}\n")
    assert [problem.code for problem in problems] == told


@pytest.mark.parametrize(
    ("quote", "about"),
    [
        ('"the ferry timeta…"', ""),
        ('"the ferry timeta"', ""),
        ('["too far", "timeta"]', "passage = [3, 7]\n"),
        ('"the ferry is not"', PASSAGE),
        ('"the ferry is not."', PASSAGE),
    ],
)
def test_words_at_the_end_of_a_text_that_breaks_off_are_told(tmp_path: Path, quote: str, about: str) -> None:
    (problem,) = found_of(tmp_path, "Q02", quote, f"{about}truncated = true\n")
    assert (problem.line, problem.column) == (20, 21 if "[" in quote else 1)
    assert problem.message == "the quotation reaches the end of a text that breaks off there"
    assert problem.help == "leave out the last word: it may be half of one"


@pytest.mark.parametrize("end", ["", " ", "\n\n", ".", "...", "…", "”", '."', "’)", " [...]", "»", "」"])
def test_what_follows_the_last_word_does_not_count(tmp_path: Path, end: str) -> None:
    text = f"It is far too early to tell{end}"
    assert len(found_of(tmp_path, "Q02", '"early to tell"', "truncated = true\n", text)) == 1
    assert found_of(tmp_path, "Q02", '"early to"', "truncated = true\n", text) == []


@pytest.mark.parametrize("quote", ['"the ferry"', '["a bridge too far", "the ferry"]', '"Readers also liked"'])
def test_words_before_the_last_one_are_clean(tmp_path: Path, quote: str) -> None:
    assert found_of(tmp_path, "Q02", quote, "truncated = true\n") == []


def test_the_end_of_a_text_that_is_whole_is_clean(tmp_path: Path) -> None:
    assert found_of(tmp_path, "Q02", '"the ferry is not."', PASSAGE) == []
    assert found_of(tmp_path, "Q02", '"the ferry timeta…"', "truncated = false\n") == []


def test_each_of_several_quotations_is_looked_at(tmp_path: Path) -> None:
    more = '"nowhere"\n[[claim]]\ntext = "t"\nsource = "jt"\nquote = "the ferry is not"\n[[claim]]\ntext = "t"\n'
    about = f"{PASSAGE}truncated = true\n"
    problems = found_of(tmp_path, "Q02", f'{more}source = "jt"\nquote = "Readers"', about)
    assert [problem.line for problem in problems] == [24, 28]
