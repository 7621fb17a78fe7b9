"""Whatever hands do and whatever becomes of the files, the dashboard goes on, and every good card is reached."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tui.walk import Walk, desk, steps

if TYPE_CHECKING:
    from pathlib import Path

    from tui.walk import Step

_NUMBERS = count()


@given(taken=st.lists(steps(), max_size=25))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_step_ends_the_dashboard_loses_a_good_card_or_the_place_or_lets_a_raw_character_out(
    tmp_path: Path, taken: list[Step]
) -> None:
    content = desk(tmp_path / str(next(_NUMBERS)))  # one for each example, though the fixture is one for all
    asyncio.run(Walk(content).take(taken))
