"""`briefing new`: the file of a new card, and the editor at its title."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from briefing.cli.exits import Exit
from briefing.cli.streams import put, tell
from briefing.intake.draft import draft
from briefing.library.folder import read_library
from briefing.library.problem import BriefingError
from briefing.reader.places import settings_file
from briefing.reader.settings import read_settings
from briefing.tui.editor import chosen, command, opens_window

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def new(root: Path, today: date, reference: str, title: str | None, edit: bool) -> int:
    """Write a draft, print its path, and open it if that is asked for."""
    # An editor that cannot be had is told before anything is written.
    editor = chosen(read_settings(settings_file())[0].editor, os.environ) if edit else ""
    if edit and not opens_window(editor) and not (sys.stdin.isatty() and sys.stdout.isatty()):
        tell(f"{editor} needs a terminal, and there is none here; nothing was written. Leave --edit out")
        return Exit.NO_KEYBOARD
    path = draft(read_library(root), today, reference, title)
    put(f"{path}\n")
    if edit:
        sys.stdout.flush()
        _edit(path, editor)
    tell(
        f'{reference} is a draft until its `status` says "published"\n'
        f"`briefing check {shlex.quote(str(path))}` tells what is wrong with it"
    )
    return Exit.DONE


def _edit(path: Path, editor: str) -> None:
    """Open the card at the beginning of its title, and wait."""
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines, start=1) if line.startswith("title = "))
    arguments = command(editor, path, at, len('title = "') + 1)
    # Ctrl-C is the editor's own.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.run(arguments, check=False).returncode
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise BriefingError(f"{arguments[0]} ended with code {code}; the card stands in {path}")
