"""Who is let in to a served briefing, how many, and what a huge screen costs."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import AsyncExitStack
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Final

from examples import twelve_regions
from serve.conftest import WORDS, environment
from serve.test_door import PATHS, UPGRADE
from serve.test_sessions import peak
from serve.visiting import Served

from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

MIB: Final = 1024 * 1024
FOREIGN_HOSTS: Final = (
    *("evil.example", "localhost:{port}", "127.0.0.1", "127.0.0.1:{port}.evil.example", "", "[::1]:{port}", "0.0.0.0"),
    *("127.0.0.1:1", "127.1:{port}", "evil.example@127.0.0.1:{port}", "127.0.0.1:{port}@evil.example"),
)
FOREIGN_ORIGINS: Final = (
    *(
        "https://evil.example",
        "null",
        "http://localhost",
        "https://{host}",
        "",
        "file://",
        "http://{host}.evil.example",
    ),
    *("http://evil.example/http://{host}", "http://{host}@evil.example", "http://127.0.0.1"),
)
WRONG_TOKENS: Final = ("", "x", "wrong" * 20, "%00", "%E6%97%A5")


def trials() -> Iterator[Trial]:
    with tempfile.TemporaryDirectory() as folder:
        root = twelve_regions(Path(folder) / "content")
        served = Served("-C", str(root), *WORDS, environ=environment(Path(folder) / "home"), cwd=Path(folder))
        try:
            yield _foreign(served)
            yield _without_token(served)
            yield asyncio.run(_ninth(served))
            yield asyncio.run(_huge(served))
        finally:
            served.end()


def _foreign(served: Served) -> Trial:
    cookie, port = served.cookie, served.host.rpartition(":")[2]
    hosts = [
        served.get(path, Cookie=cookie, Origin=served.origin, Host=host.format(port=port)).status
        for path, host in product(PATHS, FOREIGN_HOSTS)
    ]
    origins = [
        served.get(path, Cookie=cookie, Origin=origin.format(host=served.host), **UPGRADE).status
        for path, origin in product(PATHS, FOREIGN_ORIGINS)
    ]
    refused = (hosts + origins).count(403)
    return Trial(
        11,
        f"{len(hosts)} requests with a foreign Host and {len(origins)} with a foreign Origin, all with the cookie",
        "403 each, no dashboard started",
        f"403 to {refused} of {len(hosts + origins)}, {len(served.dashboards)} started",
        refused == len(hosts + origins) and not served.dashboards,
    )


def _without_token(served: Served) -> Trial:
    name = served.cookie.partition("=")[0]
    answers = [
        *(served.get(path, **({**UPGRADE, "Origin": served.origin} if path == "/ws" else {})).status for path in PATHS),
        *(served.get(f"/?token={token}").status for token in WRONG_TOKENS),
        *(served.get("/", Cookie=f"{name}={token}").status for token in WRONG_TOKENS),
    ]
    # The control: with the token it is another answer.
    let_in = served.get("/", Cookie=served.cookie).status == 200
    return Trial(
        11,
        f"{len(answers)} requests without the token, or with a wrong one",
        "401 each",
        f"401 to {answers.count(401)} of {len(answers)}",
        answers.count(401) == len(answers) and let_in,
    )


async def _ninth(served: Served) -> Trial:
    async with AsyncExitStack() as readers:
        eight = [await readers.enter_async_context(served.reader(80, 24)) for _ in range(8)]
        for reader in eight:
            await reader.shows("Twelve seas")
        # They go on reading: who answers no longer is taken to have gone.
        reading = [asyncio.create_task(reader.closed()) for reader in eight]
        asked = {"Cookie": served.cookie, "Origin": served.origin, **UPGRADE}
        answers = [(await asyncio.to_thread(served.get, "/ws", **asked)).status for _ in range(20)]
        started = len(served.dashboards)
        for task in reading:
            task.cancel()
    return Trial(
        11,
        "a ninth reader, 20 times, while eight read",
        "refused",
        f"503 to {answers.count(503)} of {len(answers)}; {started} dashboards",
        answers.count(503) == len(answers) and started == 8,
    )


async def _huge(served: Served) -> Trial:
    while served.dashboards:  # those of the readers before
        await asyncio.sleep(0.1)
    async with served.reader() as reader:
        await reader.shows("Twelve seas", "12 unread")
        [process] = served.dashboards
        before = peak(process)
        reader.screen.resize(200, 500)
        for size in (1_000_000, 2**31, 10**18):
            await reader.say("resize", {"width": size, "height": size})
        await reader.until(lambda: "unread" in reader.lines[0][450:] and "? help" in reader.text)
        await reader.press("5")
        await reader.shows("Υφαλοκρηπίδα")
        more = (peak(process) - before) / MIB
    return Trial(
        11,
        "a screen of a million columns and rows, and of more",
        "less than 100 MB more",
        f"{more:.0f} MB more",
        more < 100,
    )
