"""Entries of a feed, chosen on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefing.intake.feed import Entry
from briefing.reader.places import state_file
from briefing.reader.state import State
from briefing.tui.feed_picker import FeedPicker

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.anyio

ENTRIES = [
    Entry("Base deal may be reopened", "https://www.harbour.example/1", "2024-10-02"),
    Entry("基地協定、見直しへ協議か", "https://minato.example/2", "2024-10-01"),
    Entry("A [bold]march[/bold] along the quay", "https://www.harbour.example/3", None),
    Entry("Read long ago", "https://www.harbour.example/4", "2024-09-01"),
]
FRESH = frozenset(ENTRIES[:3])


def lines(app: FeedPicker) -> list[str]:
    return [strip.text.strip() for strip in app.screen._compositor.render_strips() if strip.text.strip()]


async def chosen(root: Path, *keys: str) -> tuple[Entry, ...] | None:
    app = FeedPicker("The Harbour Post", ENTRIES, FRESH, root)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
    return app.return_value


async def test_it_shows_what_is_new_and_what_is_here(tmp_path: Path) -> None:
    app = FeedPicker("The Harbour Post", ENTRIES, FRESH, tmp_path)
    async with app.run_test(size=(84, 24)) as pilot:
        await pilot.press("down", "space")
        await pilot.pause()
        shown = lines(app)
    assert [line for line in shown if "-" * 9 not in line] == [
        "The Harbour Post",
        "[ ] 2024-10-02  Base deal may be reopened  www.harbour.example",
        "▸ [x] 2024-10-01  基地協定、見直しへ協議か  minato.example",
        "[ ]             A [bold]march[/bold] along the quay  www.harbour.example",
        "2024-09-01  Read long ago  (already here)  www.harbour.example",
        "space chooses  a all new ones  enter imports what is chosen  q leaves",
    ]


@pytest.mark.parametrize(
    ("keys", "numbers"),
    [
        (["enter"], [1]),
        (["down", "enter"], [2]),
        (["down", "space", "up", "space", "enter"], [1, 2]),
        (["3", "1", "enter"], [1, 3]),
        (["3", "3", "9", "enter"], [3]),
        (["a", "enter"], [1, 2, 3]),
        (["a", "a", "enter"], [1]),
        (["a", "space", "enter"], [2, 3]),
        (["4", "enter"], []),
        (["G", "space", "enter"], []),
    ],
)
async def test_what_is_chosen_is_taken_in_the_order_of_the_list(
    tmp_path: Path, keys: list[str], numbers: list[int]
) -> None:
    assert await chosen(tmp_path, *keys) == tuple(ENTRIES[number - 1] for number in numbers)


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_who_leaves_takes_nothing(tmp_path: Path, key: str) -> None:
    assert await chosen(tmp_path, "a", key) is None


async def test_a_click_chooses(tmp_path: Path) -> None:
    app = FeedPicker("The Harbour Post", ENTRIES, FRESH, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        row = next(y for y, strip in enumerate(app.screen._compositor.render_strips()) if "基地" in strip.text)
        await pilot.click(offset=(20, row))
        await pilot.pause()
        assert any("[x] 2024-10-01" in line for line in lines(app))
        await pilot.press("enter")
    assert app.return_value == (ENTRIES[1],)


async def test_it_wears_the_theme_of_the_dashboard(tmp_path: Path) -> None:
    State.open(state_file()).remember(tmp_path, "theme", "paper")
    assert FeedPicker("x", ENTRIES, FRESH, tmp_path).theme == "briefing-paper"
