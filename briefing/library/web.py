"""How an address of the web is asked: the one place that speaks to the network. Needs the extra `web`.

Saying nothing of the reader: no cookies, no referrer. Proxies and passwords that the environment names are not used:
what is connected to is the very number that was looked at.
"""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from concurrent.futures import Future
from contextlib import asynccontextmanager
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from threading import Thread
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

import httpx2

from briefing import VERSION
from briefing.library.address import RefusedLink, address
from briefing.library.clean import clean_line

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Iterator, Mapping

    from briefing.library.address import Address

MOST_REDIRECTS: Final = 5
_MOST_NUMBERS: Final = 3
"""Of a host with many numbers, how many are tried."""
_REDIRECTS: Final = {301, 302, 303, 307, 308}
_BAD_CERTIFICATES: Final = {
    10: "has run out",
    18: "is signed by nobody but itself",
    19: "is signed by nobody who is known here",
    20: "is signed by nobody who is known here",
    62: "is another host's",
    64: "is another host's",
}
"""By the codes of OpenSSL."""
_NOT_ROUTED: Final = tuple(
    map(
        ip_network,
        (
            *("::/96", "::ffff:0:0:0/96", "64:ff9b:1::/48", "fec0::/10"),
            *("5f00::/16", "3fff::/20", "192.0.0.0/24", "192.88.99.0/24"),
        ),
    )
)
"""Older or local ways into an inner network: IPv4-compatible, SIIT, a site's own NAT64, site-local; and what not every
Python knows to be set aside: for segment routing, documentation, protocols, relays of 6to4."""
_NAT64: Final = IPv6Network("64:ff9b::/96")
"""Where a network without IPv4 finds all of it."""


class PrivateNetworkError(Exception):
    """The host has a number that is not of the public network."""


class AstrayError(Exception):
    """A redirect that nobody follows; the message says it of the address, as `is redirected in a circle`."""


def transport() -> httpx2.AsyncHTTPTransport:
    """What carries requests. No connection is used twice: one to a host's number says nothing of another host there."""
    return httpx2.AsyncHTTPTransport(limits=httpx2.Limits(max_keepalive_connections=0))


async def numbers_of(here: Address, *, private: bool) -> list[IPv4Address | IPv6Address]:
    """The numbers to try for an address; PrivateNetworkError where one of its host's is private, and that is barred."""
    numbers = await _numbers(here.host.strip("[]"))
    if not private and not all(is_public(number) for number in numbers):
        raise PrivateNetworkError
    return numbers[:_MOST_NUMBERS]


@asynccontextmanager
async def answer(
    carrier: httpx2.AsyncHTTPTransport,
    method: str,
    here: Address,
    numbers: list[IPv4Address | IPv6Address],
    patience: float,
    headers: Mapping[str, str],
) -> AsyncIterator[httpx2.Response]:
    """The answer of the first of a host's numbers that can be reached, its body still to come.

    `patience` are the seconds that one number has to take the connection.
    """
    for number in numbers:
        request = httpx2.Request(
            method,
            httpx2.URL(here.url).copy_with(host=str(number)),
            headers={"Host": urlsplit(here.url).netloc, **headers},
            extensions={
                "sni_hostname": here.host.strip("[]."),
                "timeout": {"connect": patience},
                "trace": (connections := _Connections()).trace,
            },
        )
        try:
            response = await carrier.handle_async_request(request)
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as fault:
            last = fault
            await connections.close()
            continue
        except BaseException:
            await connections.close()
            raise
        try:
            yield response
        finally:
            await response.aclose()
            await connections.close()
        return
    raise last


def agent(purpose: str) -> dict[str, str]:
    """The head that says who asks, and what for."""
    return {"User-Agent": f"briefing/{VERSION} ({purpose})"}


def onward(status: int, location: str | None, here: Address, passed: Collection[str]) -> Address | None:
    """Where an answer sends on to; None where it does not.

    AstrayError where that is nowhere to go; `passed` are the addresses on the way, this one the last.
    """
    if status not in _REDIRECTS or location is None:
        return None
    try:
        there = address(urljoin(here.url, location.replace(" ", "%20")))
    except ValueError as refused:
        why = f": {refused}" if isinstance(refused, RefusedLink) else ""
        raise AstrayError(f"is redirected to what is not opened{why}") from None
    if there.url in passed:
        raise AstrayError("is redirected in a circle")
    if len(passed) > MOST_REDIRECTS:
        raise AstrayError(f"is redirected more than {MOST_REDIRECTS} times")
    return there


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


def is_public(number: IPv4Address | IPv6Address) -> bool:
    """Whether a number is of the public network, however it is wrapped."""
    if isinstance(number, IPv6Address):
        if _is_set_aside(number):
            return False
        within = IPv4Address(number.packed[-4:]) if number in _NAT64 else number.ipv4_mapped or number.sixtofour
        number = within or number
    return number.is_global and not number.is_multicast and not _is_set_aside(number)


def _is_set_aside(number: IPv4Address | IPv6Address) -> bool:
    return any(number in network for network in _NOT_ROUTED)


def refusal(status: int) -> str:
    """What a status says against the page, as `answers 404 (Not Found)`; none of the server's own words."""
    phrase = f" ({HTTPStatus(status).phrase})" if status in list(HTTPStatus) else ""
    return f"answers {status}{phrase}"


def worded(fault: BaseException) -> str:
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
