"""CSV: what a spreadsheet finds in each cell, reopened by the csv module."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from examples import CARD
from publish.circulated import FILES, HANDLING, NASTY, chosen, edition

from briefing.publish.formats import TABLES

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.publish.edition import Edition


def rows(edition: Edition, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(TABLES[table].make(edition).decode("utf-8-sig"), newline=""), strict=True))


def test_the_register_has_a_row_for_each_card_with_a_risk_in_the_order_of_the_pages(library_from: LibraryFrom) -> None:
    sofa, hostile = rows(edition(library_from(FILES)), "risks")
    assert sofa == {
        "reference": "us/sofa",
        "region": "us",
        "title": "A more equal alliance",
        "status": "published",
        "level": "guarded",
        "likelihood": "unlikely",
        "percent_from": "20",
        "percent_to": "45",
        "impact": "moderate",
        "confidence": "low",
        "trend": "new",
        "was_level": "",
        "was_likelihood": "",
        "was_impact": "",
        "rated_on": "2024-10-03",
        "deadline": "2025-03-31",
        "as_of": "2024-10-03",
        "review_by": "2024-11-02",
        "freshness": "fresh",
        "event": "A public dispute over SOFA postpones an alliance activity",
        "why": "SOFA did not come up in the first leader call.",
        "sources": "[1] jt",
        "handling": HANDLING,
    }
    assert (hostile["was_level"], hostile["was_likelihood"], hostile["was_impact"]) == (
        "guarded",
        "unlikely",
        "moderate",
    )
    assert (hostile["level"], hostile["trend"], hostile["sources"]) == ("high", "worse", "[1] nasty; [2] jt")


def test_a_risk_without_a_rating_has_empty_cells(library_from: LibraryFrom) -> None:
    unrated = (
        CARD.replace("[[risk.assessment]]", "[[claim]]").partition("on = 2024-10-03")[0].removesuffix("[[claim]]\n")
    )
    (row,) = rows(edition(library_from({"us/sofa.toml": unrated.replace(" [c1]", "")})), "risks")
    assert (row["level"], row["likelihood"], row["percent_from"], row["why"], row["trend"]) == ("", "", "", "", "")
    assert (row["deadline"], row["sources"], row["handling"]) == ("2025-03-31", "", "")


def test_events_stand_in_the_order_of_their_days_with_what_their_claims_cite(library_from: LibraryFrom) -> None:
    before, talks = rows(edition(library_from(FILES)), "events")
    assert (before["reference"], before["on"], before["until"], before["what"]) == (
        "korea/hostile",
        "2024-09",
        "",
        "Before",
    )
    assert (talks["on"], talks["until"], talks["claims"]) == ("2024-10-02", "2024-10-04", "c1")
    assert (before["sources"], talks["sources"]) == ("", "[1] nasty; [2] jt")


def test_sources_say_where_they_are_cited_and_by_which_number(library_from: LibraryFrom) -> None:
    jt, nasty = rows(edition(library_from(FILES)), "sources")
    assert (jt["id"], jt["cited_by"]) == ("jt", "us/sofa [1]; korea/hostile [2]")
    assert (jt["url"], jt["published"]) == ("https://www.japantimes.co.jp/news/2024/09/29/ishiba", "2024-09-29")
    assert (nasty["id"], nasty["cited_by"]) == ("nasty", "korea/hostile [1]")
    assert (nasty["url"], nasty["published"], nasty["accessed"]) == ("", "2024-09", "")


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_begins_as_a_formula_does(library_from: LibraryFrom, table: str) -> None:
    files = FILES | {
        "us/sofa.toml": CARD.replace("A more equal alliance", "＝1").replace("A public", "\\t=A public"),
        "us/region.toml": 'name = "+us"\ncode = "US"\n',
    }
    found = rows(edition(library_from(files)), table)
    assert found
    cells = [cell for row in found for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]
    assert [cell for cell in cells if cell.startswith("'")]


@pytest.mark.parametrize(
    ("event", "cell"),
    [
        ("Talks; =1+1 ends", "Talks; '=1+1 ends"),
        ("Talks;-1;\\t@A", "Talks;'-1;\t'@A"),
        ('Talks;\\"=1+1\\"', 'Talks;"\'=1+1"'),
        ("Talks; others = none", "Talks; others = none"),
    ],
)
def test_nor_does_what_is_a_cell_where_lists_are_separated_by_semicolons(
    library_from: LibraryFrom, event: str, cell: str
) -> None:
    card = CARD.replace("A public dispute over SOFA postpones an alliance activity", event)
    (row,) = rows(edition(library_from({"us/sofa.toml": card})), "risks")
    assert row["event"] == cell


def test_texts_stay_as_they_are_but_for_that_and_on_one_line(library_from: LibraryFrom) -> None:
    hostile = rows(edition(library_from(FILES)), "risks")[1]
    assert hostile["title"] == f"'{NASTY}"
    assert hostile["event"] == "'@SUM(A1)"
    assert hostile["why"] == '\'-2+3 on two lines, with "quotes"'


@pytest.mark.parametrize("table", TABLES)
def test_it_is_for_excel_a_byte_order_mark_and_both_line_ends(library_from: LibraryFrom, table: str) -> None:
    made = TABLES[table].make(edition(library_from(FILES)))
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.count(b"\n") == made.count(b"\r\n") == made.count(b"\r")
    assert made.endswith(b"\r\n")


@pytest.mark.parametrize("table", TABLES)
def test_a_table_without_rows_has_its_head(library_from: LibraryFrom, table: str) -> None:
    files = {"us/sofa.toml": CARD, "korea/region.toml": 'name = "Korea"\ncode = "KR"\n'}
    lines = TABLES[table].make(edition(library_from(files), "korea")).decode().splitlines()
    assert len(lines) == 1
    assert lines[0].endswith(",handling")


def test_a_draft_that_is_asked_for_says_that_it_is_one(library_from: LibraryFrom) -> None:
    (row,) = rows(chosen(library_from(FILES), "status:draft"), "risks")
    assert (row["reference"], row["status"]) == ("us/draft", "draft")
