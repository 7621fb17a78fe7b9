"""What a terminal program may have to go through, and what is wrong with it or its terminal afterwards.

Each ordeal takes a running dashboard and gives a list of what is wrong, which is empty if the defences hold. A test
asks for an empty list; a control switches a defence off and asks that the same list is not.
"""

from __future__ import annotations

import os
import re
import signal
import time
from typing import TYPE_CHECKING, Final

from hostile import FORBIDDEN, KEYS, reached
from tui.altered import NEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from signal import Signals

    from terminal import Terminal

ENDS: Final = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
_MODE: Final = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
_START: Final = 60.0
_SET_AT_FIRST: Final = {7: True, 25: True}
"""Modes that a terminal begins with: lines wrap, the cursor shows."""


def modes(raw: bytes) -> dict[int, bool]:
    """Every private mode that was asked for, and whether it is set at the end."""
    return {int(mode): which == b"h" for some, which in _MODE.findall(raw) for mode in some.split(b";")}


def left(run: Terminal, *, raw: bool = True) -> list[str]:
    """What a program that has ended or stopped has left of itself in its terminal; `raw` modes as well."""
    wrong = [
        f"mode {mode} is left {'on' if is_set else 'off'}"
        for mode, is_set in modes(run.raw).items()
        if is_set is not _SET_AT_FIRST.get(mode, False)
    ]
    pushed, popped = len(re.findall(rb"\x1b\[>\d+u", run.raw)), len(re.findall(rb"\x1b\[<\d*u", run.raw))
    if pushed > popped:
        wrong.append("the keyboard protocol is left on")
    if raw and run.attributes != run.attributes_before:
        wrong.append("the terminal is left raw")
    return wrong


def ended(run: Terminal, code: int, seconds: float = 30) -> list[str]:
    """What is wrong if it does not end, or not with the code."""
    try:
        seen = run.ended(seconds)
    except AssertionError:
        return ["it does not end"]
    if seen == code:
        return []
    fault = run.raw.rpartition(b"\x1b[?1049l")[2].decode(errors="replace") if seen == 70 else ""
    return [f"it ended with {seen}, not {code}{fault}"]


def comes(holds: Callable[[], object], seconds: float = 30) -> bool:
    """Whether something comes about."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def made_busy(run: Terminal, sign: Path) -> None:
    """Press r in an altered program, and wait until it does what it was altered to do."""
    run.type("r")
    assert comes(sign.exists), "the program is not busy"


def told_to_end(run: Terminal, number: Signals, seconds: float = 30) -> list[str]:
    """A signal comes that ends programs."""
    os.kill(run.process.pid, number)
    return ended(run, 128 + number, seconds) + left(run)


def hung_up(run: Terminal, seconds: float = 30) -> list[str]:
    """The terminal goes away."""
    run.hang_up()
    return ended(run, 128 + signal.SIGHUP, seconds)


def told_to_end_unread(run: Terminal, number: Signals, seconds: float = 30) -> list[str]:
    """A signal comes that ends programs, and until it has ended nobody reads what it writes."""
    os.kill(run.process.pid, number)
    comes(lambda: run.process.poll() is not None, seconds)
    return ended(run, 128 + number, 1) + left(run)


def at_fault(run: Terminal) -> list[str]:
    """Press r in a program that was altered to fail by it."""
    run.type("r")
    wrong = ended(run, 70) + left(run)
    told = run.raw.rpartition(b"\x1b[?1049l")[2].decode()
    if "Please report it with the lines below" not in told or "ValueError: <U+001B>]0;owned<U+0007>" not in told:
        wrong.append("the fault is not told")
    after = told.replace("\x1b[?25h", "").replace("\x1b[?1004l", "")
    if raw := [each for each in after if not each.isprintable() and each not in "\r\n"]:
        wrong.append(f"the report has {raw[0]!r} in it")
    return wrong


def interrupted_in_the_editor(run: Terminal, seconds: float = 30, later: float = 0) -> list[str]:
    """ctrl+c, typed for an editor that works line by line; then its end, and the dashboard's some seconds later."""
    run.type("1e")
    run.shows("EDITING")
    run.type("\x03")
    run.shows("INTERRUPTED")
    run.type("\n")
    if comes(lambda: (run.read() and run.raw.count(b"\x1b[?1049h") > 1) or run.process.poll() is not None, seconds):
        time.sleep(later)
        run.type("Q")
    return ended(run, 0, seconds) + left(run)


