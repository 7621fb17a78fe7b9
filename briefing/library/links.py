"""Every link of the content, as it is written and as it is opened."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.library.library import Library
    from briefing.library.positions import KeyPath
    from briefing.model.card import Card


class Link(NamedTuple):
    """A link of the content, and the key whose text it stands in."""

    file: Path
    at: KeyPath
    url: str
    """As the author wrote it."""
    opened: str
    """As a reader's click hands it on."""


def links_of(library: Library) -> Iterator[Link]:
    """Every link that a reader can follow, but for those of files that are being mended."""
    yield from links_around(library)
    for reference, card in library.cards.items():
        if not library.files[reference].last_good:
            yield from links_of_card(library.files[reference].path, card)


def links_around(library: Library) -> Iterator[Link]:
    """Those of them that stand in no card: in the bibliography and in regions."""
    bibliography = library.root / "sources.toml"
    links = [
        Link(bibliography, (id, "url"), source.url, source.url) for id, source in library.sources.items() if source.url
    ]
    for id, region in library.regions.items():
        links += _in_text(library.root / id / "region.toml", "summary", region.summary)
    yield from (link for link in links if not library.readings[link.file].last_good)


def links_of_card(file: Path, card: Card) -> Iterator[Link]:
    """Those of a card."""
    yield from _in_text(file, "summary", card.summary)
    yield from _in_text(file, "analysis", card.analysis)


def _in_text(file: Path, key: str, text: str | None) -> Iterator[Link]:
    if text and ("](" in text or "<" in text or "]:" in text):
        yield from (Link(file, (key,), *link) for link in _targets(text))


@lru_cache(maxsize=4096)
def _targets(markdown: str) -> tuple[tuple[str, str], ...]:
    """Where the links of a text lead, each once: as written, and as they are opened."""
    from briefing.library.markdown import normalized, parser

    tokens = (token for block in parser(every_link=True).parse(markdown) for token in block.children or ())
    found = dict.fromkeys(str(token.attrs["href"]) for token in tokens if token.type == "link_open")
    return tuple((url, normalized(url)) for url in found)
