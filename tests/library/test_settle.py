"""A save is waited out: what an editor leaves for a moment is never taken for the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD
from torn import mutations

from briefing.library.folder import read_library
from briefing.library.head import read_title
from briefing.library.settle import PAUSE, read_again, read_touched

if TYPE_CHECKING:
    from conftest import BriefingFrom

CHANGED = CARD.replace("A more equal", "A less equal")


def test_a_whole_save_is_taken_at_once(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD})
    before = read_library(root)
    (root / "us" / "a.toml").write_text(CHANGED)
    waited: list[float] = []
    assert read_again(root, before, waited.append).cards["us/a"].title == "A less equal alliance"
    assert waited == []


def test_a_save_that_is_seen_empty_is_looked_at_again_and_no_problem_is_told(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD})
    before = read_library(root)
    card = root / "us" / "a.toml"
    card.write_text("")
    after = read_again(root, before, lambda _: card.write_text(CHANGED))
    assert after.problems == ()
    assert after.cards["us/a"].title == "A less equal alliance"


def test_a_card_that_is_gone_for_a_moment_is_waited_for(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD})
    before = read_library(root)
    card = root / "us" / "a.toml"
    card.unlink()
    after = read_again(root, before, lambda _: card.write_text(CHANGED))
    assert after.cards["us/a"].title == "A less equal alliance"


def test_what_stays_bad_is_told_and_keeps_its_last_good_version(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD})
    before = read_library(root)
    (root / "us" / "a.toml").write_text("not toml")
    waited: list[float] = []
    after = read_again(root, before, waited.append)
    assert waited == [PAUSE]
    assert [problem.code for problem in after.problems] == ["C01"]
    assert after.cards["us/a"] == before.cards["us/a"]


def test_a_file_that_never_comes_to_rest_is_not_waited_for_for_ever(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD})
    before = read_library(root)
    card = root / "us" / "a.toml"
    card.write_text("=")
    after = read_again(root, before, lambda _: card.write_text(card.read_text() + "="))
    assert after.files["us/a"].last_good


def test_the_first_frames_title_is_clean_and_empty_where_it_cannot_be_told(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD})
    assert read_title(root) == "Ishiba takes office"
    for written, title in (('title = "\\u001b[2J"', "<U+001B>[2J"), ("title = 5", ""), ("not toml", "")):
        (root / "briefing.toml").write_text(written)
        assert read_title(root) == title


def test_a_saved_card_is_read_by_itself(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD, "us/b.toml": CARD, "korea/c.toml": CARD})
    before = read_library(root)
    (root / "us" / "a.toml").write_text(CHANGED + '[[gap]]\nmisspelt = "?"\n')
    (root / "us" / "b.toml").write_text("this is not looked at")
    found = read_touched(before, {root / "us" / "a.toml"})
    assert found
    library, references = found
    assert references == ["us/a"]
    assert library.cards["us/a"].title == "A less equal alliance"
    assert library.cards["us/b"] == before.cards["us/b"]
    assert {problem.path.name for problem in library.problems} == {"a.toml"}
    (root / "us" / "a.toml").write_text(CARD)
    mended = read_touched(library, {root / "us" / "a.toml"})
    assert mended
    assert mended[0].problems == ()


def test_what_was_found_in_a_saved_card_by_a_look_at_everything_stands_until_the_next(
    briefing_from: BriefingFrom,
) -> None:
    root = briefing_from({"us/a.toml": CARD.replace('source = "jt"', 'source = "nobody"')})
    before = read_library(root)
    (root / "us" / "a.toml").write_text(CHANGED)
    found = read_touched(before, {root / "us" / "a.toml"})
    assert found
    assert [problem.code for problem in found[0].problems] == ["C03"]
    assert read_library(root, found[0]).problems == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("us/a.toml", "title = "),
        ("us/a.toml", ""),
        ("us/a.toml", CHANGED.replace("as_of", 'aliases = ["us/was"]\nas_of')),
        ("us/new.toml", CARD),
        ("us/region.toml", 'name = "Another"\ncode = "US"\n'),
        ("sources.toml", ""),
        ("briefing.toml", ""),
        ("unnamed/card.toml", CARD),
        ("us/bad.toml", CARD),
    ],
)
def test_a_save_that_may_concern_others_is_left_to_a_look_at_everything(
    briefing_from: BriefingFrom, name: str, text: str
) -> None:
    root = briefing_from({"us/a.toml": CARD, "us/bad.toml": "not toml"})
    before = read_library(root)
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).write_text(text)
    assert read_touched(before, {root / name}) is None


def test_a_card_that_is_saved_broken_again_and_again_costs_no_other_and_stays_as_it_was(
    briefing_from: BriefingFrom,
) -> None:
    root = briefing_from({"us/torn.toml": CARD, "us/good.toml": CARD, "korea/good.toml": CARD})
    first = library = read_library(root)
    last_good = 0
    for raw in mutations(60, seed=1):
        beside = root / "us" / ".torn.toml"
        beside.write_bytes(raw)
        beside.replace(root / "us" / "torn.toml")
        library = read_again(root, library, lambda _: None)
        torn = library.files["us/torn"]
        assert torn.model
        assert {problem.path for problem in library.problems} <= {torn.path}
        assert library.problems or not torn.last_good
        assert all(library.cards[each] == first.cards[each] for each in ("us/good", "korea/good"))
        last_good += torn.last_good
    assert 0 < last_good < 60


def test_what_an_editor_makes_beside_the_card_that_it_saves_is_not_looked_at(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD})
    before = read_library(root)
    (root / "us" / "a.toml").write_text(CHANGED)
    beside = {root / "us" / name for name in (".a.toml.swp", "4913", "a.toml~", ".a.toml.new")}
    found = read_touched(before, {root / "us" / "a.toml", *beside})
    assert found
    assert found[1] == ["us/a"]
    assert read_touched(before, beside) is None
