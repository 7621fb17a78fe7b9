"""The bundle, reopened by stix2: reports, notes, and confidence that is never likelihood."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import stix2
from examples import CARD
from publish.circulated import FILES, HANDLING, HEAD, NASTY, chosen, edition

from briefing.publish.edition import edition_of
from briefing.publish.formats import FORMATS

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.publish.edition import Edition


def read(edition: Edition) -> list[Any]:
    """The objects of the bundle as another implementation has them: it refuses what STIX 2.1 does not allow."""
    made = FORMATS["stix"].make(edition).decode()
    bundle = stix2.parse(made, allow_custom=False, version="2.1")
    assert len({each["id"] for each in bundle.objects}) == len(bundle.objects)
    known = {each["id"] for each in bundle.objects}
    for each in bundle.objects:
        assert {*each.get("object_refs", []), *each.get("object_marking_refs", [])} <= known
        assert each.get("created_by_ref", bundle.objects[0]["id"]) == bundle.objects[0]["id"]
    return list(bundle.objects)


def of(kind: str, objects: list[Any]) -> list[Any]:
    return [each for each in objects if each["type"] == kind]


def test_a_report_stands_for_each_card_in_the_order_of_the_pages(library_from: LibraryFrom) -> None:
    whole = edition(library_from(FILES))
    reports = of("report", read(whole))
    assert [report.name for report in reports] == [card.title for card in whole.cards.values()]
    assert [report.id for report in reports] == [f"report--{whole.card_uuid(each)}" for each in whole.cards]
    assert [str(report.published.date()) for report in reports] == ["2024-10-03", "2024-10-02", "2024-09-30"]
    assert [list(report.labels) for report in reports] == [["us"], ["korea", "<b>"], ["korea", "talks"]]
    assert [report.lang for report in reports] == ["en", "ja", "en"]


def test_it_was_created_when_it_was_first_rated(library_from: LibraryFrom) -> None:
    hostile = of("report", read(edition(library_from(FILES))))[1]
    assert str(hostile.created.date()) == "2024-09-01"


@pytest.mark.parametrize(
    ("closed", "day", "modified"),
    [
        ("", "2024-10-01", "2024-10-02"),
        ("", "2024-12-24", "2024-12-24"),
        ("closed = true\n", "2024-12-24", "2024-10-02"),
    ],
)
def test_it_is_modified_with_each_day_on_which_it_may_say_something_else(
    library_from: LibraryFrom, closed: str, day: str, modified: str
) -> None:
    library = library_from(FILES | {"briefing.toml": HEAD + closed})
    calendar = date.fromisoformat(day)
    made = read(edition_of(library, library.standings(calendar), calendar, "korea/hostile"))
    assert {str(each.modified.date()) for each in made if each["type"] in ("report", "note")} == {modified}


def test_confidence_is_that_of_the_basis_and_likelihood_stands_in_words_and_labels(library_from: LibraryFrom) -> None:
    notes = of("note", read(edition(library_from(FILES), "korea/hostile")))
    assert [(note.labels[0], note.get("confidence")) for note in notes] == [
        ("rating", 50),
        ("judgment", None),
        ("judgment", 85),
    ]
    rating, key, other = notes
    assert list(rating.labels) == ["rating", "level:high", "likelihood:likely", "impact:significant", "trend:worse"]
    assert list(key.labels) == ["judgment", "key", "likelihood:very likely", "outcome:open"]
    assert list(other.labels) == ["judgment", "likelihood:unlikely", "outcome:open"]
    assert "likely (55–80%) × significant" in rating.content
    assert key.content.startswith("It is very likely to go on.\nkey · by 31 Mar 2025 · 80–95%")
    assert "\nConfidence high: Two sources." in other.content


@pytest.mark.parametrize(("confidence", "number"), [("low", 15), ("moderate", 50), ("high", 85)])
def test_confidence_is_on_the_scale_of_stix_whatever_the_likelihood(
    library_from: LibraryFrom, confidence: str, number: int
) -> None:
    for likelihood in ("almost no chance", "almost certain"):
        card = CARD.replace('"low"', f'"{confidence}"').replace('"unlikely"', f'"{likelihood}"')
        (note,) = of("note", read(edition(library_from({"us/sofa.toml": card}))))
        assert note.confidence == number


def test_sources_are_external_references_behind_their_numbers(library_from: LibraryFrom) -> None:
    objects = read(edition(library_from(FILES), "korea/hostile"))
    (report,) = of("report", objects)
    assert [(each.external_id, each.description[:3]) for each in report.external_references] == [
        ("nasty", "[1]"),
        ("jt", "[2]"),
    ]
    nasty, jt = report.external_references
    assert jt.source_name == "The Japan Times"
    assert jt.url == "https://www.japantimes.co.jp/news/2024/09/29/ishiba"
    assert "url" not in nasty
    assert "javascript" not in str(nasty)


def test_a_note_refers_to_what_it_rests_on_alone(library_from: LibraryFrom) -> None:
    rating, key, other = of("note", read(edition(library_from(FILES), "korea/hostile")))
    assert [each.external_id for each in rating.external_references] == ["nasty", "jt"]
    assert [each.external_id for each in other.external_references] == ["nasty", "jt"]
    assert "external_references" not in key


def test_the_report_is_of_its_notes_and_they_are_about_it(library_from: LibraryFrom) -> None:
    objects = read(edition(library_from(FILES), "korea/hostile"))
    (report,) = of("report", objects)
    notes = of("note", objects)
    assert list(report.object_refs) == [note.id for note in notes]
    assert {tuple(note.object_refs) for note in notes} == {(report.id,)}


def test_a_card_of_context_is_a_report_about_the_desks_own_knowledge(library_from: LibraryFrom) -> None:
    objects = read(edition(library_from(FILES), "korea/quiet"))
    (report,) = of("report", objects)
    assert list(report.object_refs) == [of("identity", objects)[0].id]
    assert "external_references" not in report


def test_the_handling_line_marks_every_object_of_a_card(library_from: LibraryFrom) -> None:
    objects = read(edition(library_from(FILES)))
    (marking,) = of("marking-definition", objects)
    assert marking.definition.statement == HANDLING
    for each in (*of("report", objects), *of("note", objects)):
        assert list(each.object_marking_refs) == [marking.id]
    assert not of("marking-definition", read(edition(library_from({"us/sofa.toml": CARD}))))


def test_what_is_the_same_in_every_edition_says_always_the_same(library_from: LibraryFrom) -> None:
    library = library_from(FILES)
    first, later = read(edition(library)), read(chosen(library, "region:us"))
    assert [str(each) for each in first[:2]] == [str(each) for each in later[:2]]
    sofa = of("report", first)[0]
    assert str(sofa) == str(of("report", later)[0])


def test_two_judgments_of_one_name_are_two_notes(library_from: LibraryFrom) -> None:
    judged = '\n[[judgment]]\nid = "same"\nstatement = "It is likely."\nlikelihood = "likely"\nby = 2025-01-01\n'
    objects = read(edition(library_from({"us/sofa.toml": CARD + judged + judged})))
    assert len(of("note", objects)) == 3


def test_a_draft_that_is_asked_for_is_labelled_so(library_from: LibraryFrom) -> None:
    (report,) = of("report", read(chosen(library_from(FILES), "status:draft")))
    assert list(report.labels) == ["us", "draft"]


def test_text_is_as_it_was_written(library_from: LibraryFrom) -> None:
    (report,) = of("report", read(edition(library_from(FILES), "korea/hostile")))
    assert report.name == NASTY
    assert "<img src=x onerror=alert(1)>" in report.description


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_any_day_is_a_day(library_from: LibraryFrom, day: str) -> None:
    card = FILES["korea/quiet.toml"].replace("2024-09-30", day)
    made = json.loads(FORMATS["stix"].make(edition(library_from({"us/quiet.toml": card}))))
    assert made["objects"][1]["published"] == f"{day}T00:00:00.000Z"
