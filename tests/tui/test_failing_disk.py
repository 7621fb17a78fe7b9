"""The dashboard on a disk that fails goes on, says so, and leaves nothing half behind."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest
from examples import CARD
from failing import FailingDisk, files_in

from briefing.library.root import shipped

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import BriefingFrom
    from driving import OpenDashboard

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("keys", [("T", "j", "enter"), ("1", "m"), ("1", "u")], ids=["theme", "bookmark", "unread"])
async def test_what_cannot_be_remembered_is_told_and_holds_until_the_end(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    root = briefing_from({"us/a.toml": CARD})
    with FailingDisk(tmp_path / "state", 1, errno.ENOSPC, lasting=True) as disk:
        async with open_dashboard(root, size=(200, 40)) as opened:
            await opened.press(*keys)
            await opened.shows("No space left on device; what you mark now is forgotten when you quit")
            await opened.press("u", "u")
            assert "A more equal alliance" in opened.text
    assert disk.failed
    assert files_in(tmp_path / "state") == {}


@pytest.mark.parametrize("nth", [1, 2, 5, 20, 40])
async def test_a_copy_for_which_there_is_no_room_leaves_nothing_and_the_briefing_as_it_is(
    open_dashboard: OpenDashboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    async with open_dashboard(shipped("content"), size=(240, 40)) as opened:
        await opened.press("1", "e")
        with FailingDisk(home, nth, errno.ENOSPC, lasting=True) as disk:
            await opened.press("enter")
        assert disk.failed
        assert f"not copied to {home}/briefing: No space left on device" in " ".join(opened.text.split())
        assert opened.app.root == shipped("content")
    assert list(home.iterdir()) == []
