"""One reader's dashboard: a process of its own, for as long as the page is open."""

from __future__ import annotations

import asyncio
import os
import signal
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
    screen = asyncio.create_task(_screen(process, websocket))
    try:
        with suppress(ConnectionError, TimeoutError):  # it has gone, or is stuck
            await _keys(process, websocket)
    finally:
        await _end(process)
        screen.cancel()
        with suppress(asyncio.CancelledError):
            await screen
        await websocket.close()


async def _keys(process: Process, websocket: WebSocketResponse) -> None:
    """Hand on what the reader types, at a bearable pace."""
    keys, clock = process.stdin, asyncio.get_running_loop().time
    assert keys is not None
    pace = Pace(clock())
    async for message in websocket:
        try:
            packet = to_dashboard(message.data if message.type is WSMsgType.TEXT else "")
        except ValueError:
            await websocket.close(code=WSCloseCode.POLICY_VIOLATION)
            return
        await asyncio.sleep(pace.wait(len(message.data), clock()))
        keys.write(packet)
        async with asyncio.timeout(_STUCK):
            await keys.drain()


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
