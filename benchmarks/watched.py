"""A program on a terminal, with the moment at which each of its bytes came."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT: Final = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from terminal import Terminal  # noqa: E402 - the same terminal that the tests type on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BRIEFING: Final = (str(Path(sys.executable).with_name("briefing")),)
HELLO: Final = """\
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("hello from a bare app")

Hello().run()
"""
"""The least that can be made with Textual; ctrl+q ends it."""
GREETING: Final = "hello from a bare app"
_QUIET: Final = 0.3
"""Seconds without a byte after which the screen is looked at."""
_BURST: Final = 0.1
"""The same after which a frame is over."""
_ANSWER: Final = 10.0
"""Seconds within which a key brings something about."""
_RESTING: Final = 0.6
"""Seconds in which no processor time is used, after which a program has nothing to do."""
_PATIENCE: Final = 1200.0
"""Seconds after which nothing is waited for any more."""


class NeverShownError(Exception):
    """The program ended, or did something else than it was expected to."""


class Watched(Terminal):
    """The screen is made out only once nothing more comes, so that looking at it delays no byte."""

    def __init__(self, program: Sequence[str], environ: dict[str, str]) -> None:
        self._came: deque[tuple[float, bytes]] = deque()
        self.began = time.perf_counter()
        super().__init__((), environ=environ, program=program)

    def until(self, shows: str) -> float:
        """Seconds from the start of the program until a pattern can be found on the screen."""
        return self.since(self.began, shows)

    def since(self, moment: float, shows: str) -> float:
        """The same from a moment on."""
        end = time.perf_counter() + _PATIENCE
        while time.perf_counter() < end:
            for came in self._written(_QUIET, 1.0):
                if re.search(shows, self.text):
                    return came - moment
            if self.process.poll() is not None:
                break
        raise NeverShownError(f"{shows!r} never came on the screen:\n{self.text}")

    def frame(self, key: str) -> float:
        """Milliseconds from a key to the last byte of the frame that it brings about."""
        self._make_out()
        last = pressed = time.perf_counter()
        self.type(key)
        select.select([self._master], [], [], _ANSWER)
        for came in self._written(_BURST, 1.0):
            last = came
        if last == pressed:
            raise NeverShownError(f"the key {key!r} brought nothing about:\n{self.text}")
        return (last - pressed) * 1000

    def change(self, key: str, seconds: float) -> float:
        """Milliseconds from a key to the last change of what can be read on the screen within a time."""
        self._make_out()
        before = self.text
        last = pressed = time.perf_counter()
        self.type(key)
        for came in self._written(seconds, seconds):
            if self.text != before:
                before, last = self.text, came
        if last == pressed:
            raise NeverShownError(f"the key {key!r} changed nothing:\n{self.text}")
        return (last - pressed) * 1000

    def sent(self, key: str) -> int:
        """How many bytes a key has sent until nothing more comes."""
        self._make_out()
        before = len(self.raw)
        self.type(key)
        self._make_out(3.0)
        return len(self.raw) - before

    def gone(self, key: str) -> float:
        """Milliseconds from a key until the process has ended."""
        pressed = time.perf_counter()
        self.type(key)
        end = pressed + 60
        while self.process.poll() is None and time.perf_counter() < end:
            if select.select([self._master], [], [], 0.001)[0]:
                try:
                    os.read(self._master, 65536)
                except OSError:  # the program has gone, and its end of the line with it
                    time.sleep(0.001)
        took = (time.perf_counter() - pressed) * 1000
        self.close()
        return took

    def rest(self) -> None:
        """Wait until the program and what it started do nothing any more, as far as the system can tell."""
        still, before = 0.0, -1
        end = time.perf_counter() + _PATIENCE
        while still < _RESTING and time.perf_counter() < end:
            looked = time.perf_counter()
            self._make_out(0.2)
            now = self._ticks()
            still = still + time.perf_counter() - looked if now == before else 0.0
            before = now

    def megabytes(self) -> tuple[float, float] | None:
        """The memory that program and children hold now, and the most that they have held; None where none tells."""
        try:
            told = [Path(f"/proc/{pid}/status").read_text() for pid in self._family()]
        except OSError:
            return None
        now, most = (
            sum(int(status.partition(f"{name}:")[2].split()[0]) / 1024 for status in told if f"{name}:" in status)
            for name in ("VmRSS", "VmHWM")
        )
        return now, most

    def _family(self) -> list[int]:
        pids = [self.process.pid]
        for pid in pids:
            for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
                pids += map(int, tasks.read_text().split())
        return pids

    def _ticks(self) -> int:
        """Processor time that the program has taken so far."""
        try:
            return sum(
                sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]))
                for pid in self._family()
            )
        except OSError:  # one has just ended, or this system tells of none
            return 0

    def _make_out(self, quiet: float = 0.0) -> None:
        """Have the screen show all that came."""
        for _ in self._written(quiet, 10 * quiet):
            pass

    def _written(self, quiet: float, at_most: float) -> Iterator[float]:
        """When each piece of what is written came, until nothing has for a while; then the screen is made out of it."""
        end = time.perf_counter() + at_most
        while (left := end - time.perf_counter()) > 0:
            if not select.select([self._master], [], [], min(quiet, left))[0]:
                break
            try:
                written = os.read(self._master, 65536)
            except OSError:  # the program has gone, and its end of the line with it
                break
            self._came.append((time.perf_counter(), written))
        # Whoever has seen enough leaves the rest to the next who looks.
        while self._came:
            moment, written = self._came.popleft()
            self.feed(written)
            yield moment


def home(folder: Path, **more: str) -> dict[str, str]:
    """An environment in which everything that a program keeps lies in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    places = ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
    return {**dict.fromkeys(places, str(folder)), **more}
