"""Addresses of the web: what a link in content may lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Final
from unicodedata import category
from urllib.parse import quote

_LONGEST: Final = 2048
_URL: Final = re.compile(r"(https?)://([^/?#]+)(.*)", re.IGNORECASE)
_AUTHORITY: Final = re.compile(r"(\[[0-9a-f:.]+\]|[^:\[\]]+)(?::([0-9]{1,5}))?", re.IGNORECASE)
_HOST: Final = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?")
_NUMERIC: Final = re.compile(r"(.*\.)?([0-9]+|0x[0-9a-f]*)\.?")
_DISPUTED: Final = "ßẞς"
"""Old and new rules for host names take these to different hosts."""
_LEGAL: Final = "%/?#[]@!$&'()*+,;=:~"


class RefusedLink(ValueError):  # noqa: N818 - named for what the reader is told
    """An address that is not opened; the message says why, and repeats nothing of it."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be opened, made of printable ASCII only."""

    url: str
    """As it is handed to the browser."""
    host: str
    """As the reader is shown it before: in punycode if it is not ASCII, as letters may look alike."""


def address(url: str) -> Address:
    """What the link leads to; RefusedLink where it is anything but a plain address of the web."""
    if len(url) > _LONGEST:
        raise RefusedLink(f"it is longer than {_LONGEST} characters")
    if any(character == "\\" or category(character)[0] in "CZ" for character in url):
        raise RefusedLink("it holds a space, a backslash or a character that cannot be seen")
    parts = _URL.fullmatch(url)
    if not parts:
        raise RefusedLink("only addresses that begin with http:// or https:// and name a host are opened")
    scheme, authority, rest = parts.groups()
    if "@" in authority:
        raise RefusedLink("it hides its host behind a user's name")
    place = _AUTHORITY.fullmatch(authority)
    if not place:
        raise RefusedLink("its host or port cannot be made out")
    host = _host(place[1])
    if place[2] and not 0 < int(place[2]) < 2**16:
        raise RefusedLink("its port is not between 1 and 65535")
    port = f":{int(place[2])}" if place[2] else ""
    return Address(f"{scheme.lower()}://{host}{port}{quote(rest, safe=_LEGAL)}", host)


def web(url: str) -> str | None:
    """The address as a link may hold it; None where it is not plainly one of the web."""
    try:
        return address(url).url
    except RefusedLink:
        return None


def _host(written: str) -> str:
    try:
        if written.startswith("["):
            return f"[{IPv6Address(written[1:-1])}]"
        if any(letter in written for letter in _DISPUTED):
            raise RefusedLink("its host has a letter that browsers read in two ways; write it in punycode (xn--)")
        # Longer names are refused below; the codec's time grows with the square of the length.
        host = written[:254].encode("idna").decode("ascii").lower()
        if _NUMERIC.fullmatch(host):
            return str(IPv4Address(host))
    except (AddressValueError, UnicodeError):
        raise RefusedLink("its host is not a name or number that a browser should be given") from None
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise RefusedLink("its host is not a name that a browser should be given")
    return host
