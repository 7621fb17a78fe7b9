"""Work that several processes share, each begun as a copy of this one."""

from __future__ import annotations

import os
import pickle
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Result = TypeVar("Result")

MOST_PIECES: Final = 256
"""As each is called by a byte."""


def shared(work: Callable[[int], Result], pieces: int, processes: int) -> list[Result]:
    """What `work` comes to for each piece by its number, in their order.

    Whoever has time takes the next piece. What a process was at that came to an end before its time is done here.
    """
    processes = min(processes, pieces)
    if processes <= 1:
        return [work(number) for number in range(pieces)]
    left, numbers = os.pipe()
    os.write(numbers, bytes(range(pieces)))
    os.close(numbers)
    helpers: list[_Helper] = []
    try:
        for _ in range(processes - 1):
            with suppress(OSError):  # there may be no room for more of them
                helpers.append(_begun(work, left, helpers))
        done = _done(work, left)
        for helper in helpers:
            with os.fdopen(helper.answer, "rb", closefd=False) as answer, suppress(EOFError, pickle.UnpicklingError):
                done |= pickle.load(answer)  # noqa: S301 - a copy of this process has written it
    finally:
        while os.read(left, pieces):
            pass  # who finds nothing left, and nobody who reads what it did, ends
        os.close(left)
        for helper in helpers:
            os.close(helper.answer)
            # Where nobody asks how children end, as some who start programs have it, they are gone by themselves.
            with suppress(ChildProcessError):
                os.waitpid(helper.process, 0)
    return [done[number] if number in done else work(number) for number in range(pieces)]


class _Helper(NamedTuple):
    process: int
    answer: int
    """What its answer is read from."""


def _done(work: Callable[[int], Result], left: int, parent: int | None = None) -> dict[int, Result]:
    """Do pieces as long as some are left, and the process that asked for it is there."""
    done = {}
    while parent in (None, os.getppid()) and (number := os.read(left, 1)):
        done[number[0]] = work(number[0])
    return done


def _begun(work: Callable[[int], object], left: int, others: Iterable[_Helper]) -> _Helper:
    ourselves = os.getpid()
    answer, ours = os.pipe()
    try:
        process = os.fork()
        if process == 0:
            # Held open here, they would be written to for ever once nobody reads them any more.
            for each in (answer, *(helper.answer for helper in others)):
                os.close(each)
            with os.fdopen(ours, "wb") as file:
                pickle.dump(_done(work, left, ourselves), file)
    except OSError:
        os.close(answer)
        raise
    finally:
        if os.getpid() != ourselves:
            os._exit(0)  # what went wrong is seen by who asked, who does it then
        os.close(ours)
    return _Helper(process, answer)
