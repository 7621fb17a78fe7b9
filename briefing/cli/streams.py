"""The two ways out: data on stdout, words on stderr, both without anything that could act on a terminal."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from briefing.library.clean import clean
from briefing.publish.glyphs import plainly

if TYPE_CHECKING:
    from typing import TextIO


def put(text: str) -> None:
    """Write what was asked for."""
    _write(sys.stdout, text)


def tell(words: str) -> None:
    """Say something to the user; that nobody listens is no reason to fail."""
    with suppress(OSError):
        _write(sys.stderr, f"briefing: {words}\n")


def settle() -> None:
    """Write out what is held back, or drop it where it cannot be written."""
    try:
        sys.stdout.flush()
    except OSError:
        drop()


def drop() -> None:
    """Let what is held back go nowhere: at its end the interpreter would write it, and wait or complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write(stream: TextIO, text: str) -> None:
    # Content was cleaned when it was read; file names, arguments and tracebacks were not.
    stream.write(plainly(clean(text), stream.encoding))
