"""Dates as far as they are known."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.dates import PartialDate, said


@pytest.mark.parametrize(
    ("written", "shown", "first", "last"),
    [
        (date(2024, 10, 3), "3 Oct 2024", date(2024, 10, 3), date(2024, 10, 3)),
        ("2024-02", "Feb 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", "Dec 2023", date(2023, 12, 1), date(2023, 12, 31)),
        ("2024", "2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("9999", "9999", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_a_date_goes_as_far_as_it_is_known(written: date | str, shown: str, first: date, last: date) -> None:
    read = PartialDate.read(written)
    assert (str(read), read.first, read.last) == (shown, first, last)


@pytest.mark.parametrize(
    "written",
    ["", "0000", "2024-00", "2024-13", "2024-1", "2024-10-03", "24", "２０２４", "٢٠٢٤", "2024\n", 2024, None,
     True, datetime(2024, 10, 3), time(10, 0), ["2024"]],
)  # fmt: skip
def test_what_is_not_a_day_a_month_or_a_year_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match='must be a day as 2024-10-03, or "2024-10" or "2024"'):
        PartialDate.read(written)


months = st.builds("{:04}-{:02}".format, st.integers(1, 9999), st.integers(1, 12))
years = st.builds("{:04}".format, st.integers(1, 9999))


@given(st.dates() | months | years)
def test_a_date_is_written_as_it_was_read(written: date | str) -> None:
    read = PartialDate.read(written)
    assert read.written() == written
    assert PartialDate.read(read) == read
    assert read.first <= read.last


def test_a_day_leaves_out_a_year_that_stands_beside_it() -> None:
    assert said(date(2024, 10, 3)) == "3 Oct 2024"
    assert said(date(2024, 10, 3), beside=date(2024, 1, 1)) == "3 Oct"
    assert said(date(2024, 10, 3), beside=date(2025, 1, 1)) == "3 Oct 2024"
