"""S03: a source says how far it can be relied on, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found
    from conftest import LibraryFrom

BARE = '[jt]\ntitle = "t"\npublisher = "p"\nkind = "reporting"\n'
LETTER = 'reliability = "F"\n'
WHY = 'descriptor = "National daily with its own reporters in Tokyo."\n'


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (BARE, "`jt` has no `reliability` and no `descriptor`"),
        (BARE + LETTER, "`jt` has no `descriptor`"),
        (BARE + WHY, "`jt` has no `reliability`"),
    ],
)
def test_what_a_source_lacks_is_told_once(found: Found, source: str, message: str) -> None:
    (problem,) = found("S03", {"us/sofa.toml": CARD, "sources.toml": f"# ours\n{source}"})
    assert (problem.path.name, problem.line, problem.column) == ("sources.toml", 2, 2)
    assert problem.message == message
    assert problem.help == "rate it A to F in `reliability`, and say in `descriptor` what it is and how it knows"


def test_a_source_with_both_is_clean_even_if_it_cannot_be_judged(found: Found) -> None:
    assert found("S03", {"us/sofa.toml": CARD, "sources.toml": BARE + LETTER + WHY}) == []


def test_a_letter_that_cannot_be_read_is_told_by_c02_alone(found: Found, library_from: LibraryFrom) -> None:
    files = {"us/sofa.toml": CARD, "sources.toml": f'{BARE}{WHY}reliability = "G"\n'}
    assert [(problem.code, problem.line) for problem in library_from(files).problems] == [("C02", 6)]
    assert found("S03", files) == []


def test_a_misspelt_key_is_told_by_c02_alone(found: Found, library_from: LibraryFrom) -> None:
    files = {"us/sofa.toml": CARD, "sources.toml": f'{BARE}{WHY}reliabilty = "B"\n'}
    assert [(problem.code, problem.line) for problem in library_from(files).problems] == [("C02", 6)]
    assert found("S03", files) == []


def test_a_misspelt_key_of_one_source_does_not_hide_what_another_lacks(found: Found) -> None:
    other = BARE.replace("[jt]", "[ap]")
    files = {"us/sofa.toml": CARD, "sources.toml": f'{BARE}{WHY}reliabilty = "B"\n{other}{WHY}'}
    assert [problem.message for problem in found("S03", files)] == ["`ap` has no `reliability`"]
