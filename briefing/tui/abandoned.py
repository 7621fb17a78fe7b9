"""The threads that workers run on: at the end of the dashboard nobody waits for what they still read or check."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Final

from briefing.library.collector import COLLECTOR

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST: Final = 4
"""Threads: one reads, one makes ready, one makes a page, and one keeps."""

_PATIENCE: Final = 1.0
"""Seconds that they wait for each other, where there can be no more of them."""


class Abandoned(ThreadPoolExecutor):
    """Threads that asyncio does not wait for."""

    def __init__(self) -> None:
        super().__init__(max_workers=_MOST)
        self._has_begun = False

    def begin_all(self) -> None:
        """Begin those that nothing has needed yet, so that as much is held in the morning as in the evening.

        Whoever calls waits for them, so nobody does who is in a hurry. One may be at work. Only the first time counts.
        """
        if self._has_begun:
            return
        self._has_begun = True
        together = Barrier(_MOST - 1, timeout=_PATIENCE)
        for _ in range(_MOST - 1):
            self.submit(together.wait)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Begin nothing more, and let be what is begun."""
        super().shutdown(wait=False, cancel_futures=True)


class Once:
    """Work that holds nothing any more once it is done.

    A worker of Textual's refers to itself. What its work holds, as all content before a save, would be held until the
    collector has gone over everything, as it is of work that is called off before it begins.
    """

    def __init__(self, work: Callable[[], object]) -> None:
        self._work: Callable[[], object] | None = work

    def __call__(self) -> object:
        """Do it, with the collector at rest: much is made, and what is drawn meanwhile has no time for it."""
        work, self._work = self._work, None
        with COLLECTOR.at_rest():
            return work() if work else None
