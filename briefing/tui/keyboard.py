"""What is typed goes one after the other, each to who has the focus when its turn comes."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.app import App
    from textual.dom import DOMNode
    from textual.widget import Widget


class Keyboard:
    """Holds back each key and all that is pasted until the one before has been seen by all that it is sent to.

    Textual sends a key to what has the focus, and from there up to the app. What is typed in one breath would all go to
    where the first key went: but a colon opens a line, and the words behind it are for that. The mouse waits in the
    same queue, as a click behind three keys is meant for what they lead to; nothing waits for the mouse.
    """

    def __init__(self, app: App[None], send: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._send = send
        self._held: deque[events.Event] = deque()
        self._way: Iterator[DOMNode] | None = None
        """Who has still to see the key that is under way."""
        self.aim: Widget | None = None
        """Who it was sent to."""

    @property
    def waiting(self) -> int:
        """How many are held back."""
        return len(self._held)

    async def take(self, event: events.Event) -> None:
        """Send it when its turn comes."""
        self._held.append(event)
        if self._way is None:
            await self._send_next()

    async def follow(self, aim: Widget) -> None:
        """Go the way of what was just sent to a widget; the next waits until that is at its end."""
        self.aim = aim
        self._way = iter(aim.ancestors_with_self)
        await self._go_on(self._way)

    async def _send_next(self) -> None:
        self._way = None
        while self._held and self._way is None:
            event, aim = self._held.popleft(), self._app.focused or self._app.screen
            await self._send(event)
            if not isinstance(event, events.MouseEvent):
                await self.follow(aim)

    async def _go_on(self, way: Iterator[DOMNode]) -> None:
        """Have the next on the way call this again, behind what it was sent; who is gone by then is passed over."""
        for each in way:
            # Even of a widget that is being taken away the queue is worked off to its end.
            if each.call_later(self._go_on, way) or each is self._app:
                return  # where not even the app takes it, the program ends, and with it all that is held back
        if way is self._way:
            await self._send_next()
