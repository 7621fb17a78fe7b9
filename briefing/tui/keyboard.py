"""Keys go one after the other, each to where the one before it has led."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.app import App
    from textual.dom import DOMNode
    from textual.events import Key
    from textual.widget import Widget


class Keyboard:
    """Holds each key back until the one before it has been dealt with.

    Textual sends a key to what has the focus, and from there up to the app. What is typed in one breath would all go to
    where the first key went: but a colon opens a line, and the words behind it are for that.
    """

    def __init__(self, app: App[None], send: Callable[[Key], Awaitable[None]]) -> None:
        self._app = app
        self._send = send
        self._typed: deque[Key] = deque()
        self._way: Iterator[DOMNode] | None = None
        """Who has still to see the key that is under way."""
        self._at: DOMNode = app
        """Who sees it now."""
        self.aim: Widget | None = None
        """Who it was sent to."""

    async def press(self, key: Key) -> None:
        """Send a key when its turn comes."""
        self._typed.append(key)
        if self._way is None or not self._at.is_running:
            await self._send_next()

    async def follow(self, aim: Widget) -> None:
        """Go the way of a key that was just sent to a widget; the next key waits until that is at its end."""
        self.aim = aim
        self._way = iter(aim.ancestors_with_self)
        await self._go_on(self._way)

    async def _send_next(self) -> None:
        self._way = None
        if self._typed:
            aim = self._app.focused or self._app.screen
            await self._send(self._typed.popleft())
            await self.follow(aim)

    async def _go_on(self, way: Iterator[DOMNode]) -> None:
        """Have the next on the way call this again, once it has dealt with the key."""
        for self._at in way:
            if self._at.call_later(self._go_on, way):
                return
        if way is self._way:
            await self._send_next()
