"""A card that is too large to be shown at a keystroke: as much of it is read as can be, and the rest is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from examples import CARD

from briefing.library.fit import MOST_ENTRIES, MOST_TEXT

if TYPE_CHECKING:
    from conftest import LibraryFrom

ASSESSMENT = """
[[risk.assessment]]
on = {}
likelihood = "likely"
impact = "minor"
confidence = "low"
why = "Number {}."
"""


def test_of_too_many_entries_the_first_are_read_and_the_first_that_is_not_is_named(library_from: LibraryFrom) -> None:
    gaps = "".join(f'\n[[gap]]\ntext = "Gap {number}."\n' for number in range(1, MOST_ENTRIES + 3))
    library = library_from({"us/a.toml": CARD + gaps})
    assert [gap.text for gap in library.cards["us/a"].gap][-1] == f"Gap {MOST_ENTRIES}."
    [problem] = library.problems
    assert (CARD + gaps).split("\n")[problem.line] == f'text = "Gap {MOST_ENTRIES + 1}."'
    assert (problem.code, problem.message) == ("C02", "`gap` has 102 entries; the first 100 are read")
    assert problem.help == "split the card"


def test_of_too_many_ratings_the_last_are_read(library_from: LibraryFrom) -> None:
    start = date(2024, 1, 1)
    ratings = "".join(ASSESSMENT.format(start + timedelta(number), number) for number in range(MOST_ENTRIES + 20))
    library = library_from({"us/a.toml": f'{CARD.partition("[[risk.")[0]}{ratings}\n[[claim]]\ntext = "x"\n'})
    risk = library.cards["us/a"].risk
    assert risk
    assert risk.current
    assert (len(risk.assessment), risk.current.why) == (100, "Number 119.")
    assert [problem.message for problem in library.problems] == ["`assessment` has 120 entries; the last 100 are read"]


def test_of_too_long_a_list_within_an_entry_the_entry_stays(library_from: LibraryFrom) -> None:
    cites = ", ".join(['"c1"'] * 300)
    library = library_from({"us/a.toml": CARD.replace('claims = ["c1"]', f"claims = [{cites}]")})
    risk = library.cards["us/a"].risk
    assert risk
    assert risk.current
    assert len(risk.current.claims) == 100
    assert [problem.message for problem in library.problems] == ["`claims` has 300 entries; the first 100 are read"]


def test_too_long_lists_in_entries_that_are_left_out_go_with_them(library_from: LibraryFrom) -> None:
    quote = ", ".join(['"x"'] * 300)
    claims = "".join(f'\n[[claim]]\ntext = "{number}"\nquote = [{quote}]\n' for number in range(2, 120))
    ratings = "".join(
        ASSESSMENT.format(date(2024, 1, 1) + timedelta(number), number) + f"claims = [{quote}]\n"
        for number in range(120)
    )
    library = library_from({"us/a.toml": f"{CARD.partition('[[risk.')[0]}{ratings}{claims}"})
    card = library.cards["us/a"]
    assert card.risk
    assert [len(card.claim), len(card.risk.assessment)] == [100, 100]
    assert {len(claim.quote) for claim in card.claim} == {100}
    assert {len(assessment.claims) for assessment in card.risk.assessment} == {100}
    assert card.risk.assessment[-1].why == "Number 119."


def test_a_card_of_too_much_text_is_not_read_and_its_length_is_told(library_from: LibraryFrom) -> None:
    claims = "".join(f'\n[[claim]]\ntext = "{"word " * 3000}"\nsource = "jt"\n' for _ in range(7))
    library = library_from({"us/a.toml": CARD + claims, "us/b.toml": CARD})
    assert list(library.cards) == ["us/b"]
    [problem] = library.problems
    assert problem.path.name == "a.toml"
    assert "characters long, more than the 100000 that a card may have" in problem.message
    assert problem.help == "split the card"
    assert len("word ") * 3000 * 6 < MOST_TEXT
