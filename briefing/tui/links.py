"""Links: the only way from content to a browser."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Final

from briefing.tui.launch import launch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.library.address import Address

_IN_TERMINAL: Final = {"browsh", "cha", "elinks", "links", "links2", "lynx", "w3m", "www-browser"}
_OPENERS: Final = (["open"],) if sys.platform == "darwin" else (["wslview"], ["xdg-open"], ["gio", "open"], ["firefox"])


def open_address(address: Address, environ: Mapping[str, str] | None = None) -> bool:
    """Start the user's browser on the address; whether one was started, not whether it got there.

    The standard library's `webbrowser` would let browsers write to our terminal and wait for them.
    """
    environ = os.environ if environ is None else environ
    for command in _browsers(environ):
        if Path(command[0]).name in _IN_TERMINAL or not which(command[0], path=environ.get("PATH")):
            continue
        arguments = [word.replace("%s", address.url) for word in command]
        if arguments == command:
            arguments.append(address.url)
        try:
            launch(arguments, environ)
        except OSError:
            continue
        return True
    return False


def _browsers(environ: Mapping[str, str]) -> Iterator[list[str]]:
    """The commands to try: those of `$BROWSER`, between colons, else what opens windows on this system."""
    if chosen := environ.get("BROWSER"):
        for command in chosen.split(":"):
            try:
                words = shlex.split(command.removesuffix("&"))
            except ValueError:
                continue
            if words:
                yield words
    elif sys.platform == "darwin" or any(
        environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
    ):
        # Elsewhere, as over SSH, only a browser in this terminal could be found, drawing over us.
        yield from _OPENERS
