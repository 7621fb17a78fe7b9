"""JSON: what is written and what is derived, in a form that can be relied on."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from examples import CARD

from briefing.publish.records import as_json, briefing_record, card_record, listed_record, region_record

if TYPE_CHECKING:
    from conftest import LibraryFrom

DAY = date(2024, 10, 3)
RERATED = """
[[risk.assessment]]
on = 2024-10-04
likelihood = "almost no chance"
impact = "catastrophic"
confidence = "low"
why = "Second thoughts."

[[event]]
on = "2024-10"
what = "Talks"
"""


def test_a_card_is_written_as_it_stands_in_its_file(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD + RERATED})
    record = json.loads(as_json(card_record(library, "us/sofa", library.standings(DAY), DAY)))
    assert (record["version"], record["kind"], record["reference"]) == (1, "card", "us/sofa")
    assert record["as_of"] == "2024-10-03"
    assert record["risk"]["assessment"][0]["likelihood"] == "unlikely"
    assert record["event"] == [{"on": "2024-10", "until": None, "what": "Talks", "claims": []}]
    assert record["claim"][0]["id"] == "c1"


def test_what_is_derived_stands_by_itself(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD + RERATED})
    derived = card_record(library, "us/sofa", library.standings(DAY), DAY)["derived"]
    was = derived.pop("was")
    assert derived == {
        "level": "guarded",
        "trend": "better",
        "freshness": "fresh",
        "unreviewed": False,
        "review_by": "2024-11-02",
        "deadline_passed": False,
        "hilp": True,
        "counts": True,
    }
    assert (was["level"], was["on"], was["likelihood"]) == ("guarded", "2024-10-03", "unlikely")


def test_sources_bear_the_numbers_that_they_have_on_paper(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD})
    (source,) = card_record(library, "us/sofa", library.standings(DAY), DAY)["sources"]
    assert (source["number"], source["id"], source["published"]) == (1, "jt", "2024-09-29")


def test_a_file_that_cannot_be_read_is_its_reference_and_its_problems(library_from: LibraryFrom) -> None:
    library = library_from({"us/bad.toml": "="})
    standings = library.standings(DAY)
    record = card_record(library, "us/bad", standings, DAY)
    assert record["problems"][0]["file"] == "us/bad.toml"
    assert (record["problems"][0]["code"], record["problems"][0]["line"]) == ("C01", 1)
    assert "title" not in record
    assert listed_record(library, "us/bad", standings) == {"reference": "us/bad"}


def test_a_region_holds_its_cards_and_lists_those_of_others(library_from: LibraryFrom) -> None:
    library = library_from(
        {
            "korea/quiet.toml": CARD.partition("[risk]")[0].replace("[c1]", ""),
            "us/sofa.toml": CARD.replace("summary", 'also_in = ["korea"]\nsummary', 1),
        }
    )
    record = region_record(library, "korea", library.standings(DAY), DAY)
    assert record["listed"] == ["korea/quiet", "us/sofa"]
    assert [card["reference"] for card in record["cards"]] == ["korea/quiet"]
    assert record["derived"]["context"] == 1


def test_a_briefing_holds_everything_once(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD, "korea/bad.toml": "="})
    record = briefing_record(library, library.standings(DAY), DAY)
    assert [region["region"] for region in record["regions"]] == ["us", "korea"]
    assert record["derived"]["worst"] == "us/sofa"
    assert record["derived"]["levels"] == {"low": 0, "guarded": 1, "elevated": 0, "high": 0}
    assert list(record["sources"]) == ["jt"]
    assert [problem["file"] for problem in record["problems"]] == ["korea/bad.toml"]


def test_the_same_content_gives_the_same_text(library_from: LibraryFrom) -> None:
    files = {"us/sofa.toml": CARD + RERATED, "korea/quiet.toml": CARD.replace("A more equal", "海峡")}
    first, second = (
        as_json(briefing_record(library, library.standings(DAY), DAY))
        for library in (library_from(files), library_from(files))
    )
    assert first == second
    assert "海峡" in first
