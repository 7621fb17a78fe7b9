"""Whoever is told to end, ends: on its loop, or without it where that does not answer."""

from __future__ import annotations

import os
import select
import signal
import time
from contextlib import contextmanager
from signal import Signals
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

ENDS: Final = (Signals.SIGHUP, Signals.SIGINT, Signals.SIGQUIT, Signals.SIGTERM)
_STOPS: Final = (Signals.SIGTSTP, Signals.SIGCONT)
_MARK: Final = 0
"""Stands in the pipe where no signal does."""
_RETURNED: Final = 255
"""Stands there where another program has given the terminal back: what comes before it was for that one."""
PATIENCE: Final = 1.5
"""Seconds that the loop has to end the program, before it is ended without it."""


class Leaving:
    """Looks out for signals, and for a terminal that has gone, on a thread that waits for nothing else.

    `told` is called there with each signal to stop, to go on or to end, and with None for each `mark`; if the program
    is to end and does not, `give_back` is, and then the process ends.
    """

    def __init__(
        self, terminal: int, told: Callable[[Signals | None], object], give_back: Callable[[], object]
    ) -> None:
        self.by: Signals | None = None
        """The signal that the program is to end by."""
        self._terminal = terminal
        self._told = told
        self._give_back = give_back
        self._loans = self._returned = 0
        """How often the terminal was lent, and how often it has come back, as far as the thread has heard."""
        self._ours = Event()
        self._ours.set()
        self._before = {each: signal.getsignal(each) for each in (*ENDS, *_STOPS)}

    def listen(self) -> None:
        """Begin, on the main thread."""
        self._heard, self._pipe = os.pipe()
        os.set_blocking(self._pipe, False)
        # The interpreter writes every signal into this pipe at once, whatever its threads are waiting for.
        signal.set_wakeup_fd(self._pipe, warn_on_full_buffer=False)
        for each, before in self._before.items():
            # What was ignored when the program began, as after nohup, stays so.
            signal.signal(each, before if before is signal.SIG_IGN else self._note)
        Thread(target=self._listen, name="leaving", daemon=True).start()

    def end(self) -> None:
        """Hear no more; but who has been told to end is held to it."""
        if self.by is None:
            signal.set_wakeup_fd(-1)
            for each, before in self._before.items():
                signal.signal(each, before)
            os.close(self._pipe)

    def mark(self) -> None:
        """Have it told when all that has come until now has been."""
        os.write(self._pipe, bytes((_MARK,)))

    @contextmanager
    def stopping(self) -> Iterator[None]:
        """For a while, let what stops a program stop this one."""
        before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        try:
            yield
        finally:
            signal.signal(signal.SIGTSTP, before)

    @contextmanager
    def lending(self) -> Iterator[None]:
        """While another program has the terminal: what is typed there is for it, and it is not cut off."""
        self._loans += 1
        self._ours.clear()
        try:
            with self.stopping():
                yield
        finally:
            try:
                # The thread may not have heard yet what was typed there, and would take it for ours.
                os.write(self._pipe, bytes((_RETURNED,)))
            finally:
                self._ours.set()

    @property
    def _lent(self) -> bool:
        return self._loans > self._returned

    def _ends(self, number: int) -> bool:
        return number in ENDS and not (self._lent and number in (Signals.SIGINT, Signals.SIGQUIT))

    def _note(self, number: int, _frame: FrameType | None) -> None:
        """On the main thread, as soon as it runs again."""
        if self._ends(number):
            self.by = self.by or Signals(number)

    def _listen(self) -> None:
        poll = select.poll()
        poll.register(self._heard, select.POLLIN)
        poll.register(self._terminal, 0)  # that it has hung up is always told
        while True:
            for file, event in poll.poll():
                if file == self._terminal:
                    poll.unregister(file)
                    if event & (select.POLLHUP | select.POLLERR):
                        self._hear(Signals.SIGHUP)
                elif numbers := os.read(self._heard, 64):
                    for number in numbers:
                        if number == _RETURNED:
                            self._returned += 1
                        else:
                            self._hear(Signals(number) if number != _MARK else None)
                else:
                    os.close(self._heard)
                    return

    def _hear(self, number: Signals | None) -> None:
        # The interpreter tells of every signal that anybody handles, as that of another size.
        if number is None or (number in _STOPS and not self._lent):
            self._told(number)
        elif self._ends(number):
            self.by = number = self.by or number
            self._told(number)
            self._ours.wait()
            time.sleep(PATIENCE)
            self._give_back()
            os._exit(128 + number)
