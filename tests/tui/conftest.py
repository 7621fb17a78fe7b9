"""A dashboard to drive: keys in, and the screen out as a reader sees it."""

from __future__ import annotations

import os
import shlex
import sys
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest
from driving import Driven, OpenDashboard
from examples import CARD, write_briefing
from terminal import Terminal
from tui.ordeals import Shell

from briefing.tui.app import BriefingApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

ON_DAY = date(2024, 10, 3)
ALTERED = Path(__file__).with_name("altered.py")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def a_home_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the state, settings or browser of whoever runs it."""
    for name in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "VISUAL", "EDITOR", "NO_COLOR", "BRIEFING_CONTENT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def open_dashboard() -> OpenDashboard:
    """Open the dashboard on a folder, at a size, and wait until its content is read and checked."""

    @asynccontextmanager
    async def opened(
        root: Path, size: tuple[int, int] = (120, 40), at: str | None = None, on: date = ON_DAY
    ) -> AsyncIterator[Driven]:
        app = BriefingApp(root, on, at)
        async with app.run_test(size=size) as pilot:
            driven = Driven(app, pilot)
            await driven.until(lambda: app.is_checked and app.dashboard.marks)
            yield driven

    return opened


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start `briefing` on a real pseudo-terminal."""
    started: list[Terminal] = []

    def start(*arguments: str, **about: object) -> Terminal:
        environ = {"HOME": str(tmp_path), **{key: value for key, value in os.environ.items() if key.startswith("XDG_")}}
        one = Terminal(arguments, environ=environ | dict(about.pop("environ", {})), **about)  # type: ignore[call-overload, arg-type]
        started.append(one)
        return one

    yield start
    for one in started:
        one.close()


@pytest.fixture
def dashboard(terminal: Callable[..., Terminal], tmp_path: Path) -> Callable[..., Terminal]:
    """Start `briefing` on a terminal and wait for its cards; `altered` names changes in `tui/altered.py`."""

    def start(*arguments: str, altered: str = "", **about: object) -> Terminal:
        root = write_briefing(tmp_path / "content", {"us/alliance.toml": CARD})
        if altered:
            about["program"] = (sys.executable, str(ALTERED), altered)
            about["environ"] = {"BEGUN": str(tmp_path / "begun"), **dict(about.get("environ", {}))}  # type: ignore[call-overload]
        run = terminal("-C", str(root), "--today", ON_DAY.isoformat(), *arguments, **about)
        run.shows("Worst first")
        return run

    return start


@pytest.fixture
def line_editor(tmp_path: Path) -> Path:
    """An editor that leaves the terminal as it is, and reads a line; ctrl+c is something it knows."""
    editor = tmp_path / "ed"
    editor.write_text("#!/bin/sh\ntrap 'echo INTERRUPTED' INT\necho EDITING\nread line || read line\n")
    editor.chmod(0o755)
    return editor


@pytest.fixture
def shell(terminal: Callable[..., Terminal], tmp_path: Path) -> Callable[..., Shell]:
    """Open a shell on a terminal, with a line that starts `briefing`; `altered` as for `dashboard`."""
    # What the shell itself asks of the terminal at each prompt is left out.
    (tmp_path / "inputrc").write_text("set enable-bracketed-paste off\n")

    def start(altered: str = "", seconds: float = 20) -> Shell:
        root = write_briefing(tmp_path / "content", {"us/alliance.toml": CARD})
        program = (str(ALTERED), altered) if altered else ("-m", "briefing")
        line = (sys.executable, *program, "-C", str(root), "--today", ON_DAY.isoformat())
        environ = {
            "INPUTRC": str(tmp_path / "inputrc"),
            "PS1": Shell.PROMPT,
            "VISUAL": which("vim") or "vi",
            "BEGUN": str(tmp_path / "begun"),
        }
        run = terminal(program=("bash", "--norc", "-i"), environ=environ, columns=200)
        return Shell(run, shlex.join(line), seconds)

    return start