def walked(run: Terminal, walk: Sequence[str] = KEYS) -> list[str]:
    """The views of a hostile briefing are opened; which characters come through."""
    comes(lambda: run.read() and b"Worst first" in run.raw, 60)
    for keys in walk:
        run.type(keys)
        # What follows an escape at once would be taken for one key with it.
        run.settle(0.3 if keys == "\x1b" else 0.1)
    run.type("\x11")
    wrong = ended(run, 0)
    # A screen that shows no marks has not shown the content.
    marks = {f"U+{ord(each):04X}" for each in FORBIDDEN if f"<U+{ord(each):04X}>".encode() in run.raw}
    if not marks and not reached(run.raw):
        wrong.append("nothing was shown")
    return wrong + [f"U+{ord(each):04X} comes through" for each in sorted(reached(run.raw))]


def answered(run: Terminal, commands: Sequence[Sequence[str]]) -> list[str]:
    """Commands are run one after the other, by `altered.py`; after which of them characters have come through."""
    wrong = ended(run, 0, 120)
    answers = run.raw.split(NEXT.encode())[1:]
    if len(answers) != len(commands):
        wrong.append(f"{len(answers)} of {len(commands)} commands were run")
    for words, answer in zip(commands, answers, strict=False):
        if b"Traceback" in answer:
            wrong.append(f"{words} fails")
        wrong += [f"U+{ord(each):04X} comes through {words[:2]}" for each in sorted(reached(answer))]
    return wrong


class Shell:
    """A shell with job control, at work on a terminal; what goes wrong there is kept in `wrong`."""

    PROMPT: Final = "READY$ "

    def __init__(self, run: Terminal, line: str, seconds: float) -> None:
        self.run = run
        self.line = line
        """What starts the dashboard."""
        self.seconds = seconds
        """How long to wait for anything."""
        self.wrong: list[str] = []
        self.started = False
        self._seen = 0
        self.awaits(self.PROMPT)
        self._settings = self.says("stty -g")

    def types(self, keys: str) -> None:
        """Type keys; what is awaited next comes after them."""
        self.run.settle(0.05)
        self._seen = len(self.run.raw)
        self.run.type(keys)

    def awaits(self, *words: str) -> None:
        """Wait until all of the words have come, in their order."""
        for each in words:
            # A start takes its time on a busy machine, whatever comes of it.
            end = time.monotonic() + (self.seconds if self.started else _START)
            while (place := self.run.raw.find(each.encode(), self._seen)) < 0:
                if time.monotonic() > end:
                    raise TimeoutError(f"{each!r} never comes")
                self.run.read()
            self._seen = place + len(each)

    def says(self, line: str) -> str:
        """What a command prints."""
        self.types(f"{line}\n")
        start = self._seen
        self.awaits("\n", self.PROMPT)
        printed = self.run.raw[start : self._seen].decode().removesuffix(self.PROMPT)
        return printed.partition("\n")[2].strip()

    def starts(self) -> None:
        """Start the dashboard, and wait until it can be read."""
        self.types(f"{self.line}\n")
        self.awaits("\x1b[?1049h", "Worst first")
        self.started = True

    def stops(self) -> None:
        """Press ctrl+z."""
        self.types("\x1a")
        self.awaits("Stopped", self.PROMPT)

    def goes_on(self) -> None:
        """Type `fg`."""
        self.types("fg\n")
        self.is_read()

    def signals(self, number: Signals) -> None:
        """Send a signal to the dashboard, stopped or not, from elsewhere."""
        self.types("")
        os.kill(self.job, number)

    def is_read(self) -> None:
        """The dashboard comes, whole, and hears keys."""
        self.awaits("\x1b[?1049h", "Worst first")
        self.types("1")
        self.awaits("Bottom line")
        self.types("0")
        self.awaits("Worst first")

    def is_left(self) -> None:
        """Nothing of the dashboard is left on the terminal."""
        self.wrong += left(self.run, raw=False)
        if self.says("stty -g") != self._settings:
            self.wrong.append("the shell's own settings are changed")

    def quits(self) -> None:
        """Press Q."""
        self.types("Q")
        self.awaits("\x1b[?1049l", self.PROMPT)
        if (code := self.says("echo $?")) != "0":
            self.wrong.append(f"it ended with {code}, not 0")
        self.is_left()

    def find_job(self) -> None:
        """Find out which process the dashboard is; it is stopped for that."""
        self.stops()
        self.job = int(self.says("jobs -p"))
        self.goes_on()

    def through(self, ordeal: Callable[[Shell], None]) -> list[str]:
        """What is wrong after an ordeal, or at the point where it comes to nothing."""
        try:
            ordeal(self)
        except TimeoutError as never:
            self.wrong.append(str(never))
        return self.wrong


