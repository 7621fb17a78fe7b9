"""What the claims of cards name, counted card by card: what a rule asks of all of them, without holding any."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from briefing.model.card import Status

if TYPE_CHECKING:
    from briefing.library.library import Library, Reading
    from briefing.model.card import Card

_WORDS: Final = re.compile(r"[a-z0-9-]+")


@dataclass(slots=True)
class Cited:
    """Which sources are named, and how often."""

    named: set[str | None] = field(default_factory=set)
    """As a source or an origin, or perhaps as one where a file could not be read."""
    quoted: set[str | None] = field(default_factory=set)
    origins: Counter[str | None] = field(default_factory=Counter)
    by_region: dict[str, Counter[str | None]] = field(default_factory=dict)
    """The sources of each region's published cards, with how many claims each carries."""

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
            # What could not be read of a file may cite every source whose id stands there.
            self.named.update(_WORDS.findall(reading.written))
        if card is None or not card.claim:
            return
        sources, origins = [claim.source for claim in card.claim], [claim.origin for claim in card.claim]
        self.named.update(sources, origins)
        self.quoted.update(claim.source for claim in card.claim if claim.quote)
        self.origins.update(origins)
        if card.status is Status.PUBLISHED:
            region = reference.partition("/")[0]
            if region not in self.by_region:
                self.by_region[region] = Counter()
            self.by_region[region].update(sources)

    def add_all(self, other: Cited) -> None:
        """Count in what other cards name."""
        self.named |= other.named
        self.quoted |= other.quoted
        self.origins += other.origins
        for region, counts in other.by_region.items():
            self.by_region.setdefault(region, Counter()).update(counts)
