"""What acts on a terminal, or disguises what is on it, in every text there is: none of it comes through."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hostile import FORBIDDEN, exports, hostile_briefing, kept_in_git, outputs, repeats
from terminal import Terminal
from tui.conftest import ALTERED
from tui.ordeals import answered, walked

if TYPE_CHECKING:
    from pathlib import Path

Start = Callable[..., Terminal]
HALVES = {"the first": FORBIDDEN[:37], "the others": FORBIDDEN[37:]}
"""A line of a card has room for as many."""


@pytest.mark.parametrize("half", HALVES)
def test_no_view_lets_one_through(terminal: Start, tmp_path: Path, half: str) -> None:
    root = hostile_briefing(tmp_path / "content", HALVES[half])
    kept_in_git(root, HALVES[half])
    assert walked(terminal("-C", str(root), "--today", "2024-10-03", drawn=False)) == []


@pytest.mark.parametrize("half", HALVES)
def test_no_command_lets_one_through(terminal: Start, tmp_path: Path, half: str) -> None:
    faulty = hostile_briefing(tmp_path / "faulty", HALVES[half])
    whole = hostile_briefing(tmp_path / "whole", HALVES[half], at_fault=False)
    kept_in_git(faulty, HALVES[half])
    commands = outputs(faulty) + repeats(faulty, HALVES[half]) + exports(whole)
    (tmp_path / "commands").write_text(json.dumps(commands))
    run = terminal(
        program=(sys.executable, str(ALTERED), ""), environ={"COMMANDS": str(tmp_path / "commands")}, drawn=False
    )
    assert answered(run, commands) == []
