"""A real pseudo-terminal with the program on it: type keys, read the screen that a person would see."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyte

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parent.parent
_PRIVATE = re.compile(rb"\x1b\[[>?][\d;]*m")


# Who leads a session takes the first terminal that it opens as the one that stops it and hangs up on it.
_OPENED = ("sh", "-c", 'exec "$@" <>"$0"')


class Terminal:
    """`briefing` on a pty of a size."""

    def __init__(
        self,
        arguments: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        environ: Mapping[str, str] | None = None,
        program: Sequence[str] = (sys.executable, "-m", "briefing"),
        drawn: bool = True,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._drawn = drawn
        """Whether there is a screen; whoever asks for the bytes alone saves the time."""
        self.raw = b""
        """Every byte that reached the terminal."""
        self._master, slave = pty.openpty()
        self._ends: tuple[int, ...] = (self._master,)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.attributes_before = self.attributes
        self.process = subprocess.Popen(
            [*_OPENED, os.ttyname(slave), *program, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "LANG": "C.UTF-8",
                "PYTHONPATH": str(ROOT),
                **(environ or {}),
            },
        )
        os.close(slave)

    def read(self, seconds: float = 0.1) -> bytes:
        """What the program writes, if it writes anything in the time."""
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        try:
            written = os.read(self._master, 65536)
        except OSError:  # the program has gone, and its end of the line with it
            return b""
        self.feed(written)
        return written

    def feed(self, written: bytes) -> None:
        """Have the screen show what the program has written."""
        self.raw += written
        if self._drawn:
            # Private colour reports of editors, which the screen's emulator does not know.
            self._stream.feed(_PRIVATE.sub(b"", written))

    def settle(self, quiet: float = 0.3) -> None:
        """Read until nothing more comes for a while."""
        while self.read(quiet):
            pass

    @property
    def text(self) -> str:
        """The screen as a person sees it."""
        # Not `display`, which fails on half of a wide character: a frame may come in pieces.
        lines = (self.screen.buffer[y] for y in range(self.screen.lines))
        return "\n".join("".join(line[x].data for x in range(self.screen.columns)).rstrip() for line in lines)

    def shows(self, words: str, seconds: float = 20) -> None:
        """Wait until the screen shows the words; fail with the screen if it never does."""
        end = time.monotonic() + seconds
        while words not in self.text:
            assert time.monotonic() < end, f"{words!r} never came on screen:\n{self.text}"
            self.read()

    @property
    def attributes(self) -> list[object]:
        """What the kernel does with what is typed and shown."""
        return termios.tcgetattr(self._master)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(rows, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self) -> None:
        """Go away, as a terminal does when its window is closed or its line breaks."""
        os.close(self._master)
        # From now on nothing comes, and nothing is there to be read.
        self._master, nobody = os.pipe()
        self._ends = (self._master, nobody)

    def type(self, keys: str | bytes) -> None:
        """Type keys, or send bytes that no keyboard would."""
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def ended(self, seconds: float = 10) -> int:
        """The exit code, once the program has ended."""
        end = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < end, f"the program did not end:\n{self.text}"
            self.read()
        # Until the other end of the line is closed: a busy machine hands over the last words late.
        self.settle(0.5)
        return self.process.returncode

    def close(self) -> None:
        """End the program, whatever it is doing."""
        if self.process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for end in self._ends:
            with contextlib.suppress(OSError):
                os.close(end)
