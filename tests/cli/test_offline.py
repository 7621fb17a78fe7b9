"""Nothing goes over the network but by the commands that say so."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from examples import CARD
from terminal import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import BriefingFrom

WATCHED = """
import sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind"):
        print("network:", event, file=sys.stderr)

sys.addaudithook(watch)
from briefing.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def run(root: Path, tmp_path: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command that tells every use of the network on stderr."""
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    command = [sys.executable, "-c", WATCHED, *words[:1], *(("-C", str(root)) if words else ()), *words[1:]]
    return subprocess.run(command, env=environ, cwd=root, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize(
    "words",
    [
        "show",
        "list",
        "search SOFA",
        "check",
        "score",
        "export html -o page.html",
        "new us/fresh",
        "paths",
    ],
)
def test_no_other_command_opens_a_connection(briefing_from: BriefingFrom, tmp_path: Path, words: str) -> None:
    done = run(briefing_from({"us/alliance.toml": CARD}), tmp_path, *words.split())
    assert done.returncode == 0, done.stderr
    assert "network:" not in done.stderr


def test_one_that_says_so_is_seen_to(briefing_from: BriefingFrom, tmp_path: Path) -> None:
    root = briefing_from({"us/alliance.toml": CARD.replace("jt", "gone")})
    (root / "sources.toml").write_text(
        '[gone]\ntitle = "x"\npublisher = "x"\nurl = "http://briefing.invalid/"\nkind = "data"\n'
    )
    assert "network: socket.getaddrinfo" in run(root, tmp_path, "check", "--links").stderr
