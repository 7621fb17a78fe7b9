"""A save is waited out: what an editor leaves for a moment is never taken for the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examples import CARD
from torn import mutations

from briefing.library.folder import read_library
from briefing.library.head import read_title
from briefing.library.settle import PAUSE, read_again

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
