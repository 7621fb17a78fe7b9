"""Instances of the program that mark cards, each in a process of its own."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from examples import CARD, write_briefing

from briefing.library.folder import read_library
from briefing.reader.marks import ReadLog
from briefing.reader.state import State

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.library.library import Library

MARK = """
import sys
from datetime import date
from pathlib import Path
from briefing.library.folder import read_library
from briefing.reader.marks import ReadLog
from briefing.reader.state import State
file, content, first, last, rounds = Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])
library = read_library(content)
references = list(library.files)[first:last]
print(flush=True)
sys.stdin.readline()
with State.open(file) as state:
    log = ReadLog(state)
    for day in range(1, rounds + 1):
        for reference in references:
            log.mark_read(library, [reference], date.fromordinal(day))
            print(reference, flush=True)
    sys.exit(state.complaint)
"""


def many_cards(root: Path, count: int) -> Library:
    return read_library(write_briefing(root, {f"us/card-{number}.toml": CARD for number in range(count)}))


def marker(file: Path, content: Path, first: int, last: int, rounds: int = 1) -> subprocess.Popen[str]:
    """An instance that has read the content and waits for a line before it marks."""
    process = subprocess.Popen(
        [sys.executable, "-c", MARK, file, content, str(first), str(last), str(rounds)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    process.stdout.readline()
    return process


def begin(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def killed(file: Path, library: Library, marks: int) -> str:
    """Kill an instance that goes on marking once it has told so many marks; what is wrong with the file then."""
    with marker(file, library.root, 0, len(library.files), rounds=10_000) as process:
        begin(process)
        assert process.stdout
        told = {process.stdout.readline().strip() for _ in range(marks)}
        process.send_signal(signal.SIGKILL)
    with closing(sqlite3.connect(file)) as connection:
        checked = connection.execute("PRAGMA integrity_check").fetchone()[0]
    with State.open(file) as state:
        lost = told - ReadLog(state).marks(library).read_on.keys()
        wrong = [checked if checked != "ok" else "", f"{len(lost)} lost" if lost else "", state.complaint or ""]
    return "; ".join(filter(None, [*wrong, *(path.name for path in file.parent.glob("*.corrupt"))]))
