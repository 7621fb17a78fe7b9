"""A home of its own: no proof reads or writes the state, the settings or the browser of whoever runs it."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

if TYPE_CHECKING:
    from collections.abc import Iterator

_OF_THE_USER = ("DISPLAY", "WAYLAND_DISPLAY", "EDITOR", "NO_COLOR", "BRIEFING_CONTENT")


def environment(folder: Path) -> dict[str, str]:
    """What a program is told of the home in a folder; editor and browser are programs that do nothing."""
    homes = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
    return {"HOME": str(folder), "VISUAL": "/bin/true", "BROWSER": "/bin/true", **homes}


@contextmanager
def at_home() -> Iterator[Path]:
    """A folder that goes afterwards, and this process at home in it."""
    with tempfile.TemporaryDirectory() as folder, mock.patch.dict(os.environ, environment(Path(folder))):
        for name in _OF_THE_USER:
            os.environ.pop(name, None)
        yield Path(folder)
