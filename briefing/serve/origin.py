"""Where readers find it: the one Host that is answered, and the one Origin that may open a dashboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from briefing.library.address import RefusedLink, address
from briefing.library.problem import BriefingError

_USUAL: Final = {"http": ":80", "https": ":443"}
"""Ports that browsers leave out of Host and Origin."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme and host as browsers write them, the host with its port."""

    scheme: str
    host: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}"

    @property
    def is_secure(self) -> bool:
        """Whether what goes to and fro is hidden from those between."""
        return self.scheme == "https"

    @property
    def port(self) -> str:
        """The port, as it is in the host or as it goes without saying."""
        _, _, port = self.host.rpartition("]")[2].partition(":")  # colons in brackets are of an IPv6 address
        return port or _USUAL[self.scheme].removeprefix(":")

    @property
    def websocket(self) -> str:
        """Where the page opens its websocket."""
        return f"{'wss' if self.is_secure else 'ws'}://{self.host}/ws"


def listening_at(host: str, port: int) -> Origin:
    """That of a server on this machine, by the address that it listens on."""
    host = f"[{host}]" if ":" in host else host
    return Origin("http", f"{host}:{port}".removesuffix(_USUAL["http"]))


def public(url: str) -> Origin:
    """That of the address readers are given."""
    try:
        written = address(url).url
    except RefusedLink as refused:
        raise BriefingError(f"--public-url cannot be used: {refused}") from None
    scheme, _, host = written.removesuffix("/").partition("://")
    if any(mark in host for mark in "/?#"):
        raise BriefingError("--public-url is a host alone, without a path: as https://briefing.example.org")
    return Origin(scheme, host.removesuffix(_USUAL[scheme]))
