"""What rules find: in a Library that is at hand, or by whoever has them look at one card after the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Final, TypeVar

from briefing.check.rule import Subject
from briefing.check.rules import RULES
from briefing.library.problem import MOST_TOLD, Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from briefing.check.rule import Desk, Finding, Rule
    from briefing.library.library import Library, Reading
    from briefing.model.card import Card

Each = TypeVar("Each")

ALWAYS_TOLD: Final = frozenset({"C01", "C02", "C03", "C04", "C06", "C09"})
"""Codes that a card cannot ignore: what the program reads there is not what was written."""
_UNREAD: Final = frozenset({"C01", "C06", "C09"})
"""Codes of what could not be read at all: told whichever rules are chosen, for none of them could look at it."""
_FEW: Final = 24
"""Cards that all rules look at before others are."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found."""

    problems: tuple[Problem, ...]
    """By file and line; those that reading the files found among them."""
    ignored: tuple[Problem, ...]
    """What cards ask not to be told of: nothing is hidden, it stands here."""
    written: Mapping[Path, str]
    """What the files said that something was found in."""

    def onto(self, library: Library) -> Library:
        """The library with all that was found as its problems."""
        return replace(library, problems=self.problems)


def check(desk: Desk, rules: Sequence[Rule] = RULES, more: Iterable[Problem] = ()) -> Report:
    """Look for all that the rules find in the content; `more` is what was found elsewhere, as on the network."""
    look, library = Look(desk, rules), desk.library
    unread = {file.path for file in (*library.readings.values(), *library.files.values()) if file.model is None}
    found = look.counting((*library.problems, *more), unread)
    found += look.around()
    found += look.at_files(library.readings.values())
    read = ((reference, library.files[reference]) for reference in library.cards)
    # What is being mended is checked by what it says, not by what it said.
    for cards in in_few((reference, reading) for reference, reading in read if not reading.last_good):
        found += look.at_cards(cards)
    asked = {library.files[reference].path: card.ignore for reference, card in library.cards.items() if card.ignore}
    told, ignored = parted(found, asked)
    return Report(tuple(told), tuple(ignored), said_in(library.readings.values(), found))


def in_few(cards: Iterable[Each]) -> Iterator[list[Each]]:
    """So many at a time that they and what a rule needs stay close to the processor, which takes a fifth less time."""
    left = iter(cards)
    while few := [*islice(left, _FEW)]:
        yield few


def said_in(readings: Iterable[Reading[Any]], found: Iterable[Problem]) -> dict[Path, str]:
    """What those of the files say that something was found in."""
    at_fault = {problem.path for problem in found}
    return {reading.path: reading.written for reading in readings if reading.path in at_fault}


def parted(found: Iterable[Problem], asked: Mapping[Path, Collection[str]]) -> tuple[list[Problem], list[Problem]]:
    """What was found, by file and line, and apart from it what cards ask not to hear: codes, by the cards' files."""
    told: list[Problem] = []
    ignored: list[Problem] = []
    for problem in sorted(found):
        hidden = problem.code in asked.get(problem.path, ()) and problem.code not in ALWAYS_TOLD
        (ignored if hidden else told).append(problem)
    return told, ignored


class Look:
    """What a check looks for, wherever it looks."""

    def __init__(self, desk: Desk, rules: Sequence[Rule]) -> None:
        self._desk, self._rules = desk, rules
        self._codes = _UNREAD.union(rule.code for rule in rules)
        self._of_file = [(rule, rule.of_file) for rule in rules if rule.of_file]
        self._of_card = [(rule, rule.of_card) for rule in rules if rule.of_card]
        self._of_link = [(rule, rule.of_link) for rule in rules if rule.of_link]

    def counting(self, problems: Iterable[Problem], unread: Collection[Path]) -> list[Problem]:
        """Those of what reading found that these rules are to tell of, and all of the files that could not be read."""
        return [problem for problem in problems if problem.code in self._codes or problem.path in unread]

    def around(self) -> Iterator[Problem]:
        """What is wrong around the cards, and with what all of them come to."""
        for rule in self._rules:
            told: Counter[Path] = Counter()
            for finding in self._around_cards(rule):
                assert finding.file is not None, f"{rule.code} names no file"
                told[finding.file] += 1
                if told[finding.file] <= MOST_TOLD:
                    yield _problem(rule, finding, finding.file, self._desk.library.readings.get(finding.file))

    def _around_cards(self, rule: Rule) -> Iterator[Finding]:
        if rule.of_desk:
            yield from rule.of_desk(self._desk)
        if rule.of_link:
            for link in self._desk.links:
                for finding in rule.of_link(link):
                    yield finding._replace(file=link.file)

    def at_files(self, readings: Collection[Reading[Any]]) -> Iterator[Problem]:
        """What is wrong with how files are written."""
        for rule, look in self._of_file:
            for reading in readings:
                for finding in islice(look(reading), MOST_TOLD):
                    yield _problem(rule, finding, reading.path, reading)

    def at_cards(self, cards: Iterable[tuple[str, Reading[Card]]]) -> Iterator[Problem]:
        """What is wrong with cards, of which there are few; each comes with its reference."""
        subjects = [Subject(reference, reading, self._desk) for reference, reading in cards if reading.model]
        for rule, look in self._of_card:
            for subject in subjects:
                for finding in islice(look(subject), MOST_TOLD):
                    yield _problem(rule, finding, subject.reading.path, subject.reading)
        for subject in subjects:
            for rule, at_link in self._of_link if subject.links else ():
                for finding in islice(chain.from_iterable(map(at_link, subject.links)), MOST_TOLD):
                    yield _problem(rule, finding, subject.reading.path, subject.reading)


def _problem(rule: Rule, finding: Finding, path: Path, reading: Reading[Any] | None) -> Problem:
    line, column, width = finding.place or (0, 0, 1)
    if finding.at and reading and not reading.last_good:
        line, column, width = reading.position(finding.at, finding.piece)
    return Problem(path, line, column, rule.code, finding.message, finding.help, rule.severity, width)
