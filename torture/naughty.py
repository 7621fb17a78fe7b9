"""Every string that has broken programs, in every text of a card, through every view."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from naughty import STRINGS, naughty_briefing
from tui.hands import Hands
from tui.views import looked_through
from tui.walk import ON_DAY

from briefing.tui.app import BriefingApp
from torture.home import at_home
from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CARDS: Final = 24
"""Of one briefing; as many briefings as it takes for each string to stand in each field once."""


def trials() -> Iterator[Trial]:
    fault = ""
    seen = 0
    with at_home() as home:
        for first in range(0, len(STRINGS), CARDS):
            try:
                seen += asyncio.run(_read_through(home / str(first), first))
            except Exception as error:  # whatever a string brings about is the figure
                fault = f"strings from {first}: {type(error).__name__}: {error}"[:200]
                break
    yield Trial(
        2,
        f"{len(STRINGS)} naughty strings in every text of a card and above the cards, through every view",
        "0 crashes, 0 actions",
        fault or f"0 crashes, 0 actions over {seen} cards",
        not fault,
    )


async def _read_through(root: Path, first: int) -> int:
    app = BriefingApp(naughty_briefing(root, range(first, min(first + CARDS, len(STRINGS)))), ON_DAY)
    async with app.run_test(size=(120, 40)) as pilot:
        hands = Hands(app, pilot)
        await hands.until(lambda: app.is_checked and app.dashboard.marks)
        await looked_through(hands)
        assert hands.is_on
        return len(app.dashboard.listing.cards("us"))
