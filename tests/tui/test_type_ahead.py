"""Keys typed faster than frames are drawn are meant for what the keys before them asked for."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING

import pytest
from examples import CARD
from textual.widgets import Input
from tui.hands import Hands

from briefing.library.root import shipped
from briefing.tui.screens.ask import Ask
from briefing.tui.screens.picker import Choice, Picker
from briefing.tui.screens.sheet import Sheet, text_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import BriefingFrom
    from driving import OpenDashboard

    from briefing.tui.screens.over import Over

pytestmark = pytest.mark.anyio

QUIET = 'title = "Quiet waters"\nas_of = 2024-10-03\nsummary = "Nothing moves."\n'
SECOND = CARD.replace("A more equal alliance", "A second alliance")


async def test_a_row_chosen_before_its_page_is_drawn_is_that_pages(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from({"us/alliance.toml": CARD, "us/second.toml": SECOND, "us/quiet.toml": QUIET})
    async with open_dashboard(root) as opened:
        hands = Hands(opened.app, opened.pilot)
        await hands.press("1", "l")
        await hands.press("S", "j", "enter")
        assert "enter opens the address" in opened.text
        assert "https://www.japantimes.co.jp/news/2024/09/29/ishiba" in opened.text


async def test_what_lies_over_the_dashboard_is_left_once_however_fast_it_is_left(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from({"us/alliance.toml": CARD})) as opened:
        hands = Hands(opened.app, opened.pilot)
        for opens in (": a l l i a n c e", ": t h e m e", "O", "T j", "?", "plus n e w", "Y"):
            for leaves in ("enter enter", "enter escape", "escape escape", "escape enter", "enter 1 enter q"):
                await hands.press("1", "l", *opens.split(), *leaves.split())
                await hands.press("escape", "escape")
                assert hands.is_on
                assert opened.app.screen is opened.dashboard


async def test_words_typed_in_one_breath_with_the_key_that_asks_for_them_are_words_and_not_keys(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from({"us/alliance.toml": CARD, "us/quiet.toml": QUIET})) as opened:
        hands = Hands(opened.app, opened.pilot)
        await hands.press(":", *"quiet", "enter")
        assert opened.dashboard.reference == "us/quiet"
        await hands.press("1", "k", "l", "slash", *"sofa", "enter")
        assert "/sofa  1/3" in opened.text
        await hands.press("escape", "f", *"is:context", "enter")
        assert [row.reference for row in opened.dashboard.cards.rows] == ["us/quiet"]
        await hands.press("plus", *"quest", "enter")
        assert (opened.app.root / "us/quest.toml").is_file()


async def test_letters_stay_in_their_order_however_they_come_while_the_line_for_them_opens(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    pace = Random(1)
    async with open_dashboard(briefing_from({"us/alliance.toml": CARD})) as opened:
        hands = Hands(opened.app, opened.pilot)
        for _ in range(20):
            for key in ":abcdefghijkl":
                hands.send(key)
                for _ in range(pace.choice([0, 0, 0, 1, 2, 3, 5, 8])):
                    await asyncio.sleep(0)
            await hands.dealt_with()
            assert opened.app.screen.query_one(Input).value == "abcdefghijkl"
            await hands.press("escape")


@pytest.mark.parametrize(
    ("open_already", "keys", "more", "line"),
    [(":", "abc", "de", "abcXYde"), ("", ":abc", "de", "abcXYde"), ("", ":", "z", "XYz")],
)
async def test_what_is_pasted_keeps_its_place_among_the_keys(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, open_already: str, keys: str, more: str, line: str
) -> None:
    async with open_dashboard(briefing_from({"us/alliance.toml": CARD})) as opened:
        hands = Hands(opened.app, opened.pilot)
        await hands.press(*open_already)
        for key in keys:
            hands.send(key)
        hands.paste("XY")
        await hands.press(*more)
        assert opened.app.screen.query_one(Input).value == line


async def test_what_is_left_before_it_is_made_is_made_first(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from({"us/alliance.toml": CARD})) as opened:
        hands = Hands(opened.app, opened.pilot)
        await hands.press("1", "l")
        opened.dashboard.action_pick_source()
        opened.app.screen.dismiss(None)
        await hands.dealt_with()
        assert hands.is_on
        assert opened.app.screen is opened.dashboard


@pytest.mark.parametrize(
    "over",
    [
        lambda: Sheet(text_document("A title", "a text", "a note")),
        lambda: Picker("A title", [Choice("one", "", 1)]),
        lambda: Ask("Why?", "so"),
    ],
)
async def test_what_is_asked_for_just_before_the_end_does_not_spoil_it(
    open_dashboard: OpenDashboard, over: Callable[[], Over[object]]
) -> None:
    async with open_dashboard(shipped("content")) as opened:
        opened.app.push_screen(over())
        opened.app.exit()
    assert opened.app.fault is None
