"""The two ways out: data on stdout, words on stderr, both without anything that could act on a terminal."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from briefing.library.clean import clean
from briefing.publish.glyphs import plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO


class Ink(StrEnum):
    """How a run of text stands out on a terminal, in the numbers that terminals know it by."""

    PLAIN = ""
    BOLD = "1"
    RED = "1;31"
    YELLOW = "1;33"
    BLUE = "1;34"


TOLD: Final = "told"
"""In place of an ink: what was said to the user, and not put on stdout."""
_overheard: ContextVar[list[tuple[str, str]] | None] = ContextVar("overheard", default=None)


def put(text: str) -> None:
    """Write what was asked for."""
    _hear(Ink.PLAIN, text)
    _write(sys.stdout, text)


def put_inked(runs: Iterable[tuple[str, Ink]]) -> None:
    """Write runs of text, in colours where a terminal has them and nobody has asked for none."""
    plain = not sys.stdout.isatty() or os.environ.get("TERM", "") in ("", "dumb") or os.environ.get("NO_COLOR")
    for text, ink in runs:
        _hear(ink, text)
        # The escapes go around what was cleaned: none can come from the text.
        sys.stdout.write("" if plain or not ink else f"\x1b[{ink}m")
        _write(sys.stdout, text)
        sys.stdout.write("" if plain or not ink else "\x1b[0m")


def tell(words: str) -> None:
    """Say something to the user; that nobody listens is no reason to fail."""
    _hear(TOLD, words)
    with suppress(OSError):
        _write(sys.stderr, f"briefing: {words}\n")


@contextmanager
def overheard() -> Iterator[list[tuple[str, str]]]:
    """What is written meanwhile, to be written once more by `again`: each run in its ink, or `TOLD`."""
    runs: list[tuple[str, str]] = []
    before = _overheard.set(runs)
    try:
        yield runs
    finally:
        _overheard.reset(before)


def again(runs: Iterable[tuple[str, str]]) -> None:
    """Write what was overheard as it was written then."""
    for ink, text in runs:
        if ink == TOLD:
            tell(text)
        else:
            put_inked([(text, Ink(ink))])


def _hear(ink: str, text: str) -> None:
    if (runs := _overheard.get()) is not None:
        runs.append((ink, text))


def settle() -> None:
    """Write out what is held back, or drop it where it cannot be written."""
    try:
        sys.stdout.flush()
    except OSError:
        drop(sys.stdout)


def drop(stream: TextIO) -> None:
    """Let what is held back go nowhere: at its end the interpreter would write it, and wait or complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _write(stream: TextIO, text: str) -> None:
    # Content was cleaned when it was read; file names, arguments and tracebacks were not.
    stream.write(plainly(clean(text), stream.encoding))
