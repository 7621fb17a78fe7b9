"""How fast a reader may type."""

from __future__ import annotations

from briefing.serve.pace import BURST, MESSAGE, RATE, Pace


def test_a_burst_is_taken_at_once() -> None:
    pace = Pace(100.0)
    assert [pace.wait(BURST // 4 - MESSAGE, 100.0) for _ in range(4)] == [0, 0, 0, 0]
    assert pace.wait(0, 100.0) > 0


def test_what_is_more_waits_as_long_as_it_is_more() -> None:
    pace = Pace(0.0)
    pace.wait(BURST - MESSAGE, 0.0)
    assert pace.wait(RATE - MESSAGE, 0.0) == 1.0
    assert pace.wait(RATE - MESSAGE, 1.0) == 1.0


def test_a_key_held_down_never_waits() -> None:
    pace = Pace(0.0)
    assert not any(pace.wait(1, key / 60) for key in range(10_000))


def test_a_long_rest_earns_no_more_than_a_burst() -> None:
    pace = Pace(0.0)
    assert pace.wait(BURST - MESSAGE, 1_000_000.0) == 0
    assert pace.wait(0, 1_000_000.0) > 0
