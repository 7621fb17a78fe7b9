"""Which entry of one list is which of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from briefing.change.words import likeness, words

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

Entry = TypeVar("Entry")

_ALIKE: Final = 0.5
_MOST: Final = 2500
"""Pairs of entries whose texts are compared; of longer lists only what is the same is found."""
_LONGEST: Final = 200
"""Words of an entry that are compared."""


def matched(
    before: Sequence[Entry],
    after: Sequence[Entry],
    keys: Sequence[Callable[[Entry], Hashable]],
    text: Callable[[Entry], str] | None = None,
    last: Callable[[Entry], Hashable] | None = None,
) -> list[tuple[int | None, int | None]]:
    """Pairs of places, in the order of the second list; None stands for what one of them does not have.

    Entries are the same where a key is, the first key first; else where their texts are most alike; else
    where their last key is.
    """
    pairs: dict[int, int] = {}
    for key in keys:
        _by_key(before, after, key, pairs)
    if text:
        _by_likeness([text(entry) for entry in before], [text(entry) for entry in after], pairs)
    if last:
        _by_key(before, after, last, pairs)
    found: list[tuple[int | None, int | None]] = [(pairs.get(place), place) for place in range(len(after))]
    return found + [(place, None) for place in _left(before, pairs.values())]


def _left(entries: Sequence[object], taken: Iterable[int]) -> list[int]:
    held = set(taken)
    return [place for place in range(len(entries)) if place not in held]


def _by_key(
    before: Sequence[Entry], after: Sequence[Entry], key: Callable[[Entry], Hashable], pairs: dict[int, int]
) -> None:
    waiting: dict[Hashable, list[int]] = {}
    for place in reversed(_left(before, pairs.values())):
        waiting.setdefault(key(before[place]), []).append(place)
    for place in _left(after, pairs):
        if same := waiting.get(key(after[place])):
            pairs[place] = same.pop()


def _by_likeness(before: Sequence[str], after: Sequence[str], pairs: dict[int, int]) -> None:
    olds, news = _left(before, pairs.values()), _left(after, pairs)
    if len(olds) * len(news) > _MOST:
        return
    worded = {place: words(before[place])[:_LONGEST] for place in olds}
    found = []
    for new in news:
        these = words(after[new])[:_LONGEST]
        ratios = ((likeness(worded[old], these, _ALIKE), old) for old in olds)
        found += [(-ratio, abs(old - new), new, old) for ratio, old in ratios if ratio]
    taken = set()
    for _, _, new, old in sorted(found):
        if new not in pairs and old not in taken:
            pairs[new] = old
            taken.add(old)
