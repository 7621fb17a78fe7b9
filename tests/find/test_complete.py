"""What a filter that is being written can go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD
from find.libraries import libraries
from find.test_filter import soup
from hypothesis import given
from hypothesis import strategies as st

from briefing.find.complete import completions, token_start

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.library import Library

TAGGED = CARD.replace("summary", 'tags = ["alliance", "host nation", "US: base"]\nsummary', 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("le", ["level>="]),
        ("LE", ["level>="]),
        ("level", ["level>=", "level:", "level<=", "level>", "level<"]),
        ("level>", ["level>=", "level>low", "level>guarded", "level>elevated", "level>high"]),
        ("level>=e", ["level>=elevated"]),
        ("level:", ["level:low", "level:guarded", "level:elevated", "level:high", "level:none"]),
        ("level=h", ["level=high"]),
        ("likelihood:r", ["likelihood:roughly-even-chance"]),
        ('likelihood:"roughly e', ['likelihood:"roughly-even-chance"']),
        ("a -is:o", ["is:overdue"]),
        ("(st", ["status:"]),
        ("region:", ["region:korea", "region:us"]),
        ("tag:h", ["tag:host-nation"]),
        ('tag:"host n', ['tag:"host nation"']),
        ("tag:us", ['tag:"US:-base"']),
        ("source:", ["source:jt"]),
        ("by<", ["by<=", "by<2025-03-31"]),
        ("has:ga", ["has:gap"]),
        ("is:overdue", []),
        ("lvel>=", []),
        ("region>", []),
        ('"a phrase or le', []),
        ('tag:"alliance"', []),
        ("zz", []),
    ],
)
def test_names_operators_and_values_are_offered(library_from: LibraryFrom, text: str, found: list[str]) -> None:
    library = library_from({"korea/a.toml": TAGGED, "us/b.toml": CARD})
    assert completions(text, len(text), library) == found


def test_at_the_start_of_a_term_every_name_is_offered(library_from: LibraryFrom) -> None:
    library = library_from({"us/b.toml": CARD})
    offered = completions("a ", 2, library)
    assert offered[:2] == ["level>=", "likelihood>="]
    assert offered == completions("", 0, library)


@pytest.mark.parametrize(
    ("text", "cursor", "start"), [("a -le", 5, 3), ("le or", 2, 0), ("a (is:o b", 7, 3), ('"x le', 5, 5), ("", 0, 0)]
)
def test_what_is_completed_begins_behind_minus_and_bracket(text: str, cursor: int, start: int) -> None:
    assert token_start(text, cursor) == start


@given(soup, st.data(), libraries(2))
def test_completing_any_text_anywhere_never_fails(text: str, data: st.DataObject, library: Library) -> None:
    cursor = data.draw(st.integers(0, len(text)))
    start = token_start(text, cursor)
    assert 0 <= start <= cursor
    assert all(each != text[start:cursor] for each in completions(text, cursor, library))
