"""The walks of the state machine over the dashboard, by the hundred."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tui.walk import Walk, desk, steps

from torture.home import at_home
from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.walk import Step

WALKS: Final = 150


def trials() -> Iterator[Trial]:
    walked: list[int] = []
    with at_home() as home:

        @given(taken=st.lists(steps(), min_size=15, max_size=40))
        @settings(
            max_examples=WALKS,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )
        def walk(taken: list[Step]) -> None:
            asyncio.run(Walk(desk(home / str(len(walked)))).take(taken))
            walked.append(len(taken))

        fault = ""
        try:
            walk()
        except Exception as error:  # whatever a walk finds is the figure
            fault = f"{type(error).__name__}: {error}"[:200]
    yield Trial(
        4,
        "keys, clicks, windows, files saved, broken, mended, deleted, regions come and gone, at random",
        "0 exceptions, every good card reached, the place kept, no raw character",
        fault or f"{sum(walked)} steps in {len(walked)} walks, 0 broken",
        not fault,
    )
