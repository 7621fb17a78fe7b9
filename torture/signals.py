"""Threat 5: every signal that ends a program, ten times over, while the dashboard is idle and while it is busy."""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from examples import CARD, write_briefing  # noqa: E402 - the same content and the same terminal as the tests
from terminal import Terminal  # noqa: E402
from tui.ordeals import ENDS, comes, hung_up, made_busy, told_to_end, told_to_end_unread  # noqa: E402

from torture.trial import Trial  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from signal import Signals

TIMES: Final = 10
BUSY: Final = ("", "sleeping", "computing", "flooding", "lasting")
"""What the dashboard is at: nothing, waiting, computing, writing to who does not read, a thread."""


def trials() -> Iterator[Trial]:
    """Of each signal and of a terminal that goes away, how often it ended well."""
    for busy in BUSY:
        tries = [_tried(busy, partial(_told, number=each, busy=busy)) for each in ENDS for _ in range(TIMES)]
        yield _trial(f"{{HUP INT QUIT TERM}} × {busy or 'idle'} × {TIMES}: restored, codes 129 130 131 143", tries)
    tries = [_tried(busy, hung_up) for busy in BUSY for _ in range(TIMES)]
    yield _trial(f"the terminal goes away × {{idle, {', '.join(BUSY[1:])}}} × {TIMES}: ended, code 129", tries)


def _told(run: Terminal, number: Signals, busy: str) -> list[str]:
    ordeal: Callable[..., list[str]] = told_to_end_unread if busy == "flooding" else told_to_end
    return ordeal(run, number)


def _tried(busy: str, ordeal: Callable[[Terminal], list[str]]) -> list[str]:
    with tempfile.TemporaryDirectory() as home:
        root = write_briefing(Path(home, "content"), {"us/alliance.toml": CARD})
        begun = Path(home, "begun")
        run = Terminal(
            ("-C", str(root), "--today", "2024-10-03"),
            environ={"HOME": home, "BEGUN": str(begun)},
            program=(sys.executable, str(ROOT / "tests/tui/altered.py"), busy),
            drawn=False,
        )
        try:
            assert comes(lambda: run.read() and b"Worst first" in run.raw, 60), "it does not start"
            if busy:
                made_busy(run, begun)
            return ordeal(run)
        finally:
            run.close()


def _trial(tried: str, tries: list[list[str]]) -> Trial:
    well = sum(not wrong for wrong in tries)
    first = next((f"; {wrong[0]}" for wrong in tries if wrong), "")
    return Trial(5, tried, f"{len(tries)} of {len(tries)}", f"{well} of {len(tries)}{first}", well == len(tries))
