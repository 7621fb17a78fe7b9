"""Levels over time, drawn in marks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from examples import CARD
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.scales import Level
from briefing.publish.card import HISTORY, card_document
from briefing.publish.chart import WIDTH, steps
from briefing.publish.document import Role
from briefing.publish.glyphs import plainly
from briefing.publish.plain import plain_document

if TYPE_CHECKING:
    from conftest import LibraryFrom

TODAY = date(2024, 10, 3)
LOW, GUARDED, ELEVATED, HIGH = Level


def drawn(points: list[tuple[date, Level | None]], today: date = TODAY, width: int = 36) -> str:
    return "\n" + "\n".join(steps(points, today, width)) + "\n"


def test_a_level_holds_from_its_day_until_the_next_and_the_last_until_today() -> None:
    assert (
        drawn([(date(2024, 9, 27), GUARDED), (date(2024, 9, 29), ELEVATED)])
        == """
HIGH
ELEVATED        ▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰
GUARDED  ▰▰▰▰▰▰▰
LOW
         +------+------------------|
         27 Sep 29 Sep         3 Oct
"""
    )


def test_one_rating_is_a_line() -> None:
    assert (
        drawn([(date(2024, 9, 27), LOW)], width=30)
        == """
HIGH
ELEVATED
GUARDED
LOW      ▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰
         +-------------------|
         27 Sep          3 Oct
"""
    )


def test_two_of_one_day_stand_side_by_side_under_one_date() -> None:
    assert (
        drawn([(TODAY, GUARDED), (TODAY, HIGH)], width=24)
        == """
HIGH      ▰▰▰▰▰▰▰▰▰▰▰▰▰▰
ELEVATED
GUARDED  ▰
LOW
         ++------------|
         3 Oct
"""
    )


def test_where_nothing_was_rated_a_row_of_its_own_says_so_and_dates_say_their_years() -> None:
    assert (
        drawn([(date(2023, 3, 1), HIGH), (date(2024, 1, 1), None), (date(2024, 9, 1), LOW)], width=44)
        == """
HIGH     ▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰▰
ELEVATED
GUARDED
LOW                                      ▰▰▰
unrated                    ▱▱▱▱▱▱▱▱▱▱▱▱▱▱
         +-----------------+-------------+-|
         1 Mar 2023               3 Oct 2024
"""
    )


def test_today_is_marked_where_ratings_go_past_it() -> None:
    points = [(date(2024, 9, 27), GUARDED), (date(2024, 9, 29), ELEVATED)]
    assert steps(points, date(2024, 9, 28), 36)[-2] == "         +----------------|+--------"
    assert "|" not in steps(points, date(2024, 9, 1), 36)[-2]


def test_of_many_those_are_drawn_that_moved_the_level_or_held_longest_and_it_says_so() -> None:
    first = date(2024, 1, 1)
    same = [(first + timedelta(days=day), LOW) for day in range(38)]
    moved = [(first + timedelta(days=50), HIGH), (first + timedelta(days=51), GUARDED)]
    rows = steps([*same, *moved], date(2024, 3, 1), 36)
    assert rows[-1] == "13 of 40 drawn, those held longest"
    assert "▰" in rows[0]
    assert "▰" in rows[2]
    assert rows[-3].count("+") == 13


def test_no_points_are_no_chart() -> None:
    assert steps([], TODAY, 36) == []


@given(
    st.lists(st.tuples(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.none() | st.sampled_from(Level)), min_size=1),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.integers(20, 90),
)
def test_every_chart_fits_and_has_one_level_in_each_column(
    points: list[tuple[date, Level | None]], today: date, width: int
) -> None:
    rows = steps(points, today, width)
    axis = next(place for place, row in enumerate(rows) if row[0] == " ")
    columns = [[row[9:].ljust(width - 9)[at] for row in rows[:axis]] for at in range(width - 9)]
    assert all(sum(mark in "▰▱" for mark in column) == 1 for column in columns)
    last = max(range(len(points)), key=lambda place: (points[place][0], place))
    now = points[last][1]
    assert rows[4 if now is None else 4 - now.rank][-1] in "▰▱"
    assert len(rows[axis]) == width
    assert all(len(row) <= max(width, 34) for row in rows)
    assert len(rows) - axis in (2, 3)


def test_its_marks_are_of_a_definite_width_and_have_an_ascii_form() -> None:
    rows = drawn([(date(2024, 9, 27), None), (date(2024, 9, 29), HIGH)])
    assert all(east_asian_width(character) != "A" for character in rows)
    assert plainly(rows, "ascii").isascii()
    assert "HIGH            ####" in plainly(rows, "ascii")


MOVED = CARD.replace("as_of = 2024-10-03", "as_of = 2024-10-10").replace(
    "[[claim]]",
    """\
[[risk.assessment]]
on = 2024-10-05
likelihood = "unlikely"
impact = "moderate"
confidence = "moderate"
why = "The same, better known."

[[risk.assessment]]
on = 2024-10-09
likelihood = "likely"
impact = "moderate"
confidence = "low"
why = "Notes were exchanged."

[[claim]]""",
)


def test_the_history_says_of_each_rating_what_was_before_the_newest_first(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": MOVED})
    shown = plain_document(card_document(library, "us/sofa", library.standings(TODAY)["us/sofa"]))
    assert shown.partition("Rating history\n\n")[2].startswith("""\
  9 Oct  ▰▰▰▱ ELEVATED  likely × moderate · was GUARDED on 5 Oct
         Notes were exchanged.

  5 Oct  ▰▰▱▱ GUARDED  unlikely × moderate · as on 3 Oct
         The same, better known.

  3 Oct  ▰▰▱▱ GUARDED  unlikely × moderate
         SOFA did not come up in the first leader call.
""")


def test_the_chart_stands_above_the_words_only_where_a_width_is_given(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": MOVED})
    standing = library.standings(TODAY)["us/sofa"]
    words = card_document(library, "us/sofa", standing).section(HISTORY)
    pictured = card_document(library, "us/sofa", standing, WIDTH).section(HISTORY)
    assert words
    assert pictured
    chart, *rest = pictured.paragraphs
    assert tuple(rest) == words.paragraphs
    assert chart.verbatim
    assert [run.role for run in chart.runs][:4] == [Role.MUTED, Role.ELEVATED, Role.GUARDED, Role.MUTED]
    assert chart.text.startswith("HIGH\nELEVATED")
    assert chart.text.endswith("+-----+-------------+-----|\n         3 Oct 5 Oct          10 Oct\n")


def test_one_rating_has_no_history(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD})
    assert card_document(library, "us/sofa", library.standings(TODAY)["us/sofa"], WIDTH).section(HISTORY) is None
