"""A folder's cards as they are kept, each unpacked when it is first looked at.

Of a hundred thousand cards a reader looks at a few; whoever asks for all of them gets all, in one go.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from briefing.model.standing import standing

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterable
    from datetime import date
    from pathlib import Path

    from briefing.library.kept import Kept
    from briefing.library.library import Reading
    from briefing.model.briefing import ReviewDays
    from briefing.model.card import Card
    from briefing.model.standing import Standing


class References(Collection[str]):
    """Those of all cards, in their order: a text of each region's until somebody goes through them.

    A hundred thousand strings would be most of what the dashboard holds.
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._size = sum(each.count("\n") - 1 for each in names.values())

    @staticmethod
    def packed(references: Iterable[str]) -> dict[str, str]:
        """The names of each region's cards, a line ending before, between and behind them."""
        names: dict[str, list[str]] = {}
        for reference in references:
            region, _, name = reference.partition("/")
            names.setdefault(region, [""]).append(name)
        return {region: "\n".join((*each, "")) for region, each in names.items()}

    def __contains__(self, reference: object) -> bool:
        if "_all" in self.__dict__:
            return reference in self._all
        region, _, name = str(reference).partition("/")
        return "\n" not in name and f"\n{name}\n" in self._names.get(region, "")

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return self._size

    @cached_property
    def _all(self) -> dict[str, None]:
        names = self._names.items()
        return {f"{region}/{name}": None for region, each in names for name in each[1:-1].split("\n")}


class AllBut(Set[str]):
    """References without some of them, which are few beside all or known anyway."""

    def __init__(self, whole: Collection[str], without: frozenset[str]) -> None:
        self.whole, self.without = whole, without
        """The latter is a part of the former."""

    def __contains__(self, reference: object) -> bool:
        return reference not in self.without and reference in self.whole

    def __iter__(self) -> Iterator[str]:
        return (each for each in self.whole if each not in self.without)

    def __len__(self) -> int:
        return len(self.whole) - len(self.without)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, AllBut) and other.whole is self.whole:
            return self.without == other.without  # what is the same is not gone through one by one
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash(frozenset(self))

    def __or__(self, more: Set[Any]) -> Set[str]:
        if all(each in self.whole for each in more):
            return AllBut(self.whole, self.without - more)
        return frozenset(self) | more

    @classmethod
    def _from_iterable(cls, some: Iterable[Any]) -> frozenset[Any]:
        return frozenset(some)


class KeptReadings(Mapping["Path", "Reading[Any]"]):
    """Every file of a folder as it was read, by its path."""

    def __init__(self, kept: Kept, references: Collection[str], others: Collection[str]) -> None:
        self._kept, self._references = kept, references
        self._others = others
        """The files that hold no card, by their paths in the folder."""
        self._seen: dict[Path, Reading[Any]] = {}
        self._is_whole = False

    def __getitem__(self, path: Path) -> Reading[Any]:
        found = self._seen.get(path)
        if found is None:
            root = self._kept.root
            name = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
            if name not in self._others and name.removesuffix(".toml") not in self._references:
                raise KeyError(path)
            found = self._seen[path] = self._kept.reading(name) or self._read(path)
        return found

    def __iter__(self) -> Iterator[Path]:
        names = (f"{reference}.toml" for reference in self._references)
        return (self._kept.root / name for name in chain(self._others, names))

    def __len__(self) -> int:
        return len(self._others) + len(self._references)

    def items(self) -> ItemsView[Path, Reading[Any]]:
        """All of them, unpacked in one go."""
        if not self._is_whole:
            whole = self._kept.readings() | self._seen
            self._seen = {path: whole.get(path) or self._read(path) for path in self}
            self._is_whole = True
        return self._seen.items()

    def _read(self, path: Path) -> Reading[Any]:
        """The file itself, where what was kept of it is spoilt or has gone."""
        from briefing.library.folder import read_file

        return read_file(self._kept.root, path)


