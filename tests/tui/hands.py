"""Hands on a running dashboard that wait for nothing, and eyes on its frame."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final
from unicodedata import category

from textual import events
from textual.keys import _character_to_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from briefing.tui.app import BriefingApp

_CHARACTERS: Final = {"space": " ", "slash": "/", "plus": "+"}
_QUIET_LOOKS: Final = 3
"""In a row, at what waits to be dealt with: in between a message may be in hand."""
_TURNING: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that turn the direction of what follows."""


class Hands:
    """Keys, clicks and sizes for an app, each dealt with as soon as nothing is left to be done."""

    def __init__(self, app: BriefingApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def is_on(self) -> bool:
        """Whether the dashboard has not been quit; raises what ended it otherwise."""
        if self.app._exception:
            raise self.app._exception
        return not self.app._exit

    def send(self, key: str) -> None:
        """Have a key come from the keyboard."""
        named = len(key) == 1 and not key.isalnum()
        character = key if len(key) == 1 else _CHARACTERS.get(key)
        self._send(events.Key(_character_to_key(key) if named else key, character))

    def paste(self, text: str) -> None:
        """Have a text come from the terminal at once."""
        self._send(events.Paste(text))

    def _send(self, event: events.Event) -> None:
        driver = self.app._driver
        assert driver is not None
        event.set_sender(self.app)
        driver.send_message(event)

    async def press(self, *keys: str) -> None:
        """Press keys one on the heels of the other, and wait until all are dealt with."""
        for key in keys:
            self.send(key)
        await self.dealt_with()

    async def click(self, across: int, down: int, times: int = 1) -> None:
        """Click at a place."""
        await self.pilot.click(offset=(across, down), times=times)
        await self.dealt_with()

    async def resize(self, width: int, height: int) -> None:
        """Have a window of another size."""
        await self.pilot.resize_terminal(width, height)
        await self.dealt_with()

    async def dealt_with(self) -> None:
        """Wait until nothing is left to be done with what came."""
        quiet = 0
        while self.is_on and quiet < _QUIET_LOOKS:
            await asyncio.sleep(0.005)
            screen = self.app.screen
            pumps = (self.app, screen, *screen.walk_children())
            quiet = quiet + 1 if all(pump._message_queue.empty() for pump in pumps) else 0
        if self.is_on:
            self.app.screen._on_timer_update()

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait for what another thread brings about; fail if it never comes."""
        async with asyncio.timeout(10):
            while self.is_on and not holds():
                await asyncio.sleep(0.01)
        await self.dealt_with()

    def frame(self) -> str:
        """What is on screen: each line as wide as it, no character in it raw, no action and no link of content's."""
        lines = []
        for strip in self.app.screen._compositor.render_strips():
            raw = [each for each in strip.text if category(each) in ("Cc", "Cs") or each in _TURNING]
            assert not raw, f"{raw} in {strip.text!r}"
            assert strip.cell_length == self.app.size.width, strip.text
            for style in filter(None, (segment.style for segment in strip)):
                assert not style.link
                assert "@click" not in style.meta, strip.text
            lines.append(strip.text)
        return "\n".join(lines)
