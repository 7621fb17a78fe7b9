"""Drive the dashboard in this process, and read what it shows."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from briefing.library.library import Library
    from briefing.tui.app import BriefingApp
    from briefing.tui.screens.dashboard import Dashboard


class Driven:
    """A running dashboard."""

    def __init__(self, app: BriefingApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def dashboard(self) -> Dashboard:
        """The main screen, whatever lies over it."""
        return self.app.dashboard

    @property
    def library(self) -> Library:
        """The content as it was last read."""
        assert self.app.library is not None
        return self.app.library

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each once the one before is dealt with."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    @property
    def lines(self) -> list[str]:
        """What the screen shows, line by line."""
        return [strip.text.rstrip() for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self.lines)

    async def until(self, holds: Callable[[], object], seconds: float = 10) -> None:
        """Wait for something that another thread brings about; fail if it never comes."""
        async with asyncio.timeout(seconds):
            while not holds():
                await self.pilot.pause(0.02)
        await self.pilot.pause()

    async def shows(self, words: str) -> None:
        """Wait until the screen shows the words."""
        try:
            await self.until(lambda: words in self.text)
        except TimeoutError:
            raise AssertionError(f"{words!r} never came on screen:\n{self.text}") from None


OpenDashboard = Callable[..., AbstractAsyncContextManager[Driven]]
"""Opens the dashboard on a folder, at a size: the fixture `open_dashboard`."""
