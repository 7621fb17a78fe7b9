"""Past and coming, read as plain text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from examples import CARD

from briefing.publish.document import Lead
from briefing.publish.plain import plain_document
from briefing.publish.timeline import timeline_document

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.library import Library
    from briefing.publish.document import Document

TODAY = date(2024, 10, 10)
QUIET = 'title = "Quiet"\nas_of = 2024-10-03\nsummary = "All quiet."\n'
CLOSED = 'schema = 1\ntitle = "t"\nperspective = "p"\nas_of = 2024-10-03\nregions = ["us"]\nclosed = true\n'


def event(on: str, what: str, until: str = "") -> str:
    return f'\n[[event]]\non = {on}\n{f"until = {until}" if until else ""}\nwhat = "{what}"\n'


def timeline(library: Library, region: str | None = None, calendar: date = TODAY) -> Document:
    return timeline_document(library, library.standings(calendar), calendar, region)


def shown(library: Library, region: str | None = None, calendar: date = TODAY) -> str:
    return plain_document(timeline(library, region, calendar))


MOVED = CARD.replace(
    "[[claim]]",
    """\
[[risk.assessment]]
on = 2024-10-09
likelihood = "unlikely"
impact = "moderate"
confidence = "low"
why = "The same."

[[risk.assessment]]
on = 2024-10-10
likelihood = "likely"
impact = "moderate"
confidence = "low"
why = "Notes were exchanged."

[[judgment]]
statement = "They are likely to talk."
likelihood = "likely"
by = 2024-11-05

[[judgment]]
statement = "They are unlikely to sign."
likelihood = "unlikely"
by = 2024-10-01
outcome = "no"
resolved_on = 2024-10-02

[[claim]]""",
)


def test_all_that_has_a_day_stands_in_its_month_with_a_line_where_today_is(library_from: LibraryFrom) -> None:
    events = event("2024-10-12", "Party days") + event("2024-10-10", "A vote today") + event("2024-09-27", "A vote")
    assert (
        shown(library_from({"us/sofa.toml": MOVED + events}))
        == """\
Timeline

3 past · 4 under way or to come

Sep 2024

  27 Sep  event     A vote  us/sofa

Oct 2024

  1 Oct   judgment  They are unlikely to sign.  came out: no  us/sofa#j2
  10 Oct  rating    GUARDED to ELEVATED  A more equal alliance  us/sofa
  -- today, 10 Oct 2024 --
  10 Oct  event     A vote today  us/sofa
  12 Oct  event     Party days  us/sofa

Nov 2024

  5 Nov  judgment  They are likely to talk.  us/sofa#j1

Mar 2025

  31 Mar  deadline  A more equal alliance  us/sofa
"""
    )


def test_a_date_that_is_known_in_part_stands_at_its_first_day_and_says_no_more(library_from: LibraryFrom) -> None:
    events = (
        event("2024-10-02", "Second")
        + event('"2024-10"', "Some day")
        + event('"2024"', "Some month")
        + event("2024-10-06", "A summit", "2024-10-11")
        + event("2024-10-07", "Long talks", "2024-11-03")
        + event("2024-10-08", "Longer talks", "2025-01-05")
        + event('"2024-10"', "A season", '"2024-12"')
    )
    told = shown(library_from({"us/quiet.toml": QUIET + events}))
    assert "Jan 2024\n\n  2024  event     Some month" in told
    order = ["Oct 2024  ", "Oct 2024 – Dec 2024", "2 Oct  ", "6–11 Oct  ", "7 Oct – 3 Nov  ", "8 Oct 2024 – 5 Jan 2025"]
    places = [told.index(when, told.index("\nOct 2024\n") + 10) for when in order]
    assert places == sorted(places)
    assert "1 past · 6 under way or to come" in told


def test_the_line_of_a_closed_edition_is_its_own_day(library_from: LibraryFrom) -> None:
    library = library_from({"briefing.toml": CLOSED, "us/quiet.toml": QUIET + event("2024-10-05", "A vote")})
    told = shown(library, calendar=date(2026, 1, 1))
    assert "\n  -- 3 Oct 2024, the day of this edition --\n  5 Oct" in told
    assert "0 past · 1 under way or to come" in told


def test_today_has_a_line_even_in_a_month_in_which_nothing_has_a_day(library_from: LibraryFrom) -> None:
    told = shown(library_from({"us/quiet.toml": QUIET + event("2024-08-05", "A vote")}))
    assert told.endswith("Oct 2024\n\n  -- today, 10 Oct 2024 --\n")


def test_an_event_that_several_cards_tell_stands_once_and_leads_to_each(library_from: LibraryFrom) -> None:
    files = {
        "us/one.toml": QUIET + event("2024-10-12", "Snap election.") + event("2024-10-12", "snap  election"),
        "korea/two.toml": QUIET + event("2024-10-12", "SNAP ELECTION"),
        "korea/three.toml": QUIET + event("2024-10-13", "Snap election"),
    }
    document = timeline(library_from(files))
    rows = [row for section in document.sections for row in section.paragraphs if row.lead]
    assert [row.text for row in rows] == [
        "event     Snap election.  us/one · korea/two",
        "event     Snap election  korea/three",
    ]
    assert rows[0].lead == Lead("part", "us/one#event.0")
    assert [run.lead for run in rows[0].runs if run.lead] == [rows[0].lead, Lead("part", "korea/two#event.0")]


def test_each_row_leads_to_its_part_of_its_card(library_from: LibraryFrom) -> None:
    document = timeline(library_from({"us/sofa.toml": MOVED}))
    assert [row.lead for section in document.sections for row in section.paragraphs] == [
        Lead("part", "us/sofa#j2"),
        Lead("part", "us/sofa#risk.assessment.2"),
        None,
        Lead("part", "us/sofa#j1"),
        Lead("card", "us/sofa"),
    ]


def test_a_region_has_the_dates_of_the_cards_that_it_lists(library_from: LibraryFrom) -> None:
    files = {
        "us/one.toml": QUIET + event("2024-10-12", "A vote"),
        "korea/guest.toml": QUIET.replace("summary", 'also_in = ["us"]\nsummary') + event("2024-10-13", "A launch"),
        "korea/other.toml": QUIET + event("2024-10-14", "A talk"),
        "us/draft.toml": f'status = "draft"\n{QUIET}{event("2024-10-15", "A plan")}',
    }
    told = shown(library_from(files), "us")
    assert told.startswith("Timeline: us\n")
    assert "A vote" in told
    assert "A launch  korea/guest" in told
    assert "A talk" not in told
    assert "A plan" not in told


def test_what_cannot_be_read_is_counted_and_nothing_dated_is_said(library_from: LibraryFrom) -> None:
    told = shown(library_from({"us/quiet.toml": QUIET, "us/bad.toml": "title = ", "korea/worse.toml": "x"}))
    assert "Nothing has a date yet" in told
    assert "2 cards cannot be read and are not here" in " ".join(told.split())
    one = shown(library_from({"us/quiet.toml": QUIET, "us/bad.toml": "title = ", "korea/worse.toml": "x"}), "us")
    assert "1 card cannot be read and is not here" in " ".join(one.split())
