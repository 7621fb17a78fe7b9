"""The way that the reader came, to be gone back."""

from __future__ import annotations

from typing import Final, NamedTuple

_LONGEST: Final = 20


class Place(NamedTuple):
    """Where a reader was."""

    view: str
    region: str
    reference: str | None
    pane: str
    """The id of the pane that keys went to."""
    within: tuple[int, int]
    """Row and uppermost line of that pane."""


class Trail:
    """The pages and cards from which the reader went on to others; the oldest are forgotten."""

    def __init__(self) -> None:
        self._places: list[Place] = []

    def __bool__(self) -> bool:
        return bool(self._places)

    def note(self, place: Place) -> None:
        """The reader goes on from here, and will come back."""
        self._places.append(place)
        del self._places[:-_LONGEST]

    def back(self) -> Place:
        """Where the reader came from last; it is forgotten with that."""
        return self._places.pop()

    def clear(self) -> None:
        """The reader set out anew."""
        self._places.clear()
