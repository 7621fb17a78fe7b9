"""The orders of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD
from find.libraries import ON, libraries
from hypothesis import given
from hypothesis import strategies as st

from briefing.find.order import Order, ordered

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.library import Library

RATING = CARD[CARD.index("[[risk.assessment]]") : CARD.index("[[claim]]")]
WORSE = RATING.replace("2024-10-03", "2024-09-01").replace("unlikely", "very unlikely") + RATING
BETTER = RATING.replace("2024-10-03", "2024-09-20").replace('"unlikely', '"likely') + RATING.replace(
    "2024-10-03", "2024-10-01"
)
FILES = {
    "us/bad.toml": "=",
    "us/better.toml": CARD.replace(RATING, BETTER).replace("A more", "d"),
    "us/context.toml": 'title = "e"\nas_of = 2024-10-05\nsummary = "s"\n',
    "us/new.toml": CARD.replace("2025-03-31", "2024-10-20").replace("A more", "B"),
    "us/passed.toml": CARD.replace("2025-03-31", "2024-09-20")
    .replace("2024-10-03", "2024-08-01")
    .replace("A more", "c"),
    "us/worse.toml": CARD.replace(RATING, WORSE)
    .replace("A more", "Ａ")
    .replace("as_of = 2024-10-03", "as_of = 2024-10-02"),
}


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (Order.LEVEL, "bad better new worse passed context"),
        (Order.CHANGE, "bad worse new better passed context"),
        (Order.DEADLINE, "bad new better worse passed context"),
        (Order.DATE, "bad context better new worse passed"),
        (Order.TITLE, "bad worse new passed better context"),
    ],
)
def test_cards_stand_in_the_order_that_is_asked_for(library_from: LibraryFrom, order: Order, found: str) -> None:
    library = library_from(FILES)
    listed = ordered(library.files, order, library, library.standings(ON))
    assert [reference.removeprefix("us/") for reference in listed] == found.split()


@given(libraries(), st.sampled_from(Order))
def test_an_order_loses_no_card_and_heeds_no_order_before(library: Library, order: Order) -> None:
    standings = library.standings(ON)
    there, back = (ordered(each, order, library, standings) for each in ([*library.files], [*library.files][::-1]))
    assert sorted(there) == sorted(library.files)
    readable = [reference for reference in there if reference in library.cards]
    assert readable == [reference for reference in back if reference in library.cards]
