"""C05: what only TOML 1.1 allows, exactly there, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD, write_briefing
from hypothesis import given
from hypothesis.strategies import text

from briefing.check.check import check
from briefing.check.newer_toml import newer_toml
from briefing.check.rule import Desk
from briefing.check.rules import BY_CODE
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from pathlib import Path

    from check.conftest import Found

LINES = ("only TOML 1.1 allows an inline table on more than one line",
         "put it on one line, or make it a table with a header of its own")  # fmt: skip
COMMA = ("only TOML 1.1 allows a comma after the last entry of an inline table", "take it out")
TIME = "only TOML 1.1 allows a time without seconds"


@pytest.mark.parametrize(
    ("written", "line", "column", "width", "message", "help"),
    [
        ("a = {\nb = 1 }", 1, 5, 1, *LINES),
        ("a = { b = 1\n}", 1, 5, 1, *LINES),
        ("a = { b = 1, # why\n c = 2 }", 1, 5, 1, *LINES),
        ("a = [ 1, {\n} ]", 1, 10, 1, *LINES),
        ("\n\na = { b = { c = 1,\nd = 2 } }", 3, 11, 1, *LINES),
        ("a = { b = [\n1,\n], c = 2\n}", 1, 5, 1, *LINES),
        ("a = { b = 1, }", 1, 12, 1, *COMMA),
        ("a = [ { b = 1 , } , ]", 1, 15, 1, *COMMA),
        ("a = { b = ',',}", 1, 14, 1, *COMMA),
        ("x = 1\na = { b = '''\n, }''', }", 3, 7, 1, *COMMA),
        ('a = "\\e[0m"', 1, 6, 2, "only TOML 1.1 allows the escape `\\e`", "write `\\u001b`"),
        ('a = "日本\\x41"', 1, 8, 4, "only TOML 1.1 allows the escape `\\x41`", "write `\\u0041`"),
        ('a = """\n1\\\\\\xE9"""', 2, 4, 4, "only TOML 1.1 allows the escape `\\xE9`", "write `\\u00E9`"),
        ('"\\x41" = 1', 1, 2, 4, "only TOML 1.1 allows the escape `\\x41`", "write `\\u0041`"),
        ("a = 07:32", 1, 5, 5, TIME, "write `07:32:00`"),
        ("a=07:32", 1, 3, 5, TIME, "write `07:32:00`"),
        ("a = 2024-10-03T07:32", 1, 16, 5, TIME, "write `07:32:00`"),
        ("a = 2024-10-03t07:32z", 1, 16, 5, TIME, "write `07:32:00`"),
        ("a = [2024-10-03 07:32+09:00, 1]", 1, 17, 5, TIME, "write `07:32:00`"),
    ],
)
def test_what_only_the_newer_toml_allows_is_told_at_its_place(
    found: Found, written: str, line: int, column: int, width: int, message: str, help: str
) -> None:
    (problem,) = found("C05", {"us/sofa.toml": f"{written}\n"})
    assert (problem.line, problem.column, problem.width) == (line, column, width)
    assert (problem.message, problem.help) == (message, help)
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    "written",
    [
        CARD,
        "a = { b = 1, c = 2 }\n[d]\n[[e]]\n",
        "a = {}\nb = { }\nc = [{}, {},\n]\n",
        "a = { b = [\n1, # why\n2,\n], c = 2 }\n",
        "a = { b = '''\n''', c = \"\"\"\n, }\"\"\" }\n",
        "a = [\n1,\n]\n",
        "a = '{\n'\n".replace("\n", "", 1),
        'a = "{ b = 1, } 07:32 \\\\e \\\\x41 \\u0041 \\b"\n',
        "a = '\\e \\x41'\nb = '''\\e\n{\n, } 07:32'''\n",
        'a = """ "" { \\" \\""""\n',
        'a = """ 1 """""\nb = { c = 1 }\n',
        "a = ''' ' '' { '''''\nb = { c = 1 }\n",
        "a = \"\"\nb = ''\nc = \"\"\"\"\"\"\nd = ''''''\n",
        "# { \n# 07:32 \\e \"\na = 1 # don't {\n",
        "a = 07:32:00\nb = 07:32:00.5\nc = 2024-10-03T07:32:00+09:00\nd = 2024-10-03 07:32:00Z\ne = 2024-10-03\n",
        "a = { b = 1, c = { d = 1 } } # ,}\n",
        "\"a{\" = 1\n'b{' = 2\n",
    ],
)
def test_what_the_older_toml_has_is_clean(found: Found, written: str) -> None:
    assert found("C05", {"us/sofa.toml": written}) == []


def test_each_table_is_told_once_and_each_comma_and_escape(found: Found) -> None:
    written = 'a = {\n b = {\n  c = "\\e\\x41",\n },\n\n d = 07:32,\n}\n'
    assert [(each.line, each.column) for each in found("C05", {"us/sofa.toml": written})] == [
        (1, 5), (2, 6), (3, 8), (3, 10), (3, 15), (6, 6), (6, 11),
    ]  # fmt: skip


@pytest.mark.parametrize("file", ["briefing.toml", "sources.toml", "us/region.toml"])
def test_every_file_of_the_folder_is_looked_at(found: Found, file: str) -> None:
    (problem,) = found("C05", {"us/sofa.toml": CARD, file: "a = { b = 1, }\n"})
    assert problem.path.as_posix().endswith(file)
    assert (problem.line, problem.column) == (1, 12)


@pytest.mark.parametrize("written", ["a = { b = 1, }\nb\n", "a = { b = 1, }\n<<<<<<< HEAD\n", "a = 07:32\nb = {"])
def test_a_file_that_is_no_toml_at_all_is_left_alone(found: Found, written: str) -> None:
    assert found("C05", {"us/sofa.toml": written}) == []


def test_the_file_is_looked_at_as_it_is_now_even_where_an_earlier_version_is_shown(tmp_path: Path) -> None:
    root = write_briefing(tmp_path, {"us/sofa.toml": CARD})
    before = read_library(root)
    (root / "us" / "sofa.toml").write_text("\na = { b = 1, }\n")
    library = read_library(root, before)
    (problem,) = check(Desk(library, library.briefing.as_of), [BY_CODE["C05"]]).problems
    assert (problem.line, problem.column) == (2, 12)


def test_a_comment_without_an_end_is_all_of_a_file(found: Found) -> None:
    assert found("C05", {"us/sofa.toml": "# {"}) == []


@given(text(alphabet="{}[]=,#\"'\\xe:0123456789 \n-Tab") | text())
def test_it_finds_pieces_of_any_text_and_never_fails(written: str) -> None:
    for newer in newer_toml(written):
        assert 0 <= newer.start < newer.end <= len(written)


def test_of_countless_pieces_a_hundred_are_told(found: Found) -> None:
    assert len(found("C05", {"us/sofa.toml": 'a = "{}"\n'.format("\\e" * 300)})) == 100


@pytest.mark.parametrize("instead", ["a = { b = 1 }", 'a = "\\u001b[0m"', "a = 07:32:00", "[a]\nb = 1"])
def test_what_the_help_says_is_clean(found: Found, instead: str) -> None:
    assert found("C05", {"us/sofa.toml": f"{instead}\n"}) == []
