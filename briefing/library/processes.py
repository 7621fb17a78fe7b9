"""Work that several processes share, each begun as a copy of this one."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Thing = TypeVar("Thing")
Result = TypeVar("Result")

_MOST_PROCESSES: Final = 8
_MOST_PIECES: Final = 256
"""As each is called by a byte."""


def usable() -> int:
    """How many processes may share work: one that is in several threads cannot be copied, nor any everywhere."""
    from threading import active_count

    if sys.platform != "linux" or active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


def shared(
    work: Callable[[Sequence[Thing]], Result], things: Sequence[Thing], least: int, processes: int
) -> list[Result]:
    """What `work` comes to for the things, piece by piece in their order; a piece has at least so many, but the last.

    Whoever has time takes the next piece. What a process was at that came to an end before its time is done here.
    """
    size = max(least, -(-len(things) // _MOST_PIECES))
    pieces = [things[start : start + size] for start in range(0, len(things), size)]
    processes = min(processes, len(pieces))
    if processes <= 1:
        return [work(piece) for piece in pieces]
    left, numbers = os.pipe()
    os.write(numbers, bytes(range(len(pieces))))
    os.close(numbers)
    done = _done_by(processes, lambda number: work(pieces[number]), left)
    return [done[number] if number in done else work(piece) for number, piece in enumerate(pieces)]


def _done_by(processes: int, work: Callable[[int], Result], left: int) -> dict[int, Result]:
    """What so many processes, this one among them, have done of the pieces whose numbers are `left` in the pipe."""
    import pickle  # of no use, here and below, to whoever shares nothing, as nearly every check of an unchanged folder

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
        while os.read(left, _MOST_PIECES):
            pass  # who finds nothing left, and nobody who reads what it did, ends
        os.close(left)
        for helper in helpers:
            os.close(helper.answer)
            # Where nobody asks how children end, as some who start programs have it, they are gone by themselves.
            with suppress(ChildProcessError):
                os.waitpid(helper.process, 0)
    return done


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
    import pickle

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
