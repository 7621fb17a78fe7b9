"""`briefing`: the dashboard, or the plain briefing where there is no terminal that could show it."""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from typing import TYPE_CHECKING, Final

from briefing.cli.exits import Exit

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.library.revision import Revision


_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Of a region or a card; the model's own, which is not loaded for it."""


def open_dashboard(
    root: Path, day: date | None, at: str | None, past: Revision | None = None, *, read_only: bool = False
) -> int:
    """Open the dashboard, at a card or region if one is named, as of a day or, without one, of whatever day it is."""
    calendar = day or date.today()
    served = "BRIEFING_SERVED" in os.environ  # then pipes lead to a browser
    if not served and (not sys.stdout.isatty() or os.environ.get("TERM", "") in ("", "dumb")):
        return _printed(root, calendar, at, past)
    if not served and not sys.stdin.isatty():
        from briefing.cli.streams import tell

        tell("stdin is not a terminal, so there are no keys to read; `briefing show` prints the briefing")
        return Exit.NO_KEYBOARD
    if (at is not None and not _is_plainly_there(root, at)) or not (root / "briefing.toml").exists():
        from briefing.cli.arguments import COMMANDS
        from briefing.cli.place import found, not_found
        from briefing.cli.streams import tell
        from briefing.library.folder import read_library

        library = read_library(root)
        place = None if at is None else found(library, at)
        if at is not None and place is None:
            tell(not_found(library, at, COMMANDS))
            return Exit.NOT_FOUND
        at = place
    from briefing.tui.app import BriefingApp

    clock = None if day else date.today
    try:
        BriefingApp(root, calendar, at, clock=clock, past=past, read_only=read_only).run()
        code = int(Exit.DONE)
    except SystemExit as end:  # by a signal
        code = int(end.code or 0)
    return code


def _is_plainly_there(root: Path, at: str) -> bool:
    """Whether a card's file is called so: then nothing has to be read to know."""
    region, _, stem = at.partition("/")
    is_name = _NAME.fullmatch(region) and _NAME.fullmatch(stem) and stem != "region"
    return bool(is_name) and (root / region / f"{stem}.toml").is_file()


def _printed(root: Path, calendar: date, at: str | None, past: Revision | None) -> int:
    from briefing.cli.show import show

    code = show(root, calendar, at, "plain", at=past)
    # Whoever did not ask for text by name gets the content, and its faults as words.
    return Exit.DONE if code == Exit.PARTLY else code
