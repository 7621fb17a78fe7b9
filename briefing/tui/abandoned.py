"""The threads that workers run on: at the end of the dashboard nobody waits for what they still read or check."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Final

_MOST: Final = 4
"""Threads: one reads, one makes ready, one makes a page, and one keeps."""


class Abandoned(ThreadPoolExecutor):
    """Threads that asyncio does not wait for."""

    def __init__(self) -> None:
        super().__init__(max_workers=_MOST)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Begin nothing more, and let be what is begun."""
        super().shutdown(wait=False, cancel_futures=True)
