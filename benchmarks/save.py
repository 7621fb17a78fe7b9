"""A save of the card that is on the screen until it is seen there, beside a bare watch that hears of the same save."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

from benchmarks.content import kept
from benchmarks.keys import at_rest
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.table import Plan

_BARE: Final = """
import asyncio, sys
from watchfiles import awatch

async def watch():
    async for _ in awatch(sys.argv[1]):
        print(flush=True)

asyncio.run(watch())
"""
"""watchfiles with its own settings, doing nothing else."""
_TARGETED: Final = 10_000


def rows(plan: Plan) -> Iterator[Row]:
    """What the table says of it."""
    for cards in plan.sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder, "content")
            shutil.copytree(kept(cards), root)
            pairs = list(_saved(root, Path(folder, "home"), plan.rounds + 1))[1:]
        yield Row.of_pairs("save, to the screen", cards, "bare watchfiles", 0.5 if cards == _TARGETED else None, pairs)


def _saved(root: Path, at_home: Path, times: int) -> Iterator[tuple[float, float]]:
    opened = at_rest(root, at_home)
    bare = subprocess.Popen([sys.executable, "-c", _BARE, str(root)], stdout=subprocess.PIPE)
    heard: list[float] = []

    def listen() -> None:
        assert bare.stdout is not None
        while bare.stdout.readline():
            heard.append(time.perf_counter())

    listening = Thread(target=listen)
    listening.start()
    try:
        opened.frame("1")
        opened.rest()
        shown = re.search(r"r\d\d/card-\d+", opened.text)
        assert shown, opened.text
        card = root / f"{shown[0]}.toml"
        for number in range(times):
            heard.clear()
            title = f"saved {number} times"
            saved = time.perf_counter()
            _save(card, title)
            seen = opened.since(saved, title) * 1000
            opened.rest()
            assert heard, "the bare watch did not hear of it"
            yield seen, (heard[0] - saved) * 1000
    finally:
        opened.close()
        bare.kill()
        bare.wait()
        listening.join()


def _save(card: Path, title: str) -> None:
    """As most editors do: a new file, and then its name."""
    written = re.sub('^title = ".*"', f'title = "{title}"', card.read_text(encoding="utf-8"))
    beside = card.with_name(f".{card.name}.new")
    beside.write_text(written, encoding="utf-8")
    beside.replace(card)