class KeptFiles(Mapping[str, "Reading[Card]"]):
    """The cards' files by reference, each called as its file is."""

    def __init__(
        self,
        kept: Kept,
        readings: KeptReadings,
        references: Collection[str],
        unpublished: frozenset[str],
        renamed: dict[str, str],
    ) -> None:
        self._kept, self._readings, self._references = kept, readings, references
        self._unpublished = unpublished
        self.renamed = renamed
        """Earlier references, each with the card's present one."""

    def __getitem__(self, reference: str) -> Reading[Card]:
        if reference not in self._references:
            raise KeyError(reference)
        return self._readings[self._path(reference)]

    def __contains__(self, reference: object) -> bool:
        return reference in self._references

    def __iter__(self) -> Iterator[str]:
        return iter(self._references)

    def __len__(self) -> int:
        return len(self._references)

    def items(self) -> ItemsView[str, Reading[Card]]:
        """All of them, unpacked in one go."""
        whole = dict(self._readings.items())
        return {reference: whole[self._path(reference)] for reference in self}.items()

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """What they say."""
        return _Cards(self)

    @cached_property
    def published(self) -> Collection[str]:
        """References of the published cards, in their order."""
        return AllBut(self._references, self._unpublished)

    @cached_property
    def digests(self) -> Mapping[str, bytes]:
        """The digest of what each file says, by reference."""
        return _Digests(self._kept, self._references)

    def _path(self, reference: str) -> Path:
        return self._kept.root / f"{reference}.toml"


class CardsOf(Mapping[str, "Card"]):
    """The cards of files that are looked up one by one: of those that can be read."""

    def __init__(self, files: Mapping[str, Reading[Card]]) -> None:
        self._files = files

    def __getitem__(self, reference: str) -> Card:
        card = self._files[reference].model
        if card is None:
            raise KeyError(reference)
        return card

    def __iter__(self) -> Iterator[str]:
        return (reference for reference in self._files if reference in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Cards(CardsOf):
    """The cards of kept files, which could all be read."""

    def __contains__(self, reference: object) -> bool:
        return reference in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    @cached_property
    def _whole(self) -> dict[str, Card]:
        return {reference: file.model for reference, file in self._files.items() if file.model is not None}

    def items(self) -> ItemsView[str, Card]:
        """All of them, unpacked in one go."""
        return self._whole.items()


class _Digests(Mapping[str, bytes]):
    """What tells whether each file says the same as it did; looked up when it is first asked for."""

    def __init__(self, kept: Kept, references: Collection[str]) -> None:
        self._kept, self._references = kept, references
        self._seen: dict[str, bytes | None] = {}

    def __getitem__(self, reference: str) -> bytes:
        if reference not in self._seen and reference in self._references:
            self._seen[reference] = self._kept.digest(f"{reference}.toml")
        digest = self._seen.get(reference)
        if digest is None:
            raise KeyError(reference)
        return digest

    def __iter__(self) -> Iterator[str]:
        return iter(self._references)

    def __len__(self) -> int:
        return len(self._references)


class Judged(Mapping[str, "Standing"]):
    """Where each card stands on a day, judged when it is first asked for."""

    def __init__(self, cards: Mapping[str, Card], on: date, review_days: ReviewDays) -> None:
        self._cards, self._on, self._review_days = cards, on, review_days
        self._judged: dict[str, Standing] = {}

    def __getitem__(self, reference: str) -> Standing:
        found = self._judged.get(reference)
        if found is None:
            found = self._judged[reference] = standing(self._cards[reference], self._on, self._review_days)
        return found

    def __contains__(self, reference: object) -> bool:
        return reference in self._cards

    def __iter__(self) -> Iterator[str]:
        return iter(self._cards)

    def __len__(self) -> int:
        return len(self._cards)

    def items(self) -> ItemsView[str, Standing]:
        """All of them."""
        for reference in self._cards.keys() - self._judged.keys():
            _ = self[reference]
        return {reference: self._judged[reference] for reference in self._cards}.items()
