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

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from signal import Signals

    from terminal import Terminal

ENDS: Final = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
_MODE: Final = re.compile(rb"\x1b\[\?([\d;]+)([hl])")
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


def ended(run: Terminal, code: int, seconds: float = 10) -> list[str]:
    """What is wrong if it does not end, or not with the code."""
    try:
        seen = run.ended(seconds)
    except AssertionError:
        return ["it does not end"]
    return [] if seen == code else [f"it ended with {seen}, not {code}"]


def comes(holds: Callable[[], object], seconds: float = 10) -> bool:
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


def told_to_end(run: Terminal, number: Signals, seconds: float = 10) -> list[str]:
    """A signal comes that ends programs."""
    os.kill(run.process.pid, number)
    return ended(run, 128 + number, seconds) + left(run)


def hung_up(run: Terminal, seconds: float = 10) -> list[str]:
    """The terminal goes away."""
    run.hang_up()
    return ended(run, 128 + signal.SIGHUP, seconds)


def told_to_end_unread(run: Terminal, number: Signals, seconds: float = 10) -> list[str]:
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


class Shell:
    """A shell with job control, at work on a terminal."""

    PROMPT: Final = "READY$ "

    def __init__(self, run: Terminal, line: str) -> None:
        self.run = run
        self.line = line
        """What starts the dashboard."""
        self._seen = 0
        self.awaits(self.PROMPT)
        self.settings = self.says("stty -g")

    def types(self, keys: str) -> None:
        """Type keys; what is awaited next comes after them."""
        self.run.settle(0.1)
        self._seen = len(self.run.raw)
        self.run.type(keys)

    def awaits(self, *words: str) -> None:
        """Wait until all of the words have come, in their order."""
        for each in words:
            end = time.monotonic() + 15
            while (place := self.run.raw.find(each.encode(), self._seen)) < 0:
                assert time.monotonic() < end, f"{each!r} never came:\n{self.run.text}"
                self.run.read()
            self._seen = place + len(each)

    def says(self, line: str) -> str:
        """What a command prints."""
        self.types(f"{line}\n")
        start = self._seen
        self.awaits("\n", self.PROMPT)
        printed = self.run.raw[start : self._seen].decode().removesuffix(self.PROMPT)
        return printed.partition("\n")[2].strip()

    def opens(self) -> None:
        """Start the dashboard, or go back to it, and wait until it can be read."""
        self.types(f"{self.line}\n")
        self.awaits("\x1b[?1049h", "Worst first")

    @property
    def job(self) -> int:
        """The process of the dashboard."""
        return int(self.says("jobs -p"))

    def left(self) -> list[str]:
        """What a stopped or ended dashboard has left of itself."""
        wrong = left(self.run, raw=False)
        if self.says("stty -g") != self.settings:
            wrong.append("the shell's own settings are changed")
        return wrong


def stopped_by_its_key(shell: Shell) -> list[str]:
    """ctrl+z and `fg`, and in between `bg`, twice over."""
    wrong = []
    shell.opens()
    for _ in range(2):
        shell.types("\x1a")
        shell.awaits("Stopped", shell.PROMPT)
        wrong += shell.left()
        wrong += _taken_up(shell)
        shell.types("\x1a")
        shell.awaits("Stopped", shell.PROMPT)
        shell.types("bg\n")
        shell.awaits(shell.PROMPT)
        if not comes(lambda: "Stopped" in shell.says("jobs"), 5):
            wrong.append("it goes on in the background")
        wrong += shell.left() + _taken_up(shell)
    return wrong + _quit(shell)


def stopped_from_outside(shell: Shell) -> list[str]:
    """`kill -STOP` and `fg`, then a bare `kill -CONT`, twice over; it cannot prepare for either."""
    wrong = []
    shell.opens()
    shell.types("\x1a")
    shell.awaits("Stopped", shell.PROMPT)
    job = shell.job
    wrong += _taken_up(shell)
    for _ in range(2):
        shell.types("")
        os.kill(job, signal.SIGSTOP)
        shell.awaits("Stopped", shell.PROMPT)
        wrong += _taken_up(shell)
        shell.types("")
        os.kill(job, signal.SIGCONT)
        wrong += _answers(shell)
    return wrong + _quit(shell)


def begun_in_background(shell: Shell) -> list[str]:
    """Started with `&`, taken up by `fg`."""
    shell.types(f"{shell.line} &\n")
    shell.awaits(shell.PROMPT)
    if not comes(lambda: "Stopped" in shell.says("jobs"), 10):
        return ["it does not wait for its turn"]
    return shell.left() + _taken_up(shell) + _quit(shell)


def ended_while_stopped(shell: Shell) -> list[str]:
    """ctrl+z, and then `kill` in the place of `fg`; and the same after a stop from outside."""
    wrong = []
    shell.opens()
    shell.types("\x1a")
    shell.awaits("Stopped", shell.PROMPT)
    for stop in (None, signal.SIGSTOP):
        if stop:
            shell.opens()
            shell.types("\x1a")
            shell.awaits("Stopped", shell.PROMPT)
            job = shell.job
            wrong += _taken_up(shell)
            shell.types("")
            os.kill(job, stop)
            shell.awaits("Stopped", shell.PROMPT)
        before = len(shell.run.raw)
        shell.says("kill %1")
        if not comes(lambda: not shell.says("jobs"), 10):
            return [*wrong, "it does not end"]
        if b"Exit 143" not in shell.run.raw[before:]:
            wrong.append("it does not say by what it ended")
        wrong += shell.left()
    return wrong


def _taken_up(shell: Shell) -> list[str]:
    """`fg`, and what is wrong if the dashboard is not there again."""
    shell.types("fg\n")
    return _answers(shell)


def _answers(shell: Shell) -> list[str]:
    """What is wrong if the dashboard does not show and does not hear keys."""
    try:
        shell.awaits("\x1b[?1049h", "Worst first")
        shell.types("1")
        shell.awaits("Bottom line")
        shell.types("0")
        shell.awaits("Worst first")
    except AssertionError as never:
        return [str(never).partition("\n")[0]]
    return []


def _quit(shell: Shell) -> list[str]:
    shell.types("Q")
    try:
        shell.awaits("\x1b[?1049l", shell.PROMPT)
    except AssertionError:
        return ["it cannot be left"]
    wrong = [] if shell.says("echo $?") == "0" else ["it ended with a code"]
    return wrong + shell.left()
