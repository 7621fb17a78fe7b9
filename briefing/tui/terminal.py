"""An app on a terminal: how it takes it, gives it back, and what becomes of it when the terminal has gone."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import termios
import time
from codecs import getincrementaldecoder
from contextlib import contextmanager, suppress
from selectors import EVENT_READ, SelectSelector
from signal import Signals
from typing import TYPE_CHECKING, Any, Final, TextIO, TypeVar

from textual import constants
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.worker import WorkerFailed

from briefing.tui.leaving import Leaving

if TYPE_CHECKING:
    from asyncio import Task
    from collections.abc import Callable, Iterator

    from textual.driver import Driver

Returned = TypeVar("Returned")

_GIVE_BACK: Final = b"".join(
    (
        b"\x18",  # ends a sequence that was cut off
        *(b"\x1b[?%dl" % mode for mode in (2026, 2004, 2048, 1016, 1006, 1015, 1003, 1000, 1004)),
        b"\x1b[?7h",
        b"\x1b[<u",  # the keyboard as it was; the alternate screen has one of its own
        b"\x1b[?1049l\x1b[?25h\x1b[0m",
    )
)
"""All that Textual has asked of the terminal, taken back."""
_AHEAD: Final = 2
"""Pieces that may wait for the line; a frame is one or a few."""
_TRIES: Final = 50
_PAUSE: Final = 0.02
_GLANCE: Final = 0.1
"""Seconds between two looks at whether a sequence has been broken off."""


class Line:
    """What the driver writes to: straight to the terminal, and nowhere once that has gone."""

    def __init__(self, file: TextIO, gone: Callable[[], object]) -> None:
        self.fd = file.fileno()
        self.closed = False
        self._encoding = file.encoding
        self._gone = gone
        self._held: list[str] = []

    def write(self, text: str) -> None:
        """Hold it until all of a frame is there."""
        self._held.append(text)

    def flush(self) -> None:
        """Write what is held."""
        left = "".join(self._held).encode(self._encoding, "backslashreplace")
        self._held.clear()
        while left and not self.closed:
            try:
                left = left[os.write(self.fd, left) :]
            except BlockingIOError:  # somebody who shares the terminal has made it so
                select.select([], [self.fd], [], 1)
            except OSError:
                self.closed = True
                self._gone()

    def fileno(self) -> int:
        """Where the size of the terminal is asked for."""
        return self.fd


class TerminalDriver(LinuxDriver):
    """Textual's driver, which would leave the terminal as it is when a signal ends or stops the program."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        self.leaving = Leaving(sys.stdin.fileno(), self._told, self._wrest_back)
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # Textual draws on stderr. With `2>log` the screen would go into the log.
        self._line = Line(sys.stderr if sys.stderr.isatty() else sys.stdout, self._hung_up)
        self._file = self._line  # type: ignore[assignment]  # it has all that the writer asks of a file
        self._taken = False
        """Whether the dashboard is shown on it."""
        self._owed = False
        """Whether what gives it back has not all been written yet."""
        self._goes_on = False
        """Whether it was stopped as it should be: then it sees by itself to what is to be done afterwards."""
        self._catching_up: Task[None] | None = None
        """While a slow line takes what has been drawn for it."""
        self._stirred, self._stir = os.pipe()
        """Where whoever waits for a key hears that there is no more to wait for."""
        os.set_blocking(self._stirred, False)
        self.leaving.listen()

    # -- what it is told by signals

    def _told(self, number: Signals | None) -> None:
        """On another thread: have it done on the loop."""
        with suppress(RuntimeError):  # the loop has ended already
            self._loop.call_soon_threadsafe(self._heed, number)

    def _hung_up(self) -> None:
        """The terminal has gone: it is as if the signal had come that says so."""
        self._told(Signals.SIGHUP)

    def _heed(self, number: Signals | None) -> None:
        match number:
            case None:
                self._goes_on = False
            case Signals.SIGTSTP:
                self._stop()
            case Signals.SIGCONT:
                if not self._goes_on:
                    self._come_back()
            case _:
                self._app.exit(return_code=128 + number)

    # -- taking the terminal and giving it back

    def start_application_mode(self) -> None:
        """Take the terminal, once it is this program's turn."""
        if not self._taken and self._has_its_turn():
            self._taken = self._owed = True
            super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual gives it no types

    def stop_application_mode(self) -> None:
        """Give the terminal back, if it has been taken."""
        if not self._taken:
            return
        if self._in_background():
            # Stopped from outside, and continued to be ended: the shell has seen to its own modes, and would stop
            # whoever changes them.
            signal.pthread_sigmask(signal.SIG_BLOCK, {Signals.SIGTTOU})
            self.attrs_before = None
        if self._mouse_pixels:
            self.write("\x1b[?1016l")
        super().stop_application_mode()
        self._taken = False

    def disable_input(self) -> None:
        """Read no more; of a terminal that is not this program's the kernel would not even have that asked."""
        if self._taken and not self.exit_event.is_set():
            os.write(self._stir, b"\0")
            super().disable_input()

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while."""
        self.stop_application_mode()
        self._write_out()

    def close(self) -> None:
        """Write out what is left, and hear no more."""
        self._write_out()
        self.leaving.end()

    def _write_out(self) -> None:
        super().close()
        self._owed = False

    def write(self, data: str) -> None:
        """Write to the terminal while it is this program's; nothing more is drawn while much waits for the line."""
        if self._taken:
            super().write(data)
            if self._waiting > _AHEAD and self._catching_up is None:
                self._catching_up = self._loop.create_task(self._catch_up())

    async def _catch_up(self) -> None:
        """Draw nothing until what waits has been written: then once, as it has become by then."""
        with self._app.batch_update():
            while self._waiting:
                await asyncio.sleep(_PAUSE)
        self._catching_up = None
        for screen in self._app.screen_stack[-1:]:  # there is none any more where it ends meanwhile
            screen.check_idle()

    @property
    def _waiting(self) -> int:
        """Pieces that the line has not taken yet."""
        writer = self._writer_thread
        return writer._queue.qsize() if writer else 0  # noqa: SLF001 - Textual tells it to nobody

    @contextmanager
    def no_automatic_restart(self) -> Iterator[None]:
        """Lend the terminal to another program."""
        with super().no_automatic_restart(), self.leaving.lending():
            yield

    def _stop(self) -> None:
        """Stop as a shell expects it, with all that was started by the same line, and go on when continued."""
        if self._taken:
            self.suspend_application_mode()
            with self.leaving.stopping():
                self._stop_all(Signals.SIGTSTP)
            self._take_again()

    def _come_back(self) -> None:
        """Take the terminal anew after a stop that could not be prepared for, as by `kill -STOP`."""
        if self._taken and self._has_its_turn():
            self.suspend_application_mode()
            self._take_again()

    def _take_again(self) -> None:
        self.resume_application_mode()
        self._app.refresh(layout=True)

    def _has_its_turn(self) -> bool:
        """Wait, stopped, until the shell gives the terminal to this program; tell whether it is still to go on."""
        while self.leaving.by is None:
            if not self._in_background():
                return True
            # What has continued it may have told it to end as well.
            time.sleep(_PAUSE)
            if self.leaving.by is None:
                self._stop_all(Signals.SIGTTOU)
        return False

    def _stop_all(self, number: Signals) -> None:
        self._goes_on = True
        os.killpg(os.getpgrp(), number)
        self.leaving.mark()

    def _in_background(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) != os.getpgrp()
        except OSError:
            return False

    def _wrest_back(self) -> None:
        """Give the terminal back from another thread, past what still waits to be written."""
        if not self._owed:
            return
        self._line.closed = True
        signal.pthread_sigmask(signal.SIG_BLOCK, {Signals.SIGTTOU})
        if self.attrs_before is not None and not self._in_background():
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        with suppress(OSError, termios.error):
            os.set_blocking(self._line.fd, False)
            for _ in range(_TRIES):
                try:
                    os.write(self._line.fd, _GIVE_BACK)
                    break
                except BlockingIOError:  # nobody reads, and the writer still waits
                    termios.tcflush(self._line.fd, termios.TCOFLUSH)
                    # Only this wakes it, to write the rest of its piece.
                    termios.tcflow(self._line.fd, termios.TCOOFF)
                    termios.tcflow(self._line.fd, termios.TCOON)
                    time.sleep(_PAUSE)
            os.set_blocking(self._line.fd, True)

    # -- what is typed

    def _run_input_thread(self) -> None:
        # Whoever reads what is typed for the shell is stopped, and could not end either; with this it only fails.
        signal.pthread_sigmask(signal.SIG_BLOCK, {Signals.SIGTTIN})
        failed = False
        while True:
            try:
                self.run_input_thread()
            except OSError:
                if not self._in_background():
                    if failed:
                        self._hung_up()
                        return
                    failed = True  # once is not enough: it may have been another's turn until just now
            except Exception as fault:  # whatever it is, there are no keys any more
                self._loop.call_soon_threadsafe(self._app._handle_exception, fault)  # noqa: SLF001 - Textual's way for it
                return
            if self.exit_event.wait(_PAUSE):
                return

    def run_input_thread(self) -> None:
        """As Textual does, which would look up only every tenth of a second, and fail on a byte that is no letter."""
        parser, decode = XTermParser(), getincrementaldecoder("utf-8")("replace").decode
        with suppress(BlockingIOError):
            os.read(self._stirred, 64)  # what the run before had no more need of
        with SelectSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            selector.register(self._stirred, EVENT_READ)
            while not self.exit_event.is_set():
                for key, _ in selector.select(_GLANCE):
                    if key.fd == self.fileno:
                        self._hear(parser, decode)
                    else:
                        os.read(self._stirred, 64)
                        self.exit_event.wait(_GLANCE)  # it is just being set
                # An escape after which nothing comes is the key.
                for message in parser.tick():
                    self.process_message(message)

    def _hear(self, parser: XTermParser, decode: Callable[[bytes], str]) -> None:
        if not (typed := os.read(self.fileno, 4096)):
            raise OSError("the terminal has come to its end")
        # Of a letter that is cut in two there is nothing yet, which to the parser would be the end of everything.
        if text := decode(typed):
            for message in parser.feed(text):
                self.process_message(message)


class TerminalApp(App[Returned]):
    """An app that leaves a terminal as it was, and hands its own faults to whoever runs it."""

    fault: Exception | None = None
    """What it ended with."""

    def get_driver_class(self) -> type[Driver]:
        """The driver for terminals; another where the environment names one."""
        return super().get_driver_class() if constants.DRIVER else TerminalDriver

    def fail(self, fault: Exception) -> None:
        """End with a fault; of several the first counts."""
        self.fault = self.fault or fault
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        """As Textual does, but for the report: that would hold values of variables, which may be anything."""
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        inner = error.error if isinstance(error, WorkerFailed) else error
        self.fail(inner if isinstance(inner, Exception) else error)

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Lend the terminal to another program, and take it again even if that cannot be started."""
        fault = None
        with super().suspend():
            try:
                yield
            except OSError as error:
                fault = error
        if fault:
            raise fault

    def run(self, *arguments: Any, **settings: Any) -> Returned | None:
        """Run it; raise what it ended with. After a signal the program does not go on either."""
        returned = super().run(*arguments, **settings)
        if self.fault:
            raise self.fault
        if self.return_code:
            raise SystemExit(self.return_code)
        return returned
