"""On a line that takes little, keys are followed and no frame is drawn that would be old when it is seen."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from examples import CARD
from terminal import Terminal

if TYPE_CHECKING:
    from conftest import BriefingFrom

Start = Callable[..., Terminal]
STEPS = 100
FRAMES = 400 * STEPS
"""Bytes: less than a frame for each step would take."""


@pytest.mark.parametrize(("altered", "piles_up"), [("", False), ("no_catching_up", True)])
def test_what_is_drawn_while_nobody_reads_does_not_pile_up(
    briefing_from: BriefingFrom, dashboard: Start, altered: str, piles_up: bool
) -> None:
    names = [f"{number:03}" for number in range(2 * STEPS)]
    briefing_from({f"us/{name}.toml": CARD.replace("A more", f"{name}: a more") for name in names})
    run = dashboard(altered=altered)
    run.shows("Worst first")
    run.type("1")
    run.shows("Bottom line")
    run.settle()
    run.raw = b""
    for _ in range(STEPS):
        run.type("j")
        time.sleep(0.03)  # as fast as a key repeats
    run.shows(f"us/{STEPS:03} ")
    run.settle()
    assert (len(run.raw) > FRAMES) is piles_up, len(run.raw)
