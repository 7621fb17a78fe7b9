"""What goes between a browser's page, which speaks JSON, and a dashboard, which reads packets."""

from __future__ import annotations

import json
from typing import Final

from briefing.library.address import RefusedLink, address

READY: Final = b"__GANGLION__\n"
"""The dashboard's first line; packets follow."""
HEAD: Final = 5
"""Bytes before a packet's payload: its kind, and the payload's length in four."""
SCREEN: Final = b"D"
META: Final = b"M"
LONGEST: Final = 16 * 1024
"""Bytes of a message that is still taken from a browser."""
WIDEST: Final = 500
TALLEST: Final = 200
"""Cells to which screens are held, whatever size a browser says that it has: their cost grows with them."""


def to_dashboard(message: str) -> bytes:
    """A page's message as a packet, empty where the dashboard has no use for it.

    Raises ValueError where it is nothing that the page says.
    """
    try:
        said = json.loads(message)
    except RecursionError:
        raise ValueError("nested too deep") from None
    match said:
        case ["stdin", str(typed)]:
            return _packet(SCREEN, typed.encode(errors="replace"))
        case ["resize", {"width": int(columns), "height": int(rows)}]:
            width, height = size(columns, rows)
            return _meta(type="resize", width=width, height=height)
        case ["focus" | "blur" as kind]:
            return _meta(type=kind)
        case ["ping", str()]:
            return b""
    raise ValueError("not a message of the page")


def to_page(meta: bytes) -> str | None:
    """What a dashboard asks of the page, where that is to open an address that it may open."""
    match json.loads(meta):
        case {"type": "open_url", "url": str(url)}:
            try:
                return json.dumps(["open_url", {"url": address(url).url, "new_tab": True}])
            except RefusedLink:
                return None
    return None


def size(columns: int, rows: int) -> tuple[int, int]:
    """Columns and rows that a screen may have, nearest to these."""
    return min(max(columns, 1), WIDEST), min(max(rows, 1), TALLEST)


def _meta(**said: object) -> bytes:
    return _packet(META, json.dumps(said).encode())


def _packet(kind: bytes, payload: bytes) -> bytes:
    return kind + len(payload).to_bytes(4, "big") + payload
