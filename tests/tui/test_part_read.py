"""A large folder can be read from its first region on, while the others are still being read."""

from __future__ import annotations

from datetime import date
from threading import Event
from typing import TYPE_CHECKING

import pytest
from driving import Driven
from examples import CARD

from briefing.library.folder import Folder
from briefing.tui import content
from briefing.tui.app import BriefingApp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import BriefingFrom

    from briefing.library.library import Reading
    from briefing.model.card import Card

pytestmark = pytest.mark.anyio


@pytest.fixture
def root(briefing_from: BriefingFrom) -> Path:
    return briefing_from({"us/a.toml": CARD, "korea/b.toml": CARD, "asean/c.toml": CARD})


@pytest.fixture
def asean(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Set it, and the last region is read; every region is worth showing."""
    may_go = Event()
    cards = Folder._cards

    def held(folder: Folder, region: str) -> Iterator[tuple[str, Reading[Card]]]:
        if region == "asean":
            may_go.wait(20)
        return cards(folder, region)

    monkeypatch.setattr(Folder, "_cards", held)
    monkeypatch.setattr(content, "WORTH_SHOWING", 1)
    monkeypatch.setattr(content, "PARTS_EVERY", 0)
    return may_go


async def test_regions_are_shown_as_they_are_read_and_how_far_that_is(root: Path, asean: Event) -> None:
    app = BriefingApp(root, date(2024, 10, 3))
    async with app.run_test(size=(120, 40)) as pilot:
        driven = Driven(app, pilot)
        await driven.shows("reading: 67%, 2 cards so far")
        await driven.press("2", "l")
        assert "SOFA revision is on the agenda" in driven.text
        assert "asean" not in driven.text
        await driven.press("r", "0")  # there is nothing yet that could be read again
        asean.set()
        await driven.until(lambda: app.is_checked)
        assert "reading" not in driven.lines[0]
        await driven.press("3")
        assert "asean/c" in driven.text
        assert driven.library.cards.keys() == {"us/a", "korea/b", "asean/c"}


async def test_what_was_asked_for_is_waited_for(root: Path, asean: Event) -> None:
    app = BriefingApp(root, date(2024, 10, 3), "asean/c")
    async with app.run_test(size=(120, 40)) as pilot:
        driven = Driven(app, pilot)
        await pilot.pause(0.3)
        assert app.showing is None
        asean.set()
        await driven.shows("asean/c")


async def test_keys_that_look_at_everything_look_at_what_is_read(root: Path, asean: Event) -> None:
    app = BriefingApp(root, date(2024, 10, 3))
    async with app.run_test(size=(120, 40)) as pilot:
        driven = Driven(app, pilot)
        await driven.shows("reading: 67%")
        for key in ("t", "p", "w", "S", "C", "M", "!", "f", "escape", "colon", "escape", "s", "u", "m", "A", "U", "0"):
            await driven.press(key)
        asean.set()
        await driven.until(lambda: app.is_checked and app.dashboard.marks)
        assert "Worst first" in driven.text
