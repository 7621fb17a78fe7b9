"""A check of a folder whose cards are read, looked at and let go of, by several processes where that is faster."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from briefing.check.check import Look, Report, in_few, parted, said_in
from briefing.check.cited import Cited
from briefing.library.passing import NotYetKnown
from briefing.library.processes import shared
from briefing.library.references import broken_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from briefing.check.rule import Desk, Rule
    from briefing.library.folder import Place
    from briefing.library.library import Reading
    from briefing.library.passing import Passing
    from briefing.library.problem import Problem
    from briefing.model.card import Card

_PIECE: Final = 100
"""Cards that a process looks at before it asks for more, unless there are very many."""


@dataclass(slots=True)
class _Part:
    """What looking at some cards came to."""

    told: list[Problem] = field(default_factory=list)
    ignored: list[Problem] = field(default_factory=list)
    written: dict[Path, str] = field(default_factory=dict)
    """What the files say that something is told of."""
    cited: Cited = field(default_factory=Cited)
    earlier: dict[str, str] = field(default_factory=dict)
    """The earlier references of these cards."""
    later: list[Place] = field(default_factory=list)
    """Cards that cannot be judged before the earlier references of all are known."""


def check_in_parts(desk: Desk, passing: Passing, rules: Sequence[Rule], processes: int) -> Report:
    """As `check` of the briefing when it is read as a whole; `desk` has it as its library."""
    look = Look(desk, rules)
    parts = shared(lambda places: _part(look, passing, places), passing.places, _PIECE, processes)
    known = replace(passing, earlier={alias: name for part in parts for alias, name in part.earlier.items()})
    later = [place for part in parts for place in part.later]
    knowing = Look(replace(desk, library=known), rules)
    parts += shared(lambda places: _part(knowing, known, places), later, _PIECE, processes)
    cited = Cited()
    for part in parts:
        cited.add_all(part.cited)
    told = [problem for part in parts for problem in part.told]
    library = replace(known, problems=(*passing.problems, *told))
    heads = passing.heads.values()
    look = Look(replace(desk, library=library, counted=cited), rules)
    told += look.counting(passing.problems, {reading.path for reading in heads if reading.model is None})
    told += look.around()
    told += look.at_files(heads)
    ignored = sorted(problem for part in parts for problem in part.ignored)
    written = {path: text for part in parts for path, text in part.written.items()}
    return Report(tuple(sorted(told)), tuple(ignored), said_in(heads, told) | written)


def _part(look: Look, passing: Passing, places: Iterable[Place]) -> _Part:
    """What looking at these cards comes to."""
    part = _Part()
    for few in in_few(places):
        _look_at(few, part, look, passing)
    return part


def _look_at(places: Sequence[Place], part: _Part, look: Look, passing: Passing) -> None:
    """Add what looking at few cards comes to."""
    cards = [(place.reference, passing.read(place)) for place in places]
    for reference, reading in cards:
        if reading.model and reading.model.aliases:
            part.earlier |= dict.fromkeys(reading.model.aliases, reference)
    try:
        found = [*_found(look, passing, cards)]
    except NotYetKnown:
        if len(places) == 1:
            part.later += places
        else:
            for place in places:
                _look_at([place], part, look, passing)
        return
    for reference, reading in cards:
        part.cited.add(reference, reading)
    if found:
        told, ignored = parted(found, {reading.path: reading.model.ignore for _, reading in cards if reading.model})
        part.told += told
        part.ignored += ignored
        part.written |= said_in((reading for _, reading in cards), found)


def _found(look: Look, passing: Passing, cards: Sequence[tuple[str, Reading[Card]]]) -> Iterator[Problem]:
    """All that is wrong with cards' files."""
    for reference, reading in cards:
        yield from look.counting(reading.problems, () if reading.model else (reading.path,))
        if reading.model:
            yield from look.counting(broken_in(passing, reference, reading.model, reading), ())
    yield from look.at_files([reading for _, reading in cards])
    yield from look.at_cards(cards)
