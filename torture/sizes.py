"""Windows of every size on a real terminal, resized as fast as a hand draws them, and random keys in them."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Final

from examples import twelve_regions
from terminal import Terminal
from tui.walk import KEYS

from torture.home import at_home, environment
from torture.soak import awaited
from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RESIZES: Final = 600
SECONDS: Final = 3.0
WINDOWS: Final = 200
BURST: Final = 200
"""Keys in each window."""
_SENT: Final = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
    "shift+tab": "\x1b[Z",
    "f1": "\x1bOP",
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "space": " ",
    "slash": "/",
    "plus": "+",
    "backspace": "\x7f",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "adkpqu"},
}
"""What a terminal sends for a key that is no character."""
_TYPED: Final = sorted({*KEYS} - {"ctrl+c", "escape"})
"""Behind a key that quits, ctrl+c would be for the terminal that has been given back. Escape has a moment of its own:
with what follows it at once it is another key, or the beginning of a sequence without an end.
"""


def trials() -> Iterator[Trial]:
    with at_home() as home:
        root = twelve_regions(home / "content")
        yield _resized(root, home)
        yield _typed(root, home)


def _opened(root: Path, home: Path) -> Terminal:
    run = Terminal(("-C", str(root), "--today", "2025-05-10"), environ=environment(home), drawn=False)
    awaited(run, "Worst first")
    run.settle()
    return run


def _resized(root: Path, home: Path) -> Trial:
    chance = random.Random(6)
    run = _opened(root, home)
    start = time.monotonic()
    for number in range(RESIZES):
        run.resize(chance.randint(1, 300), chance.randint(1, 100))
        while time.monotonic() < start + number * SECONDS / RESIZES:
            run.read(0.001)
    took = time.monotonic() - start
    run.resize(120, 40)
    run.settle()
    ended, works = _rests(run)
    return Trial(
        6,
        f"{RESIZES} sizes from 1×1 to 300×100 in {took:.1f} s",
        "0 crashes, and the screen is whole",
        ("0 crashes, " if ended is None else f"ended with {ended}, ") + ("whole" if works else "not whole"),
        ended is None and works,
    )


def _typed(root: Path, home: Path) -> Trial:
    chance = random.Random(200)
    run, codes = _opened(root, home), list[int]()
    for _ in range(WINDOWS):
        run.resize(chance.randint(1, 300), chance.randint(1, 100))
        for _ in range(BURST // 10):
            keys = chance.choices(_TYPED, k=10)
            if run.process.poll() is None:
                run.type("".join(_SENT.get(key, key) for key in keys))
                run.read(0.02)
        run.settle(0.05)
        if run.process.poll() is None:
            run.type(_SENT["escape"])
            run.settle(0.15)
        if (code := run.process.poll()) is not None:
            codes.append(code)
            run.close()
            run = _opened(root, home)
    run.resize(120, 40)
    ended, works = _rests(run)
    crashes = [code for code in [*codes, ended] if code]
    return Trial(
        6,
        f"{WINDOWS} windows of random sizes, {BURST} random keys in each",
        "0 crashes",
        f"{len(crashes)} crashes{crashes or ''}; quit and begun again {len(codes)} times"
        + ("" if works or ended == 0 else "; not whole"),
        not crashes and (works or ended == 0),  # of the last keys one may have been to quit
    )


def _rests(run: Terminal) -> tuple[int | None, bool]:
    """With which code it has ended, if it has; and whether keys lead to the overview."""
    try:
        for _ in range(12):
            run.type("\x1b")
            run.settle(0.15)
        run.type("0")
        run.settle()
        # At another size all is drawn.
        run.raw = b""
        run.resize(118, 40)
        awaited(run, "Worst first")
    except (AssertionError, OSError):
        return run.process.poll(), False
    else:
        return None, True
    finally:
        run.close()
