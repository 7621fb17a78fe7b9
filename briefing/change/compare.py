"""Two Libraries beside each other: what changed from the one to the other, by meaning and not by bytes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from briefing.change.change import RATED, CardChange, Changes, EntryChange, Moved, Rerated, Turn, What
from briefing.change.matching import matched
from briefing.change.words import flat
from briefing.library.references import CITATION, LINK
from briefing.model.briefing import ReviewDays
from briefing.model.card import NUMBERED, Risk, Status
from briefing.model.closed import keys

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Container, Hashable, Iterator, Mapping, Sequence

    from briefing.library.library import Library, Reading
    from briefing.library.positions import KeyPath
    from briefing.model.card import Assessment, Card
    from briefing.model.closed import Closed

TABLES: Final = ("judgment", "claim", "signpost", "gap", "assumption", "position", "event", "related")
"""Of a card, in the order in which their changes are told."""
TEXT: Final = {
    "judgment": "statement",
    "claim": "text",
    "signpost": "text",
    "gap": "text",
    "assumption": "text",
    "event": "what",
    "assessment": "why",
}
"""The key of an entry that holds its text, by table."""
_TURNS: Final = {Status.PUBLISHED: Turn.PUBLISHED, Status.DRAFT: Turn.DRAFT, Status.RETIRED: Turn.RETIRED}
_ASSESSMENT: Final = ("risk", "assessment")
_HEAD: Final = Path("briefing.toml")
_BIBLIOGRAPHY: Final = Path("sources.toml")


@dataclass(frozen=True, slots=True)
class Names:
    """What cards, and the parts of one, are called now, by what they were called before."""

    cards: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)

    def of(self, named: str) -> str:
        """The present name of a card, or of a part of this card or of another."""
        card, parted, part = named.rpartition("#")
        return f"{self.cards.get(card, card)}#{part}" if parted else self.parts.get(named, self.cards.get(named, named))

    def within(self, text: str) -> str:
        """A running text with the present names in what it cites and links."""

        def renamed(match: re.Match[str]) -> str:
            return match[0].replace(match[1], self.of(match[1]))

        return LINK.sub(renamed, CITATION.sub(renamed, text))


UNCHANGED: Final = Names()


def compare(before: Library, after: Library) -> Changes:
    """All that changed from one Library to another. White space, comments and the order of keys are no change."""
    pairs = list(_pairs(before, after))
    names = Names({was: now for was, now in pairs if was and now and was != now})
    told = (_file(was, now, before, after, names) for was, now in pairs)
    heads = _both_read(before, after, _HEAD)
    return Changes(
        briefing=tuple(moved_keys(before.briefing, after.briefing, names, {"schema", "regions"})) if heads else (),
        regions=tuple(_regions(before, after, names)) if heads else (),
        cards=tuple(change for change in told if change and change.told),
        sources=tuple(_sources(before, after)) if _both_read(before, after, _BIBLIOGRAPHY) else (),
        not_compared=_not_compared(before, after),
    )


def compare_cards(
    reference: str,
    before: Card,
    after: Card,
    names: Names = UNCHANGED,
    readings: Sequence[Reading[Card]] = (),
) -> CardChange:
    """What changed from one version of a card to another.

    With the readings of both, nothing is taken for gone that only cannot be read.
    """
    if before == after:
        return CardChange(reference, before, after)
    return _Versions(before, after, names, readings).change(reference)


def _pairs(before: Library, after: Library) -> Iterator[tuple[str | None, str | None]]:
    """Each card by its reference before and now, in the order of the briefing; gone ones behind their region's."""
    earlier = {}
    free = dict.fromkeys(reference for reference in before.files if reference not in after.files)
    for now, file in after.files.items():
        if now in before.files:
            earlier[now] = now
            continue
        aliases = (*(file.model.aliases if file.model else ()), before.renamed.get(now))
        if was := next((alias for alias in aliases if alias in free), None):
            earlier[now] = was
            del free[was]
    for region in dict.fromkeys((*after.regions, *before.regions)):
        yield from ((earlier.get(now), now) for now in after.files if now.partition("/")[0] == region)
        yield from ((was, None) for was in free if was.partition("/")[0] == region)