def stopped_by_its_key(shell: Shell) -> None:
    """ctrl+z and `fg`, and then with `bg` in between, twice over."""
    shell.starts()
    for _ in range(2):
        shell.stops()
        shell.is_left()
        shell.goes_on()
        shell.stops()
        shell.types("bg\n")
        shell.awaits(shell.PROMPT)
        if not comes(lambda: "Stopped" in shell.says("jobs"), shell.seconds):
            shell.wrong.append("it goes on in the background")
        shell.is_left()
        shell.goes_on()
    shell.quits()


def stopped_from_outside(shell: Shell) -> None:
    """`kill -STOP` and `fg`, and then a bare `kill -CONT`, twice over; it cannot prepare for either."""
    shell.starts()
    shell.find_job()
    for _ in range(2):
        shell.signals(signal.SIGSTOP)
        shell.awaits("Stopped", shell.PROMPT)
        shell.goes_on()
        shell.signals(signal.SIGCONT)
        shell.is_read()
    shell.quits()


def stopped_in_the_editor(shell: Shell) -> None:
    """ctrl+z, typed in vim, and `fg`; a save, and the dashboard shows it."""
    shell.starts()
    shell.types("1")
    shell.awaits("Bottom line")
    shell.types("e")
    shell.awaits('"A more equal alliance"')
    shell.stops()
    shell.types("fg\n")
    shell.awaits('"A more equal alliance"')
    shell.types(":%s/A more/A really/\r:wq\r")
    shell.awaits("\x1b[?1000h", "A really equal alliance")
    shell.quits()


def begun_in_background(shell: Shell) -> None:
    """Started with `&`, taken up by `fg`."""
    shell.types(f"{shell.line} &\n")
    shell.awaits(shell.PROMPT)
    if not comes(lambda: "Stopped" in shell.says("jobs"), shell.seconds):
        shell.wrong.append("it does not wait for its turn")
    shell.started = True
    shell.is_left()
    shell.goes_on()
    shell.quits()


def ended_by_kill(shell: Shell) -> None:
    """`kill` in the place of `fg`, after ctrl+z."""
    shell.starts()
    shell.stops()
    _killed(shell)


def ended_by_kill_from_outside(shell: Shell) -> None:
    """`kill` in the place of `fg`, after `kill -STOP`."""
    shell.starts()
    shell.find_job()
    shell.signals(signal.SIGSTOP)
    shell.awaits("Stopped", shell.PROMPT)
    _killed(shell)


def _killed(shell: Shell) -> None:
    before = len(shell.run.raw)
    shell.says("kill %1")
    if not comes(lambda: not shell.says("jobs"), shell.seconds):
        shell.wrong.append("it does not end")
    if b"Exit 143" not in shell.run.raw[before:]:
        shell.wrong.append("it does not say by what it ended")
    shell.is_left()
