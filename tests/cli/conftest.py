"""The program as somebody starts it: in a process of its own, or in this one where only its words matter."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from briefing.cli.main import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


Briefing = Callable[..., Ended]


@pytest.fixture
def unmeasured(environ: dict[str, str]) -> dict[str, str]:
    """The same for a program that nobody measures the coverage of: that loads and writes what is its own."""
    return {name: value for name, value in environ.items() if not name.startswith("COVERAGE_")}


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """An environment in which nobody has settings, and output is held back as it is for everybody."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHONUNBUF", "BRIEFING_"))}
    return {
        **inherited,
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "TERM": "xterm-256color",
        "COLUMNS": "100",
        "LINES": "30",
    }


@pytest.fixture
def briefing(environ: dict[str, str], tmp_path: Path) -> Briefing:
    """Run the program in a process of its own, without a terminal."""

    def run(*words: str, **more: str) -> Ended:
        ended = subprocess.run(
            [sys.executable, "-m", "briefing", *words],
            env=environ | more,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
        )
        return Ended(ended.returncode, ended.stdout.decode(errors="replace"), ended.stderr.decode(errors="replace"))

    return run


@pytest.fixture
def on_terminal(environ: dict[str, str], tmp_path: Path) -> Briefing:
    """Run the program with stdout on a terminal, and stdin not; `keyboard=True` puts stdin there too.

    `keys` are pressed once the text `seen` is on the screen.
    """

    def run(*words: str, keyboard: bool = False, keys: str = "", seen: str = "", **more: str) -> Ended:
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "briefing", *words],
            env=environ | more,
            cwd=tmp_path,
            stdin=theirs if keyboard else subprocess.DEVNULL,
            stdout=theirs,
            stderr=subprocess.PIPE,
        )
        os.close(theirs)
        patience = Timer(60, process.kill)
        patience.start()
        out = b""
        # Linux ends a terminal whose other side is closed with an error, not with an empty read.
        with suppress(OSError), os.fdopen(ours, "rb", buffering=0) as terminal:
            while piece := terminal.read(65536):
                out += piece
                if keys and seen.encode() in out:
                    os.write(ours, keys.encode())
                    keys = ""
        err = process.communicate(timeout=60)[1]
        patience.cancel()
        return Ended(process.returncode, out.decode(errors="replace").replace("\r\n", "\n"), err.decode())

    return run


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, environ: dict[str, str]) -> Any:
    """Run the program in this process."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)

    def run(*words: str | Path) -> Ended:
        code = main([str(word) for word in words])
        return Ended(code, *capsys.readouterr())

    return run
