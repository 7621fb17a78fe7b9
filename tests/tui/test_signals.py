"""Signals, and a terminal that goes away: the program ends, says by what, and leaves the terminal as it was."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from terminal import Terminal
from tui.ordeals import ENDS, hung_up, made_busy, told_to_end, told_to_end_unread

if TYPE_CHECKING:
    from pathlib import Path
    from signal import Signals

Start = Callable[..., Terminal]
"""Starts the dashboard and waits until it can be read; `altered=` names what is changed in it."""


@pytest.mark.parametrize("number", ENDS)
def test_a_signal_ends_it_and_the_terminal_is_as_it_was(dashboard: Start, number: Signals) -> None:
    assert told_to_end(dashboard(), number) == []


@pytest.mark.parametrize(("number", "busy"), zip(ENDS, ["sleeping", "computing"] * 2, strict=True))
def test_a_signal_ends_it_even_if_its_loop_does_not_answer(
    dashboard: Start, tmp_path: Path, number: Signals, busy: str
) -> None:
    run = dashboard(altered=busy)
    made_busy(run, tmp_path / "begun")
    assert told_to_end(run, number) == []


def test_a_signal_ends_it_even_if_nobody_reads_what_it_writes(dashboard: Start, tmp_path: Path) -> None:
    run = dashboard(altered="flooding")
    made_busy(run, tmp_path / "begun")
    assert told_to_end_unread(run, signal.SIGTERM) == []


def test_a_signal_does_not_wait_for_what_a_thread_is_still_at(dashboard: Start, tmp_path: Path) -> None:
    run = dashboard(altered="lasting")
    made_busy(run, tmp_path / "begun")
    assert told_to_end(run, signal.SIGTERM) == []


@pytest.mark.parametrize("altered", ["", "deaf_to_hanging_up", "sleeping", "flooding"])
def test_it_ends_with_a_terminal_that_goes_away(dashboard: Start, tmp_path: Path, altered: str) -> None:
    run = dashboard(altered=altered)
    if altered in ("sleeping", "flooding"):
        made_busy(run, tmp_path / "begun")
    assert hung_up(run) == []


def test_a_terminal_may_go_away_in_the_midst_of_a_frame(dashboard: Start) -> None:
    run = dashboard()
    run.type("jk10" * 200)
    assert hung_up(run) == []
