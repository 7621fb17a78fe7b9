"""Each letter typed into the palette, until what it finds stands there, beside ripgrep over the same files.

`rg` looks without case for the same words in every file; it neither ranks nor finds two words on two lines.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.content import kept
from benchmarks.keys import at_rest
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.table import Plan
    from benchmarks.watched import Watched

_TYPED: Final = ("alliance", "nato tr", "海峡", "the of and to", "unobtainium")
_TARGETED: Final = 100_000


def rows(plan: Plan) -> Iterator[Row]:
    """What the table says of it; nothing without ripgrep."""
    if not shutil.which("rg"):
        print("search: left out, there is no `rg` here")
        return
    for cards in plan.sizes:
        root = kept(cards)
        with tempfile.TemporaryDirectory() as folder:
            opened = at_rest(root, Path(folder))
            try:
                pairs = [pair for _ in range(max(plan.rounds // 5, 1)) for pair in _searched(opened, root)]
            finally:
                opened.close()
        asked = cards == _TARGETED
        yield Row.of_pairs("search keystroke", cards, "rg", 0.1 if asked else None, pairs)
        yield Row.of_pairs("search keystroke, worst", cards, "rg", 0.25 if asked else None, pairs, is_worst=True)


def _searched(opened: Watched, root: Path) -> Iterator[tuple[float, float]]:
    for words in _TYPED:
        opened.frame(":")
        # A blank at the end changes nothing that could be seen.
        for end in (place for place in range(1, len(words) + 1) if words[place - 1] != " "):
            beside = _grepped(words[:end], root)
            keys = words[len(words[: end - 1].rstrip()) : end]
            yield opened.change(keys, max(5 * beside / 1000, 1.0)), beside
        opened.frame("\x1b")


def _grepped(words: str, root: Path) -> float:
    """Milliseconds that ripgrep takes."""
    start = time.perf_counter()
    subprocess.run(["rg", "-i", "-l", "-F", "-e", words, str(root)], check=False, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000
