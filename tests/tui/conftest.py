"""A dashboard to drive: keys in, and the screen out as a reader sees it."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest
from driving import Driven, OpenDashboard
from terminal import Terminal

from briefing.tui.app import BriefingApp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator
    from pathlib import Path

ON_DAY = date(2024, 10, 3)


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
