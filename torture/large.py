"""The largest cards that are shown, each the worst of its kind, and larger ones: how long a key takes."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from examples import CARD, write_briefing
from tui.hands import Hands
from tui.walk import ON_DAY

from briefing.library.fit import MOST_ENTRIES, MOST_TEXT
from briefing.library.toml import LARGEST
from briefing.tui.app import BriefingApp
from torture.home import at_home
from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOON: Final = 200.0
"""Milliseconds."""
ROUNDS: Final = 3
_KEYS: Final = "1 j k l j j space space G g k k h J K z j z slash x escape t j p w S d ! 0 j"
_FIELD: Final = 19_990
_PROSE: Final = "word *b* [c1] "
_ENTRIES: Final = (
    "[[claim]]\ntext = '{}'\nsource = 'jt'\nspeaker = 'x'\ncredibility = 3\nquote = '{}'\n",
    "[[judgment]]\nstatement = '{}'\nlikelihood = 'likely'\nby = 2025-01-01\nclaims = ['c1']\nbasis = '{}'\n",
    "[[assumption]]\ntext = '{}'\nif_wrong = '{}'\n",
    "[[gap]]\ntext = '{}{}'\n",
    "[[position]]\nactor = '{}'\nissue = '{}'\nstance = 'opposes'\n",
    "[[event]]\non = 2024-10-09\nwhat = '{}{}'\n",
    "[[signpost]]\ntext = '{}{}'\nif_seen = 'raises'\nstatus = 'seen'\n",
)


def _with(texts: list[str]) -> str:
    """A card with long texts, in analysis and gaps."""
    first, *others = texts
    return CARD.replace("summary =", f"analysis = '''\n{first}'''\nsummary =") + "".join(
        f"\n[[gap]]\ntext = '''\n{text}'''\n" for text in others
    )


def _full(each: str) -> list[str]:
    """As much text of a kind as a card may have."""
    return [each * (_FIELD // len(each))] * ((MOST_TEXT - 2000) // _FIELD)


WORST: Final = {
    "all lists full": CARD + "".join(f"\n{entry.format('x', 'y')}" * (MOST_ENTRIES - 1) for entry in _ENTRIES),
    "all lists full, prose": CARD + "".join(f"\n{e.format(_PROSE * 4, 'y')}" * (MOST_ENTRIES - 1) for e in _ENTRIES),
    **{
        f"prose of {name}": _with(_full(each))
        for name, each in {
            "words": _PROSE,
            "lines": "x\n",
            "paragraphs": "x\n\n",
            "items": "- x\n",
            "quotes": "> ",
            "stars": "*a_ ",
            "brackets": "[",
            "backticks": "`a``",
            "wide letters": "海峡",
            "marks": "e\u0301",
            "one word": "x",
            "links": "<http://a.b> ",
        }.items()
    },
    "1 MiB of claims": CARD + "\n[[claim]]\ntext = 'x'\nsource = 'jt'\n" * ((LARGEST - 2000) // 40),
    "1 MiB of prose": _with([_PROSE * (_FIELD // len(_PROSE))] * ((LARGEST - 2000) // (_FIELD + 30))),
}


def trials() -> Iterator[Trial]:
    took: dict[str, list[float]] = {}
    with at_home() as home:
        for name, written in WORST.items():
            root = write_briefing(home / str(len(took)), {"us/worst.toml": written, "us/good.toml": CARD})
            took[name] = asyncio.run(_pressed(root))
    every = sorted(each for times in took.values() for each in times)
    p99 = every[int(len(every) * 0.99)]
    worst = max(took, key=lambda name: sorted(took[name])[-len(took[name]) // 20])
    yield Trial(
        8,
        f"{len(every)} keys over {len(WORST)} cards, the largest that are shown and two of 1 MiB",
        f"99 of 100 keys dealt with and drawn within {SOON:.0f} ms",
        f"{p99:.0f} ms; the slowest card: {worst}",
        p99 < SOON,
    )


async def _pressed(root: Path) -> list[float]:
    app = BriefingApp(root, ON_DAY)
    took = []
    async with app.run_test(size=(120, 40)) as pilot:
        hands = Hands(app, pilot)
        await hands.until(lambda: app.is_checked and app.dashboard.marks)
        for key in _KEYS.split() * ROUNDS:
            start = time.perf_counter()
            await hands.press(key)
            hands.frame()
            took.append((time.perf_counter() - start) * 1000)
    return took
