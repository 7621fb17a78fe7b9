"""A served briefing of twelve regions, or of what a test writes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examples import twelve_regions
from serve.visiting import Serve, Served

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = str(Path(__file__).parents[2])

WORDS = ("--port", "0", "--today", "2025-05-10")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def environment(home: Path) -> dict[str, str]:
    """The environment of somebody with secrets, programs of choice and a home."""
    home.mkdir()
    return {
        **{name: value for name, value in os.environ.items() if name.startswith("COV")},
        "PATH": os.environ["PATH"],
        "PYTHONPATH": ROOT,
        "HOME": str(home),
        "LANG": "C",
        "EDITOR": "vi",
        "VISUAL": "vi",
        "BROWSER": "firefox",
        "DISPLAY": ":0",
        "SSH_AUTH_SOCK": "/tmp/agent",
        "AWS_SECRET_ACCESS_KEY": "do not tell",
        "BRIEFING_CONTENT": "/nowhere",
    }


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start `briefing serve` on any free port; it ends with the test."""
    started: list[Served] = []
    environ = environment(tmp_path / "home")

    def start(*words: str, root: Path | None = None) -> Served:
        folder = root or twelve_regions(tmp_path / "content")
        started.append(Served("-C", str(folder), *WORDS, *words, environ=environ, cwd=tmp_path))
        return started[-1]

    yield start
    for one in started:
        one.end()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One that all tests of a module visit."""
    folder = tmp_path_factory.mktemp("served")
    root = twelve_regions(folder / "content")
    one = Served("-C", str(root), *WORDS, environ=environment(folder / "home"), cwd=folder)
    yield one
    one.end()
