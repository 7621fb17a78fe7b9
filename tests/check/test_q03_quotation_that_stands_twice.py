"""Q03: a quotation leads to one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from check.quoting import PASSAGE, found_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("quote", "where"),
    [
        ("bridge", "lines 3 and 6"),
        ("the ferry", "lines 5 and 6"),
        ("is", "line 6"),
    ],
)
def test_words_that_stand_more_than_once_are_told_with_the_first_and_the_last_place(
    tmp_path: Path, quote: str, where: str
) -> None:
    (problem,) = found_of(tmp_path, "Q03", f'"{quote}"', PASSAGE)
    assert (problem.path.name, problem.line, problem.column, problem.width) == ("sofa.toml", 20, 1, 5)
    assert problem.severity == "warning"
    assert problem.message == f"`{quote}` stands more than once in the passage: on {where}"
    assert problem.help == "quote a little more, so that it stands there once"


@pytest.mark.parametrize(
    ("quote", "column", "piece", "where"),
    [
        ('["The governor", "bridge"]', 26, "bridge", "lines 3 and 6"),
        ('["the ferry", "is not"]', 10, "the ferry", "lines 5 and 6"),
        ('["a", "bridge", "is dear"]', 15, "bridge", "lines 3 and 6"),
    ],
)
def test_of_several_pieces_the_first_that_stands_twice_is_told(
    tmp_path: Path, quote: str, column: int, piece: str, where: str
) -> None:
    (problem,) = found_of(tmp_path, "Q03", quote, PASSAGE)
    assert problem.column == column
    assert problem.message == f"`{piece}` stands more than once in the passage: on {where}"


@pytest.mark.parametrize(
    "quote",
    [
        '"The governor"',
        '"to speak of a new bridge"',
        '"new bridge"',
        '["A bridge", "the ferry"]',
        '["the ferry", "The ferry", "the ferry"]',
        '["governor", "bridge", "ferry", "initiative"]',
        '"Readers also liked"',
        '"nowhere"',
        '"not"',
    ],
)
def test_words_that_stand_once_or_not_at_all_are_clean(tmp_path: Path, quote: str) -> None:
    text = "The governor of the new bridge.\nThe ferry.\nthe ferry, The ferry, A bridge, the ferry\nnothing is not\n"
    assert found_of(tmp_path, "Q03", quote, text=text) == []


def test_only_the_passage_counts(tmp_path: Path) -> None:
    assert found_of(tmp_path, "Q03", '"new bridge"', PASSAGE) == []
    (problem,) = found_of(tmp_path, "Q03", '"new bridge"')
    assert problem.message == "`new bridge` stands more than once in the passage: on lines 1 and 3"


def test_a_little_more_of_the_text_is_clean(tmp_path: Path) -> None:
    assert found_of(tmp_path, "Q03", '"the ferry will"', PASSAGE) == []
    assert found_of(tmp_path, "Q03", '["and", "the ferry"]', PASSAGE) == []


def test_each_of_several_quotations_is_looked_at(tmp_path: Path) -> None:
    more = '"nowhere"\n[[claim]]\ntext = "t"\nsource = "jt"\nquote = "bridge"\n[[claim]]\ntext = "t"\n'
    problems = found_of(tmp_path, "Q03", f'{more}source = "jt"\nquote = "ferry"')
    assert [problem.line for problem in problems] == [24, 28]
