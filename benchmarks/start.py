"""How long until the dashboard shows something, beside a bare Textual app on the same terminal in the same run.

First paint is the frame with the briefing's title; ready is the frame in which the first region's cards can be read.
Absolute times drift with the machine, so only ratios are quoted: medians over the rounds, each round one of each.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from terminal import Terminal  # noqa: E402 - the same terminal that the tests type on

ROUNDS = 15
HELLO = """\
from textual.app import App
from textual.widgets import Static

class Hello(App):
    def compose(self):
        yield Static("hello from a bare app")

Hello().run()
"""


def shown_after(program: tuple[str, ...], words: str, leave: str, home: str) -> float:
    """Milliseconds from the start of the process until the words stand on the screen."""
    # Without compiled modules every import is a compilation, and nothing else would be measured.
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environ |= {"HOME": home, "XDG_STATE_HOME": home, "XDG_CONFIG_HOME": home}
    start = time.perf_counter()
    terminal = Terminal((), environ=environ, program=program)
    while words not in terminal.text:
        terminal.read(0.002)
        if terminal.process.poll() is not None or time.perf_counter() - start > 30:
            raise SystemExit(f"{words!r} never came:\n{terminal.text}")
    took = (time.perf_counter() - start) * 1000
    terminal.type(leave)
    terminal.ended()
    terminal.close()
    return took


def main() -> None:
    """Print the table."""
    briefing = (sys.executable, "-m", "briefing")
    with tempfile.TemporaryDirectory() as home:
        hello = Path(home, "hello.py")
        hello.write_text(HELLO)
        measured = {
            "hello": ((sys.executable, str(hello)), "hello from a bare app", "\x11"),
            "first paint": (briefing, "Ishiba takes office", "Q"),
            "ready": (briefing, "ELEVATED", "Q"),
        }
        times: dict[str, list[float]] = {name: [] for name in measured}
        for place in range(ROUNDS + 1):
            for name, (program, words, leave) in measured.items():
                took = shown_after(program, words, leave, home)
                if place:  # the first round fills caches
                    times[name].append(took)
    floor = statistics.median(times["hello"])
    print(f"| {'':12} | median ms | spread    | ratio to hello |")
    print(f"| {'-' * 12} | --------: | --------: | -------------: |")
    for name, each in times.items():
        ratios = [took / base for took, base in zip(each, times["hello"], strict=True)]
        spread = f"{min(each):.0f}-{max(each):.0f}"
        print(f"| {name:12} | {statistics.median(each):9.0f} | {spread:>9} | {statistics.median(ratios):14.2f} |")
    print(f"\n{ROUNDS} rounds, Python {sys.version.split()[0]}, hello {floor:.0f} ms")


if __name__ == "__main__":
    main()
