"""The collector of garbage, which goes over all that there is again and again while much is made."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Collector:
    """Python's own, of which there is one for all threads."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._resting = 0
        """How many ask for it to rest."""
        self._wanted = False
        """Whether it is to go on after the last of them."""

    @contextmanager
    def at_rest(self) -> Iterator[None]:
        """No garbage collection: passes over thousands of fresh models are most of the cost of making them."""
        with self._turn:
            self._wanted = self._wanted if self._resting else gc.isenabled()
            self._resting += 1
            gc.disable()
        try:
            yield
        finally:
            with self._turn:
                self._resting -= 1
                if self._wanted and not self._resting:
                    gc.enable()

    def go_on(self) -> None:
        """Collect garbage from now on, or from when nobody asks for rest any more."""
        with self._turn:
            self._wanted = True
            if not self._resting:
                gc.enable()


COLLECTOR: Final = _Collector()
