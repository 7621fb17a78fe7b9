"""What a view is over, the whole briefing or the cards that one region lists; and the form that all views share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from briefing.model.card import Status
from briefing.publish.document import Document, Lead, muted, text
from briefing.publish.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.library.library import Library
    from briefing.model.card import Card
    from briefing.publish.document import CitedSource, Section

_SPACE: Final = re.compile(r"\s+")


def home(reference: str) -> str:
    """The region whose folder holds the card."""
    return reference.partition("/")[0]


def published(library: Library, region: str | None) -> dict[str, Card]:
    """The published cards by reference; of a region, those that it lists, other regions' too."""
    return {
        reference: card
        for reference, card in library.cards.items()
        if card.status is Status.PUBLISHED and (region in (None, home(reference)) or region in card.also_in)
    }


def view_document(
    title: str,
    library: Library,
    region: str | None,
    said: Iterable[str],
    sections: Iterable[Section],
    sources: tuple[CitedSource, ...] = (),
) -> Document:
    """A view under its title and its region's, with what is said of it quietly and what could not be read."""
    unread = sum(reference not in library.cards and region in (None, home(reference)) for reference in library.files)
    lost = f"{counted(unread, 'card')} cannot be read and {'is' if unread == 1 else 'are'} not here"
    opening = " · ".join(filter(None, [*said, lost if unread else ""]))
    return Document(
        f"{title}: {library.regions[region].name}" if region else title,
        (text(muted(opening)),) if opening else (),
        tuple(section for section in sections if section.paragraphs),
        sources,
    )


def part(reference: str, *path: str | int) -> Lead:
    """Where a card shows a part of itself that may have no id: `us/sofa#event.0`, its key path with dots between."""
    return Lead("part", f"{reference}#{'.'.join(map(str, path))}")


def folded(written: str) -> str:
    """The words without regard to case, spacing and a full stop: whether two editors wrote the same."""
    return _SPACE.sub(" ", normalize("NFKC", written).casefold()).strip(" .")