def _file(was: str | None, now: str | None, before: Library, after: Library, names: Names) -> CardChange | None:
    """What changed of one card's file."""
    old, new = before.files.get(was or ""), after.files.get(now or "")
    if old is new:
        return None
    reference, model, earlier = now or was or "", new.model if new else None, old.model if old else None
    turns = [Turn.NEW] if old is None else [Turn.GONE] if new is None else [Turn.RENAMED] if was != now else []
    if new and _is_lost(new) and not (old and _is_lost(old)):
        turns.append(Turn.UNREADABLE)
    if new and old and _is_lost(old) and not _is_lost(new):
        turns.append(Turn.READABLE)
    if old and new and earlier and model:
        change = compare_cards(reference, earlier, model, names, (old, new))
    else:
        rated = model.risk.assessment if old is None and model and model.risk else ()
        rating = Rerated(None, rated[-1], rated) if rated else None
        change = CardChange(reference, earlier, model, rating=rating)
    return replace(change, earlier=was if was and now and was != now else "", turns=(*turns, *change.turns))


def _is_lost(file: Reading[Any]) -> bool:
    """Whether the file as it stood cannot be read."""
    return file.model is None or file.last_good


class _Versions:
    """Two versions of one card."""

    def __init__(self, before: Card, after: Card, names: Names, readings: Sequence[Reading[Card]]) -> None:
        self.before = before
        self.after = after
        self.left_out = [set(reading.kept) for reading in readings] or [set(), set()]
        faults = [any(problem.code == "C02" for problem in reading.problems) for reading in readings]
        self.at_fault = faults or [False, False]
        self.partly = False
        self.entries = {
            table: _matched(table, getattr(before, table), getattr(after, table), names) for table in TABLES
        }
        parts = {was.id: now.id for table in NUMBERED for was, now, _ in self.entries[table] if was and now}
        self.names = replace(names, parts=parts)

    def change(self, reference: str) -> CardChange:
        """What changed from the one to the other."""
        before, after = self.before, self.after
        withheld = after.status is Status.DRAFT and self._lost(1, ("status",), None)
        turns = [_TURNS[after.status]] if before.status is not after.status and not withheld else []
        rating, entries = self._rating()
        entries += [change for table in TABLES for change in self._changes(table)]
        found = CardChange(
            reference,
            before,
            after,
            rating=rating,
            risk=self._moved(before.risk or Risk(), after.risk or Risk(), {"assessment"}),
            keys=self._moved(before, after, {"status", "aliases", "risk", *TABLES}),
            entries=tuple(entries),
        )
        return replace(found, turns=(*turns, Turn.PARTLY) if self.partly else tuple(turns))

    def _rating(self) -> tuple[Rerated | None, list[EntryChange]]:
        """How the rating moved, and which of the earlier ones were taken out or written anew."""
        olds, news = ((card.risk or Risk()).assessment for card in (self.before, self.after))
        if olds == news or self._lost(0, _ASSESSMENT, olds) or self._lost(1, _ASSESSMENT, news):
            return None, []
        pairs = matched(olds, news, [_rated, lambda rating: rating.on])
        current = Rerated(
            olds[-1] if olds else None,
            news[-1] if news else None,
            tuple(news[now] for was, now in pairs if was is None and now is not None),
        )
        changes = []
        for was, now in pairs:
            if now is None:
                assert was is not None
                changes.append(EntryChange(What.GONE, "assessment", "", olds[was], None))
            elif was is not None:
                # That the current rating moved is told by itself.
                skip = set(RATED) if (was, now) == (len(olds) - 1, len(news) - 1) else set()
                if moved := self._moved(olds[was], news[now], skip):
                    path = (*_ASSESSMENT, now)
                    changes.append(EntryChange(What.CHANGED, "assessment", "", olds[was], news[now], moved, path))
        rerated = current.new or current.moved or current.before is None or current.after is None
        return current if rerated else None, changes

    def _changes(self, table: str) -> Iterator[EntryChange]:
        for was, now, path in self.entries[table]:
            if was is None or now is None:
                if not self._lost(0 if was is None else 1, (table,)):
                    yield _new_or_gone(table, getattr(now or was, "id", ""), was, now, path)
            elif moved := self._moved(was, now, {"id"}):
                yield EntryChange(What.CHANGED, table, getattr(now, "id", ""), was, now, moved, path)

    def _moved(self, was: Closed, now: Closed, skip: Container[str]) -> tuple[Moved, ...]:
        return tuple(
            each
            for each in moved_keys(was, now, self.names, skip)
            if not self._lost(0, (each.key,), each.before) and not self._lost(1, (each.key,), each.after)
        )

    def _lost(self, side: int, path: KeyPath, value: object = True) -> bool:
        """Whether the older (0) or newer (1) version perhaps lacks a value only because it cannot be read."""
        lost = path in self.left_out[side] or (self.at_fault[side] and not value)
        self.partly = self.partly or lost
        return lost


def _rated(rating: Assessment) -> Hashable:
    return rating.on, rating.likelihood, rating.impact, rating.confidence


