"""The dashboard at the end of a pipe, as `briefing serve` starts one for each reader."""

from __future__ import annotations

from time import sleep
from typing import TYPE_CHECKING, Final, cast

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp

if TYPE_CHECKING:
    from textual.events import Event

    from briefing.tui.app import BriefingApp

_AHEAD: Final = 64
"""Keys that are read ahead of those that have been followed. The rest waits in the pipe, which has an end."""


class ServedDriver(WebDriver):
    """Textual's driver for browsers, which would stay for ever when whoever started it has gone."""

    def run_input_thread(self) -> None:
        """Read to the end of what is typed, and end with it."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())

    def process_message(self, event: Event) -> None:
        """Hand on a key when there is room: on this thread, which may wait."""
        while not self.exit_event.is_set() and self._waiting() > _AHEAD:
            sleep(0.01)
        super().process_message(event)

    def _waiting(self) -> int:
        """Keys that are held back, or messages on the way that they take."""
        app = cast("BriefingApp", self._app)
        screens = app.screen_stack[-1:]
        widgets = (screen.focused for screen in screens)
        queues = (pump.message_queue_size for pump in (app, *screens, *widgets) if pump is not None)
        return max(app.keyboard.waiting, *queues)
