"""Templates speak from the day that they are used on."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.intake.dating import WRITTEN_ON, dated


def test_every_day_is_as_far_off_as_it_was() -> None:
    template = "as_of = 2026-01-01  # not before 2025-12-31\nby = 2026-03-01"
    assert dated(template, date(2024, 1, 1)) == "as_of = 2024-01-01  # not before 2023-12-31\nby = 2024-02-29"


def test_on_its_own_day_a_template_is_as_it_stands() -> None:
    assert dated("on = 2026-01-01, 2025-11-30", WRITTEN_ON) == "on = 2026-01-01, 2025-11-30"


def test_months_years_and_other_numbers_are_left_alone() -> None:
    template = '"2026-01" "2026" 12026-01-01 c1-2026-01-011'
    assert dated(template, date(2030, 5, 5)) == template


@pytest.mark.parametrize(
    ("today", "moved"),
    [(date.max, "9999-12-30 9999-12-31 9999-12-31"), (date.min, "0001-01-01 0001-01-01 0001-01-02")],
)
def test_no_day_leaves_the_calendar(today: date, moved: str) -> None:
    assert dated("2025-12-31 2026-01-01 2026-01-02", today) == moved
