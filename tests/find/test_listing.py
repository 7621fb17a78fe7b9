"""The lists of a briefing, each against what is said of them plainly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from examples import CARD
from find.libraries import ON, REGIONS, libraries
from hypothesis import given
from hypothesis import strategies as st

from briefing.find.filter import FilterError, matching, parse
from briefing.find.listing import Listing
from briefing.find.order import Order, ordered
from briefing.model.card import Status
from briefing.reader.marks import Marks

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.library import Library

FILTERS = ("level>=guarded", "alliance", "-is:overdue or tag:ß", "status:draft", "is:unread", "is:bookmarked -is:new")


@given(
    libraries(), st.sampled_from((*REGIONS, None)), st.sampled_from(FILTERS), st.sampled_from((None, *Order)), st.data()
)
def test_a_filtered_list_holds_what_matches_and_belongs_there_in_its_order(
    library: Library, region: str | None, text: str, order: Order | None, data: st.DataObject
) -> None:
    some = st.frozensets(st.sampled_from(sorted(library.files))) if library.files else st.just(frozenset[str]())
    marks = Marks(unread=data.draw(some), bookmarked=data.draw(some))
    listing = Listing(library, ON)
    wanted = parse(text)
    belonging = [
        reference
        for reference in matching(wanted, library, listing.standings, marks)
        if region in (None, reference.partition("/")[0])
        or (reference in library.cards and region in library.cards[reference].also_in)
    ]
    found = listing.cards(region, wanted, order, marks)
    assert found == ordered(belonging, order or Order.LEVEL, library, listing.standings)
    assert found == listing.cards(region, wanted, order, marks)


@given(libraries(), st.sampled_from((None, *Order)))
def test_the_list_of_all_regions_leaves_out_drafts_and_retired_cards_alone(
    library: Library, order: Order | None
) -> None:
    hidden = {each for each, card in library.cards.items() if card.status is not Status.PUBLISHED}
    listing = Listing(library, ON)
    listing.make_ready()
    shown = [reference for reference in library.files if reference not in hidden]
    assert listing.cards(order=order) == ordered(shown, order or Order.LEVEL, library, listing.standings)


def test_a_region_unfiltered_lists_its_own_cards_before_those_of_others(library_from: LibraryFrom) -> None:
    library = library_from(
        {
            "us/mild.toml": CARD,
            "korea/grave.toml": CARD.replace('"moderate"', '"catastrophic"').replace(
                "[risk]", 'also_in = ["us"]\n[risk]', 1
            ),
        }
    )
    listing = Listing(library, ON)
    assert listing.cards("us") == ["us/mild", "korea/grave"]
    assert listing.cards("us", order=Order.LEVEL) == ["korea/grave", "us/mild"]
    listing.cards("us").clear()
    assert listing.cards("us") == ["us/mild", "korea/grave"]


def test_a_filter_by_the_readers_marks_needs_them(library_from: LibraryFrom) -> None:
    listing = Listing(library_from({"us/alliance.toml": CARD}), ON)
    with pytest.raises(FilterError, match="what is unread is not known here"):
        listing.cards(wanted=parse("is:unread"))


@given(libraries(), st.booleans(), st.data())
def test_lists_of_a_library_in_which_some_cards_are_others_are_as_if_made_anew(
    library: Library, is_ready: bool, data: st.DataObject
) -> None:
    before = Listing(library, ON)
    before.of_each_region()
    if is_ready:
        before.make_ready()
    references = data.draw(
        st.lists(st.sampled_from(sorted(library.cards)), unique=True) if library.cards else st.just([])
    )
    others = {each: data.draw(st.sampled_from(sorted(library.cards))) for each in references}
    files = dict(library.files)
    for reference, other in others.items():
        card = replace(library.cards[other], aliases=library.cards[reference].aliases)
        files[reference] = library.files[reference]._replace(model=card)
    later = replace(library, files=files)
    touched, anew = before.touched(later, references), Listing(later, ON)
    assert touched.standings == anew.standings
    assert touched.of_each_region() == anew.of_each_region()
    assert touched.outlooks == anew.outlooks
    for text in FILTERS[:4]:
        assert touched.cards(None, parse(text)) == anew.cards(None, parse(text))
