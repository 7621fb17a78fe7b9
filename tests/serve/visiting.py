"""A served briefing, and readers of it who need no browser: what their page would say and see."""

from __future__ import annotations

import asyncio
import http.client
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyte
from aiohttp import ClientSession, WSMsgType

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from aiohttp import ClientWebSocketResponse


class Answer(NamedTuple):
    """What a request came to."""

    status: int
    headers: http.client.HTTPMessage
    body: str

    @property
    def cookie(self) -> str:
        """The cookie that was set, as it is sent back."""
        return self.headers.get("Set-Cookie", "").partition(";")[0]


class Served:
    """`briefing serve` in a process of its own."""

    def __init__(self, *words: str, environ: Mapping[str, str], cwd: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "briefing", "serve", *words],
            env=environ,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        self.address = self.process.stdout.readline().rstrip("\n")
        assert self.address.startswith("http"), self.process.communicate()[1]
        self.origin, _, self.token = self.address.partition("/?token=")
        self.host = self.origin.partition("://")[2]

    @property
    def listening(self) -> str:
        """Where it listens on this machine, as it says once."""
        assert self.process.stderr
        while "listening on " not in (line := self.process.stderr.readline()):
            assert line
        return line.partition("listening on ")[2].partition(";")[0].replace(", port ", ":")

    def get(self, path: str = "/", method: str = "GET", at: str | None = None, **headers: str) -> Answer:
        """Ask for a path; headers are sent as they are given, Host too. `at` is where it really listens."""
        connection = http.client.HTTPConnection(at or self.host, timeout=20)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in ({"Host": self.host} | headers).items():
            connection.putheader(name.replace("_", "-"), value.encode())
        connection.endheaders()
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read().decode())
        connection.close()
        return answer

    @property
    def cookie(self) -> str:
        """What lets a reader in."""
        return self.get(f"/?token={self.token}").cookie

    @asynccontextmanager
    async def reader(self, columns: int = 120, rows: int = 40, asked: str | None = None) -> AsyncIterator[Reader]:
        """A reader whose page is open, and says its size; or asks for another in words of its own."""
        asked = f"width={columns}&height={rows}" if asked is None else asked
        headers = {"Cookie": self.cookie, "Origin": self.origin}
        async with (
            ClientSession() as session,
            session.ws_connect(f"{self.origin}/ws?{asked}", headers=headers) as websocket,
        ):
            yield Reader(websocket, columns, rows)

    @property
    def dashboards(self) -> list[int]:
        """The processes that it has started and that are still there."""
        return children(self.process.pid)

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str, str]:
        """End it by a signal: its exit code, and what else it has said."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


class Reader:
    """A page: it draws what comes down the websocket, and sends what is typed."""

    def __init__(self, websocket: ClientWebSocketResponse, columns: int, rows: int) -> None:
        self.websocket = websocket
        self.screen = pyte.Screen(columns, rows)
        self.said: list[Any] = []
        """What the page was asked to do."""
        self._stream = pyte.ByteStream(self.screen)

    @property
    def lines(self) -> list[str]:
        """What is on the screen, line by line."""
        # The emulator's own `display` trips over wide letters that were half drawn over.
        rows, columns = range(self.screen.lines), range(self.screen.columns)
        return ["".join(self.screen.buffer[row][column].data for column in columns).rstrip() for row in rows]

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self.lines)

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            await self.say("stdin", key)

    async def say(self, *message: object) -> None:
        """Send a message as the page would."""
        await self.websocket.send_json(message)

    async def shows(self, *words: str) -> None:
        """Wait until the screen shows all of these."""
        await self.until(lambda: all(each in self.text for each in words))

    async def until(self, holds: Callable[[], object], seconds: float = 30) -> None:
        """Draw what comes until something holds; fail with the screen if it never does."""
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    message = await self.websocket.receive()
                    if message.type is WSMsgType.BINARY:
                        self._stream.feed(message.data)
                    elif message.type is WSMsgType.TEXT:
                        self.said.append(json.loads(message.data))
                    else:
                        assert holds(), f"closed with {self.websocket.close_code}:\n{self.text}"
        except TimeoutError:
            raise AssertionError(f"it never came:\n{self.text}") from None

    async def closed(self) -> int | None:
        """Wait until the other side closes: with which code."""
        await self.until(lambda: self.websocket.closed)
        return self.websocket.close_code


def children(parent: int) -> list[int]:
    """The processes that a process has started and that have not ended, from Linux's table."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, owner = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:  # it has just ended
            continue
        if int(owner) == parent and state != "Z":
            found.append(int(stat.parent.name))
    return sorted(found)


def is_there(process: int) -> bool:
    """Whether a process has not ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def await_that(holds: Callable[[], object], seconds: float = 30) -> None:
    """Wait until something holds, or fail."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came to hold"
        time.sleep(0.02)


Serve = Callable[..., Served]
"""Starts `briefing serve` on a folder, with more words if need be: the fixture `serve`."""
