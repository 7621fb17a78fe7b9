"""All rules over a Library, and what they come to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from briefing.check.rule import Subject
from briefing.check.rules import RULES
from briefing.library.problem import MOST_TOLD, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from briefing.check.rule import Desk, Finding, Rule
    from briefing.library.library import Library, Reading

ALWAYS_TOLD: Final = frozenset({"C01", "C02", "C03", "C04", "C06", "C09"})
"""Codes that a card cannot ignore: what the program reads there is not what was written."""
_UNREAD: Final = frozenset({"C01", "C06", "C09"})
"""Codes of what could not be read at all: told whichever rules are chosen, for none of them could look at it."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found."""

    problems: tuple[Problem, ...]
    """By file and line; those that reading the files found among them."""
    ignored: tuple[Problem, ...]
    """What cards ask not to be told of: nothing is hidden, it stands here."""

    def onto(self, library: Library) -> Library:
        """The library with all that was found as its problems."""
        return replace(library, problems=self.problems)


def check(desk: Desk, rules: Sequence[Rule] = RULES, more: Iterable[Problem] = ()) -> Report:
    """Look for all that the rules find in the content; `more` is what was found elsewhere, as on the network."""
    codes = _UNREAD.union(rule.code for rule in rules)
    library = desk.library
    unread = {file.path for file in (*library.readings.values(), *library.files.values()) if file.model is None}
    found = [problem for problem in (*library.problems, *more) if problem.code in codes or problem.path in unread]
    found += _of_desk(desk, rules)
    found += _of_cards(desk, rules)
    asked = {library.files[reference].path: card.ignore for reference, card in library.cards.items() if card.ignore}
    told: list[Problem] = []
    ignored: list[Problem] = []
    for problem in sorted(found):
        hidden = problem.code in asked.get(problem.path, ()) and problem.code not in ALWAYS_TOLD
        (ignored if hidden else told).append(problem)
    return Report(tuple(told), tuple(ignored))


def _of_desk(desk: Desk, rules: Sequence[Rule]) -> Iterator[Problem]:
    for rule in rules:
        if rule.of_desk:
            told: Counter[Path] = Counter()
            for finding in rule.of_desk(desk):
                assert finding.file is not None, f"{rule.code} names no file"
                told[finding.file] += 1
                if told[finding.file] <= MOST_TOLD:
                    yield _problem(rule, finding, finding.file, desk.library.readings.get(finding.file))


def _of_cards(desk: Desk, rules: Sequence[Rule]) -> Iterator[Problem]:
    looks = [(rule, rule.of_card) for rule in rules if rule.of_card]
    for reference, card in desk.library.cards.items():
        reading = desk.library.files[reference]
        if reading.last_good:
            continue  # the file is being mended: what is checked is what it says, not what it said
        subject = Subject(reference, card, desk)
        for rule, look in looks:
            for finding in islice(look(subject), MOST_TOLD):
                yield _problem(rule, finding, reading.path, reading)


def _problem(rule: Rule, finding: Finding, path: Path, reading: Reading[Any] | None) -> Problem:
    line, column, width = finding.place or (0, 0, 1)
    if finding.at and reading and not reading.last_good:
        line, column, width = reading.position(finding.at, finding.piece)
    return Problem(path, line, column, rule.code, finding.message, finding.help, rule.severity, width)
