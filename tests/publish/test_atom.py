"""The feed, reopened by feedparser and by another parser of XML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import feedparser
import pytest
from examples import CARD, twelve_regions
from lxml import etree
from publish.circulated import DAY, FILES, HANDLING, NASTY, chosen, edition

from briefing.library.folder import read_library
from briefing.publish.edition import edition_of
from briefing.publish.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import LibraryFrom

    from briefing.publish.edition import Edition

HTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"


def read(edition: Edition) -> Any:
    feed = feedparser.parse(FORMATS["atom"].make(edition))
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def tree(edition: Edition) -> Any:
    return etree.fromstring(FORMATS["atom"].make(edition))


def contents(edition: Edition) -> list[Any]:
    """The page inside each entry."""
    return [entry.find(f"{ATOM}content/{HTML}div") for entry in tree(edition).iter(f"{ATOM}entry")]


def titles(edition: Edition) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in tree(edition).iter(f"{ATOM}entry")]


def test_an_entry_stands_for_each_card_in_the_order_of_the_pages(library_from: LibraryFrom) -> None:
    whole = edition(library_from(FILES))
    feed = read(whole)
    assert titles(whole) == [card.title for card in whole.cards.values()]
    assert [entry.id for entry in feed.entries] == [whole.card_uuid(each).urn for each in whole.cards]
    assert [entry.updated for entry in feed.entries] == [f"{card.as_of}T00:00:00Z" for card in whole.cards.values()]
    assert [[tag.term for tag in entry.tags] for entry in feed.entries] == [
        ["us"],
        ["korea", "<b>"],
        ["korea", "talks"],
    ]


def test_the_feed_says_whose_it_is_and_from_when(library_from: LibraryFrom) -> None:
    feed = read(edition(library_from(FILES))).feed
    assert (feed.title, feed.author, feed.updated) == (
        "Ishiba takes office",
        "Ishiba takes office",
        "2024-10-03T00:00:00Z",
    )
    assert feed.rights == HANDLING


def test_the_feeds_of_different_places_are_different_feeds_and_of_one_the_same(library_from: LibraryFrom) -> None:
    library = library_from(FILES)
    made = [edition(library), edition(library, "us"), edition(library, "us/sofa"), chosen(library, "level>=low")]
    assert len({read(each).feed.id for each in made}) == 4
    assert read(edition(library, "us")).feed.id == read(edition(library, "us")).feed.id


def test_an_id_stays_when_the_card_is_written_on(library_from: LibraryFrom) -> None:
    before = read(edition(library_from({"us/sofa.toml": CARD}))).entries[0]
    written = CARD.replace("A more equal", "A changed").replace("as_of = 2024-10-03", "as_of = 2024-10-09")
    after = read(edition(library_from({"us/sofa.toml": written}))).entries[0]
    assert after.id == before.id
    assert (before.updated, after.updated) == ("2024-10-03T00:00:00Z", "2024-10-09T00:00:00Z")


def test_an_entry_holds_the_whole_card_its_sources_linked_by_their_numbers(library_from: LibraryFrom) -> None:
    whole = edition(library_from({"us/sofa.toml": CARD}))
    (page,) = contents(whole)
    document = whole.pages[-1].document
    assert [heading.text for heading in page.iter(f"{HTML}h2")] == [section.title for section in document.sections]
    words = " ".join("".join(page.itertext()).split())
    for paragraph in (each for section in document.sections for each in section.paragraphs):
        assert " ".join(paragraph.text.split()) in words
    links = {link.text: link.get("href") for link in page.iter(f"{HTML}a")}
    assert links["[1]"] == "https://www.japantimes.co.jp/news/2024/09/29/ishiba"


def test_a_card_whose_summary_says_nothing_has_none(library_from: LibraryFrom) -> None:
    card = FILES["korea/quiet.toml"].replace("All quiet.", "[a]: https://example.org")
    (entry,) = tree(edition(library_from({"us/quiet.toml": card}))).iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}summary") is None


def test_a_card_without_sections_of_sources_or_a_handling_line_is_plain(library_from: LibraryFrom) -> None:
    library = library_from({"us/quiet.toml": FILES["korea/quiet.toml"]})
    (entry,) = read(edition(library)).entries
    assert (entry.summary, "rights" in entry) == ("All quiet.", False)


def test_the_handling_line_stands_at_the_head_and_foot_of_every_entry(library_from: LibraryFrom) -> None:
    for page in contents(edition(library_from(FILES))):
        assert (page[0].text, page[-1].text) == (HANDLING, HANDLING)


def test_text_is_text_and_never_markup(library_from: LibraryFrom) -> None:
    hostile = contents(edition(library_from(FILES)))[1]
    tags = {element.tag.removeprefix(HTML) for element in hostile.iter()}
    assert tags <= {"div", "p", "h2", "strong", "em", "code", "pre", "a", "br"}
    assert "<script>alert(1)</script>" in "".join(hostile.itertext())
    assert "<img src=x onerror=alert(1)>" in "".join(hostile.itertext())
    assert titles(edition(library_from(FILES)))[1] == NASTY
    assert hostile.findtext(f"{HTML}pre/{HTML}code") == "  <pre> as it is"


def test_what_xml_has_no_place_for_is_replaced(library_from: LibraryFrom) -> None:
    card = FILES["korea/quiet.toml"].replace("Quiet", "Qu\ufffeiet\uffff")
    assert titles(edition(library_from({"us/quiet.toml": card}))) == ["Qu\ufffdiet\ufffd"]


def test_only_addresses_of_the_web_are_linked(library_from: LibraryFrom) -> None:
    hostile = contents(edition(library_from(FILES)))[1]
    links = [link.get("href") for link in hostile.iter(f"{HTML}a")]
    assert "https://example.org/?a=1&b=2" in links
    assert {urlsplit(link).scheme for link in links} == {"https"}


def test_every_script_comes_through(tmp_path: Path) -> None:
    library = read_library(twelve_regions(tmp_path / "content"))
    whole = edition_of(library, library.standings(DAY), DAY)
    assert [entry.title for entry in read(whole).entries] == [card.title for card in whole.cards.values()]


def test_a_region_without_cards_is_a_feed_without_entries(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD, "korea/region.toml": 'name = "Korea"\ncode = "KR"\n'})
    feed = read(edition(library, "korea"))
    assert (feed.entries, feed.feed.updated) == ([], "2024-10-03T00:00:00Z")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_any_day_is_a_day(library_from: LibraryFrom, day: str) -> None:
    card = FILES["korea/quiet.toml"].replace("2024-09-30", day)
    (entry,) = read(edition(library_from({"us/quiet.toml": card}))).entries
    assert entry.updated == f"{day}T00:00:00Z"
