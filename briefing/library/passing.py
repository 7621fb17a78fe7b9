"""A briefing whose cards are read as they are looked at, and let go of: however many there are, few are held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from briefing.library.at_rest import CardsOf
from briefing.library.folder import Folder, read_at
from briefing.library.library import Library
from briefing.library.shelf import Disk

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from briefing.library.folder import Place
    from briefing.library.library import Reading
    from briefing.model.card import Card

    Read = Callable[[Place], Reading[Card]]

_MOST_HELD: Final = 50
"""Cards that are held at a time."""


class NotYetKnown(Exception):  # noqa: N818 - it is no error
    """A card is looked for that there is none of: whether one was called so is known once all have been read."""


@dataclass(frozen=True)
class Passing(Library):
    """A briefing as it stands in its folder, each card as it is when it is looked at.

    Its problems are those around the cards: a card's own stand with its reading.
    """

    heads: Mapping[Path, Reading[Any]] = field(repr=False, kw_only=True)
    """The files around the cards, by their paths."""
    places: tuple[Place, ...] = field(repr=False, kw_only=True)
    """Where the cards stand, in the order of regions and names."""
    read: Callable[[Place], Reading[Card]] = field(repr=False, kw_only=True)
    """Gives the file that stands at a place."""
    earlier: Mapping[str, str] | None = None
    """Earlier references, each with the card's present one; None as long as they are not known."""

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """The cards that can be read, by reference."""
        return CardsOf(self.files)

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Earlier references, each with the card's present one. Raises NotYetKnown."""
        if self.earlier is None:
            raise NotYetKnown
        return dict(self.earlier)


def read_passing(root: Path) -> Passing | None:
    """The briefing in a folder, no card of which is read yet; None where there is none or briefing.toml is broken."""
    folder = Folder(Disk(root))
    briefing, regions, sources = folder.heads()
    if folder.readings[root / "briefing.toml"].model is None:
        return None
    folder.tell_of_unnamed(regions)
    places = tuple(place for region in regions for place in folder.places(region))
    read = lru_cache(maxsize=_MOST_HELD)(partial(read_at, folder.shelf))
    files, readings = _Files(places, read), _Readings(folder.readings, places, read)
    problems, heads = tuple(folder.problems()), folder.readings
    return Passing(root, briefing, regions, files, sources, problems, readings, heads=heads, places=places, read=read)


class _Files(Mapping[str, "Reading[Card]"]):
    """The cards' files by reference."""

    def __init__(self, places: Collection[Place], read: Read) -> None:
        self._places = {place.reference: place for place in places}
        self._read = read

    def __getitem__(self, reference: str) -> Reading[Card]:
        return self._read(self._places[reference])

    def __contains__(self, reference: object) -> bool:
        return reference in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class _Readings(Mapping["Path", "Reading[Any]"]):
    """Every file by its path."""

    def __init__(self, heads: Mapping[Path, Reading[Any]], places: Collection[Place], read: Read) -> None:
        self._heads, self._places, self._read = heads, places, read

    def __getitem__(self, path: Path) -> Reading[Any]:
        return self._heads[path] if path in self._heads else self._read(self._by_path[path])

    def __iter__(self) -> Iterator[Path]:
        return chain(self._heads, self._by_path)

    def __len__(self) -> int:
        return len(self._heads) + len(self._places)

    @cached_property
    def _by_path(self) -> dict[Path, Place]:
        return {place.path: place for place in self._places}