def _new_or_gone(table: str, name: str, was: Closed | None, now: Closed | None, path: KeyPath = ()) -> EntryChange:
    return EntryChange(What.NEW if was is None else What.GONE, table, name, was, now, path=path if now else ())


def _matched(table: str, before: Sequence[Any], after: Sequence[Any], names: Names) -> list[tuple[Any, Any, KeyPath]]:
    """The entries of a table before and now, each with its place now."""
    keys: list[Callable[[Any], Hashable]] = [_text(table)]
    if table in NUMBERED and not (_is_counted(table, before) and _is_counted(table, after)):
        keys.insert(0, _id)
    elif table == "position":
        keys.insert(0, lambda position: (position.actor, position.issue))
    elif table == "event":
        keys.insert(0, lambda event: (flat(event.what), event.on, event.until))
    elif table == "related":
        keys = [lambda related: names.of(related.card)]
    pairs = matched(
        before, after, keys, None if table == "related" else _text(table), _id if table in NUMBERED else None
    )
    return [
        (None if was is None else before[was], None if now is None else after[now], (table, -1 if now is None else now))
        for was, now in pairs
    ]


def _is_counted(table: str, entries: Sequence[Any]) -> bool:
    """Whether the ids of all entries may be no more than their places."""
    return all(entry.id == f"{NUMBERED[table]}{place}" for place, entry in enumerate(entries, start=1))


def _id(entry: Any) -> Hashable:
    return str(entry.id)


def _text(table: str) -> Callable[[Any], str]:
    if table == "position":
        return lambda position: f"{position.actor} {position.issue}"
    return lambda entry: flat(getattr(entry, TEXT[table]))


def moved_keys(before: Closed, after: Closed, names: Names, skip: Container[str]) -> Iterator[Moved]:
    """Each key that holds something else."""
    for key in keys(type(after)):
        if key in skip:
            continue
        was, now = (_value(key, getattr(entry, key)) for entry in (before, after))
        if was != now and _renamed(was, names) != now:
            yield Moved(key, was, now)


def _value(key: str, written: Any) -> Any:
    """What a key says: texts on one line, lists without an order, but for those whose order is meant."""
    if type(written) is str:
        return flat(written)
    if key == "quote":
        return " … ".join(flat(piece) for piece in written) or None
    if isinstance(written, ReviewDays):
        return ", ".join(f"{level} {days}" for level, days in vars(written).items())
    return tuple(sorted(set(written))) if isinstance(written, tuple) and key != "passage" else written


def _renamed(value: Any, names: Names) -> Any:
    if type(value) is str:
        return names.within(names.of(value))
    if isinstance(value, tuple):
        return tuple(sorted({names.of(each) if isinstance(each, str) else each for each in value}))
    return value


def _readable(library: Library, path: Path) -> bool:
    reading = library.readings.get(library.root / path)
    return reading is not None and not _is_lost(reading)


def _not_compared(before: Library, after: Library) -> tuple[str, ...]:
    """Files around the cards that can be read in one of the two only; a region's where both have the region."""
    shared = [Path(name) / "region.toml" for name in after.regions if name in before.regions]
    around = [_HEAD, _BIBLIOGRAPHY, *shared]
    return tuple(path.as_posix() for path in around if _readable(before, path) is not _readable(after, path))


def _both_read(before: Library, after: Library, path: Path) -> bool:
    return _readable(before, path) and _readable(after, path)


def _regions(before: Library, after: Library, names: Names) -> Iterator[EntryChange]:
    for name in dict.fromkeys((*after.regions, *before.regions)):
        was, now = before.regions.get(name), after.regions.get(name)
        if was is None or now is None:
            yield _new_or_gone("region", name, was, now)
        elif _both_read(before, after, Path(name) / "region.toml") and (
            moved := tuple(moved_keys(was, now, names, ()))
        ):
            yield EntryChange(What.CHANGED, "region", name, was, now, moved)


def _sources(before: Library, after: Library) -> Iterator[EntryChange]:
    """Changes of the bibliography; an entry that cannot be read is not gone."""
    left_out = [library.readings[library.root / _BIBLIOGRAPHY].left_out for library in (before, after)]
    for name in dict.fromkeys((*after.sources, *before.sources)):
        was, now = before.sources.get(name), after.sources.get(name)
        if was is None or now is None:
            if name not in left_out[0 if was is None else 1]:
                yield _new_or_gone("source", name, was, now)
        elif was is not now and (moved := tuple(moved_keys(was, now, UNCHANGED, ()))):
            yield EntryChange(What.CHANGED, "source", name, was, now, moved)
