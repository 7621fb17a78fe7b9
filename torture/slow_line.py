"""The dashboard at the end of a slow line, and of a long one."""

from __future__ import annotations

import os
import select
import time
from collections import deque
from typing import TYPE_CHECKING, Final

from terminal import Terminal

from briefing.library.root import shipped
from torture.home import at_home, environment
from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLOW: Final = 960
"""Bytes a second of a line of 9,600 baud."""
FAR: Final = 0.3
"""Seconds that a byte is on its way."""
STEP: Final = 6 * 1024
"""Bytes of a step in the list, at most."""
KEYS: Final = 200
PILE: Final = 80 * 1024
"""Bytes: a pseudo-terminal of Linux holds 64 KB that nobody can call back, and a few frames come after."""


class Line(Terminal):
    """A terminal at the end of a line that takes its time."""

    rate: float = float("inf")
    """Bytes a second from the program."""
    delay: float = 0.0
    """Seconds each way."""

    def __init__(self, home: Path) -> None:
        super().__init__(("-C", str(shipped("content")), "--today", "2024-10-03"), environ=environment(home))
        self._typed: deque[tuple[float, str | bytes]] = deque()
        self._written: deque[tuple[float, bytes]] = deque()
        self._then = time.monotonic()

    def type(self, keys: str | bytes) -> None:
        """Type keys, which arrive when they have come all the way."""
        self._typed.append((time.monotonic() + self.delay, keys))
        self._carry()

    def read(self, seconds: float = 0.1) -> bytes:
        """What has come all the way by now."""
        end = time.monotonic() + seconds
        came = b""
        while not came and time.monotonic() < end:
            time.sleep(0.01)
            self._carry()
            while self._written and self._written[0][0] <= time.monotonic():
                came += self._written.popleft()[1]
        self.feed(came)
        return came

    def _carry(self) -> None:
        now = time.monotonic()
        while self._typed and self._typed[0][0] <= now:
            super().type(self._typed.popleft()[1])
        room = min(self.rate * (now - self._then), 65536)
        if room >= 1:
            self._then = now
            if select.select([self._master], [], [], 0)[0]:
                self._written.append((now + self.delay, os.read(self._master, int(room))))


def trials() -> Iterator[Trial]:
    for tried in (_step, _slow, _far):
        with at_home() as home:
            line = Line(home)
            try:
                line.shows("Worst first")
                line.settle()
                line.type("1")
                line.shows("Bottom line")
                line.settle()
                yield tried(line)
            finally:
                line.close()


def _step(line: Line) -> Trial:
    steps: list[int] = []
    for _ in range(8):
        line.raw = b""
        line.type("jk"[len(steps) // 4])
        line.settle()
        steps.append(len(line.raw))
    return Trial(
        8,
        "a step in the list at 120×40",
        f"{STEP / 1024:.0f} KB at most",
        f"{max(steps) / 1024:.1f} KB at most",
        max(steps) <= STEP,
    )


def _slow(line: Line) -> Trial:
    line.rate = SLOW
    start = time.monotonic()
    line.type("j")
    line.settle(1)
    one = time.monotonic() - start - 1
    for key in "jk" * (KEYS // 2):
        line.type(key)
        line.read(0.1)
    line.raw = b""
    line.type("]/Beijing\r")
    line.shows("/Beijing  1/", 600)
    line.settle(1)
    left = len(line.raw)
    return Trial(
        8,
        f"9,600 baud: a step; {KEYS} keys, ten a second, then a search typed at once",
        f"frames whole, nothing typed lost, and then at most {PILE // 1024} KB to be drawn: what the system holds back",
        f"a step {one:.0f} s; all typed is there, after {left / 1024:.0f} KB",
        left <= PILE,
    )


def _far(line: Line) -> Trial:
    line.delay = FAR
    took = []
    for key in "jjkk":
        start = time.monotonic()
        line.raw = b""
        line.type(key)
        while not line.read(0.05):
            pass
        line.settle(0.2)
        took.append(time.monotonic() - start - 0.2)
    line.type("]/Beijing\r")
    line.shows("/Beijing  1/")
    return Trial(
        8,
        "300 ms each way: steps, then a search typed at once",
        "frames whole, nothing typed lost, a step within the way and 500 ms",
        f"all typed is there; the longest step {max(took):.2f} s",
        max(took) <= 2 * FAR + 0.5,
    )
