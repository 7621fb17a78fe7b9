"""Q05: a quotation is as good as the text that it can be held against."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from check.quoting import found_of
from examples import CARD, SOURCES

from briefing.check.check import check
from briefing.check.rule import Desk
from briefing.check.rules import BY_CODE
from briefing.library.archive import read_archive

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import LibraryFrom

    from briefing.library.problem import Problem

QUOTED = f'{CARD}quote = "a"\n'
HELP = "save its text into the archive, and name the file in `archive`"


def found_without_text(library_from: LibraryFrom, folder: Path, files: dict[str, str]) -> list[Problem]:
    library = library_from(files)
    desk = Desk(library, date(2024, 10, 3), read_archive(folder, library.sources))
    return list(check(desk, [BY_CODE["Q05"]]).problems)


def test_a_quoted_source_without_a_text_is_told_once(library_from: LibraryFrom, tmp_path: Path) -> None:
    files = {"us/a.toml": QUOTED + '[[claim]]\ntext = "t"\nsource = "jt"\nquote = "b"\n', "us/b.toml": QUOTED}
    (problem,) = found_without_text(library_from, tmp_path, files)
    assert (problem.path.name, problem.line, problem.column, problem.width) == ("sources.toml", 1, 2, 2)
    assert problem.severity == "information"
    assert problem.message == "what is quoted from `jt` cannot be verified: no text of it is archived"
    assert problem.help == HELP


def test_a_text_that_is_not_there_is_told_at_its_name(library_from: LibraryFrom, tmp_path: Path) -> None:
    files = {"us/a.toml": QUOTED, "sources.toml": f'{SOURCES}archive = "jt.txt"\n'}
    (problem,) = found_without_text(library_from, tmp_path, files)
    assert (problem.path.name, problem.line, problem.column, problem.width) == ("sources.toml", 11, 1, 7)
    assert problem.message == "what is quoted from `jt` cannot be verified: there is no `jt.txt`"
    assert problem.help == HELP


@pytest.mark.parametrize(
    "card",
    [
        CARD,
        CARD.replace('source = "jt"\n', 'quote = "a"\n'),
        CARD.replace('source = "jt"\n', 'source = "x"\nquote = "a"\n'),
    ],
    ids=["nothing quoted", "no source", "no such source"],
)
def test_a_source_that_is_not_quoted_needs_no_text(library_from: LibraryFrom, tmp_path: Path, card: str) -> None:
    assert found_without_text(library_from, tmp_path, {"us/a.toml": card}) == []


def test_every_quoted_source_is_told(library_from: LibraryFrom, tmp_path: Path) -> None:
    sources = "".join(SOURCES.replace("jt", name) for name in ("jt", "unquoted", "nhk"))
    files = {"us/a.toml": QUOTED, "us/b.toml": QUOTED.replace("jt", "nhk"), "sources.toml": sources}
    assert [problem.line for problem in found_without_text(library_from, tmp_path, files)] == [1, 21]


def test_with_its_text_a_source_is_clean(tmp_path: Path) -> None:
    assert found_of(tmp_path, "Q05", '"The governor"') == []
