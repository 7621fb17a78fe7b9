"""When two addresses lead to one page: what of an address is the page, and what is said of its reader."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote_plus, urlsplit, urlunsplit

from briefing.library.address import address

_TRACKERS: Final = {
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "ttclid", "yclid", "ysclid",
    "li_fat_id", "rdt_cid", "mc_cid", "mc_eid", "igsh", "igshid", "mibextid", "mkt_tok", "_hsenc", "_hsmi",
    "hsctatracking", "_ga", "_gl", "s_cid", "ref_src", "spm", "srsltid", "vero_id", "vero_conv", "oly_anon_id",
    "oly_enc_id", "pk_campaign", "pk_kwd", "pk_source", "pk_medium", "_openstat", "guccounter", "guce_referrer",
}  # fmt: skip
_TRACKING: Final = ("utm_", "hsa_", "mtm_")
"""What the names of whole families of trackers begin with."""
_ESCAPED: Final = re.compile("%(?:2[DE]|5F|7E|3[0-9]|[46][1-9A-F]|[57][0-9A])", re.IGNORECASE)
"""What may be written as it is: letters, digits and `-._~`."""
_PORTS: Final = {"http": 80, "https": 443}
_ACCELERATED: Final = {"amp", "outputtype=amp", "amp=1", "amp=true"}


def is_tracker(key: str) -> bool:
    """Whether a key of a query tells on the reader, and nothing of the page."""
    return key.lower() in _TRACKERS or key.lower().startswith(_TRACKING)


def canonical(url: str) -> str:
    """The address as a bibliography gives it: without trackers, a place in the page, or the port that goes unsaid.

    Raises RefusedLink where it is not one that is opened.
    """
    parts = urlsplit(address(url).url)
    host = parts.netloc.removesuffix(f":{_PORTS[parts.scheme]}")
    path = _ESCAPED.sub(lambda escaped: unquote_plus(escaped[0]), parts.path or "/")
    query = "&".join(pair for pair in parts.query.split("&") if pair and not is_tracker(_key(pair)))
    return urlunsplit((parts.scheme, host, path, query, ""))


def same_page(url: str) -> str:
    """What addresses of one page have in common, to be compared and not opened.

    Beyond `canonical`: encrypted or not, with a slash at its end or without, and made ready for telephones (AMP).
    """
    parts = urlsplit(canonical(url))
    path = parts.path.rstrip("/").removesuffix("/amp").rstrip("/")
    query = "&".join(pair for pair in parts.query.split("&") if pair.lower() not in _ACCELERATED)
    return f"{parts.netloc}{path}?{query}"


def _key(pair: str) -> str:
    return unquote_plus(pair.partition("=")[0])
