"""The lines of a card that a search looks at, each with the key that holds it; `reference` is that of its file."""

from __future__ import annotations

import re
from enum import IntEnum
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.library.positions import KeyPath
    from briefing.model.card import Card
    from briefing.model.source import Source

_PARAGRAPHS: Final = re.compile(r"\n\s*\n")


class Tier(IntEnum):
    """What a line is of a card: the better the match in it, the lower."""

    TITLE = 0
    REFERENCE = 1
    TAG = 2
    JUDGMENT = 3
    CLAIM = 4
    SUMMARY = 5
    REST = 6


class Line(NamedTuple):
    """A line of a card's text on one line, as it is written."""

    tier: Tier
    path: KeyPath
    text: str


def lines_of(reference: str, card: Card, sources: Mapping[str, Source]) -> list[Line]:
    """All lines of a card, tier by tier."""
    lines = (Line(Tier.REFERENCE, ("reference",), reference), *_lines(card, sources))
    found = [Line(tier, path, " ".join(text.split())) for tier, path, text in lines if text]
    return sorted(found, key=itemgetter(0))


def paragraphs(text: str | None) -> list[str]:
    """Those of a Markdown text, as they are written."""
    return _PARAGRAPHS.split(text or "")


def _lines(card: Card, sources: Mapping[str, Source]) -> Iterator[tuple[Tier, KeyPath, str]]:
    yield Tier.TITLE, ("title",), card.title
    for place, alias in enumerate(card.aliases):
        yield Tier.REFERENCE, ("aliases", place), alias
    for place, tag in enumerate(card.tags):
        yield Tier.TAG, ("tags", place), tag
    yield from _judged(card)
    for place, claim in enumerate(card.claim):
        yield Tier.CLAIM, ("claim", place, "text"), claim.text
        for piece in claim.quote:
            yield Tier.CLAIM, ("claim", place, "quote"), piece
        yield Tier.CLAIM, ("claim", place, "speaker"), claim.speaker or ""
    for tier, key in ((Tier.SUMMARY, "summary"), (Tier.REST, "analysis")):
        for paragraph in paragraphs(getattr(card, key)):
            yield tier, (key,), paragraph
    yield from _rest(card)
    for path, source in cited(card, sources):
        yield Tier.REST, path, source.title
        yield Tier.REST, path, source.publisher


def _judged(card: Card) -> Iterator[tuple[Tier, KeyPath, str]]:
    if card.risk:
        yield Tier.JUDGMENT, ("risk", "event"), card.risk.event or ""
    for place, judgment in enumerate(card.judgment):
        for key in ("statement", "basis", "alternative"):
            yield Tier.JUDGMENT, ("judgment", place, key), getattr(judgment, key) or ""
    for place, event in enumerate(card.event):
        yield Tier.JUDGMENT, ("event", place, "what"), event.what


def _rest(card: Card) -> Iterator[tuple[Tier, KeyPath, str]]:
    ratings = card.risk.assessment if card.risk else ()
    for place in reversed(range(len(ratings))):  # the latest reason first: it is the one that holds
        yield Tier.REST, ("risk", "assessment", place, "why"), ratings[place].why
    for place, assumption in enumerate(card.assumption):
        yield Tier.REST, ("assumption", place, "text"), assumption.text
        yield Tier.REST, ("assumption", place, "if_wrong"), assumption.if_wrong or ""
    for place, gap in enumerate(card.gap):
        yield Tier.REST, ("gap", place, "text"), gap.text
    for place, position in enumerate(card.position):
        yield Tier.REST, ("position", place), f"{position.actor} {position.stance}: {position.issue}"
    for place, signpost in enumerate(card.signpost):
        yield Tier.REST, ("signpost", place, "text"), signpost.text
    for place, related in enumerate(card.related):
        yield Tier.REST, ("related", place), f"{related.how}: {related.card}"


def cited(card: Card, sources: Mapping[str, Source]) -> list[tuple[KeyPath, Source]]:
    """The sources that the card's claims name, each once, with the key that names it first."""
    named: dict[str, KeyPath] = {}
    for place, claim in enumerate(card.claim):
        for key, name in (("source", claim.source), ("origin", claim.origin)):
            named.setdefault(name or "", ("claim", place, key))
    return [(path, sources[name]) for name, path in named.items() if name in sources]
