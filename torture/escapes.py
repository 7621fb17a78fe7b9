"""Threat 1: each of 73 characters in every text of every model, through all views at two sizes and all commands."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from hostile import FORBIDDEN, exports, hostile_briefing, kept_in_git, outputs, repeats  # noqa: E402 - as the tests
from terminal import Terminal  # noqa: E402
from tui.ordeals import answered, walked  # noqa: E402

from torture.trial import Trial  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALTERED: Final = str(ROOT / "tests/tui/altered.py")
HALVES: Final = (FORBIDDEN[:37], FORBIDDEN[37:])
SIZES: Final = ((80, 24), (120, 40), (240, 100))


def trials() -> Iterator[Trial]:
    """What comes through, with the defences and, as a control, without."""
    for columns, rows in SIZES:
        wrong = [each for half in HALVES for each in _walked(half, "", columns, rows)]
        yield _trial(f"73 characters × all texts × all views at {columns}×{rows}", wrong)
    wrong = [each for half in HALVES for each in _answered(half)]
    yield _trial("73 characters × all texts and arguments × all commands", wrong)
    through = [each for half in HALVES for each in _walked(half, "no_border,no_backstop", 120, 40)]
    seen = f"{sum(each.endswith('comes through') for each in through)} of 73 come through"
    yield Trial(1, "control: the same views without the two defences", "most come through", seen, len(through) > 60)


def _walked(half: Sequence[str], without: str, columns: int, rows: int) -> list[str]:
    with tempfile.TemporaryDirectory() as home:
        root = hostile_briefing(Path(home, "content"), half)
        kept_in_git(root, half)
        run = Terminal(
            ("-C", str(root), "--today", "2024-10-03"),
            columns=columns,
            rows=rows,
            environ={"HOME": home, "VISUAL": "true"},
            program=(sys.executable, ALTERED, without),
            drawn=False,
        )
        try:
            return walked(run)
        finally:
            run.close()


def _answered(half: Sequence[str]) -> list[str]:
    with tempfile.TemporaryDirectory() as home:
        faulty, whole = Path(home, "faulty"), Path(home, "whole")
        hostile_briefing(faulty, half)
        hostile_briefing(whole, half, at_fault=False)
        kept_in_git(faulty, half)
        commands = outputs(faulty) + repeats(faulty, half) + exports(whole)
        Path(home, "commands").write_text(json.dumps(commands), encoding="utf-8")
        run = Terminal(
            (),
            environ={"HOME": home, "COMMANDS": str(Path(home, "commands"))},
            program=(sys.executable, ALTERED, ""),
            drawn=False,
        )
        try:
            return answered(run, commands)
        finally:
            run.close()


def _trial(tried: str, wrong: list[str]) -> Trial:
    return Trial(1, tried, "0 come through", f"{len(wrong)} come through{f'; {wrong[0]}' if wrong else ''}", not wrong)
