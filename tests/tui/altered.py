"""The program with something wrong in it, or with a defence less: `python altered.py NAME,NAME ARGUMENTS`.

It is for tests alone. One for each defence shows that what the defence is tested by fails without it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable

HOSTILE = "\x1b]0;owned\x07 \x9b31m"
"""What a report may not repeat as it is."""


def _put(owner: object, **others: Any) -> None:
    for name, other in others.items():
        setattr(owner, name, other)


def _begun() -> None:
    """Tell the test that it has come so far."""
    Path(os.environ["BEGUN"]).touch()


# -- what goes wrong, once the key r is pressed


def sleeping() -> None:
    """The loop waits for something that never comes."""
    from briefing.tui.app import BriefingApp

    def reload(_: object) -> NoReturn:
        _begun()
        while True:
            time.sleep(3600)

    _put(BriefingApp, action_reload=reload)


def computing() -> None:
    """The loop is never reached, and the interpreter is never idle."""
    from briefing.tui.app import BriefingApp

    def reload(_: object) -> NoReturn:
        _begun()
        while True:
            pass

    _put(BriefingApp, action_reload=reload)


def flooding() -> None:
    """It writes without end: where nobody reads, all its threads come to wait for the terminal."""
    from briefing.tui.app import BriefingApp

    def reload(app: BriefingApp) -> NoReturn:
        assert app._driver
        _begun()
        while True:
            app._driver.write(" " * 1000)

    _put(BriefingApp, action_reload=reload)


def lasting() -> None:
    """A thread goes on for long, and at its end the interpreter would wait for it."""
    from briefing.tui.content import Content

    def read_again(*_: object, **__: object) -> None:
        _begun()
        time.sleep(3600)

    _put(Content, read_again=read_again)


def faulty_handler() -> None:
    """A handler fails."""
    from briefing.tui.app import BriefingApp

    def reload(_: object) -> NoReturn:
        raise ValueError(HOSTILE)

    _put(BriefingApp, action_reload=reload)


def faulty_worker() -> None:
    """A worker fails, on its thread."""
    from briefing.tui.content import Content

    def read_again(*_: object, **__: object) -> NoReturn:
        raise ValueError(HOSTILE)

    _put(Content, read_again=read_again)


def faulty_drawing() -> None:
    """A pane fails while it draws."""
    from briefing.tui.app import BriefingApp
    from briefing.tui.panes.bars import Bar, KeyBar

    def render_line(*_: object) -> NoReturn:
        raise ValueError(HOSTILE)

    def reload(app: BriefingApp) -> None:
        _put(Bar, render_line=render_line)
        app.dashboard.query_one(KeyBar).refresh()

    _put(BriefingApp, action_reload=reload)


def faulty_input() -> None:
    """The thread that reads what is typed fails."""
    from briefing.tui.terminal import TerminalDriver

    def process(driver: TerminalDriver, message: Any) -> None:
        if getattr(message, "character", "") == "r":
            raise ValueError(HOSTILE)
        sent(driver, message)

    sent = TerminalDriver.process_message
    _put(TerminalDriver, process_message=process)


def slow_to_hear() -> None:
    """The thread that looks out for signals comes to read of them late."""
    from briefing.tui import leaving

    class Late:
        def __getattr__(self, name: str) -> Any:
            return getattr(os, name)

        def read(self, file: int, size: int) -> bytes:
            time.sleep(1)
            return os.read(file, size)

    _put(leaving, os=Late())


# -- a defence less


def no_handlers() -> None:
    """Signals do what they do to any program."""
    from briefing.tui.leaving import Leaving

    _put(Leaving, listen=lambda _: None, end=lambda _: None)


def no_watchdog() -> None:
    """Nobody looks whether the loop answers."""
    from briefing.tui import leaving

    _put(leaving, PATIENCE=3600)


def no_abandoning() -> None:
    """Threads that are still at work are waited for."""
    from briefing.cli import open as opening
    from briefing.tui.abandoned import Abandoned

    _put(opening, enumerate_threads=list)
    del Abandoned.shutdown


def no_giving_back() -> None:
    """Who ends the program in the place of the loop gives nothing back."""
    from briefing.tui.terminal import TerminalDriver

    _put(TerminalDriver, _wrest_back=lambda _: None)


def no_flushing() -> None:
    """What is given back waits behind what nobody has read."""
    import termios

    _put(termios, tcflush=lambda *_: None)


def no_hanging_up() -> None:
    """Nobody looks whether the terminal is still there."""
    from briefing.tui.leaving import Leaving
    from briefing.tui.terminal import TerminalDriver

    def listen(leaving: Leaving) -> None:
        leaving._terminal = os.open(os.devnull, os.O_RDONLY)
        begin(leaving)

    begin = Leaving.listen
    _put(Leaving, listen=listen)
    _put(TerminalDriver, _hung_up=lambda _: None)


def deaf_to_hanging_up() -> None:
    """As after nohup: the signal that says so is not heard."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)


def textual_continues() -> None:
    """After a stop from outside, Textual takes the terminal a second time."""
    from textual.drivers.linux_driver import LinuxDriver

    from briefing.tui.terminal import TerminalDriver

    _put(TerminalDriver, _come_back=LinuxDriver.start_application_mode)


def no_continuing() -> None:
    """After a stop from outside, nothing is done."""
    from briefing.tui.terminal import TerminalDriver

    _put(TerminalDriver, _come_back=lambda _: None)


def no_giving_back_before_a_stop() -> None:
    """It stops as it stands."""
    from briefing.tui.terminal import TerminalDriver

    _put(TerminalDriver, _stop=lambda _: os.kill(os.getpid(), signal.SIGSTOP))


def no_waiting() -> None:
    """It does not ask whose turn it is."""
    from briefing.tui.terminal import TerminalDriver

    _put(TerminalDriver, _has_its_turn=lambda _: True)


def no_catching_up() -> None:
    """Every frame is drawn, however many wait."""
    from briefing.tui import terminal

    _put(terminal, _AHEAD=float("inf"))


def no_lending() -> None:
    """What is typed for another program ends this one."""
    from contextlib import nullcontext

    from briefing.tui.leaving import Leaving

    _put(Leaving, lending=nullcontext)


def textual_reports() -> None:
    """A fault is told by Textual."""
    from textual.app import App

    from briefing.tui.terminal import TerminalApp

    _put(TerminalApp, _handle_exception=App._handle_exception)


def no_border() -> None:
    """Content is taken as it stands in its file; to be named first, before anything is loaded."""
    from briefing.library import clean

    _put(clean, clean=lambda text: text)


def no_backstop() -> None:
    """What is drawn is not looked at again."""
    from briefing.tui.backstop import Backstop

    _put(Backstop, apply=lambda _, segments, background: segments)


NEXT = "\f next command \f"


def commands(path: Path) -> NoReturn:
    """In the place of one command, run those of a file, each announced."""
    from briefing.cli.main import main as answer

    for words in json.loads(path.read_text(encoding="utf-8")):
        sys.stdout.write(NEXT)
        sys.stdout.flush()
        answer(words)
        sys.stdout.flush()
    sys.exit()


def main(names: str, *arguments: str) -> None:
    """Alter the program and run it."""
    alterations: dict[str, Callable[[], None]] = globals()
    for name in names.split(",") if names else ():
        alterations[name]()
    if "COMMANDS" in os.environ:
        commands(Path(os.environ["COMMANDS"]))
    from briefing.cli.main import run

    sys.argv = ["briefing", *arguments]
    run()


if __name__ == "__main__":
    main(*sys.argv[1:])
