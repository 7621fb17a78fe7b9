"""How fast a reader may type."""

from __future__ import annotations

from typing import Final

BURST: Final = 64 * 1024
"""Bytes that are taken at once."""
RATE: Final = 16 * 1024
"""Bytes a second after that. No hand is as fast; a dashboard is slower than a program that plays one."""
MESSAGE: Final = 64
"""Bytes that a message counts for besides its own: a key is one byte, and work all the same."""


class Pace:
    """What is more than the pace allows waits its time; nothing is lost."""

    def __init__(self, now: float) -> None:
        self._left = float(BURST)
        self._then = now

    def wait(self, length: int, now: float) -> float:
        """Seconds to wait before a message of so many bytes is handed on."""
        self._left = min(BURST, self._left + (now - self._then) * RATE) - length - MESSAGE
        self._then = now
        return max(0.0, -self._left / RATE)
