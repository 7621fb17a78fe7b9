"""What a keystroke costs in the dashboard over ten thousand cards of 2 KB, from the key to the painted screen.

In the palette the words are looked for in the whole text, in a filter every card is asked, `j` shows the next card.
Told in milliseconds, and as so many times a `j` over the fifteen cards that ship with the program, in one run.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widgets import Input

from benchmarks.check import generated
from benchmarks.search import cut
from briefing.library.root import shipped
from briefing.tui.app import BriefingApp
from briefing.tui.screens.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot

ROUNDS = int(os.environ.get("ROUNDS", "15"))
DAY = date(2024, 10, 3)
TYPED = {"palette": ("alliance", "nato tr", "海峡", "unobtainium"), "filter": ("level>=elevated", "alliance -tag:nato")}


async def painted(app: BriefingApp) -> None:
    """Have all that was asked for drawn."""
    app.screen._compositor.render_strips()  # noqa: SLF001 - what the screen is painted from


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """Milliseconds that it takes."""
    start = time.perf_counter()
    await work()
    return (time.perf_counter() - start) * 1000


async def steps(app: BriefingApp, pilot: Pilot[None]) -> list[float]:
    """A `j` in a region's list and back, time after time."""
    await pilot.press("1")

    async def step() -> None:
        dashboard = app.dashboard
        dashboard.action_down() if dashboard.cards.cursor == 0 else dashboard.action_up()
        await painted(app)

    return [await timed(step) for _ in range(2 * ROUNDS)][2:]


async def palette(app: BriefingApp, pilot: Pilot[None], words: str) -> list[float]:
    """Each letter typed into the palette, until what it finds stands there."""
    took = []
    for _ in range(max(ROUNDS // 5, 1)):
        await pilot.press("colon")
        await pilot.pause(0.2)
        picker = app.screen
        assert isinstance(picker, Picker)
        line = picker.query_one(Input)

        async def typed(letter: str, line: Input = line, picker: Picker[object] = picker) -> None:
            line.insert_text_at_cursor(letter)
            while picker.typed != line.value:
                await asyncio.sleep(0.001)
            await painted(app)

        for letter in words:
            took.append(await timed(partial(typed, letter)))
            await pilot.pause()
        await pilot.press("escape")
    return took


async def filtered(app: BriefingApp, text: str) -> list[float]:
    """Each letter of a filter over all regions, as the prompt passes it on."""

    async def typed(end: int) -> None:
        app.dashboard.set_filter(text[:end])
        await painted(app)

    app.dashboard.go_to_filter("")
    return [await timed(partial(typed, end)) for _ in range(3) for end in range(1, len(text) + 1)]


async def main() -> None:
    """Print the table."""
    app = BriefingApp(shipped("content"), DAY)
    async with app.run_test(size=(120, 40)) as pilot:
        while not app.is_checked:
            await pilot.pause(0.05)
        rows = [("j, fifteen cards", await steps(app, pilot))]
    floor = statistics.median(rows[0][1])
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generated(root)
        for path in root.glob("r*/card-*.toml"):
            path.write_text(cut(path.read_text(encoding="utf-8")), encoding="utf-8")
        app = BriefingApp(root, DAY)
        async with app.run_test(size=(120, 40)) as pilot:
            while not (app.concordance and app.is_checked and app.dashboard.marks):
                await pilot.pause(0.2)
            await pilot.pause(3)  # what is made ready behind the screen has its time
            rows += [(f"palette: {words}", await palette(app, pilot, words)) for words in TYPED["palette"]]
            rows += [(f"filter: {text}", await filtered(app, text)) for text in TYPED["filter"]]
            app.dashboard.set_filter("")
            rows.append(("j, ten thousand cards", await steps(app, pilot)))
    print("| keystroke                  | median ms | worst ms | times `j` over fifteen |")
    print("| -------------------------- | --------: | -------: | ---------------------: |")
    for name, times in rows:
        median = statistics.median(times)
        print(f"| {name:26} | {median:9.1f} | {max(times):8.1f} | {median / floor:22.2f} |")
    print(f"\nPython {sys.version.split()[0]}")


if __name__ == "__main__":
    asyncio.run(main())
