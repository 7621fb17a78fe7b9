"""How fast a reader may type."""

from __future__ import annotations

import pytest

from briefing.serve.pace import BURST, LONGEST, RATE, Pace
from briefing.serve.wire import LONGEST as MESSAGE
from briefing.serve.wire import to_dashboard


def test_a_burst_is_taken_at_once() -> None:
    pace = Pace(100.0)
    assert [pace.due(BURST // 4, 100.0) for _ in range(4)] == [100.0] * 4
    assert pace.due(1, 100.0) > 100.0


def test_what_is_more_waits_as_long_as_it_is_more() -> None:
    pace = Pace(0.0)
    pace.due(BURST, 0.0)
    assert pace.due(RATE, 0.0) == 1.0
    assert pace.due(RATE, 1.0) == 2.0


def test_a_key_held_down_never_waits() -> None:
    pace, packet = Pace(0.0), to_dashboard('["stdin", "j"]')
    assert all(pace.due(len(packet), key / 60) == key / 60 for key in range(10_000))


def test_a_long_rest_earns_no_more_than_a_burst() -> None:
    pace = Pace(0.0)
    assert pace.due(BURST, 1_000_000.0) == 1_000_000.0
    assert pace.due(1, 1_000_000.0) > 1_000_000.0


def test_the_longest_message_is_taken_and_no_flood_of_them() -> None:
    pace = Pace(0.0)
    assert pace.due(MESSAGE, 0.0) < LONGEST
    with pytest.raises(OverflowError):
        pace.due(MESSAGE, 0.0)
