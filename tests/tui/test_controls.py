"""The controls: without its defence, what is put to the test fails.

Each line is an ordeal of another test, the defence that is switched off for it, and what is then wrong.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hostile import FORBIDDEN, exports, hostile_briefing, outputs
from terminal import Terminal
from tui.conftest import ALTERED
from tui.ordeals import (
    Shell,
    answered,
    at_fault,
    begun_in_background,
    ended_by_kill_from_outside,
    hung_up,
    interrupted_in_the_editor,
    made_busy,
    stopped_by_its_key,
    stopped_from_outside,
    stopped_in_the_editor,
    told_to_end,
    told_to_end_unread,
    walked,
)

if TYPE_CHECKING:
    from pathlib import Path

Start = Callable[..., Terminal]
NEVER = 5.0
"""Seconds after which what does not end is taken never to end."""


@pytest.mark.parametrize(
    ("ordeal", "busy", "without", "wrong"),
    [
        (partial(told_to_end, number=signal.SIGHUP), "", "no_handlers", "mode 1049 is left on"),
        (partial(told_to_end, number=signal.SIGQUIT), "", "no_handlers", "the terminal is left raw"),
        (partial(told_to_end, number=signal.SIGTERM), "", "no_handlers", "the keyboard protocol is left on"),
        (partial(told_to_end, number=signal.SIGTERM, seconds=NEVER), "sleeping", "no_watchdog", "it does not end"),
        (partial(told_to_end, number=signal.SIGTERM), "computing", "no_giving_back", "mode 1000 is left on"),
        (
            partial(told_to_end, number=signal.SIGTERM, seconds=NEVER),
            "lasting",
            "no_watchdog,no_abandoning",
            "it does not end",
        ),
        (partial(told_to_end_unread, number=signal.SIGTERM), "flooding", "no_flushing", "mode 1049 is left on"),
        (partial(hung_up, seconds=NEVER), "", "no_hanging_up,deaf_to_hanging_up", "it does not end"),
        (at_fault, "faulty_handler", "textual_reports", "it ended with 1, not 70"),
    ],
)
def test_without_its_defence_the_terminal_is_left_broken(
    dashboard: Start,
    tmp_path: Path,
    ordeal: Callable[[Terminal], list[str]],
    busy: str,
    without: str,
    wrong: str,
) -> None:
    run = dashboard(altered=",".join(filter(None, (busy, without))))
    if busy and not busy.startswith("faulty"):
        made_busy(run, tmp_path / "begun")
    assert wrong in ordeal(run)


def test_without_its_defence_what_is_typed_for_the_editor_ends_the_dashboard(
    dashboard: Start, line_editor: Path
) -> None:
    run = dashboard(altered="no_lending", environ={"VISUAL": str(line_editor)})
    assert "it ended with 130, not 0" in interrupted_in_the_editor(run)


@pytest.mark.parametrize(
    ("ordeal", "without", "wrong"),
    [
        (stopped_by_its_key, "no_giving_back_before_a_stop", "mode 1049 is left on"),
        (stopped_from_outside, "no_continuing", r"'\x1b[?1049h' never comes"),
        (stopped_from_outside, "textual_continues", ""),  # what is damaged first depends on who is quicker
        (begun_in_background, "no_waiting", r"'\x1b[?1049h' never comes"),
        (stopped_in_the_editor, "no_lending", "'Stopped' never comes"),
        (ended_by_kill_from_outside, "no_handlers", "it does not say by what it ended"),
    ],
)
def test_without_its_defence_the_shell_is_left_broken(
    shell: Callable[..., Shell], ordeal: Callable[[Shell], None], without: str, wrong: str
) -> None:
    damage = shell(without, seconds=NEVER).through(ordeal)
    assert damage
    assert wrong in "; ".join(damage)


def test_without_its_two_defences_what_acts_on_a_terminal_reaches_it(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    root = hostile_briefing(tmp_path / "content", FORBIDDEN[:37])
    program = (sys.executable, str(ALTERED), "no_border,no_backstop")
    wrong = walked(terminal("-C", str(root), "--today", "2024-10-03", program=program, drawn=False), ("1",))
    assert {"U+001B comes through", "U+007F comes through"} <= set(wrong)


def test_without_its_defence_what_acts_on_a_terminal_is_printed(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    root = hostile_briefing(tmp_path / "content", FORBIDDEN[37:], at_fault=False)
    (tmp_path / "commands").write_text(json.dumps(commands := exports(root) + outputs(root)[:2]))
    program, environ = (sys.executable, str(ALTERED), "no_border"), {"COMMANDS": str(tmp_path / "commands")}
    wrong = answered(terminal(program=program, environ=environ, drawn=False), commands)
    assert "U+009B comes through ['show', '-C']" in wrong
    assert "U+202E comes through ['export', 'markdown']" in wrong
