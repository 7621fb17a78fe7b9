"""Where addresses of the web lead today. Needs the extra `web`.

Politely: a few at a time, one at a time of a host.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import httpx2

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
    from collections.abc import Callable, Iterable
    from ipaddress import IPv4Address, IPv6Address

    from briefing.library.address import Address

    Told = Callable[[int, str], object]
    """Takes how many are done, and the host that is asked."""

MOST_AT_ONCE: Final = 4
EACH_SECONDS: Final = 10.0
ALL_SECONDS: Final = 120.0
_HEADERS: Final = {**agent("link check"), "Accept": "*/*"}
_FOR_GOOD: Final = {301, 308}
_REFUSALS: Final = {401, 402, 403, 429}
_PASSING: Final = {408, 425, 429}
"""Refusals that may be over tomorrow; and so may all from 500 on."""


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
    async with transport() as carrier:
        walk = _Walk(carrier, private, each, lambda host: told(len(reached), host))

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
        self, carrier: httpx2.AsyncHTTPTransport, private: bool, each: float, asks: Callable[[str], object]
    ) -> None:
        self._carrier = carrier
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
                except PrivateNetworkError:
                    return Reached(Outcome.PRIVATE, "leads into a private network", here.url)
                except (httpx2.TransportError, OSError) as fault:
                    return Reached(Outcome.UNREACHED, worded(fault), here.url)
                seconds -= clock() - began
            passed.append(here.url)
            try:
                there = onward(status, location, here, passed)
            except AstrayError as astray:
                return Reached(Outcome.ASTRAY, str(astray), here.url, status)
            if there is None:
                return _judged(status, here, lasting if lasting is not start else None)
            if lasting is here and status in _FOR_GOOD:
                lasting = there
            here = there

    async def _ask(self, here: Address, seconds: float) -> tuple[int, str | None]:
        """The status, and where it redirects to. Nothing of the page itself is read."""
        numbers = await numbers_of(here, private=self._private)
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
        async with answer(self._carrier, method, here, numbers, patience, _HEADERS) as response:
            return response.status_code, response.headers.get("location")


def _judged(status: int, here: Address, moved: Address | None) -> Reached:
    if status in _REFUSALS:
        return Reached(Outcome.CLOSED, f"refuses programs ({status})", here.url, status)
    if not 200 <= status < 300:
        return Reached(Outcome.DEAD, refusal(status), here.url, status)
    if moved:
        return Reached(Outcome.MOVED, "has moved for good", moved.url, status)
    return Reached(Outcome.GOOD, "is there", here.url, status)
