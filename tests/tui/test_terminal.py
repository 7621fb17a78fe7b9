"""The program on a real pseudo-terminal: what reaches the terminal, byte by byte, and how it is left."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examples import CARD
from terminal import Terminal
from tui.ordeals import ended, interrupted_in_the_editor, left

from briefing.tui.leaving import PATIENCE

if TYPE_CHECKING:
    from conftest import BriefingFrom

Start = Callable[..., Terminal]
ON_DAY = ("--today", "2024-10-03")

HOSTILE = r"""
title = "Title \u001b]52;c;aGFja2Vk\u0007 \u009b31m \u202e evil [@click=app.quit]press[/] [/x]"
as_of = 2024-10-03
summary = "Sum \u001b[2J [@click=app.quit]x[/] \u0085 [link=file:///etc/passwd]y[/link] [z](javascript:alert)"
analysis = "# [bold]\u001b]0;owned\u0007[/bold]\n\n[/] `\u001b[31m` <b>x</b>"
tags = ["\u001b[31mtag"]
[risk]
event = "Event \u001b]8;;http://evil\u0007"
by = 2025-03-31
[[risk.assessment]]
on = 2024-10-03
likelihood = "unlikely"
impact = "moderate"
confidence = "low"
why = "Why \u001b[1m[/bold]"
[[claim]]
text = "Claim \u001bP"
source = "jt"
speaker = "\u001b_speaker"
quote = "\u009d52;c;aGk=\u009c"
[[gap]]
text = "[red]\u0000\u001b[H"
"""


def test_nothing_from_content_reaches_the_terminal_raw(briefing_from: BriefingFrom, terminal: Start) -> None:
    root = briefing_from({"us/alliance.toml": HOSTILE})
    run = terminal("-C", str(root), *ON_DAY)
    run.shows("Title <U+001B>]52;c;")
    for keys in ("1", "l", " ", "!", ":Title", "\x1b", "0"):
        run.type(keys)
        run.settle()
    assert "[@click=app.quit]press[/] [/x]" in run.text or "[@click" in run.raw.decode(errors="replace")
    # Each of these is one of the planted sequences; none may have gone out as it was meant.
    for sequence in (
        b"\x1b]52;c;aGFja2Vk",
        b"\x1b]0;owned",
        b"\x1b]8;;http://evil",
        b"\x1bP",
        b"\x1b_",
        b"\xc2\x9b",
        b"\xc2\x9d",
        "\u202e".encode(),
    ):
        assert sequence not in run.raw
    run.type("Q")
    assert run.ended() == 0


def test_the_plain_briefing_of_hostile_content_has_no_escape(briefing_from: BriefingFrom, terminal: Start) -> None:
    root = briefing_from({"us/alliance.toml": HOSTILE})
    run = terminal("-C", str(root), *ON_DAY, environ={"TERM": "dumb"})
    assert run.ended() == 0
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", run.raw)
    assert "Title <U+001B>" in run.raw.decode()


def test_the_terminal_theme_sends_the_sixteen_colours_only(briefing_from: BriefingFrom, terminal: Start) -> None:
    root = briefing_from({"us/alliance.toml": CARD})
    run = terminal("-C", str(root), *ON_DAY)
    run.shows("Worst first")
    run.type("TG\r")
    run.settle()
    run.raw = b""
    for keys in ("1", "l", "!", "0", "?", "\x1b", ":", "\x1b"):
        run.type(keys)
        run.settle()
    assert b"\x1b[" in run.raw
    assert not re.search(rb"[34]8;[25];", run.raw), "neither true colour nor the 256"
    # And it is remembered: the next start has no other colour from its first frame on.
    run.type("Q")
    assert run.ended() == 0
    again = terminal("-C", str(root), *ON_DAY)
    again.shows("Worst first")
    assert not re.search(rb"[34]8;[25];", again.raw)


def test_no_colour_is_sent_where_none_is_wanted(briefing_from: BriefingFrom, terminal: Start) -> None:
    run = terminal("-C", str(briefing_from({"us/alliance.toml": CARD})), *ON_DAY, environ={"NO_COLOR": "1"})
    run.shows("▰▰▱▱ GUARDED")
    run.type("1")
    run.shows("▸")
    run.settle()
    colours = {tuple(map(int, match)) for match in re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", run.raw)}
    assert all(max(colour) - min(colour) <= 2 for colour in colours), "greys at most"


def test_without_utf8_the_gauge_is_ascii(briefing_from: BriefingFrom, terminal: Start) -> None:
    run = terminal(
        "-C",
        str(briefing_from({"us/alliance.toml": CARD})),
        *ON_DAY,
        environ={"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    )
    run.shows("##.. GUARDED")
    run.type("Q")
    assert run.ended() == 0


def test_bytes_that_are_no_letters_are_let_by(briefing_from: BriefingFrom, terminal: Start) -> None:
    run = terminal("-C", str(briefing_from({"us/alliance.toml": CARD})), *ON_DAY)
    run.shows("Worst first")
    run.type(b"\xff\xc3\x281")
    run.shows("A more equal alliance")
    for half in (b"\xc3", b"\xa9", b"\xe9", b"0"):
        run.type(half)
        run.settle()
    run.shows("Worst first")
    run.type("Q")
    assert ended(run, 0) + left(run) == []


@pytest.mark.parametrize("key", ["Q", "q", "\x11"])
def test_quitting_leaves_the_terminal_as_it_was(briefing_from: BriefingFrom, terminal: Start, key: str) -> None:
    run = terminal("-C", str(briefing_from({"us/alliance.toml": CARD})), *ON_DAY)
    run.shows("Worst first")
    run.type(key)
    assert ended(run, 0) + left(run) == []


def test_e_opens_the_editor_at_the_line_of_what_is_in_view_and_comes_back_there(
    briefing_from: BriefingFrom, terminal: Start, tmp_path: Path
) -> None:
    claims = "".join(f'\n[[claim]]\ntext = "Claim number {number}."\nsource = "jt"\n' for number in range(2, 40))
    root = briefing_from(
        {"us/alliance.toml": CARD + claims, "us/second.toml": CARD.replace("A more", "Second, a more")}
    )
    editor = tmp_path / "nano"
    editor.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/called\nsed -i s/Ishiba/ISHIBA/ {root}/briefing.toml\n'
    )
    editor.chmod(0o755)
    run = terminal("-C", str(root), *ON_DAY, environ={"VISUAL": str(editor)})
    run.shows("Worst first")
    for key in "1l  ":
        run.type(key)
        run.settle()
    top = next(line for line in run.text.splitlines() if "Claim number" in line)
    run.type("e")
    run.shows("ISHIBA takes office")
    position, dashes, path = (tmp_path / "called").read_text().splitlines()
    lines = (CARD + claims).splitlines()
    number = top.split("Claim number ")[1].split(".")[0]
    assert dashes == "--"
    assert Path(path) == root / "us/alliance.toml"
    line = int(position.removeprefix("+").split(",")[0])
    assert abs(line - lines.index(f'text = "Claim number {number}."')) <= 5
    assert top.strip() in run.text
    run.type("Q")
    assert run.ended() == 0


def test_a_real_vim_is_opened_and_its_save_is_seen(briefing_from: BriefingFrom, terminal: Start) -> None:
    from shutil import which

    vim = which("vim") or which("vi")
    assert vim, "the tests need vim or vi: apt-get install vim-tiny"
    root = briefing_from({"us/alliance.toml": CARD})
    run = terminal("-C", str(root), *ON_DAY, environ={"VISUAL": vim})
    run.shows("Worst first")
    run.type("1e")
    run.shows('title = "A more equal alliance"')
    run.type(":%s/A more equal/A really equal/\r:wq\r")
    run.shows("us/alliance · 3 Oct 2024")
    run.shows("A really equal alliance")
    run.type("Q")
    assert run.ended() == 0


READING = """
from threading import Event
from briefing.cli.main import run
from briefing.{module} import {function}
import briefing.{module}
briefing.{module}.{function} = lambda *_, **__: Event().wait()
run()
"""
"""The program on a disk that never answers."""


@pytest.mark.parametrize(("module", "function"), [("library.folder", "read_library"), ("check.check", "check")])
def test_quitting_does_not_wait_for_what_is_still_read_or_checked(
    briefing_from: BriefingFrom, terminal: Start, module: str, function: str
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    program = (sys.executable, "-c", READING.format(module=module, function=function))
    run = terminal("-C", str(root), *ON_DAY, program=program)
    run.shows("Ishiba takes office" if module == "library.folder" else "A more equal alliance")
    run.type("Q")
    assert run.ended() == 0
    assert b"\x1b[?1049l" in run.raw  # the terminal has its own screen back


def test_ctrl_c_in_the_editor_is_for_the_editor(dashboard: Start, line_editor: Path) -> None:
    assert interrupted_in_the_editor(dashboard(environ={"VISUAL": str(line_editor)})) == []


def test_ctrl_c_in_the_editor_is_for_the_editor_though_it_is_heard_of_once_that_is_closed(
    dashboard: Start, line_editor: Path
) -> None:
    run = dashboard(altered="slow_to_hear", environ={"VISUAL": str(line_editor)})
    assert interrupted_in_the_editor(run, later=1.5) == []


def test_who_is_told_to_end_while_the_editor_is_open_waits_for_it(dashboard: Start, line_editor: Path) -> None:
    run = dashboard(environ={"VISUAL": str(line_editor)})
    run.type("1e")
    run.shows("EDITING")
    os.kill(run.process.pid, signal.SIGTERM)
    with pytest.raises(subprocess.TimeoutExpired):
        run.process.wait(2 * PATIENCE)
    run.type("words\n")
    assert ended(run, 143) + left(run) == []


def test_an_editor_that_cannot_be_started_is_told_and_the_dashboard_is_there_again(
    dashboard: Start, tmp_path: Path
) -> None:
    editor = tmp_path / "nano"
    editor.write_bytes(b"\0 no program")
    editor.chmod(0o755)
    run = dashboard(environ={"VISUAL": str(editor)})
    run.type("1e")
    run.shows("nano cannot be started: Exec format error")
    run.type("Q")
    assert ended(run, 0) + left(run) == []
