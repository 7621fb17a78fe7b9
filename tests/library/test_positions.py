"""Every key is found on its line, in characters as a person counts them."""

from __future__ import annotations

from time import perf_counter

import pytest

from briefing.library.positions import KeyPath, Positions, positions_in

CARD = """\
# a comment
title = "x"
"quoted key" = 1
risk.event = "dotted"
also = ["a", "b",
  "c",  # with a comment
]

[table]  # another
inner = { x = 1, y = { z = 2 } }

[[claim]]
text = "first"
[[claim]]
  text = "second"
[claim.deep]
key = 1
[[a.b]]
[[a.b.c]]
k = 1
[[a.b.c]]
k = 2
"""


@pytest.mark.parametrize(
    ("path", "line", "column", "width"),
    [
        (("title",), 2, 1, 5),
        (("quoted key",), 3, 1, 12),
        (("risk", "event"), 4, 1, 10),
        (("risk", "by"), 4, 1, 10),  # not written: the nearest table around it
        (("also",), 5, 1, 4),
        (("also", 1), 5, 14, 3),
        (("also", 2), 6, 3, 3),
        (("table",), 9, 2, 5),
        (("table", "inner", "y", "z"), 10, 24, 1),
        (("claim",), 12, 3, 5),
        (("claim", 0), 12, 3, 5),
        (("claim", 0, "text"), 13, 1, 4),
        (("claim", 1, "text"), 15, 3, 4),
        (("claim", 1, "source"), 14, 3, 5),
        (("claim", 1, "deep", "key"), 17, 1, 3),
        (("a",), 18, 3, 3),
        (("a", "b", 0, "c", 1, "k"), 22, 1, 1),
        (("missing",), 1, 1, 1),
        ((), 1, 1, 1),
    ],
)
def test_a_key_is_found_where_it_stands(path: KeyPath, line: int, column: int, width: int) -> None:
    assert Positions(CARD).of(path) == (line, column, width)


@pytest.mark.parametrize(
    ("text", "path", "position"),
    [
        ('a = { "日本" = 1, b = 2 }', ("a", "b"), (1, 17, 1)),
        ('a = ["e\u0301", "👍", "x"]', ("a", 2), (1, 17, 3)),
        ('"日本" = 1', ("日本",), (1, 1, 4)),
        ('"a\\u001bb" = 1', ("a<U+001B>b",), (1, 1, 10)),
        ('x = "\\e[2J \\x41"\ny = 1', ("y",), (2, 1, 1)),
        ("a = { b = 1,\n  c = 2,\n}\ny = 1", ("a", "c"), (2, 3, 1)),
        ("y = 1", ("y",), (1, 1, 1)),
        ("", ("y",), (1, 1, 1)),
        ("t = 07:32\ny = 1", ("nothing",), (1, 1, 1)),
    ],
    ids=["wide", "combining", "wide key", "escaped key", "1.1 escapes", "1.1 inline table", "no newline", "empty",
         "1.1 time"],
)  # fmt: skip
def test_columns_are_characters_and_newer_toml_is_borne(
    text: str, path: KeyPath, position: tuple[int, int, int]
) -> None:
    assert Positions(text).of(path) == position


def test_a_list_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert Positions("a = [[1,\n2], 3]").of(("a", 0)) == (1, 6, 3)


def test_a_piece_of_a_text_is_found_on_its_own_line() -> None:
    text = 'summary = "[c1]"\nanalysis = """\nfirst\nthen [c1] and [c9]\n"""\n'
    assert Positions(text).within(("analysis",), "[c1]") == (4, 6, 4)
    assert Positions(text).within(("summary",), "[c1]") == (1, 12, 4)
    assert Positions(text).within(("analysis",), "[c7]") == (2, 1, 8)


def test_a_name_that_is_deeper_than_any_model_costs_nothing() -> None:
    deep = ".".join(["a"] * 900)
    assert Positions(f"{deep} = 1\nb = {'[' * 300}{']' * 300}").of(("a",)) == (1, 1, len(deep))


def test_elements_of_an_endless_list_are_placed_at_the_list() -> None:
    text = f"tags = [{'1,' * 5000}]"
    assert Positions(text).of(("tags", 999)) == (1, 9 + 2 * 999, 1)
    assert Positions(text).of(("tags", 1000)) == (1, 1, 4)


def test_a_text_just_asked_about_is_not_parsed_again() -> None:
    assert positions_in(CARD) is positions_in(CARD)


def test_a_piece_that_stands_in_a_later_key_only_is_not_looked_for_there() -> None:
    positions = Positions('statement = "a \\"very\\" unlikely thing"\nlikelihood = "very unlikely"\n')
    assert positions.within(("statement",), "very unlikely") == (1, 1, 9)


def test_a_piece_is_looked_for_up_to_the_next_key_wherever_its_table_stands() -> None:
    text = "[b]\nx = '''\n1\n2'''\n[a]\nx = '2'\ny = 3\n[b.c]\nx = '4'\n"
    positions = Positions(text)
    assert positions.within(("b", "x"), "2") == (4, 1, 1)
    assert positions.within(("b", "x"), "4") == (2, 1, 1)
    assert positions.within(("a", "x"), "4") == (6, 1, 1)
    assert positions.within(("b", "c", "x"), "4") == (9, 6, 1)


def test_a_piece_is_found_beside_thousands_of_keys_without_a_look_at_each() -> None:
    text = "".join(f'[s{n}]\nurl = "https://example.org/?utm_source={n}"\n' for n in range(5000))
    positions = Positions(text)
    began = perf_counter()
    assert [positions.within((f"s{n}", "url"), "utm_source") for n in range(5000)] == [
        (2 * n + 2, 29, 10) for n in range(5000)
    ]
    assert perf_counter() - began < 5  # it was a dozen


def test_a_piece_is_found_in_every_line_of_a_list() -> None:
    positions = Positions('quote = [\n  "the first",\n  "the second",\n]\nother = "the second"\n')
    assert positions.within(("quote",), "second") == (3, 8, 6)
