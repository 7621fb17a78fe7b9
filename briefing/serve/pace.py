"""How fast a reader may type."""

from __future__ import annotations

from typing import Final

BURST: Final = 4 * 1024
"""Bytes that are taken at once, as of a paste or a turn of the wheel."""
RATE: Final = 512
"""Bytes a second after that: more than a key held down, and less than a dashboard can follow."""
LONGEST: Final = 32.0
"""Seconds that anything has to wait at most: as long as the longest message. A hand never gets there."""


class Pace:
    """What is more than the pace allows waits its time."""

    def __init__(self, now: float) -> None:
        self._left = float(BURST)
        self._then = now

    def due(self, length: int, now: float) -> float:
        """When to hand on a message of so many bytes; OverflowError if that is too far off."""
        self._left = min(BURST, self._left + (now - self._then) * RATE) - length
        self._then = now
        wait = max(0.0, -self._left / RATE)
        if wait > LONGEST:
            raise OverflowError
        return now + wait
