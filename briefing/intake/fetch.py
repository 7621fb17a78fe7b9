"""A page is brought here as bytes: from the web, or from a file. Needs the extra `web`.

Nothing that a server says is trusted: not how long the page is, nor how it is packed, nor where it sends on to.
"""

from __future__ import annotations

import asyncio
import os
import re
import stat
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import httpx2

from briefing.library.archive import LARGEST
from briefing.library.clean import clean_line, named
from briefing.library.problem import BriefingError
from briefing.library.web import (
    AstrayError,
    PrivateNetworkError,
    agent,
    answer,
    numbers_of,
    onward,
    refusal,
    transport,
    worded,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from briefing.library.address import Address

    Told = Callable[[int, int | None], object]
    """Takes how many bytes have come, and of how many; None where that is not known."""

ALL_SECONDS: Final = 22.0
"""For a page with all its redirects. With those that it may take to make it out, half a minute."""
PATIENCE: Final = 6.0
"""Seconds in which a server has to send at least a piece; it is waited for no longer."""
_PIECE: Final = 1024
_PACKED: Final = {"gzip", "x-gzip"}
_GZIP: Final = b"\x1f\x8b"
"""What each of the packed parts of a page begins with; mostly there is one."""
_HEADERS: Final = {
    **agent("import"),
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9",
    "Accept-Encoding": "gzip",
}
_TEXTUAL: Final = re.compile(r"text/.+|.+[/+]xml|")
"""Media types that a page or a feed comes as; many servers name none."""
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([^\s;\"']+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What was brought."""

    raw: bytes
    url: str | None = None
    """Where it was found in the end; None for a file."""
    charset: str | None = None
    """What the server says that it is written in."""


class NotFetchedError(BriefingError):
    """The page cannot be had; the message names it and says why."""


def fetch(
    start: Address,
    *,
    private: bool,
    told: Told = lambda _come, _of: None,
    whole: float = ALL_SECONDS,
    patience: float = PATIENCE,
) -> Page:
    """The page at an address, at most 5 MiB of it unpacked. Raises NotFetchedError."""
    try:
        return asyncio.run(_fetch(start, private, told, whole, patience))
    except _RefusedError as refused:
        raise NotFetchedError(f"{named(start.url)} {refused}") from None


def page_of(path: Path) -> Page:
    """The page that a file holds. Raises NotFetchedError."""
    try:
        # Without O_NONBLOCK a named pipe would hang here for ever.
        with open(path, "rb", opener=lambda path, flags: os.open(path, flags | os.O_NONBLOCK)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise NotFetchedError(f"{clean_line(str(path))} is not a regular file")
            raw = file.read(LARGEST + 1)
    except (OSError, ValueError) as fault:  # a name with a NUL is a ValueError
        reason = getattr(fault, "strerror", None) or "there can be no such name"
        raise NotFetchedError(f"{clean_line(str(path))} cannot be read: {reason[0].lower()}{reason[1:]}") from None
    if len(raw) > LARGEST:
        raise NotFetchedError(f"{clean_line(str(path))} is larger than 5 MiB")
    return Page(raw)


class _RefusedError(Exception):
    """Why a page is not taken, said of it."""


async def _fetch(start: Address, private: bool, told: Told, whole: float, patience: float) -> Page:
    try:
        async with transport() as carrier, asyncio.timeout(whole), asyncio.timeout(patience) as stalls:
            return await _followed(carrier, start, private, told, stalls, patience)
    except (TimeoutError, httpx2.TimeoutException):
        raise _RefusedError("is not sent in time: try again later, or save the page and import the file") from None
    except PrivateNetworkError:
        raise _RefusedError("leads into a private network; --private asks there too") from None
    except AstrayError as astray:
        raise _RefusedError(str(astray)) from None
    except (httpx2.TransportError, OSError) as fault:
        raise _RefusedError(worded(fault)) from None


async def _followed(
    carrier: httpx2.AsyncHTTPTransport,
    here: Address,
    private: bool,
    told: Told,
    stalls: asyncio.Timeout,
    patience: float,
) -> Page:
    passed: list[str] = []
    clock = asyncio.get_running_loop().time
    while True:
        stalls.reschedule(clock() + patience)  # each host on the way has as long as the first
        numbers = await numbers_of(here, private=private)
        passed.append(here.url)
        async with answer(carrier, "GET", here, numbers, patience / len(numbers), _HEADERS) as response:
            there = onward(response.status_code, response.headers.get("location"), here, passed)
            if there is None:
                return await _read(response, here, told, stalls, patience)
        here = there


async def _read(response: httpx2.Response, here: Address, told: Told, stalls: asyncio.Timeout, patience: float) -> Page:
    if response.status_code != 200:
        raise _RefusedError(refusal(response.status_code))
    said = response.headers.get("content-type", "")
    kind = said.partition(";")[0].strip().lower()
    if not _TEXTUAL.fullmatch(kind):
        raise _RefusedError(f"is {named(kind)}, and only web pages and feeds are imported")
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in {*_PACKED, "identity"}:
        raise _RefusedError(f"comes packed in a way that was not asked for, {named(packing)}")
    length = response.headers.get("content-length", "")
    whole = int(length) if re.fullmatch(r"[0-9]{1,18}", length) else None
    if whole is not None and whole > LARGEST:
        raise _RefusedError("is larger than 5 MiB")
    pieces = _limited(_arriving(response, whole, told, stalls, patience))
    raw = b"".join([piece async for piece in (_unpacked(pieces) if packing in _PACKED else pieces)])
    charset = _CHARSET.search(said)
    return Page(raw, here.url, charset[1] if charset else None)


async def _arriving(
    response: httpx2.Response, whole: int | None, told: Told, stalls: asyncio.Timeout, patience: float
) -> AsyncIterator[bytes]:
    """The body as it is sent, for as long as enough of it comes."""
    clock = asyncio.get_running_loop().time
    come, due = 0, _PIECE
    async for piece in response.aiter_raw():
        come += len(piece)
        if come >= due:
            due = come + _PIECE
            stalls.reschedule(clock() + patience)
        told(come, whole)
        yield piece


async def _limited(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    come = 0
    async for piece in pieces:
        come += len(piece)
        if come > LARGEST:
            raise _RefusedError("is larger than 5 MiB")
        yield piece


async def _unpacked(pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """What was packed, never more of it than is allowed: a few bytes may stand for gigabytes."""
    unpacks, left = _unpacker(), LARGEST
    async for piece in pieces:
        packed = piece
        while packed:
            if unpacks.eof:
                if not _GZIP.startswith(packed[: len(_GZIP)]):
                    return  # padding, which is nothing of the page
                unpacks = _unpacker()
            try:
                plain = unpacks.decompress(packed, left + 1)
            except zlib.error:
                raise _RefusedError("is not packed as its server says") from None
            left -= len(plain)
            if left < 0:
                raise _RefusedError("is larger than 5 MiB")
            yield plain
            packed = unpacks.unused_data
    if not unpacks.eof:
        raise _RefusedError("breaks off")


def _unpacker() -> zlib._Decompress:
    return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)  # gzip and nothing else
