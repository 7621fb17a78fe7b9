"""What a card says by itself."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest
from pydantic import ValidationError

from briefing.library.gate import validated
from briefing.model.briefing import Briefing, ReviewDays
from briefing.model.card import Card, Claim
from briefing.model.scales import Credibility, Level
from briefing.model.source import Source

LEAST = {"title": "t", "as_of": date(2024, 10, 3), "summary": "s"}


def test_the_smallest_card_is_published_context() -> None:
    card = validated(Card, LEAST)
    assert card.status == "published"
    assert card.risk is None
    assert list(card.parts()) == []


def test_an_entry_without_id_is_known_by_its_position() -> None:
    card = validated(
        Card, LEAST | {"claim": [{"text": "a"}, {"id": "treaty", "text": "b"}, {"text": "c"}], "gap": [{"text": "d"}]}
    )
    assert list(card.parts()) == [
        ("claim", 0, "c1"), ("claim", 1, "treaty"), ("claim", 2, "c3"), ("gap", 0, "g1"),
    ]  # fmt: skip


def test_of_two_claims_with_one_id_the_first_stands() -> None:
    card = validated(Card, LEAST | {"claim": [{"id": "a", "text": "1"}, {"text": "2"}, {"id": "a", "text": "3"}]})
    assert [(name, claim.text) for name, claim in card.claims_by_id().items()] == [("a", "1"), ("c2", "2")]


def test_a_quotation_is_a_text_or_the_pieces_of_one() -> None:
    assert validated(Claim, {"id": "c1", "text": "t", "quote": "whole"}).quote == ("whole",)
    assert validated(Claim, {"id": "c1", "text": "t", "quote": ["one", "two"]}).quote == ("one", "two")
    with pytest.raises(ValidationError, match="must be text, in quotes, or a list of such pieces"):
        validated(Claim, {"id": "c1", "text": "t", "quote": 5})


@pytest.mark.parametrize("written", [True, 2.0, "2"])
def test_a_credibility_is_a_whole_number_and_nothing_like_one(written: object) -> None:
    with pytest.raises(ValidationError, match="whole number"):
        validated(Claim, {"id": "c1", "text": "t", "credibility": written})
    assert validated(Claim, {"id": "c1", "text": "t", "credibility": 2}).credibility is Credibility.PROBABLY_TRUE


def test_a_claim_goes_back_to_its_origin_and_else_to_its_source() -> None:
    claim = {"id": "c1", "text": "t"}
    assert validated(Claim, claim | {"source": "jt", "origin": "hudson"}).goes_back_to == "hudson"
    assert validated(Claim, claim | {"source": "jt"}).goes_back_to == "jt"
    assert validated(Claim, claim).goes_back_to is None


def test_a_claim_is_confirmed_by_claims_of_its_own_and_of_other_cards() -> None:
    claim = {"id": "c1", "text": "t"}
    assert validated(Claim, claim).confirmed_by == ()
    assert validated(Claim, claim | {"confirmed_by": ["c3", "us/x#c1"]}).confirmed_by == ("c3", "us/x#c1")
    with pytest.raises(ValidationError, match="confirmed_by"):
        validated(Claim, claim | {"confirmed_by": ["us/x"]})


@pytest.mark.parametrize("written", [[5], [5, 3], [0, 3], [1, 2, 3], [1, True], [1.0, 2], "5-37", {}])
def test_a_passage_is_a_first_and_a_last_line(written: object) -> None:
    source = {"title": "t", "publisher": "p", "kind": "data"}
    assert validated(Source, source | {"passage": [5, 5]}).passage == (5, 5)
    with pytest.raises(ValidationError, match="must be the first and the last line, counted from 1"):
        validated(Source, source | {"passage": written})


def test_an_archived_file_is_named_without_a_folder() -> None:
    source = {"title": "t", "publisher": "p", "kind": "data"}
    assert validated(Source, source | {"archive": "003_f8.txt"}).archive == "003_f8.txt"
    for written in ("../secret", "a/b", "a\\b", "..", "", "a\nb"):
        with pytest.raises(ValidationError, match="archive"):
            validated(Source, source | {"archive": written})


def test_nothing_changes_once_it_is_read() -> None:
    card = validated(Card, LEAST)
    with pytest.raises(FrozenInstanceError):
        card.title = "another"  # type: ignore[misc]


def test_review_days_are_by_level_and_a_card_without_one_is_judged_as_low() -> None:
    days = ReviewDays(high=1, elevated=2, guarded=3, low=4)
    assert [days.of(level).days for level in (*reversed(Level), None)] == [1, 2, 3, 4, 4]


def test_a_closed_briefing_is_judged_as_of_its_own_day() -> None:
    head = {"schema": 1, "title": "t", "perspective": "p", "as_of": date(2024, 10, 3), "regions": ["us"]}
    assert validated(Briefing, head).today(date(2026, 1, 1)) == date(2026, 1, 1)
    assert validated(Briefing, head | {"closed": True}).today(date(2026, 1, 1)) == date(2024, 10, 3)
