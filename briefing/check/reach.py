"""Where addresses of the web lead today: the one place that asks over the network. Needs the extra `web`.

Politely, and saying nothing of the reader: a few at a time, one at a time of a host, no cookies, no referrer. Proxies
and passwords that the environment names are not used: what is connected to is the very number that was looked at.
"""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from collections import defaultdict
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

import httpx2

from briefing import VERSION
from briefing.library.address import RefusedLink, address
from briefing.library.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from briefing.library.address import Address

    Told = Callable[[int, str], object]
    """Takes how many are done, and the host that is asked."""

MOST_AT_ONCE: Final = 4
MOST_REDIRECTS: Final = 5
EACH_SECONDS: Final = 10.0
ALL_SECONDS: Final = 120.0
_MOST_NUMBERS: Final = 3
"""Of a host with many numbers, how many are tried."""
_HEADERS: Final = {"User-Agent": f"briefing/{VERSION} (link check)", "Accept": "*/*"}
_REDIRECTS: Final = {301, 302, 303, 307, 308}
_FOR_GOOD: Final = {301, 308}
_REFUSALS: Final = {401, 402, 403, 429}
_PASSING: Final = {408, 425, 429}
"""Refusals that may be over tomorrow; and so may all from 500 on."""
_BAD_CERTIFICATES: Final = {
    10: "has run out",
    18: "is signed by nobody but itself",
    19: "is signed by nobody who is known here",
    20: "is signed by nobody who is known here",
    62: "is another host's",
    64: "is another host's",
}
"""By the codes of OpenSSL."""
_NOT_ROUTED: Final = tuple(map(IPv6Network, ("::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "fec0::/10")))
"""Older or local ways into an inner network: IPv4-compatible, SIIT, a site's own NAT64, site-local."""
_NAT64: Final = IPv6Network("64:ff9b::/96")
"""Where a network without IPv4 finds all of it."""


class Outcome(StrEnum):
    """What asking an address comes to."""

    GOOD = "good"
    MOVED = "moved"
    """For good, and what it has moved to is there."""
    CLOSED = "closed"
    """To programs, as a paywall is: no sign that the page is gone."""
    DEAD = "dead"
    ASTRAY = "astray"
    """Redirected to where nobody follows."""
    UNREACHED = "unreached"
    SLOW = "slow"
    PRIVATE = "private"
    """Leads into a private network, and was not asked there."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Where an address leads."""

    outcome: Outcome
    words: str
    """What is said of it, as `answers 404 (Not Found)`: none of the server's own words."""
    final: str
    """The last address that was asked; of a link that has moved for good, the one to write in its place."""
    status: int | None = None
    """The last answer; None where there was none."""

    @property
    def lasts(self) -> bool:
        """Whether it will be the same in an hour, as far as one can tell."""
        return self.status is not None and self.status < 500 and self.status not in _PASSING


class _PrivateError(Exception):
    """The host has a number that is not of the public network."""


def reach(
    addresses: Iterable[Address],
    *,
    private: bool,
    told: Told = lambda _done, _host: None,
    each: float = EACH_SECONDS,
    whole: float = ALL_SECONDS,
) -> dict[str, Reached]:
    """Where each address leads, by its URL; those that there was no time left for are not in it.

    `each` are the seconds for one address with all its redirects, waiting for its turn not counted.
    """
    return asyncio.run(_reach(addresses, private, told, each, whole))


async def _reach(
    addresses: Iterable[Address], private: bool, told: Told, each: float, whole: float
) -> dict[str, Reached]:
    reached: dict[str, Reached] = {}
    # No connection is used twice: one to a host's number says nothing of another host at that number.
    async with httpx2.AsyncHTTPTransport(limits=httpx2.Limits(max_keepalive_connections=0)) as transport:
        walk = _Walk(transport, private, each, lambda host: told(len(reached), host))

        async def follow(start: Address) -> None:
            reached[start.url] = await walk.follow(start)
            told(len(reached), start.host)

        with suppress(TimeoutError):
            async with asyncio.timeout(whole), asyncio.TaskGroup() as tasks:
                for start in addresses:
                    tasks.create_task(follow(start))
    return reached


class _Walk:
    """What all requests of a run share."""

    def __init__(
        self, transport: httpx2.AsyncHTTPTransport, private: bool, each: float, asks: Callable[[str], object]
    ) -> None:
        self._transport = transport
        self._private = private
        self._each = each
        self._asks = asks
        self._hosts: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._slots = asyncio.Semaphore(MOST_AT_ONCE)

    async def follow(self, start: Address) -> Reached:
        """Where an address leads, by way of its redirects."""
        here = lasting = start
        passed: list[str] = []
        seconds = self._each
        while True:
            clock = asyncio.get_running_loop().time
            # The host first: who waits for one takes no other's slot.
            async with self._hosts[here.host], self._slots:
                self._asks(here.host)
                began = clock()
                try:
                    async with asyncio.timeout(seconds):
                        status, location = await self._ask(here, seconds)
                except (TimeoutError, httpx2.TimeoutException):
                    return Reached(Outcome.SLOW, f"does not answer within {self._each:g} seconds", here.url)
                except _PrivateError:
                    return Reached(Outcome.PRIVATE, "leads into a private network", here.url)
                except (httpx2.TransportError, OSError) as fault:
                    return Reached(Outcome.UNREACHED, _worded(fault), here.url)
                seconds -= clock() - began
            if status not in _REDIRECTS or location is None:
                return _judged(status, here, lasting if lasting is not start else None)
            passed.append(here.url)
            try:
                there = address(urljoin(here.url, location.replace(" ", "%20")))
            except ValueError as refused:
                why = f": {refused}" if isinstance(refused, RefusedLink) else ""
                return Reached(Outcome.ASTRAY, f"is redirected to what is not opened{why}", here.url, status)
            if there.url in passed:
                return Reached(Outcome.ASTRAY, "is redirected in a circle", here.url, status)
            if len(passed) > MOST_REDIRECTS:
                return Reached(Outcome.ASTRAY, f"is redirected more than {MOST_REDIRECTS} times", here.url, status)
            if lasting is here and status in _FOR_GOOD:
                lasting = there
            here = there

    async def _ask(self, here: Address, seconds: float) -> tuple[int, str | None]:
        """The status, and where it redirects to. Nothing of the page itself is read."""
        numbers = await _numbers(here.host.strip("[]"))
        if not self._private and not all(_is_public(number) for number in numbers):
            raise _PrivateError
        numbers = numbers[:_MOST_NUMBERS]
        patience = seconds / len(numbers)
        # Whatever is said against HEAD but "too many" may not be true of the page: many servers never learned it.
        with suppress(httpx2.ProtocolError, httpx2.ReadError):
            status, location = await self._answer("HEAD", here, numbers, patience)
            if status < 400 or status == HTTPStatus.TOO_MANY_REQUESTS:
                return status, location
        return await self._answer("GET", here, numbers, patience)

    async def _answer(
        self, method: str, here: Address, numbers: list[IPv4Address | IPv6Address], patience: float
    ) -> tuple[int, str | None]:
        for number in numbers:
            request = httpx2.Request(
                method,
                httpx2.URL(here.url).copy_with(host=str(number)),
                headers={"Host": urlsplit(here.url).netloc, **_HEADERS},
                extensions={
                    "sni_hostname": here.host.strip("[]."),
                    "timeout": {"connect": patience},
                    "trace": (connections := _Connections()).trace,
                },
            )
            try:
                response = await self._transport.handle_async_request(request)
                await response.aclose()
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as fault:
                last = fault
            else:
                return response.status_code, response.headers.get("location")
            finally:
                await connections.close()
        raise last


class _Connections:
    """What a request opens: the library forgets to close it where time runs out in the middle of a TLS handshake."""

    def __init__(self) -> None:
        self._open: list[Any] = []

    async def trace(self, event: str, about: Mapping[str, Any]) -> None:
        """Take what the library says of its doings."""
        if event == "connection.connect_tcp.complete":
            self._open.append(about["return_value"])

    async def close(self) -> None:
        """Close what is still open."""
        for connection in self._open:
            await connection.aclose()


async def _numbers(host: str) -> list[IPv4Address | IPv6Address]:
    """The numbers of a host. The thread is left to itself: nothing can end it while the system looks names up."""
    answer: Future[list[str]] = Future()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except OSError as fault:
            answer.set_exception(fault)
        else:
            answer.set_result([str(place[0]).partition("%")[0] for *_, place in found])

    answer.set_running_or_notify_cancel()
    Thread(target=look_up, daemon=True).start()
    return [ip_address(number) for number in await asyncio.wrap_future(answer)]


def _is_public(number: IPv4Address | IPv6Address) -> bool:
    if isinstance(number, IPv6Address):
        if any(number in network for network in _NOT_ROUTED):
            return False
        within = IPv4Address(number.packed[-4:]) if number in _NAT64 else number.ipv4_mapped or number.sixtofour
        number = within or number
    return number.is_global and not number.is_multicast


def _judged(status: int, here: Address, moved: Address | None) -> Reached:
    if status in _REFUSALS:
        return Reached(Outcome.CLOSED, f"refuses programs ({status})", here.url, status)
    if not 200 <= status < 300:
        phrase = f" ({HTTPStatus(status).phrase})" if status in list(HTTPStatus) else ""
        return Reached(Outcome.DEAD, f"answers {status}{phrase}", here.url, status)
    if moved:
        return Reached(Outcome.MOVED, "has moved for good", moved.url, status)
    return Reached(Outcome.GOOD, "is there", here.url, status)


def _worded(fault: BaseException) -> str:
    """What kept an answer from us."""
    for cause in _causes(fault):
        match cause:
            case ssl.SSLCertVerificationError():
                why = _BAD_CERTIFICATES.get(cause.verify_code) or f"is not good: {clean_line(cause.verify_message)}"
                return f"shows a certificate that {why}"
            case ssl.SSLError():
                return "does not speak TLS as it should"
            case socket.gaierror(errno=socket.EAI_AGAIN):
                return "has a host whose name cannot be looked up now"
            case socket.gaierror():
                return "has a host that does not exist"
            case ConnectionRefusedError():
                return "refuses the connection"
            case ConnectionResetError() | BrokenPipeError():
                return "breaks the connection off"
            case httpx2.ProtocolError():
                return "does not answer in HTTP"
            case OSError(errno=int(number)):
                return f"cannot be reached: {os.strerror(number).lower()}"
    return "breaks the connection off"


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    """The fault and what brought it about, the first cause first."""
    if fault:
        yield from _causes(fault.__cause__ or fault.__context__)
        yield fault
