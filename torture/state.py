"""What is remembered: by many at once, by one that is killed, and on a disk that fails at each of its calls."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from failing import ERRORS, failures
from reader.marking import begin, killed, many_cards, marker

from briefing.reader.marks import ReadLog
from briefing.reader.state import State
from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = date(2024, 10, 3)
KILLS = 100


def trials() -> Iterator[Trial]:
    for tried in (_four_at_once, _killed, _disks):
        with tempfile.TemporaryDirectory() as folder:
            yield tried(Path(folder))


def _four_at_once(folder: Path) -> Trial:
    library, file = many_cards(folder / "content", 1000), folder / "state" / "state.sqlite3"
    markers = [marker(file, library.root, first, first + 250) for first in range(0, 1000, 250)]
    for process in markers:
        begin(process)
    for process in markers:
        process.communicate()
    with State.open(file) as state:
        kept = len(ReadLog(state).marks(library).read_on)
    holds = kept == 1000 and not any(process.returncode for process in markers)
    return Trial(9, "four processes mark 250 cards each", "1000 marks", f"{kept} marks", holds)


def _killed(folder: Path) -> Trial:
    library, file = many_cards(folder / "content", 20), folder / "state" / "state.sqlite3"
    wrong = list(filter(None, (killed(file, library, 3 + run % 30) for run in range(KILLS))))
    seen = f"{KILLS} kills: {len(wrong)} corrupt or with a mark lost"
    return Trial(9, "`kill -9` while marking", "0 corrupt, no mark lost that was told as made", seen, not wrong)


def _disks(folder: Path) -> Trial:
    """Marks of before are in the file, and half of the times in its journal too."""
    library, file, before = many_cards(folder / "content", 8), folder / "state" / "state.sqlite3", folder / "before"
    first, *others = library.files
    found = Counter[str]()
    for journal in (False, True):
        shutil.rmtree(before, ignore_errors=True)
        with State.open(file) as state:
            ReadLog(state).mark_read(library, [first], TODAY)
            if journal:
                shutil.copytree(file.parent, before)
        if not journal:
            shutil.copytree(file.parent, before)
        for error in ERRORS:
            for lasting in (False, True):
                for disk in failures(file.parent, error, lasting):
                    shutil.rmtree(file.parent)
                    shutil.copytree(before, file.parent)
                    kept = {first}
                    with disk, State.open(file) as state:
                        for reference in others:
                            ReadLog(state).mark_read(library, [reference], TODAY)
                            kept |= {reference} if state.complaint is None else set()
                    with closing(sqlite3.connect(file)) as connection:
                        found["corrupt"] += connection.execute("PRAGMA integrity_check").fetchone() != ("ok",)
                    with State.open(file) as state:
                        found["lost"] += not ReadLog(state).marks(library).read_on.keys() >= kept
                    found["faults"] += bool(disk.failed)
    seen = f"{found['faults']} faults: {found['corrupt']} corrupt, {found['lost']} with a mark lost untold"
    return Trial(
        9,
        "a full disk, an I/O error, no leave, at each call of SQLite and ours in turn, once and for good",
        "the old marks intact, each new one kept or told",
        seen,
        not found["corrupt"] and not found["lost"],
    )
