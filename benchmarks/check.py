"""Reading and checking a folder as a desk's commands do it, beside tomli and pydantic one after the other.

Each is a process of its own from its start to its end.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.content import kept
from benchmarks.table import Row
from benchmarks.watched import BRIEFING, ROOT, home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.table import Plan

_PARSED: Final = """
import sys
from pathlib import Path
import tomli
from benchmarks.naive import Card, model
validate = model(Card).model_validate
cards = []
for path in sorted(Path(sys.argv[1]).glob("r*/card-*.toml")):
    cards.append(validate(tomli.loads(path.read_text(encoding="utf-8"))))
"""
"""The cards made as plainly as can be."""
_READ: Final = """
import gc, sys
from pathlib import Path
gc.disable()
from briefing.library.folder import read_library
read_library(Path(sys.argv[1]))
"""
"""With the collector at rest from first to last, as every command and the dashboard have it while they read."""
_TARGETED: Final = 10_000


def rows(plan: Plan) -> Iterator[Row]:
    """What the table says of it."""
    for cards in plan.sizes:
        root = kept(cards)
        cold, checked, unchanged = [], [], []
        with tempfile.TemporaryDirectory() as folder:
            at_home = Path(folder, "kept")
            for number in range(plan.rounds + 1):
                parsed = took(at_home, *_python(_PARSED, root))
                cold.append((took(Path(folder, f"read {number}"), *_python(_READ, root)), parsed))
                checked.append((took(Path(folder, f"check {number}"), *BRIEFING, "check", "-C", str(root)), parsed))
                unchanged.append(
                    (took(at_home, *BRIEFING, "check", "-C", str(root)), took(at_home, *_python("pass", root)))
                )
        asked = cards == _TARGETED
        beside = "tomli + pydantic"
        yield Row.of_pairs("all read, never before", cards, beside, 0.5 if asked else None, cold[1:])
        yield Row.of_pairs("check, never before", cards, beside, 0.3 if asked else None, checked[1:])
        yield Row.of_pairs("check, nothing changed", cards, "python -c pass", 10 if asked else None, unchanged[1:])


def _python(program: str, root: Path) -> tuple[str, ...]:
    return (sys.executable, "-c", program, str(root))


def took(at_home: Path, *command: str) -> float:
    """Milliseconds from the start of a process to its end."""
    environ = home(at_home, PYTHONPATH=str(ROOT), PATH="/usr/bin:/bin")
    start = time.perf_counter()
    # Without cards that are wrong, every one of these ends well.
    subprocess.run(command, check=True, env=environ, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - start) * 1000
