"""An edition: which cards are circulated, in which order, and what is the desk's own and not in it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from examples import CARD
from publish.circulated import DAY, FILES, HANDLING, QUIET, chosen, edition

from briefing.library.folder import read_library
from briefing.library.problem import BriefingError
from briefing.publish.edition import edition_of, link_to
from briefing.publish.formats import FORMATS
from briefing.publish.plain import plain_pages
from briefing.publish.records import as_json, briefing_record, card_record, region_record

if TYPE_CHECKING:
    from conftest import BriefingFrom, LibraryFrom

    from briefing.publish.edition import Edition


def test_the_whole_is_the_overview_then_each_region_with_its_published_cards(library_from: LibraryFrom) -> None:
    whole = edition(library_from(FILES))
    assert [(page.document.reference or page.document.title, page.depth) for page in whole.pages] == [
        ("Ishiba takes office", 1),
        ("us", 2),
        ("us/sofa", 3),
        ("korea", 2),
        ("korea/hostile", 3),
        ("korea/quiet", 3),
    ]
    assert list(whole.cards) == ["us/sofa", "korea/hostile", "korea/quiet"]
    assert list(whole.sources) == ["jt", "nasty"]


def test_how_the_desk_stands_and_what_is_wrong_is_not_in_it(library_from: LibraryFrom) -> None:
    library = library_from(FILES)
    assert library.problems
    words = plain_pages(edition(library).pages)
    assert "State of the desk" not in words
    assert "not TOML" not in words
    assert "unready" not in words


def test_a_region_is_its_page_and_its_cards(library_from: LibraryFrom) -> None:
    region = edition(library_from(FILES), "korea")
    assert [(page.document.reference, page.depth) for page in region.pages] == [
        ("", 1),
        ("korea/hostile", 2),
        ("korea/quiet", 2),
    ]
    assert region.title == "korea"


def test_a_region_without_cards_is_its_page_alone(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD, "korea/region.toml": 'name = "Korea"\ncode = "KR"\n'})
    empty = edition(library, "korea")
    assert [page.document.title for page in empty.pages] == ["Korea"]
    assert (empty.cards, empty.sources) == ({}, {})


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_card_that_is_named_is_taken_whatever_its_status_and_says_it(library_from: LibraryFrom, status: str) -> None:
    library = library_from({"us/sofa.toml": CARD.replace("summary", f'status = "{status}"\nsummary', 1)})
    (page,) = edition(library, "us/sofa").pages
    assert page.document.opening[0].text.startswith(f"{status.upper()} · us/sofa")
    assert list(edition(library).cards) == []


def test_a_card_that_cannot_be_read_is_not_circulated(library_from: LibraryFrom) -> None:
    library = library_from(FILES)
    with pytest.raises(BriefingError, match="us/bad cannot be read"):
        edition(library, "us/bad")


def test_a_card_that_broke_while_it_was_watched_is_shown_as_it_was(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    before = read_library(root)
    (root / "us/sofa.toml").write_text("title = ")
    after = read_library(root, before)
    assert after.files["us/sofa"].last_good
    assert edition(after).pages == edition(before).pages


def test_a_filter_chooses_cards_of_any_region_the_worst_first(library_from: LibraryFrom) -> None:
    cards = chosen(library_from(FILES), "level>=low or tag:talks")
    assert [page.document.reference for page in cards.pages] == ["", "korea/hostile", "us/sofa", "korea/quiet"]
    opening = cards.pages[0].document.opening[0].text
    assert opening == "as of 3 Oct 2024 · 3 cards · level>=low or tag:talks"


def test_a_filter_lets_drafts_through_if_it_asks_for_them(library_from: LibraryFrom) -> None:
    assert list(chosen(library_from(FILES), "status:draft").cards) == ["us/draft"]


def test_files_that_cannot_be_read_are_left_out_of_what_is_chosen(library_from: LibraryFrom) -> None:
    library = library_from({"us/bad.toml": "=", "us/sofa.toml": CARD})
    assert list(chosen(library, "").cards) == ["us/sofa"]


def test_a_closed_briefing_is_judged_on_its_own_day(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD})
    closed = replace(library, briefing=replace(library.briefing, closed=True))
    later = DAY.replace(year=2030)
    assert edition_of(closed, closed.standings(later), later).today == DAY
    assert edition_of(library, library.standings(later), later).today == later


def test_the_handling_line_is_the_briefings(library_from: LibraryFrom) -> None:
    assert edition(library_from(FILES), "korea/quiet").handling == HANDLING


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ishiba takes office: outlook", "ishiba-takes-office-outlook"),
        ("../../etc/passwd\u202e", "etc-passwd-u-202e"),
        ("石破政権の外交", "石破政権の外交"),
        ("भारत नीति", "भारत-नीति"),
        ("!!!", "briefing"),
        ("w" * 300, "w" * 60),
    ],
)
def test_a_file_is_called_as_the_briefing_by_letters_and_digits(
    library_from: LibraryFrom, title: str, name: str
) -> None:
    head = f'schema = 1\ntitle = "{title}"\nperspective = "Japan"\nas_of = 2024-10-03\nregions = ["us"]\n'
    library = library_from({"us/sofa.toml": CARD, "briefing.toml": head})
    assert edition(library).name == name
    assert chosen(library, "is:new").name == f"{name}-cards"
    assert (edition(library, "us").name, edition(library, "us/sofa").name) == ("us", "us-sofa")


def test_a_card_keeps_what_the_world_knows_it_by_when_it_is_moved(library_from: LibraryFrom) -> None:
    before = edition(library_from({"us/sofa.toml": CARD, "us/other.toml": QUIET})).card_uuid("us/sofa")
    moved = CARD.replace("summary", 'aliases = ["us/other", "us/sofa", "us/later"]\nsummary', 1)
    after = edition(library_from({"us/sofa.toml": "=", "us/now.toml": moved, "us/other.toml": QUIET}))
    assert after.library.find("us/other") == "us/other"  # an earlier name that another card bears now is not its own
    assert after.card_uuid("us/now") != before
    (after.library.root / "us/sofa.toml").unlink()
    assert edition(read_library(after.library.root)).card_uuid("us/now") == before


def test_only_plain_addresses_of_the_web_are_linked_to(library_from: LibraryFrom) -> None:
    sources = edition(library_from(FILES)).sources
    assert link_to(sources["jt"]) == "https://www.japantimes.co.jp/news/2024/09/29/ishiba"
    assert link_to(sources["nasty"]) is None
    assert link_to(replace(sources["nasty"], url=None)) is None


def test_markdown_bears_the_handling_line_at_its_head_and_foot(library_from: LibraryFrom) -> None:
    made = FORMATS["markdown"].make(edition(library_from(FILES), "korea/quiet")).decode()
    line = "**Desk only & <not> for print**"
    assert made.replace("\\", "").startswith(f"{line}\n\n# Quiet\n")
    assert made.replace("\\", "").endswith(f"\n\n{line}\n")


def record(edition: Edition) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(FORMATS["json"].make(edition))
    return made


def test_json_of_the_whole_is_that_of_show_without_what_is_the_desks_own(library_from: LibraryFrom) -> None:
    library = library_from(FILES)
    made, shown = record(edition(library)), json.loads(as_json(briefing_record(library, library.standings(DAY), DAY)))
    assert (made["version"], made["kind"], made["handling"]) == (1, "briefing", HANDLING)
    assert made.keys() == shown.keys()
    assert made["problems"] == []
    assert list(made["sources"]) == ["jt", "nasty"]
    us, korea = made["regions"]
    assert (us["listed"], [card["reference"] for card in us["cards"]]) == (["us/sofa"], ["us/sofa"])
    hostile, quiet = korea["cards"]
    assert (hostile.pop("cited"), quiet.pop("cited")) == (["nasty", "jt"], [])
    assert [hostile, quiet] == [card | {"problems": []} for card in shown["regions"][1]["cards"]]


def test_json_of_a_region_and_of_a_card_is_that_of_show(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD})
    standings = library.standings(DAY)
    assert record(edition(library, "us/sofa")) == json.loads(as_json(card_record(library, "us/sofa", standings, DAY)))
    made, shown = record(edition(library, "us")), json.loads(as_json(region_record(library, "us", standings, DAY)))
    assert list(made.pop("sources")) == made["cards"][0].pop("cited") == ["jt"]
    assert made == shown


def test_json_of_chosen_cards_says_how_they_were_chosen(library_from: LibraryFrom) -> None:
    made = record(chosen(library_from(FILES), "level>=low"))
    assert (made["version"], made["kind"], made["judged_as_of"]) == (1, "cards", "2024-10-03")
    assert (made["title"], made["chosen_by"]) == ("Ishiba takes office", "level>=low")
    assert [(card["reference"], card["cited"]) for card in made["cards"]] == [
        ("korea/hostile", ["nasty", "jt"]),
        ("us/sofa", ["jt"]),
    ]
    assert list(made["sources"]) == ["nasty", "jt"]
