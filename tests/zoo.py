"""What else but a card can stand in a region's folder under a name."""

from __future__ import annotations

import os
import socket
from contextlib import chdir
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 40)


def _socket(path: Path) -> None:
    with chdir(path.parent), socket.socket(socket.AF_UNIX) as listening:  # its path may have a hundred characters
        listening.bind(path.name)


def _circle(path: Path) -> None:
    other = path.with_name("other-way")
    other.symlink_to(path.name)
    path.symlink_to(other.name)


def _shut(path: Path) -> None:
    path.write_bytes(b"\xff")  # whoever may read it all the same is told that
    path.chmod(0)


TOLD: Final[dict[str, Callable[[Path], object]]] = {
    "a named pipe": os.mkfifo,
    "a socket": _socket,
    "a folder": lambda path: path.mkdir(),
    "a terabyte of nothing": _sparse,
    "two mebibytes": lambda path: path.write_bytes(b"#" * 2**21),
    "an endless device": lambda path: path.symlink_to("/dev/zero"),
    "the terminal": lambda path: path.symlink_to("/dev/tty"),
    "this process's memory": lambda path: path.symlink_to("/proc/self/mem"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "links in a circle": _circle,
    "a link to nowhere": lambda path: path.symlink_to("nowhere.toml"),
    "a link that leaves the folder": lambda path: path.symlink_to("/etc/passwd"),
    "a file that is shut": _shut,
    "an empty file": lambda path: path.touch(),
}
"""What is told, by how it comes to stand at a path."""

ODD_NAMES: Final = [b"caf\xe9.toml", b"a\nb.toml", b"\x1b]0;a\x07.toml", b"\xe2\x80\xae.toml", b" .toml"]
"""Names of good cards that cannot be a card's name."""

LEAVINGS: Final = [
    ".a.toml.swp", ".a.toml.swx", "a.toml~", "#a.toml#", "#a.toml", ".#a.toml", "4913", "a.toml.bak", ".hidden.toml",
    "a.toml.tmp", "sed3fG9Qx", ".a.toml.kate-swp", "a.toml.1234567890", ".goutputstream-X9", "a.TOML.orig", ".toml",
]  # fmt: skip
"""What editors leave behind, which is passed over."""
