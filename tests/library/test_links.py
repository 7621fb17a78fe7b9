"""Every link of the content, looked for once however many rules ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examples import CARD

if TYPE_CHECKING:
    from conftest import LibraryFrom


def test_links_are_those_of_sources_and_running_text_as_written_and_as_opened(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": f"analysis = 'See [it](<https://example.org/a b>), [it](x:1).'\n{CARD}"})
    assert [(link.file.name, link.at, link.url, link.opened) for link in library.links] == [
        ("sources.toml", ("jt", "url"), *["https://www.japantimes.co.jp/news/2024/09/29/ishiba"] * 2),
        ("sofa.toml", ("analysis",), "https://example.org/a b", "https://example.org/a%20b"),
        ("sofa.toml", ("analysis",), "x:1", "x:1"),
    ]
    assert library.links is library.links
