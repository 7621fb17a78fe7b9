"""A web server on loopback that answers in whatever way a test wants, and counts what it is asked."""

from __future__ import annotations

import asyncio
import ssl
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from pathlib import Path

HOSTS = [f"127.0.0.{number}" for number in range(1, 10)]

Behaviour = Callable[[asyncio.StreamWriter], Awaitable[None]]
Answer = bytes | Behaviour

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def answer(status: str, *headers: str) -> bytes:
    """The head of an answer, as `404 Not Found`, and no body."""
    return "".join(f"{line}\r\n" for line in (f"HTTP/1.1 {status}", *headers, "Content-Length: 0", "")).encode()


def page(body: bytes | str, *headers: str, of: str = "text/html; charset=utf-8") -> bytes:
    """A page whole, as a good server sends it."""
    raw = body.encode() if isinstance(body, str) else body
    head = ("HTTP/1.1 200 OK", f"Content-Type: {of}", f"Content-Length: {len(raw)}", *headers, "")
    return "".join(f"{line}\r\n" for line in head).encode() + raw


def to(url: str, status: str = "301 Moved Permanently") -> bytes:
    """A redirect."""
    return answer(status, f"Location: {url}")


async def hang(writer: asyncio.StreamWriter) -> None:
    """Say nothing, ever."""
    await asyncio.sleep(3600)


async def drip(writer: asyncio.StreamWriter) -> None:
    """Begin an answer, and never come to its end."""
    writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.01)


async def trickle(writer: asyncio.StreamWriter) -> None:
    """A page that comes a letter at a time."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.01)


async def endless(writer: asyncio.StreamWriter) -> None:
    """A page without an end, as fast as it goes."""
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


async def close(writer: asyncio.StreamWriter) -> None:
    """Hang up."""


class BadServer:
    """Answers by path and method, on every host of HOSTS; what nobody has told it of is 404."""

    def __init__(self, certificate: Path | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        """By path, or by method and path: `HEAD /page`."""
        self.asked: list[str] = []
        """Each request, as `HEAD 127.0.0.1 /page`, the host as the client names it."""
        self.headers: list[str] = []
        """The heads of the requests, whole."""
        self.most_at_once = 0
        self.most_of_a_host = 0
        self.seconds = 0.0
        """How long an answer is thought about."""
        self.port = 0
        self._under_way: Counter[str] = Counter()
        self._certificate = certificate
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._ready = Event()
        self._news = Condition()
        self._thread = Thread(target=self._run, daemon=True)

    def url(self, path: str, host: str = HOSTS[0]) -> str:
        """Where a path is to be found."""
        return f"http{'s' if self._certificate else ''}://{host}:{self.port}{path}"

    def wait_for(self, request: str) -> None:
        """Wait until it is asked for something, as `GET 127.0.0.1 /page`."""
        with self._news:
            assert self._news.wait_for(lambda: request in self.asked, 30), self.asked

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        servers = self._loop.run_until_complete(self._listen())
        self._ready.set()
        self._loop.run_forever()
        for server in servers:
            server.close()
        for task in self._tasks:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*self._tasks, return_exceptions=True))
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _listen(self) -> list[asyncio.Server]:
        context = None
        if self._certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(self._certificate)
        servers: list[asyncio.Server] = []
        for host in HOSTS:
            servers.append(await asyncio.start_server(self._connected, host, self.port, ssl=context))
            self.port = servers[0].sockets[0].getsockname()[1]
        return servers

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await self._answered(reader, writer)
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _answered(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = await reader.readexactly(1)
        if first == b"\x16":  # somebody takes us for a server that speaks TLS
            self.asked.append("TLS")
            await _say(self.answers.get("TLS", answer("400 Bad Request")), reader, writer)
            return
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode()
        request, *headers = head.split("\r\n")
        method, path, _ = request.split(" ")
        host = next(header[6:] for header in headers if header.startswith("Host: ")).rpartition(":")[0]
        with self._news:
            self.asked.append(f"{method} {host} {path}")
            self._news.notify_all()
        self.headers.append(head)
        self._under_way[host] += 1
        self.most_at_once = max(self.most_at_once, self._under_way.total())
        self.most_of_a_host = max(self.most_of_a_host, *self._under_way.values())
        await asyncio.sleep(self.seconds)
        # Before the answer: with it the client may begin what comes next.
        self._under_way[host] -= 1
        said = self.answers.get(f"{method} {path}", self.answers.get(path, answer("404 Not Found")))
        await _say(said, reader, writer)


async def _say(said: Answer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    if isinstance(said, bytes):
        writer.write(said)
        await writer.drain()
        return
    leaves, behaves = asyncio.ensure_future(reader.read()), asyncio.ensure_future(said(writer))
    try:
        await asyncio.wait({leaves, behaves}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        leaves.cancel()
        behaves.cancel()
        await asyncio.gather(leaves, behaves, return_exceptions=True)
