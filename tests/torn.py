"""Cards as slips, crashes and foreign programs leave them: bytes gone, put in, and doubled."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from examples import CARD

if TYPE_CHECKING:
    from collections.abc import Iterator

PUT = [
    b"", b'"', b"'", b'"""', b"'''", b"[", b"]", b"[[", b"]]", b"{", b"}", b"\n", b"\r", b"=", b".", b",", b"#", b"\\",
    b"\\u001b", b"\\ud800", b"\x00", b"\x1b", b"\x9b", b"\xff", b"\xfe\xff", b"\xe2\x80\xae", b"\xef\xbb\xbf",
    b"\xed\xa0\x80", b"[[claim]]\n", b"[risk]\n", b"[risk.assessment]\n", b"risk = 1\n", b"title = 1\n",
    b"id = 'c1'\n", b"status = 'draft'\n", b"<<<<<<< HEAD\n", b"2024-13-01", b"9" * 5000, b"[" * 500, b"a." * 500,
    b"likelihood = 'certain'\n", b"aliases = ['us/torn']\n", b"also_in = ['nowhere']\n", b"inf", b"-0", b"1e999",
    b"0x", b"07:32:00",
]  # fmt: skip


def mutations(count: int, seed: int) -> Iterator[bytes]:
    """So many cards that began as a good one, each with up to six changes."""
    chance = Random(seed)
    for _ in range(count):
        raw = CARD.encode()
        for _ in range(chance.randint(1, 6)):
            at, gone = chance.randrange(len(raw) + 1), chance.choice([0, 0, 1, 2, 10, 100, 1000])
            put = chance.choice([*PUT, chance.randbytes(3), raw[chance.randrange(len(raw) + 1) :][:200]])
            raw = raw[:at] + put + raw[at + gone :]
        yield raw
