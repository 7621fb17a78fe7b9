"""A key on a long list beside the same on a short one, and what one sends to the terminal at 120 columns by 40 lines.

The clock runs from the key to the last byte of the frame that it brings about.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.content import kept
from benchmarks.start import A_CARD
from benchmarks.table import Row
from benchmarks.watched import BRIEFING, Watched, home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.table import Plan

_FEW: Final = 100
_TARGETED: Final = 100_000
_KEYS: Final = {"j": ("j", "k"), "another region": ("]", "[")}


def rows(plan: Plan) -> Iterator[Row]:
    """What the table says of it."""
    with tempfile.TemporaryDirectory() as folder:
        for cards in plan.sizes:
            if cards > _FEW:
                yield from _beside_few(cards, plan.rounds, Path(folder))


def _beside_few(cards: int, rounds: int, place: Path) -> Iterator[Row]:
    many, few = at_rest(kept(cards), place / str(cards)), at_rest(kept(_FEW), place / str(_FEW))
    try:
        for opened in (many, few):
            opened.frame("1")
            opened.rest()
        asked = cards == _TARGETED
        for name, keys in _KEYS.items():
            # There and back again, so that neither list comes to its end.
            pairs = [(many.frame(key), few.frame(key)) for _ in range(rounds + 1) for key in keys][len(keys) :]
            beside = f"the same of {_FEW}"
            yield Row.of_pairs(f"{name}, to the last byte", cards, beside, 1.2 if asked else None, pairs)
            yield Row(f"{name}, to the last byte", cards, "", 15 if asked else None, [own for own, _ in pairs], "ms")
        sent = [many.sent(key) / 1024 for key in "jjjkkk"]
        yield Row("bytes of one j", cards, "", 6, sent, "KB", is_worst=True)
    finally:
        many.close()
        few.close()


def at_rest(root: Path, at_home: Path) -> Watched:
    """The dashboard on a folder, once it has nothing to do any more."""
    opened = Watched(BRIEFING, home(at_home, BRIEFING_CONTENT=str(root)))
    opened.until(A_CARD)
    opened.rest()
    return opened
