"""The threads that workers run on: at the end of the dashboard nobody waits for what they still read or check."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Final

_MOST: Final = 4
"""Threads: one reads, one makes ready, one makes a page, and one keeps."""

_PATIENCE: Final = 1.0
"""Seconds that they wait for each other, where there can be no more of them."""


class Abandoned(ThreadPoolExecutor):
    """Threads that asyncio does not wait for."""

    def __init__(self) -> None:
        super().__init__(max_workers=_MOST)
        # All are begun at once, so that what the dashboard holds is the same in the morning and in the evening.
        together = Barrier(_MOST, timeout=_PATIENCE)
        for _ in range(_MOST):
            self.submit(together.wait)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Begin nothing more, and let be what is begun."""
        super().shutdown(wait=False, cancel_futures=True)
