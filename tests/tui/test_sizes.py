"""Windows of any size: something is read in the smallest, and changing it fast breaks nothing."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import BriefingFrom
    from driving import OpenDashboard
    from terminal import Terminal


@pytest.mark.anyio
async def test_on_one_line_the_list_the_card_and_what_lies_over_them_are_read_line_by_line(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from({"us/alliance.toml": CARD}), (80, 1)) as opened:
        await opened.press("1")
        assert "A more equal alliance" in opened.text
        await opened.press("l")
        assert "us/alliance · 3 Oct 2024" in opened.text
        seen = ""
        for _ in range(20):
            await opened.press("j")
            seen += opened.text
        assert "SOFA revision is on the agenda" in seen
        await opened.press("?")
        assert "Keys" in opened.text
        await opened.press("escape", "O")
        assert opened.lines == ["  Source"]


@pytest.mark.anyio
@pytest.mark.parametrize("width", [4, 7, 15])
async def test_a_pane_of_a_few_columns_gives_them_all_to_the_text(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, width: int
) -> None:
    async with open_dashboard(briefing_from({"us/alliance.toml": CARD}), (width, 30)) as opened:
        await opened.press("1", "l")
        assert any(line.startswith("us/") for line in opened.lines)


def test_windows_resized_as_fast_as_a_hand_draws_them_while_keys_are_typed_break_nothing(
    briefing_from: BriefingFrom, terminal: Callable[..., Terminal]
) -> None:
    chance = random.Random(6)
    run = terminal("-C", str(briefing_from({"us/alliance.toml": CARD})), "--today", "2024-10-03")
    run.shows("Worst first")
    for _ in range(100):
        run.resize(chance.randint(1, 300), chance.randint(1, 100))
        run.type(chance.choice("1lh0jkGg? \x1bzt"))
        run.read(0.005)
    run.resize(120, 40)
    run.type("\x1b" * 5)
    run.settle()
    run.type("00")
    run.shows("Worst first")
    run.type("Q")
    assert run.ended() == 0
