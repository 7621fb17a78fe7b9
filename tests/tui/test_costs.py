"""What nobody should have to wait for, counted and not timed: modules, files, widgets, lines, bytes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examples import CARD

from briefing.tui.panes.cards import CardList, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import BriefingFrom
    from driving import OpenDashboard
    from terminal import Terminal
    from textual.strip import Strip

Start = Callable[..., "Terminal"]

QUIET = 'title = "Quiet waters"\nas_of = 2024-10-03\nsummary = "Nothing moves."\n'

AT_FIRST_FRAME = """
import json, sys
from pathlib import Path
from textual.drivers.linux_driver import LinuxDriver
from briefing.cli.main import main

title, told = sys.argv[1], Path(sys.argv[2])
write = LinuxDriver.write

def watched(driver, written):
    if title in written and not told.exists():
        told.write_text(json.dumps(sorted(sys.modules)))
    write(driver, written)

LinuxDriver.write = watched
sys.exit(main([]))
"""
"""Starts the dashboard as `briefing` does, and tells which modules are loaded as its first title goes out."""


def test_the_first_frame_is_out_before_models_and_whatever_else_is_heavy_is_loaded(
    briefing_from: BriefingFrom, terminal: Start, tmp_path: Path
) -> None:
    told = tmp_path / "modules.json"
    run = terminal(
        "Ishiba takes office",
        str(told),
        program=(sys.executable, "-c", AT_FIRST_FRAME),
        environ={"BRIEFING_CONTENT": str(briefing_from({"us/alliance.toml": CARD}))},
    )
    run.shows("Worst first")
    run.type("Q")
    assert run.ended() == 0
    modules = set(json.loads(told.read_text()))
    assert "briefing.tui.app" in modules
    assert not modules & {"argparse", "markdown_it", "pydantic", "sqlite3", "tree_sitter", "watchfiles"}
    assert not modules & {"textual.widgets._markdown", "briefing.library.folder", "briefing.reader.settings"}
    assert not [name for name in modules if name.startswith(("briefing.check", "briefing.model.", "briefing.intake"))]
