"""Streams that are closed, full or of another encoding: the right code, and nothing hangs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import pytest
from examples import CARD
from terminal import Terminal
from tui.ordeals import ended, left

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import BriefingFrom

CLOSED = ("<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-")
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full at once, /dev/full, is Linux's")
BRIEFING = f"{quote(sys.executable)} -m briefing"


def code(environ: dict[str, str], line: str) -> int:
    """What a line of the shell ends with."""
    return subprocess.run(["bash", "-c", line], env=environ, capture_output=True, timeout=60).returncode


@pytest.mark.parametrize("closed", CLOSED)
def test_a_closed_stream_changes_no_code(environ: dict[str, str], briefing_from: BriefingFrom, closed: str) -> None:
    root = quote(str(briefing_from({"us/sofa.toml": CARD})))
    assert code(environ, f"{BRIEFING} -C {root} {closed}") == 0
    assert code(environ, f"{BRIEFING} show us/nowhere -C {root} {closed}") == 1


@full
@pytest.mark.parametrize(
    ("command", "to", "ends_with"),
    [
        ("show", ">/dev/full", 2),
        ("show", ">/dev/full 2>/dev/full", 2),
        ("show", ">/dev/full 2>&-", 2),
        ("show us/nowhere", "2>/dev/full", 1),
        ("show --nonsense", "2>/dev/full", 2),
        ("export json", ">/dev/full", 2),
    ],
)
def test_a_full_disk_is_an_error_even_where_it_cannot_be_told(
    environ: dict[str, str], briefing_from: BriefingFrom, command: str, to: str, ends_with: int
) -> None:
    root = quote(str(briefing_from({"us/sofa.toml": CARD})))
    assert code(environ, f"{BRIEFING} {command} -C {root} {to}") == ends_with


@pytest.fixture
def on_terminal(briefing_from: BriefingFrom, tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Start the dashboard from a shell on a terminal, with some of its streams led elsewhere."""
    started: list[Terminal] = []

    def start(elsewhere: str, **environ: str) -> Terminal:
        root = quote(str(briefing_from({"us/sofa.toml": CARD})))
        line = f"{BRIEFING} -C {root} --today 2024-10-03 {elsewhere}; echo it ended with $?"
        one = Terminal((line,), program=("bash", "-c"), environ={"HOME": str(tmp_path), **environ})
        started.append(one)
        return one

    yield start
    for one in started:
        one.close()


@pytest.mark.parametrize("elsewhere", ["2>&-", "2>/dev/null", pytest.param("2>/dev/full", marks=full)])
def test_the_dashboard_needs_no_stderr(on_terminal: Callable[..., Terminal], elsewhere: str) -> None:
    run = on_terminal(elsewhere)
    run.shows("Worst first")
    run.type("Q")
    run.shows("it ended with 0")
    assert ended(run, 0) + left(run) == []


def test_without_a_keyboard_the_dashboard_does_not_begin(on_terminal: Callable[..., Terminal]) -> None:
    run = on_terminal("<&-")
    run.shows("it ended with 4")
    assert "briefing show" in run.text


@pytest.mark.parametrize(
    "environ",
    [
        {"TERM": "dumb"},
        {"TERM": ""},
        {"TERM": "dumb", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TERM": "vt100", "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TERM": "nobody-knows-it"},
    ],
)
def test_a_poor_terminal_shows_the_content(on_terminal: Callable[..., Terminal], environ: dict[str, str]) -> None:
    run = on_terminal("", **environ)
    run.shows("A more equal alliance")
    if environ["TERM"] not in ("dumb", ""):
        run.type("Q")
    run.shows("it ended with 0")
    assert ended(run, 0) + left(run) == []
