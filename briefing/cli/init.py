"""`briefing init`: a small briefing to write over."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from briefing.cli.exits import Exit
from briefing.cli.streams import tell
from briefing.intake.begin import begin

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def init(folder: Path, today: date) -> int:
    """Make it in a new or empty folder, and say how to go on."""
    begin(folder, today)
    there = shlex.quote(str(folder))
    tell(
        f"an example of two cards stands in {folder}. Write it over:\n"
        f"  briefing -C {there}                              see it\n"
        f"  briefing check {there}                           what is wrong with it\n"
        f"  briefing -C {there} new sorrel-strait/my-card    begin a card"
    )
    return Exit.DONE
