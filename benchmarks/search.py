"""What a keystroke of search costs over ten thousand cards of 2 KB, beside ripgrep over the same files.

Only ratios of one run are quoted. `rg` looks for the words without case in every file, as `rg -i -l` does; it neither
ranks nor knows that a card may hold two words on two lines. Without ripgrep its column stays empty.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.check import CARDS, generated
from briefing.find.search import Concordance
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = int(os.environ.get("ROUNDS", "15"))
QUERIES = {
    "one letter": "e",
    "two common letters": "th",
    "a common word": "alliance",
    "two common words": "the alliance",
    "six common words": "the of and to in is",
    "a phrase": '"more equal"',
    "a name": "ishiba",
    "two characters of Chinese": "海峡",
    "no match, short": "zq",
    "no match": "unobtainium",
    "a letter and no match": "e zq",
    "one card": "4711:",
}


def cut(card: str) -> str:
    """As many whole tables of the card as 2 KB hold."""
    return card[: card.rindex("\n\n[[", 0, 2300) + 1] if len(card) > 2300 else card


def milliseconds(work: Callable[[], object]) -> list[float]:
    """How long the work takes, time after time; the first is left out."""
    times = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return times[1:]


def ripgrep(query: str, root: Path) -> list[float]:
    """The same for ripgrep: for its longest word, as one pass cannot ask for all."""
    word = max(query.split(), key=len) if '"' not in query else query.strip('"')
    command = ["rg", "-i", "-l", "-F", "-e", word, str(root)]
    return milliseconds(lambda: subprocess.run(command, check=False, stdout=subprocess.DEVNULL))


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generated(root)
        for path in root.glob("r*/card-*.toml"):
            path.write_text(cut(path.read_text(encoding="utf-8")), encoding="utf-8")
        library = read_library(root)
        start = time.perf_counter()
        concordance = Concordance(library)
        built = time.perf_counter() - start
        again = statistics.median(milliseconds(lambda: Concordance(library, concordance)))
        print(f"| {CARDS} cards".ljust(29) + "| cards found | best ms | median ms |  rg ms | ratio |")
        print("| -------------------------- | ----------: | ------: | --------: | -----: | ----: |")
        for name, query in QUERIES.items():
            total = concordance.search(query).total
            times = milliseconds(partial(concordance.search, query))
            beside = ripgrep(query, root) if shutil.which("rg") else []
            median = statistics.median(times)
            ratio = f"{statistics.median(beside):6.0f} | {median / statistics.median(beside):5.2f}" if beside else " |"
            print(f"| {name:26} | {total:11} | {min(times):7.1f} | {median:9.1f} | {ratio} |")
    print(f"\nmade in {built * 1000:.0f} ms, again when nothing changed in {again:.0f} ms")
    print(f"{ROUNDS} rounds, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
