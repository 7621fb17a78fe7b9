"""What may stand in a folder instead of a card, and cards that are as costly as they can be made."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from examples import CARD, write_briefing
from worst_cards import WORST
from zoo import LEAVINGS, ODD_NAMES, TOLD

from briefing.library.folder import read_library
from briefing.library.settle import read_again
from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS = 1.0
WORK = 5.0
"""Seconds of work for the worst card; it is read beside the dashboard, which goes on meanwhile."""


def trials() -> Iterator[Trial]:
    yield _zoo()
    yield _worst_cards()


def _zoo() -> Trial:
    slowest, untold, lost = 0.0, [], []
    for name, put in TOLD.items():
        with tempfile.TemporaryDirectory() as folder, _no_longer_than(10 * SECONDS):
            root = write_briefing(Path(folder), {"us/good.toml": CARD})
            put(root / "us" / "odd.toml")
            start = time.perf_counter()
            library = read_library(root)
            slowest = max(slowest, time.perf_counter() - start)
            again = read_again(root, library, time.sleep)
            untold += [name] * (not again.problems or {each.path.name for each in library.problems} != {"odd.toml"})
            lost += [name] * (list(again.cards) != ["us/good"])
    with tempfile.TemporaryDirectory() as folder, _no_longer_than(10 * SECONDS):
        root = write_briefing(Path(folder), {"us/good.toml": CARD, **{f"us/{name}": "torn" for name in LEAVINGS}})
        for raw in ODD_NAMES:
            (root / "us" / os.fsdecode(raw)).write_text(CARD)
        library = read_library(root)
        untold += ["odd names"] * (len(library.problems) != len(ODD_NAMES))
        lost += ["beside leavings"] * (list(library.cards) != ["us/good"])
    wrong = f"; wrong: {', '.join(untold + lost)}" if untold or lost else ""
    return Trial(
        7,
        f"{len(TOLD)} things that are no card, {len(ODD_NAMES)} odd names, {len(LEAVINGS)} leavings of editors",
        "0 hangs, each told within 1 s, no good card lost",
        f"0 hangs, the slowest in {slowest * 1000:.0f} ms{wrong}",
        not wrong and slowest < SECONDS,
    )


def _worst_cards() -> Trial:
    took, wrong = {}, []
    for name, written in WORST.items():
        with tempfile.TemporaryDirectory() as folder, _no_longer_than(60):
            root = write_briefing(Path(folder), {"us/worst.toml": written, "us/good.toml": CARD})
            start = time.process_time()
            library = read_library(root)
            took[name] = time.process_time() - start
            told = {problem.path.name for problem in library.problems}
            if "us/good" not in library.cards or not (told == {"worst.toml"} or "us/worst" in library.cards):
                wrong.append(name)
    worst = max(took, key=took.__getitem__)
    return Trial(
        8,
        f"{len(WORST)} cards of 1 MiB, each the worst of its kind, read beside a good one",
        f"each read or told in {WORK:g} s of work, the good one stands",
        f"the longest {took[worst]:.1f} s, {worst}" + (f"; wrong: {', '.join(wrong)}" if wrong else ""),
        not wrong and took[worst] < WORK,
    )


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    """End the whole proof where something hangs."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
