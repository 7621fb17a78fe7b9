"""Other programs that open in a terminal without network or account, each from PyPI in an environment of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.watched import ROOT


class Peer(NamedTuple):
    """A program that is started beside the dashboard."""

    name: str
    program: tuple[str, ...]
    shows: str
    """What stands on its first paint."""
    is_of_textual: bool


_PAGE: Final = str(ROOT / "docs" / "keys.md")
_FROM_PYPI: Final = (
    Peer("posting", ("posting",), "Send", is_of_textual=True),
    Peer("harlequin", ("harlequin",), "Data Catalog", is_of_textual=True),
    Peer("frogmouth", ("frogmouth",), "Frogmouth", is_of_textual=True),
    Peer("peplum", ("peplum",), "Peplum v", is_of_textual=True),
    Peer("visidata", ("vd", _PAGE), "# Keys", is_of_textual=False),
)
_OF_THE_SYSTEM: Final = (Peer("mc", ("mc",), "Quit", is_of_textual=False),)


def installed() -> list[Peer]:
    """Those that can be had; of each other one it says so."""
    found = []
    for peer in (*_FROM_PYPI, *_OF_THE_SYSTEM):
        program = shutil.which(peer.program[0]) if peer in _OF_THE_SYSTEM else _from_pypi(peer)
        if program:
            found.append(peer._replace(program=(program, *peer.program[1:])))
        else:
            print(f"  {peer.name}: left out, it cannot be had here", flush=True)
    return found


def _from_pypi(peer: Peer) -> str | None:
    """Where the program stands, once it is installed under the system's temporary folder."""
    place = Path(tempfile.gettempdir(), "briefing-peers", peer.name)
    program = place / "bin" / peer.program[0]
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        subprocess.run(
            [place / "bin" / "python", "-m", "pip", "install", "--quiet", peer.name],
            check=False,
            stderr=subprocess.DEVNULL,
        )
    return str(program) if program.exists() else None
