"""One reader's dashboard: a process of its own, for as long as the page is open."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from aiohttp import WSCloseCode, WSMsgType

import briefing
from briefing.serve.pace import Pace
from briefing.serve.wire import HEAD, META, READY, SCREEN, to_dashboard, to_page

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Mapping, Sequence

    from aiohttp.web import WebSocketResponse

_NEEDED: Final = ("PATH", "HOME", "XDG_CONFIG_HOME", "TZ")
"""To find git and the settings, and to know which day it is."""
_GRACE: Final = 3.0
"""Seconds that a dashboard has to end by itself."""
_STUCK: Final = 10.0
"""Seconds without taking what was typed, after which it is given up."""
_MEMORY: Final = 512 * 1024 * 1024
"""Bytes that a dashboard may hold, where that can be set: it needs an eighth. Without more it fails alone."""


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """All that a dashboard is told of ours: no secret, and nothing that would start a program."""
    return {name: environ[name] for name in _NEEDED if name in environ} | {
        "BRIEFING_SERVED": "1",
        "LC_ALL": "C.UTF-8",  # of the browser, not of whoever started us
        "PYTHONPATH": str(Path(briefing.__file__).parents[1]),  # this program, wherever it was found
        "TERM": "xterm-256color",
        "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TEXTUAL_DRIVER": "briefing.tui.served:ServedDriver",
    }


async def show(websocket: WebSocketResponse, command: Sequence[str], size: tuple[int, int]) -> None:
    """Run a dashboard for the page at the other end, until one of the two goes away."""
    columns, rows = size
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=environment(os.environ) | {"COLUMNS": str(columns), "ROWS": str(rows)},
        start_new_session=True,
    )
    _bound(process)
    typed: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
    hands = [asyncio.create_task(each) for each in (_screen(process, websocket), _keys(process, websocket, typed))]
    try:
        await _hear(websocket, typed)
    finally:
        hands[1].cancel()  # what has been typed and not yet handed on is of no use any more
        await _end(process)
        hands[0].cancel()
        await asyncio.gather(*hands, return_exceptions=True)
        await websocket.close()


def _bound(process: Process) -> None:
    """Set how much memory it may hold. Files that it maps do not count, as those of git."""
    if sys.platform == "linux":
        import resource

        with suppress(ProcessLookupError):
            resource.prlimit(process.pid, resource.RLIMIT_DATA, (_MEMORY, _MEMORY))


async def _hear(websocket: WebSocketResponse, typed: asyncio.Queue[tuple[float, bytes]]) -> None:
    """Listen to the page until it goes away, whatever still waits to be handed on, or says what it never would."""
    clock = asyncio.get_running_loop().time
    pace = Pace(clock())
    async for message in websocket:
        try:
            packet = to_dashboard(message.data if message.type is WSMsgType.TEXT else "")
            typed.put_nowait((pace.due(len(packet or message.data), clock()), packet))
        except (ValueError, OverflowError):
            await websocket.close(code=WSCloseCode.POLICY_VIOLATION)


async def _keys(process: Process, websocket: WebSocketResponse, typed: asyncio.Queue[tuple[float, bytes]]) -> None:
    """Hand on what the reader types, when it is due."""
    keys, clock = process.stdin, asyncio.get_running_loop().time
    assert keys is not None
    with suppress(ConnectionError, TimeoutError):  # it has gone, or is stuck
        while True:
            due, packet = await typed.get()
            await asyncio.sleep(due - clock())
            keys.write(packet)
            async with asyncio.timeout(_STUCK):
                await keys.drain()
    await websocket.close()


async def _screen(process: Process, websocket: WebSocketResponse) -> None:
    """Hand on what the dashboard draws; to the end, even if nobody looks: it would wait for us and never go."""
    drawn = process.stdout
    assert drawn is not None
    with suppress(asyncio.IncompleteReadError):
        await drawn.readuntil(READY)
        while True:
            head = await drawn.readexactly(HEAD)
            payload = await drawn.readexactly(int.from_bytes(head[1:], "big"))
            with suppress(ConnectionError):
                if head[:1] == SCREEN:
                    await websocket.send_bytes(payload)
                elif head[:1] == META and (asked := to_page(payload)):
                    await websocket.send_str(asked)
    await websocket.close()


async def _end(process: Process) -> None:
    """Let it end, which it does when nothing more can be typed; else make it, and all that it has started."""
    assert process.stdin is not None
    process.stdin.close()
    try:
        async with asyncio.timeout(_GRACE):
            await process.wait()
    except TimeoutError:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
