"""The dashboard at the end of a pipe, as `briefing serve` starts one for each reader."""

from __future__ import annotations

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp


class ServedDriver(WebDriver):
    """Textual's driver for browsers, which would stay for ever when whoever started it has gone."""

    def run_input_thread(self) -> None:
        """Read to the end of what is typed, and end with it."""
        super().run_input_thread()
        if not self.exit_event.is_set():
            self._app.post_message(ExitApp())
