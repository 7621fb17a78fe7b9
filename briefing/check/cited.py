"""What the claims of cards name, counted card by card: what a rule asks of all of them, without holding any."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.model.card import Status

if TYPE_CHECKING:
    from briefing.library.library import Library, Reading
    from briefing.model.card import Card

_WORDS: Final = re.compile(r"[a-z0-9-]+")


class Citation(NamedTuple):
    """What of a claim is counted."""

    region: str
    """Of its card, where that is published."""
    source: str | None
    origin: str | None
    quotes: bool


@dataclass
class Cited:
    """What claims name."""

    claims: Counter[Citation] = field(default_factory=Counter)
    perhaps: set[str] = field(default_factory=set)
    """The words of files that could not be read, or not all of which could."""

    @classmethod
    def of(cls, library: Library) -> Cited:
        """What all cards of a briefing name."""
        cited = cls()
        for reference, reading in library.files.items():
            cited.add(reference, reading)
        return cited

    def add(self, reference: str, reading: Reading[Card]) -> None:
        """Count a card's file in."""
        card = reading.model
        if card is None or reading.problems:
            self.perhaps.update(_WORDS.findall(reading.written))
        if card:
            region = reference.partition("/")[0] if card.status is Status.PUBLISHED else ""
            for claim in card.claim:
                self.claims[Citation(region, claim.source, claim.origin, bool(claim.quote))] += 1

    def add_all(self, other: Cited) -> None:
        """Count in what other cards name."""
        self.claims.update(other.claims)
        self.perhaps |= other.perhaps

    @cached_property
    def named(self) -> set[str | None]:
        """What is named as a source or an origin, or perhaps is."""
        return {name for claim in self.claims for name in (claim.source, claim.origin)} | self.perhaps

    @cached_property
    def quoted(self) -> set[str | None]:
        """The sources that are quoted."""
        return {claim.source for claim in self.claims if claim.quotes}

    @cached_property
    def origins(self) -> Counter[str | None]:
        """How many claims go back to each origin."""
        counts: Counter[str | None] = Counter()
        for claim, number in self.claims.items():
            counts[claim.origin] += number
        return counts

    def carried(self, region: str) -> Counter[str | None]:
        """How many claims of a region's published cards each source carries."""
        counts: Counter[str | None] = Counter()
        for claim, number in self.claims.items():
            if claim.region == region:
                counts[claim.source] += number
        return counts
