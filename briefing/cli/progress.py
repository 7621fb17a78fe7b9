"""How far it is, redrawn in place on stderr: only for who sits at a terminal, and only if it takes its time."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from threading import Timer
from typing import Final, Self

_PATIENCE: Final = 0.5
"""Seconds after which a reader wants to know how far it is."""
_MARKS: Final = 10
_NARROW: Final = 80


class Progress:
    """What is done of something, as a share from 0 to 1 and in words; without a share where there is no telling."""

    def __init__(self, share: float | None, words: str) -> None:
        self._share, self._words = share, words
        self._width = 0
        self._patience = Timer(_PATIENCE, self._begin)
        self._patience.daemon = True

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._patience.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._patience.cancel()
        if self._patience.ident:
            self._patience.join()
        if self._width:
            _draw(f"\r{'':{self._width}}\r")

    def told(self, share: float | None, words: str) -> None:
        """Take how far it is."""
        self._share, self._words = share, words
        if self._width:
            self._show()

    def _begin(self) -> None:
        try:
            self._width = max(os.get_terminal_size(sys.stderr.fileno()).columns, 2) - 1
        except (OSError, ValueError):
            self._width = _NARROW - 1
        self._show()

    def _show(self) -> None:
        full = int(_MARKS * min(self._share or 0, 1))
        bar = "" if self._share is None else f"[{'#' * full}{'-' * (_MARKS - full)}] "
        _draw(f"\r{f'{bar}{self._words}'[: self._width]:{self._width}}")


def _draw(line: str) -> None:
    with suppress(OSError):
        sys.stderr.write(line)
        sys.stderr.flush()
