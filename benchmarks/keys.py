"""A key among many cards beside the same among a hundred, and what one sends to the terminal.

The clock runs from the key to the last byte of the frame that it brings about. The same stands on the screen in both,
at 120 columns by 40 lines.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.content import DAY, REGIONS, kept
from benchmarks.start import A_CARD
from benchmarks.table import Row
from benchmarks.watched import BRIEFING, Watched, home
from briefing.find.listing import Listing
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.table import Plan

_FEW: Final = 100
_LISTED: Final = (_FEW - REGIONS + 2) // 2
"""Of these in each of the two regions that are looked at: more than stand on the screen."""
_TARGETED: Final = 100_000
_KEYS: Final = {"j": ("j", "k"), "another region": ("]", "[")}


def rows(plan: Plan) -> Iterator[Row]:
    """What the table says of it."""
    with tempfile.TemporaryDirectory() as folder:
        for cards in plan.sizes:
            if cards > _FEW:
                yield from _beside_few(cards, plan.rounds, Path(folder))


def _beside_few(cards: int, rounds: int, place: Path) -> Iterator[Row]:
    many = at_rest(kept(cards), place / str(cards))
    few = at_rest(_few(kept(cards), place / f"few of {cards}"), place / str(_FEW))
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


def _few(many: Path, root: Path) -> Path:
    """A folder with a hundred of the cards: those that its first two regions list first, and one of each other."""
    first = [many / f"r{number:02}" for number in (0, 1)]
    for region in many.iterdir():
        if region in first:
            shutil.copytree(region, root / region.name)
        elif region.is_dir():
            (root / region.name).mkdir(parents=True)
            for name in ("region.toml", min(path.name for path in region.glob("card-*"))):
                shutil.copy(region / name, root / region.name)
        else:
            root.mkdir(exist_ok=True)
            shutil.copy(region, root)
    listing = Listing(read_library(root), DAY)
    for region in first:
        for reference in listing.cards(region.name)[_LISTED:]:
            (root / f"{reference}.toml").unlink()
    return root


def at_rest(root: Path, at_home: Path) -> Watched:
    """The dashboard on a folder, once it has nothing to do any more, nor the disk with what was kept of the folder."""
    opened = Watched(BRIEFING, home(at_home, BRIEFING_CONTENT=str(root)))
    opened.until(A_CARD)
    opened.rest()
    os.sync()
    return opened
