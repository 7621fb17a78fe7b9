"""What it costs to make a page of a thousand cards, beside reading them: both in one process, in turns.

As `briefing export html` does it: the collector rests while folder, edition and page are made.
"""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING, Final

from benchmarks.content import DAY, kept
from benchmarks.table import Row
from briefing.library.folder import read_library
from briefing.publish.edition import edition_of
from briefing.publish.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.table import Plan

_CARDS: Final = 1000


def rows(plan: Plan) -> Iterator[Row]:
    """What the table says of it."""
    if _CARDS in plan.sizes:
        pairs = [_made() for _ in range(plan.rounds + 1)][1:]
        yield Row.of_pairs("export to one page of HTML", _CARDS, "all read", None, pairs)


def _made() -> tuple[float, float]:
    """Milliseconds of making the edition and its page, and of reading the folder."""
    gc.collect()
    gc.disable()
    start = time.perf_counter()
    library = read_library(kept(_CARDS))
    read = time.perf_counter()
    FORMATS["html"].make(edition_of(library, library.standings(DAY), DAY))
    made = time.perf_counter()
    gc.enable()
    return (made - read) * 1000, (read - start) * 1000
