"""A day's work in one dashboard: hundreds of saves read again and thousands of keys, and what it holds afterwards."""

from __future__ import annotations

import random
import time
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Final, NamedTuple

from terminal import Terminal

from briefing.library.root import shipped
from torture.home import at_home, environment
from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

RELOADS: Final = 600
WARM: Final = 150
"""Of these, before anything is measured: caches fill, and memory is laid out."""
KEYS: Final = 17
"""Between two reloads; ten thousand in all."""
MORE: Final = 0.05
_MOVES: Final = "1234 jjj kk l h GG g b JJ K z t p w S C M d ! 0 [ ] u m U s nN r"
_ASKS: Final = ":sofa :zzz /sofa\r /nowhere fis:unread f\x15\r ?jj Tjk O o y Y H j"
"""What lies over the screen, or is typed into; each is left by escape."""
_LEAVE: Final = "\x1b\x1b"
_TITLE: Final = "The home clock on alliance reform"


class Held(NamedTuple):
    """What a process holds."""

    memory: int
    """Resident, in KiB."""
    threads: int
    files: int


def held(process: int) -> Held:
    """What the process holds now, from Linux's tables."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    files = sum(1 for _ in Path(f"/proc/{process}/fd").iterdir())
    return Held(int(status["VmRSS"].split()[0]), int(status["Threads"]), files)


def trials() -> Iterator[Trial]:
    with at_home() as home:
        root = home / "content"
        copytree(shipped("content"), root)
        run = Terminal(("-C", str(root), "--today", "2024-10-03"), environ=environment(home), drawn=False)
        try:
            awaited(run, "Worst first")
            measured, keys = _worked(run, root)
        finally:
            run.close()
    warm, done = measured
    more = done.memory / warm.memory - 1
    yield Trial(
        8,
        f"{RELOADS} saves read again and {keys} keys in one dashboard",
        f"memory flat within {MORE:.0%} after the first {WARM}, no thread and no file left open",
        f"{warm.memory / 1024:.1f} MB, then {done.memory / 1024:.1f} MB ({more:+.1%}); "
        f"threads {warm.threads} and {done.threads}, files {warm.files} and {done.files}",
        more < MORE and done.threads <= warm.threads and done.files <= warm.files,
    )


def _worked(run: Terminal, root: Path) -> tuple[list[Held], int]:
    chance = random.Random(8)
    card = root / "us" / "reform-clock.toml"
    written = card.read_text(encoding="utf-8")
    measured, keys = [], 0
    for number in range(1, RELOADS + 1):
        card.write_text(written.replace(_TITLE, f"Save {number:04}"), encoding="utf-8")
        typed, ask = "", chance.choice(_ASKS.split(" "))
        while len(typed) + len(ask) < KEYS - len(_LEAVE):
            typed += chance.choice(_MOVES.split())
        keys += len(typed) + len(ask) + len(_LEAVE)
        run.type(typed + ask)
        run.settle(0.05)
        _leave(run)
        if number in (WARM, RELOADS):
            # As it rests: nothing open, one reading shown.
            for _ in range(6):
                _leave(run)
            run.type("1g")
            run.settle(1)
            # At another size all is drawn: the last save has been read.
            run.raw = b""
            run.resize(119 + number % 3, 40)
            awaited(run, f"Save {number:04}")
            run.type("0")
            run.settle(1)
            measured.append(held(run.process.pid))
    return measured, keys


def awaited(run: Terminal, words: str) -> None:
    """Wait until the words have come; the screen itself is not drawn here, which would take most of the time."""
    end = time.monotonic() + 60
    while words.encode() not in run.raw:
        assert time.monotonic() < end, f"{words!r} never came"
        run.read()


def _leave(run: Terminal) -> None:
    """Press escape, each time by itself: with what follows at once it would be another key."""
    for key in _LEAVE:
        run.type(key)
        run.settle(0.12)
