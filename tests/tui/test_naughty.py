"""Strings that have broken programs, wherever a card holds text: they are shown as they are, and do nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from naughty import STRINGS, naughty_briefing
from textual.widgets import Static
from tui.hands import Hands
from tui.views import looked_through

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import BriefingFrom
    from driving import OpenDashboard

pytestmark = pytest.mark.anyio


async def test_no_naughty_string_breaks_a_view_or_does_anything(tmp_path: Path, open_dashboard: OpenDashboard) -> None:
    assert len(STRINGS) > 500
    async with open_dashboard(naughty_briefing(tmp_path / "content", range(0, len(STRINGS), 65))) as opened:
        theme = opened.app.theme
        await looked_through(Hands(opened.app, opened.pilot))
        assert opened.app.theme == theme


async def test_an_action_in_a_string_would_have_been_seen(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from({})) as opened:
        hands = Hands(opened.app, opened.pilot)
        hands.frame()
        await opened.app.screen.mount(Static("[@click=app.quit]press[/]"))
        await opened.shows("press")
        with pytest.raises(AssertionError, match="press"):
            hands.frame()
