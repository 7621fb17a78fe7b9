"""What the tests share: a folder of content written from a few lines of TOML, and what the library makes of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from examples import write_briefing
from hypothesis import settings

from briefing.library.folder import read_library
from briefing.library.library import Library

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

BriefingFrom = Callable[[dict[str, str]], Path]
LibraryFrom = Callable[[dict[str, str]], Library]


@pytest.fixture
def briefing_from(tmp_path: Path) -> BriefingFrom:
    """Write a folder of content from its files' texts; what is not given is supplied."""
    return lambda files: write_briefing(tmp_path / "content", files)


@pytest.fixture
def library_from(briefing_from: BriefingFrom) -> LibraryFrom:
    """Write a folder of content as `briefing_from` does, and read it."""
    return lambda files: read_library(briefing_from(files))
