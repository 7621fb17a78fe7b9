"""The site: who is let in, the page with its looks, and how many dashboards are open at once."""

from __future__ import annotations

import asyncio
import secrets
import signal
from dataclasses import dataclass
from html import escape
from logging import LogRecord, getLogger
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Final

import textual_serve
from aiohttp import WSCloseCode, web
from aiohttp.http_exceptions import HttpProcessingError

from briefing.serve.session import show
from briefing.serve.wire import LONGEST, size

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Sequence

    from aiohttp.typedefs import Handler

    from briefing.reader.themes import Theme
    from briefing.serve.origin import Origin

_HERE: Final = Path(__file__).parent
_THERE: Final = Path(textual_serve.__file__).parent / "static"
_FILES: Final = {
    "room.css": (_HERE / "room.css", "text/css"),
    "room.js": (_HERE / "room.js", "text/javascript"),
    "xterm.css": (_THERE / "css" / "xterm.css", "text/css"),
    "textual.js": (_THERE / "js" / "textual.js", "text/javascript"),
    "mono.ttf": (_THERE / "fonts" / "RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "mono-italic.ttf": (_THERE / "fonts" / "RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
}
"""All that is given away besides the page: nothing is fetched from anywhere else."""
_PATIENCE: Final = 2.0
"""Seconds to wait for a place: whoever reloads the page asks for one before the old one is given back."""
_ALIVE: Final = 20.0
"""Seconds between two questions whether the browser is still there."""
_ENDS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass
class Site:
    """Dashboards at an address, for those who have the token."""

    origin: Origin
    command: Sequence[str]
    """What starts a dashboard."""
    sessions: int
    """Dashboards open at once."""
    title: Callable[[], str]
    theme: Theme

    def __post_init__(self) -> None:
        self.token = secrets.token_urlsafe(32)
        self._places = asyncio.Semaphore(self.sessions)
        self._open: set[web.WebSocketResponse] = set()
        # Cookies are of a host whatever the port; those of `__Host-` no neighbour can set.
        self._cookie = "__Host-briefing" if self.origin.is_secure else f"briefing-{self.origin.port}"

    @property
    def address(self) -> str:
        """What a reader is given."""
        return f"{self.origin}/?token={self.token}"

    def application(self) -> web.Application:
        """All of it as aiohttp runs it."""
        application = web.Application(middlewares=[self._door])
        application.router.add_get("/", self._page)
        application.router.add_get("/ws", self._dashboard, allow_head=False)
        application.router.add_get("/{name}", _file)
        application.on_response_prepare.append(self._harden)
        application.on_shutdown.append(self._close)
        return application

    # -- who is let in

    @web.middleware
    async def _door(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        origins = request.headers.getall("Origin", [])
        if request.headers.getall("Host", []) != [self.origin.host]:
            return self._words(403, "Not here", f"This briefing is read at {self.origin} only.")
        if origins not in ([], [str(self.origin)]) or (request.path == "/ws" and not origins):
            return self._words(403, "Not from there", "Another site may not open this briefing.")
        if request.path == "/" and "token" in request.query:
            return self._let_in(request.query["token"])
        if not self._is_token(request.cookies.get(self._cookie, "")):
            return self._words(
                401,
                "Who is it?",
                "Open the whole address that you were given, with the token at its end. "
                'If you have done so before, <a href="/">go on</a>.',
            )
        return await handler(request)

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(errors="replace"), self.token.encode())

    def _let_in(self, given: str) -> web.Response:
        """Put the token where no address shows it.

        The page goes on by itself: on a redirect that began with another site's link, browsers withhold the cookie.
        """
        if not self._is_token(given):
            return self._words(
                401, "Not this token", "The briefing has been opened anew since: ask for the address that it has now."
            )
        response = self._words(200, "Come in", '<a href="/">Go on to the briefing</a>.')
        response.headers["Refresh"] = "0; url=/"
        response.set_cookie(
            self._cookie, self.token, path="/", secure=self.origin.is_secure, httponly=True, samesite="Strict"
        )
        return response

    async def _harden(self, _: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(
            {
                # Styles are set by the terminal as it runs; scripts are those of the files above.
                "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
                f"font-src 'self'; img-src data:; connect-src {self.origin.websocket}; base-uri 'none'; "
                "form-action 'none'; frame-ancestors 'none'",
                "Cross-Origin-Opener-Policy": "same-origin",
                "Cross-Origin-Resource-Policy": "same-origin",
                "Permissions-Policy": "camera=(), clipboard-read=(), geolocation=(), microphone=()",
                "Referrer-Policy": "no-referrer",
                "Server": "briefing",
                "X-Content-Type-Options": "nosniff",
                "X-Frame-Options": "DENY",
            }
        )
        response.headers.setdefault("Cache-Control", "no-store")

    # -- what is there

    async def _page(self, _: web.Request) -> web.Response:
        if not await self._take_place():
            return self._full()
        self._places.release()  # the websocket takes it
        return self._html(200, "page.html", websocket=self.origin.websocket)

    async def _dashboard(self, request: web.Request) -> web.StreamResponse:
        if not await self._take_place():
            return self._full()
        try:
            websocket = web.WebSocketResponse(heartbeat=_ALIVE, max_msg_size=LONGEST)
            await websocket.prepare(request)
            self._open.add(websocket)
            try:
                asked = _cells(request, "width", 80), _cells(request, "height", 24)
                await show(websocket, self.command, size(*asked))
            finally:
                self._open.discard(websocket)
        finally:
            self._places.release()
        return websocket

    async def _take_place(self) -> bool:
        try:
            return await asyncio.wait_for(self._places.acquire(), _PATIENCE)
        except TimeoutError:
            return False

    def _full(self) -> web.Response:
        places = "the one place is" if self.sessions == 1 else f"all {self.sessions} places are"
        response = self._words(503, "One moment", f"Just now {places} taken. This page tries again by itself.")
        response.headers["Refresh"] = "10"
        return response

    async def _close(self, _: web.Application) -> None:
        await asyncio.gather(*(each.close(code=WSCloseCode.GOING_AWAY) for each in self._open))

    # -- pages

    def _words(self, status: int, heading: str, words: str) -> web.Response:
        return self._html(status, "words.html", heading=heading, words=words)

    def _html(self, status: int, page: str, **said: str) -> web.Response:
        text = Template((_HERE / page).read_text(encoding="utf-8")).substitute(
            title=escape(self.title()) if status == 200 else "briefing",
            ground=self.theme.ground,
            text=self.theme.text,
            muted=self.theme.muted,
            accent=self.theme.accent,
            **said,
        )
        return web.Response(status=status, text=text, content_type="text/html")


async def run(site: Site, listening: socket.socket, ready: Callable[[], None]) -> int:
    """Serve until a signal ends it, and all dashboards with it; which signal. `ready` is called once it answers."""
    log = getLogger(__name__)
    log.addFilter(_is_ours)
    runner = web.AppRunner(site.application(), access_log=None, keepalive_timeout=15, logger=log, shutdown_timeout=10)
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[int] = loop.create_future()
    for each in _ENDS:
        if signal.getsignal(each) is not signal.SIG_IGN:  # as after nohup
            loop.add_signal_handler(each, _end, ended, each)
    try:
        await runner.setup()
        await web.SockSite(runner, listening).start()
        ready()
        return await ended
    finally:
        await runner.cleanup()


def _is_ours(record: LogRecord) -> bool:
    """Whether what went wrong is our fault. What is not even a request is answered, and not worth a word."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def _end(ended: asyncio.Future[int], number: int) -> None:
    if not ended.done():  # a second ctrl+c finds it ending
        ended.set_result(number)


async def _file(request: web.Request) -> web.FileResponse:
    if (found := _FILES.get(request.match_info["name"])) is None:
        raise web.HTTPNotFound
    path, kind = found
    return web.FileResponse(path, headers={"Cache-Control": "no-cache", "Content-Type": kind})


def _cells(request: web.Request, name: str, usual: int) -> int:
    try:
        return int(request.query.get(name, usual))
    except ValueError:
        return usual
