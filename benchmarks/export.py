"""What it costs to make a page of a thousand cards, beside reading them: both in one process, in turns.

As `briefing export html` does it: the collector rests while folder, edition and page are made.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("CARDS", "1000")  # before `generated` takes its number of them

from benchmarks.check import CARDS, generated
from briefing.library.folder import read_library
from briefing.publish.edition import edition_of
from briefing.publish.formats import FORMATS

ROUNDS = int(os.environ.get("ROUNDS", "5"))
DAY = date(2024, 10, 3)


def measured(root: Path) -> tuple[float, float]:
    """Milliseconds of reading the folder, and of making the edition and its page."""
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    library = read_library(root)
    read = time.perf_counter()
    FORMATS["html"].make(edition_of(library, library.standings(DAY), DAY))
    made = time.perf_counter()
    gc.enable()
    return (read - start) * 1000, (made - read) * 1000


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generated(root)
        measured(root)  # fills caches
        rounds = [measured(root) for _ in range(ROUNDS)]
    ratio = statistics.median(made / read for read, made in rounds)
    print(f"| {CARDS} cards".ljust(19) + "| median ms | ratio |")
    print("| ---------------- | --------: | ----: |")
    for name, times, beside in zip(("load", "edition + html"), zip(*rounds, strict=True), (1, ratio), strict=True):
        print(f"| {name:16} | {statistics.median(times):9.0f} | {beside:5.2f} |")
    print(f"\n{ROUNDS} rounds, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
