"""Who stands where, read as plain text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefing.publish.document import Lead
from briefing.publish.plain import plain_document
from briefing.publish.positions import CONTRADICTIONS, positions_document

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.library import Library
    from briefing.publish.document import Document

DAY = date(2024, 10, 3)


def card(*positions: tuple[str, str, str]) -> str:
    written = (
        f'[[position]]\nactor = "{actor}"\nissue = "{issue}"\nstance = "{on}"\n' for actor, issue, on in positions
    )
    return 'title = "Quiet"\nas_of = 2024-10-03\nsummary = "All quiet."\n' + "".join(written)


def positions(library: Library, region: str | None = None) -> Document:
    return positions_document(library, library.standings(DAY), DAY, region)


def test_actors_stand_under_issues_from_support_to_opposition(library_from: LibraryFrom) -> None:
    files = {
        "us/one.toml": card(("US", "SOFA", "silent"), ("Japan", "Guam", "supports"), ("Japan", "SOFA", "supports")),
        "us/two.toml": card(
            ("China", "SOFA", "opposes"), ("japan", "sofa", "supports"), ("Okinawa", "SOFA", "ambiguous")
        ),
    }
    assert (
        plain_document(positions(library_from(files)))
        == """\
Positions

4 actors · 2 issues · no contradictions

SOFA

  supports   Japan  us/one, us/two
  silent     US  us/one
  ambiguous  Okinawa  us/two
  opposes    China  us/two

Guam

  supports  Japan  us/one
"""
    )


def test_two_stances_of_one_actor_stand_side_by_side(library_from: LibraryFrom) -> None:
    files = {
        "us/one.toml": card(("China", "SOFA revision", "opposes"), ("US", "SOFA revision", "silent")),
        "us/two.toml": card(("china", "SOFA  Revision.", "conditional")),
    }
    document = positions(library_from(files))
    assert (
        plain_document(document)
        == """\
Positions

2 actors · 1 issue · 1 contradiction

Contradictions (one actor, one issue, different stances)

  !  China on SOFA revision: conditional in us/two against opposes in us/one

SOFA revision

  conditional  China  us/two
  opposes      China  us/one
  silent       US  us/one
"""
    )
    told = document.section(CONTRADICTIONS)
    assert told
    leads = [Lead("part", "us/two#position.0"), Lead("part", "us/one#position.0")]
    assert [run.lead for run in told.paragraphs[0].runs if run.lead] == leads
    assert [row.lead for row in document.sections[1].paragraphs] == [*leads, Lead("part", "us/one#position.1")]


def test_an_actor_and_an_issue_of_one_name_keep_their_own_spelling(library_from: LibraryFrom) -> None:
    told = plain_document(positions(library_from({"us/one.toml": card(("China", "CHINA", "silent"))})))
    assert "CHINA\n\n  silent  China  us/one\n" in told


def test_a_region_has_the_positions_of_its_cards(library_from: LibraryFrom) -> None:
    files = {"us/one.toml": card(("US", "SOFA", "silent")), "korea/two.toml": card(("Seoul", "SOFA", "silent"))}
    told = plain_document(positions(library_from(files), "korea"))
    assert told.startswith("Positions: korea\n")
    assert "Seoul" in told
    assert "US" not in told


def test_that_nobody_stands_anywhere_is_said(library_from: LibraryFrom) -> None:
    told = plain_document(positions(library_from({"us/one.toml": card()})))
    assert told == "Positions\n\nNo card says who stands where\n"
