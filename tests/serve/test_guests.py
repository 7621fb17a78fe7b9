"""The reading room in a terminal, as guests over ssh have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examples import CARD
from terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import BriefingFrom


def test_guests_edit_nothing_and_leave_no_trace(briefing_from: BriefingFrom, tmp_path: Path) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    words = ("open", "--read-only", f"--content={root}", "--today=2024-10-03", "us/sofa")
    terminal = Terminal(words, environ={"HOME": str(tmp_path / "home"), "EDITOR": "touch"})
    try:
        terminal.shows("Evidence")
        terminal.type("e+m")
        terminal.shows("bookmarked")
        terminal.type("\x1a:")  # ctrl+z
        terminal.shows("Find a command")
        assert " edit" not in terminal.screen.display[-1]
        terminal.type("\x1b")
        terminal.settle()
        terminal.type("Q")
        assert terminal.ended() == 0
    finally:
        terminal.close()
    assert not (tmp_path / "home").exists()


def test_guests_start_no_browser_where_they_are_guests(briefing_from: BriefingFrom, tmp_path: Path) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    browser = tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\n: > {tmp_path}/started\n")
    browser.chmod(0o755)
    words = ("open", "--read-only", f"--content={root}", "--today=2024-10-03", "us/sofa")
    terminal = Terminal(words, environ={"HOME": str(tmp_path / "home"), "BROWSER": str(browser)})
    try:
        terminal.shows("Evidence")
        terminal.type("o")
        terminal.shows("enter opens the address")
        terminal.type("\r")
        terminal.shows("Select the address and open it yourself")
    finally:
        terminal.close()
    assert not (tmp_path / "started").exists()
