"""The dashboard in tmux, which stays when a terminal goes: detached, taken up elsewhere, killed with its server."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from shutil import which
from typing import TYPE_CHECKING

import pytest
from examples import CARD
from hostile import FORBIDDEN, hostile_briefing
from terminal import ROOT, Terminal
from tui.conftest import ALTERED
from tui.ordeals import comes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import BriefingFrom

Start = Callable[..., Terminal]


class Tmux:
    """A tmux server of its own, with one program in it."""

    def __init__(self, folder: Path, start: Start) -> None:
        found = which("tmux")
        assert found, "the tests need tmux: apt-get install tmux"
        self._line = (found, "-S", str(folder / "tmux"), "-f", os.devnull)
        self._start = start
        self._environ = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}

    def says(self, *words: str) -> str:
        """What tmux answers."""
        return subprocess.run(
            [*self._line, *words], env=self._environ, capture_output=True, encoding="utf-8", check=False
        ).stdout

    def opens(self, *line: str) -> Terminal:
        """Start a program in a session of its own."""
        return self._start("new-session", shlex.join(line), program=self._line)

    def is_taken_up(self, columns: int, rows: int) -> Terminal:
        """Attach from a terminal of another size."""
        return self._start("attach-session", program=self._line, columns=columns, rows=rows)

    def shows(self, words: str) -> bool:
        """Whether the program comes to show the words."""
        return comes(lambda: words in self.says("capture-pane", "-p"), 20)

    @property
    def program(self) -> int:
        """The process of the program."""
        return int(self.says("list-panes", "-F", "#{pane_pid}"))


@pytest.fixture
def tmux(tmp_path: Path, terminal: Start) -> Iterator[Tmux]:
    one = Tmux(tmp_path, terminal)
    yield one
    one.says("kill-server")


def _is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_detached_dashboard_is_taken_up_at_another_size_and_ends_with_its_server(
    briefing_from: BriefingFrom, tmux: Tmux, terminal: Start
) -> None:
    root = briefing_from({"us/alliance.toml": CARD})
    briefing = (sys.executable, "-m", "briefing", "-C", str(root), "--today", "2024-10-03")
    client = tmux.opens(*briefing)
    assert tmux.shows("Worst first")
    client.type("1m")
    assert tmux.shows("bookmarked")
    assert tmux.shows("╎")
    tmux.says("detach-client")
    assert client.ended() == 0
    again = tmux.is_taken_up(80, 24)
    again.shows("A more equal alliance")
    assert comes(lambda: "╎" not in tmux.says("capture-pane", "-p")), "one pane at a time, as in any terminal so narrow"
    again.type("0")
    again.shows("Worst first")
    process = tmux.program
    tmux.says("kill-server")
    assert comes(lambda: not _is_there(process))
    # What was marked before the line broke is kept.
    other = terminal(*briefing[3:])
    other.shows("Worst first")
    other.type("fis:bookmarked\r")
    other.shows("A more equal alliance")


@pytest.mark.parametrize(
    ("program", "hacked"),
    [
        (("-m", "briefing"), False),
        ((str(ALTERED), "no_border"), False),
        ((str(ALTERED), "no_backstop"), False),
        ((str(ALTERED), "no_border,no_backstop"), True),
    ],
)
def test_content_sets_neither_the_clipboard_nor_the_title(
    tmp_path: Path, tmux: Tmux, program: tuple[str, ...], hacked: bool
) -> None:
    root = hostile_briefing(tmp_path / "content", FORBIDDEN[:37])
    client = tmux.opens("sh", "-c", 'echo ready; read line; exec "$@"', "sh", sys.executable, *program, "-C", str(root))
    assert tmux.shows("ready")
    tmux.says("set-option", "-s", "set-clipboard", "on")
    title = tmux.says("display-message", "-p", "#{pane_title}")
    tmux.says("send-keys", "Enter")
    assert tmux.shows("State of the desk")
    tmux.says("send-keys", "1")
    assert tmux.shows("cannot be read")
    client.settle()
    assert ("hacked" in tmux.says("show-buffer")) is hacked
    assert (tmux.says("display-message", "-p", "#{pane_title}") != title) is hacked
