"""`briefing serve`: the dashboard in readers' browsers."""

from __future__ import annotations

import asyncio
import gc
import socket
import sys
from errno import EADDRINUSE
from ipaddress import ip_address
from typing import TYPE_CHECKING

from briefing.cli.exits import Exit
from briefing.cli.place import found, not_found
from briefing.cli.reading import library_of
from briefing.cli.streams import put, settle, tell
from briefing.library.clean import named
from briefing.library.head import read_title
from briefing.library.problem import BriefingError
from briefing.library.root import shipped
from briefing.publish.extra import needs
from briefing.publish.wording import counted
from briefing.reader.themes import DEFAULT_THEME, read_theme
from briefing.serve.origin import listening_at, public

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from briefing.library.revision import Revision
    from briefing.serve.origin import Origin
    from briefing.serve.site import Site


def serve(root: Path, arguments: Namespace, past: Revision | None) -> int:
    """Serve the folder until a signal ends it."""
    try:
        from briefing.serve.site import Site, run
    except ModuleNotFoundError as missing:
        if missing.name not in ("aiohttp", "textual_serve"):
            raise
        raise needs("serve", "The dashboard in a browser") from None
    if not 0 <= arguments.port < 2**16:
        raise BriefingError("--port needs a number from 0, which is any that is free, to 65535")
    if arguments.sessions < 1:
        raise BriefingError("--sessions needs a number from 1")
    gc.enable()
    library = library_of(root, past)
    place = None if arguments.place is None else found(library, arguments.place)
    if place is None and arguments.place is not None:
        tell(not_found(library, arguments.place))
        return Exit.NOT_FOUND
    theme, _ = read_theme(shipped("themes") / f"{DEFAULT_THEME}.toml")
    assert theme is not None
    with _listening(arguments.host, arguments.port) as listening:
        origin = _origin(arguments.public_url, listening)
        command = _command(root, arguments, place)
        site = Site(origin, command, arguments.sessions, lambda: read_title(root) or "briefing", theme)
        number = asyncio.run(run(site, listening, lambda: _say(site, root, listening)))
    return 128 + number


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        if error.errno == EADDRINUSE:
            raise BriefingError(f"port {port} is taken: name another with --port, or --port 0 for any") from None
        why = (error.strerror or str(error)).partition(" (")[0]
        raise BriefingError(f"cannot listen on {named(host)}, port {port}: {why}") from None


def _origin(url: str | None, listening: socket.socket) -> Origin:
    """The address given out: the public one, which more than this machine can reach only if it is named."""
    host, port = listening.getsockname()[:2]
    if url is not None:
        origin = public(url)
        if not origin.is_secure:
            tell("warning: without TLS, whoever is on the way can read the briefing and the token")
        return origin
    if not ip_address(host).is_loopback:
        raise BriefingError(
            f"{host} can be reached from other machines, and what is served is not encrypted.\n"
            "Leave --host out and let a proxy with TLS stand before it, or name with --public-url the address that "
            "readers open: an https:// one of a proxy, or an http:// one to do without."
        )
    return listening_at(host, port)


def _command(root: Path, arguments: Namespace, place: str | None) -> list[str]:
    """What starts a reader's dashboard: this program, by words that no shell sees."""
    told = {"content": root, "today": arguments.today, "at": arguments.at}  # unsaid, it is the day when each begins
    words = [sys.executable, "-P", "-m", "briefing", "open", "--read-only"]
    words += [f"--{name}={value}" for name, value in told.items() if value]
    return [*words, "--", place] if place else words


def _say(site: Site, root: Path, listening: socket.socket) -> None:
    """The address on stdout, and what it means on stderr."""
    put(f"{site.address}\n")
    settle()
    host, port = listening.getsockname()[:2]
    tell(
        f"{root}, to be read by {counted(site.sessions, 'reader')} at once\n"
        f"listening on {host}, port {port}; ctrl+c ends it"
    )
