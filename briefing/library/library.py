"""What a folder of content comes to: the good of it, and the problems with the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

from briefing.library.at_rest import Judged, KeptFiles
from briefing.library.links import links_of
from briefing.library.toml import as_written
from briefing.model.card import Status
from briefing.model.standing import Aggregate, Standing, aggregate, standing, worst_first

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from briefing.library.links import Link
    from briefing.library.positions import KeyPath, Position
    from briefing.library.problem import Problem
    from briefing.library.toml import Stamp
    from briefing.model.briefing import Briefing, Region
    from briefing.model.card import Card, Claim
    from briefing.model.source import Source

Model = TypeVar("Model")

_MOST_HELD: Final = 500
"""Cards whose claims are held by their ids at a time."""


class Reading(NamedTuple, Generic[Model]):
    """One file as it was read: what it says, and what is wrong with it."""

    path: Path
    stamp: Stamp | None
    model: Model | None
    """As much as stands; None where the file cannot be read and was never good."""
    problems: tuple[Problem, ...]
    written: str = ""
    kept: Mapping[KeyPath, Sequence[int]] = MappingProxyType({})
    """For each list that entries were left out of: the places, as written, of those that stayed."""
    last_good: bool = False
    """Whether `model` is an earlier version, kept because the file as it is now cannot be read."""
    left_out: frozenset[str] = frozenset()
    """Ids of the entries left out: what points at one is not broken, its target is only unread."""

    @property
    def digest(self) -> bytes:
        """What tells whether it says the same as another."""
        return sha256(self.written.encode()).digest()

    def position(self, path: KeyPath, piece: str = "") -> Position:
        """Where a key of the model stands in the file, or a piece of its text."""
        from briefing.library.positions import positions_in

        positions, written = positions_in(self.written), as_written(path, self.kept)
        return positions.within(written, piece) if piece else positions.of(written)


@dataclass(frozen=True)
class Library:
    """A briefing as it stands in its folder. Nothing in it changes; a new reading is a new Library."""

    root: Path
    briefing: Briefing
    regions: Mapping[str, Region]
    """By id, in the briefing's order."""
    files: Mapping[str, Reading[Card]]
    """Every card's file by reference, whether it can be read or not, in the order of regions and names."""
    sources: Mapping[str, Source]
    problems: tuple[Problem, ...]
    """All of them, by file and line."""
    readings: Mapping[Path, Reading[Any]] = field(repr=False, default_factory=dict)
    """Every file that was read; what the next reading of the folder starts from."""

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """The cards that can be read, by reference."""
        if isinstance(self.files, KeptFiles):
            return self.files.cards
        return {reference: file.model for reference, file in self.files.items() if file.model is not None}

    @cached_property
    def problems_by_file(self) -> dict[Path, tuple[Problem, ...]]:
        """The problems of each file that has any."""
        by_file: dict[Path, list[Problem]] = {}
        for problem in self.problems:
            by_file.setdefault(problem.path, []).append(problem)
        return {path: tuple(problems) for path, problems in by_file.items()}

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Earlier references, each with the card's present one."""
        if isinstance(self.files, KeptFiles):
            return self.files.renamed
        return {alias: reference for reference, card in self.cards.items() for alias in card.aliases}

    @cached_property
    def digests(self) -> Mapping[str, bytes]:
        """The digest of what each card's file says, by reference; of those that stand as they are read."""
        if isinstance(self.files, KeptFiles):
            return self.files.digests
        return {reference: file.digest for reference, file in self.files.items() if file.model and not file.last_good}

    @cached_property
    def published(self) -> Collection[str]:
        """References of the published cards, in their order."""
        if isinstance(self.files, KeptFiles):
            return self.files.published
        return dict.fromkeys(each for each, card in self.cards.items() if card.status is Status.PUBLISHED)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link that a reader can follow, but for those of files that are being mended."""
        return tuple(links_of(self))

    def problems_of(self, reference: str) -> tuple[Problem, ...]:
        """What is wrong with one card's file."""
        return self.problems_by_file.get(self.files[reference].path, ())

    def find(self, reference: str) -> str | None:
        """The present reference of a card, by it or by an earlier one; None where there is no such card."""
        return reference if reference in self.files else self.renamed.get(reference)

    def claim(self, reference: str, part: str) -> Claim | None:
        """The claim that a card means by `c1` or by `region/card#c1`."""
        other, _, name = part.rpartition("#")
        return self.claims[self.find(other) or "" if other else reference].get(name)

    @cached_property
    def claims(self) -> Mapping[str, dict[str, Claim]]:
        """The claims of each card by their ids, by the card's reference; none of what is no card."""
        return _Claims(self)

    def standings(self, calendar: date) -> Mapping[str, Standing]:
        """Where every card stands, by reference. A closed briefing is judged as of its own day."""
        on = self.briefing.today(calendar)
        if isinstance(self.files, KeptFiles):
            return Judged(self.cards, on, self.briefing.review_days)
        return {reference: standing(card, on, self.briefing.review_days) for reference, card in self.cards.items()}

    def listed(self, region: str, standings: Mapping[str, Standing]) -> list[str]:
        """References that a region lists: its own, worst first, then other regions' cards that belong here.

        Drafts and retired cards are left out. A file that cannot be read stands first, not to be overlooked.
        """
        own = [reference for reference in self.files if _home(reference) == region]
        unreadable = [reference for reference in own if reference not in self.cards]
        guests = [
            reference for reference, card in self.cards.items() if region in card.also_in and _home(reference) != region
        ]
        return unreadable + self._shown(own, standings) + self._shown(guests, standings)

    def outlook(self, standings: Mapping[str, Standing], region: str | None = None) -> Aggregate:
        """What the briefing, or one region's own cards, come to. A card counts once, in its home."""
        return aggregate(self.cards if region is None else self._at_home.get(region, {}), standings)

    @cached_property
    def _at_home(self) -> dict[str, dict[str, Card]]:
        """The cards of each region's own."""
        homes: dict[str, dict[str, Card]] = {}
        for reference, card in self.cards.items():
            homes.setdefault(_home(reference), {})[reference] = card
        return homes

    def worst_first(self, references: list[str], standings: Mapping[str, Standing]) -> list[str]:
        """These cards by level, then impact, likelihood, later date and reference."""
        return worst_first(self.cards, standings, references)

    def _shown(self, references: list[str], standings: Mapping[str, Standing]) -> list[str]:
        published = [each for each in references if each in self.cards and self.cards[each].status is Status.PUBLISHED]
        return self.worst_first(published, standings)


class _Claims(dict[str, dict[str, "Claim"]]):
    """Those of the cards that have been asked for one last."""

    def __init__(self, library: Library) -> None:
        self._cards = library.cards

    def __missing__(self, reference: str) -> dict[str, Claim]:
        if len(self) == _MOST_HELD:
            self.clear()
        card = self._cards.get(reference)
        found = self[reference] = card.claims_by_id() if card else {}
        return found


def _home(reference: str) -> str:
    """The region whose folder holds the card."""
    return reference.partition("/")[0]
