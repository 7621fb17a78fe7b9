"""Servers, pages and feeds that mean harm, each imported as a person would: by the command, in a process of its own."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bad_server import BadServer, close, drip, endless, hang, page, to, trickle
from examples import CARD, write_briefing
from failing import files_in
from intake.pages import LAUGHS

from briefing.library.archive import LARGEST
from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bad_server import Answer

SECONDS: Final = 10
MEMORY: Final = 200_000_000
_XXE: Final = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'
_ITEM: Final = "<item><title>\x1b[2J{0}</title><link>{1}</link></item>"
SERVERS: Final[dict[str, Answer]] = {
    "says nothing": hang,
    "never ends its first line": drip,
    "sends a page letter by letter": trickle,
    "sends a page without an end": endless,
    "hangs up": close,
    "packs 50 MB into 50 kB": page(gzip.compress(b"\0" * 50_000_000), "Content-Encoding: gzip"),
    "packs nothing, very often": page(gzip.compress(b"") * (LARGEST // 20 + 1), "Content-Encoding: gzip"),
    "sends on in a circle": to("/"),
    "sends on to a file": to("file:///etc/passwd"),
    "sends a header of 10 MB": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000_000 + b"\r\n\r\n",
    "a feed that declares entities": page(LAUGHS, of="application/rss+xml"),
    "a feed that names a file of ours": page(_XXE, of="application/rss+xml"),
    "a feed with 200,000 tags in a title": page(
        "<rss><channel><item><title>" + "<b>" * 200_000, of="application/rss+xml"
    ),
    "a feed of links that are programs": page(
        f"<rss><channel>{_ITEM.format('x', 'javascript:alert(1)') * 1000}</channel></rss>", of="application/rss+xml"
    ),
    "a page of 580,000 elements": page(b"<i>a</i> " * 580_000),
    "a page of 200,000 tags, none of them closed": page(b"<b>" * 200_000),
    "a page that is a program": page(bytes(range(256)) * 4000),
}
"""By what it does."""


@dataclass(frozen=True)
class _Ended:
    code: int
    words: str
    seconds: float
    memory: int
    """Bytes that the largest of its processes had at once."""


def trials() -> Iterator[Trial]:
    wrong, slowest, largest = [], (0.0, ""), (0, "")
    with tempfile.TemporaryDirectory() as folder, BadServer() as server:
        root = write_briefing(Path(folder, "content"), {"us/a.toml": CARD})
        before = files_in(root)
        for does, answer in SERVERS.items():
            server.answers["/"] = answer
            ended = _imported(root, server.url("/"), "--private")
            slowest, largest = max(slowest, (ended.seconds, does)), max(largest, (ended.memory, does))
            unsafe = "Traceback" in ended.words or "\x1b" in ended.words
            if ended.code not in (1, 2) or unsafe or files_in(root) != before:
                wrong.append(f"{does}: {ended.code} {ended.words[-200:]}")
        asked = len(server.asked)
        private = _imported(root, server.url("/"))
        if private.code != 2 or len(server.asked) != asked:
            wrong.append("a private network was asked")
    tried = len(SERVERS) + 1
    yield Trial(
        10,
        f"{len(SERVERS)} hostile servers, pages and feeds, and one in a private network",
        f"all refused within {SECONDS} s and {MEMORY // 10**6} MB, nothing written",
        f"{tried - len(wrong)} of {tried} refused; the slowest in {slowest[0]:.1f} s ({slowest[1]}), "
        f"the largest with {largest[0] / 1e6:.0f} MB ({largest[1]})" + "".join(f"; {each}" for each in wrong),
        not wrong and slowest[0] <= SECONDS and largest[0] <= MEMORY,
    )


def _imported(root: Path, *words: str) -> _Ended:
    start = time.monotonic()
    command = [sys.executable, "-m", "briefing", "-C", str(root), "import", *words, "--to", "us"]
    environ = os.environ | {f"XDG_{name}_HOME": str(root.parent / name) for name in ("CONFIG", "STATE", "CACHE")}
    with subprocess.Popen(
        command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout
        told = process.stdout.read().decode(errors="replace")
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return _Ended(process.returncode, told, time.monotonic() - start, used.ru_maxrss * unit)
