"""Every link of the content, looked for once however many rules ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD, write_briefing

from briefing.library.folder import read_library

if TYPE_CHECKING:
    from conftest import BriefingFrom, LibraryFrom

    from briefing.library.library import Library

JT = ("sources.toml", ("jt", "url"), *["https://www.japantimes.co.jp/news/2024/09/29/ishiba"] * 2)


def found(library: Library) -> list[tuple[object, ...]]:
    return [(str(link.file.relative_to(library.root)), link.at, link.url, link.opened) for link in library.links]


def test_links_are_those_of_sources_and_running_text_as_written_and_as_opened(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": f"analysis = 'See [it](<https://example.org/a b>), [it](x:1).'\n{CARD}"})
    assert found(library) == [
        JT,
        ("us/sofa.toml", ("analysis",), "https://example.org/a b", "https://example.org/a%20b"),
        ("us/sofa.toml", ("analysis",), "x:1", "x:1"),
    ]
    assert library.links is library.links


@pytest.mark.parametrize(
    "text",
    ["See [it](https://example.org).", "See <https://example.org>.", "See [it].\n\n[it]: https://example.org"],
    ids=["inline", "bare", "by reference"],
)
def test_a_link_is_found_in_whatever_way_it_is_written_and_in_every_text(library_from: LibraryFrom, text: str) -> None:
    link = ("https://example.org", "https://example.org")
    library = library_from(
        {
            "us/region.toml": f"name = 'US'\ncode = 'US'\nsummary = '''{text}'''\n",
            "us/sofa.toml": CARD.replace('"SOFA revision is on the agenda [c1]."', f"'''{text}'''"),
            "us/tpp.toml": f"analysis = '''{text}'''\n{CARD}",
        }
    )
    assert found(library) == [
        JT,
        ("us/region.toml", ("summary",), *link),
        ("us/sofa.toml", ("summary",), *link),
        ("us/tpp.toml", ("analysis",), *link),
    ]


def test_links_of_a_file_that_is_being_mended_are_left_out(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": f"analysis = 'See <https://example.org>.'\n{CARD}"})
    before = read_library(root)
    write_briefing(root, {"us/sofa.toml": "torn"})
    after = read_library(root, before)
    assert after.cards == before.cards
    assert (len(found(before)), found(after)) == (2, [JT])
