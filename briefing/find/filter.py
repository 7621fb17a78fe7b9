"""The filter language: `level>=elevated (tag:alliance or "host nation") -is:overdue`.

`-` binds closest, then the blank between terms (and), then `or`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NoReturn

from briefing.find.terms import OF_THE_READER, QUESTIONS, SAME, Predicate, Subject, key
from briefing.find.text import fold
from briefing.library.clean import named
from briefing.library.problem import BriefingError, did_you_mean
from briefing.model.card import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from briefing.find.terms import Marks
    from briefing.library.library import Library
    from briefing.model.standing import Standing

_ASKED: Final = re.compile(r"([^\W\d]\w*)(>=|<=|[:=<>])")
_BARE: Final = re.compile(r"""[^\s()"]+""")
_JOINED: Final = re.compile(r"""(and|or|not)(?=[\s()"]|$)""", re.IGNORECASE)
_PLAIN: Final = re.compile(r"[^\W_][\w./'-]*")
_DEEPEST: Final = 50


class FilterError(BriefingError):
    """A filter that cannot be understood: where, why, and what would help."""

    def __init__(self, column: int, message: str, help: str = "") -> None:
        super().__init__(f"filter, column {column}: {message}" + (f"\n{help}" if help else ""))
        self.column = column
        """From 1, in characters."""
        self.message = message
        self.help = help


@dataclass(frozen=True)
class Word:
    """Text that the reference, title or a tag holds."""

    text: str

    def __str__(self) -> str:
        return quoted(self.text)


@dataclass(frozen=True)
class Term:
    """A question, and the answer that is wanted."""

    name: str
    operator: str
    value: str
    column: int = field(default=1, compare=False)

    def __str__(self) -> str:
        return f"{self.name}{self.operator}{quoted(self.value)}"


@dataclass(frozen=True)
class Not:
    """What must not hold."""

    part: Filter

    def __str__(self) -> str:
        return f"-{_bracketed(self.part)}"


@dataclass(frozen=True)
class All:
    """Parts that must all hold; without any, everything does."""

    parts: tuple[Filter, ...]

    def __str__(self) -> str:
        return " ".join(map(_bracketed, self.parts))


@dataclass(frozen=True)
class Any:
    """Parts of which one must hold."""

    parts: tuple[Filter, ...]

    def __str__(self) -> str:
        return " or ".join(_bracketed(part) if isinstance(part, Any) else str(part) for part in self.parts)


Filter = Word | Term | Not | All | Any


def parse(text: str, library: Library | None = None) -> Filter:
    """Understand a filter; with a Library, names that its content does not have are told too. Raises FilterError."""
    return _Parser(text, library).whole()


def wrong_filters(filters: Mapping[str, str]) -> list[str]:
    """What is wrong with filters that were saved by name, in a sentence each."""
    wrong = []
    for name, text in filters.items():
        try:
            parse(text)
        except FilterError as error:
            wrong.append(f"the filter {named(name)} is wrong at column {error.column}: {error.message}")
    return wrong


def matching(
    wanted: Filter, library: Library, standings: Mapping[str, Standing], marks: Marks | None = None
) -> list[str]:
    """References of the cards that the filter holds for, in the order of the files; as `held`."""
    return [subject.reference for subject in held(wanted, subjects(library, standings), marks)]


def subjects(library: Library, standings: Mapping[str, Standing]) -> list[Subject]:
    """Every card, whether it can be read or not, to be asked; worth keeping, as each answers faster a second time."""
    return [Subject(reference, file.model, standings.get(reference)) for reference, file in library.files.items()]


def held(wanted: Filter, asked: Iterable[Subject], marks: Marks | None = None) -> Iterator[Subject]:
    """Those that the filter holds for, in their order.

    Drafts and retired cards are looked at only where the filter asks for a status. Raises FilterError where it
    asks for the reader's marks and none are given.
    """
    if marks is None and (term := next(_of_the_reader(wanted), None)):
        raise FilterError(term.column, f"what is {term.value} is not known here", "leave the term out")
    every = any(term.name == "status" or (term.name == "is" and term.value in tuple(Status)) for term in _terms(wanted))
    holds = _predicate(wanted, marks)
    return (
        subject
        for subject in asked
        if (every or subject.card is None or subject.card.status is Status.PUBLISHED) and holds(subject)
    )


def asks_the_reader(wanted: Filter) -> bool:
    """Whether the filter needs the reader's marks."""
    return any(_of_the_reader(wanted))


def _of_the_reader(wanted: Filter) -> Iterator[Term]:
    return (term for term in _terms(wanted) if term.name == "is" and term.value in OF_THE_READER)


def _terms(part: Filter) -> Iterator[Term]:
    match part:
        case Term():
            yield part
        case Not():
            yield from _terms(part.part)
        case All() | Any():
            for each in part.parts:
                yield from _terms(each)


def _predicate(part: Filter, marks: Marks | None) -> Predicate:
    match part:
        case Word():
            folded = fold(part.text)
            return lambda subject: folded in subject.words
        case Term("is", _, value) if marks and value in OF_THE_READER:
            marked = OF_THE_READER[value](marks)
            return lambda subject: subject.card is not None and subject.reference in marked
        case Term():
            return QUESTIONS[part.name].asked(part.operator, part.value)[1]
        case Not():
            denied = _predicate(part.part, marks)
            return lambda subject: not denied(subject)
        case All():
            parts = tuple(_predicate(each, marks) for each in part.parts)
            return lambda subject: all(holds(subject) for holds in parts)
        case _:
            choices = tuple(_predicate(each, marks) for each in part.parts)
            return lambda subject: any(holds(subject) for holds in choices)


def quoted(text: str) -> str:
    """The text as a filter takes it for one word or value."""
    return text if _PLAIN.fullmatch(text) and not _JOINED.fullmatch(text) else f'"{text}"'


def _bracketed(part: Filter) -> str:
    return f"({part})" if isinstance(part, All | Any) else str(part)


class _Parser:
    """Reads a filter from left to right."""

    def __init__(self, text: str, library: Library | None) -> None:
        self.text = text
        self.library = library
        self.place = 0

    def whole(self) -> Filter:
        if not self._ahead():
            return All(())
        found = self._any(0)
        return found if not self._ahead() else self._fail(self.place, "this `)` closes no bracket")

    def _any(self, depth: int) -> Filter:
        parts = [self._all(depth)]
        while self._take("or"):
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _all(self, depth: int) -> Filter:
        parts = [self._term(depth)]
        while self._take("and") or (self._ahead() not in ("", ")") and not self._joins("or")):
            parts.append(self._term(depth))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _term(self, depth: int) -> Filter:
        ahead, start = self._ahead(), self.place
        if depth > _DEEPEST:
            self._fail(start, "brackets stand too deep in one another here")
        if ahead == "-" or self._take("not"):
            self.place += ahead == "-"
            if ahead == "-" and not self.text[self.place : self.place + 1].strip():
                self._fail(start, "nothing follows this `-`", 'it stands right before what must not hold; as text: "-"')
            return Not(self._term(depth + 1))
        if ahead == "(":
            self.place += 1
            found = self._any(depth + 1)
            if self._ahead() != ")":
                self._fail(start, "this bracket is not closed")
            self.place += 1
            return found
        if ahead == '"':
            return Word(" ".join(self._quotation().split()))
        if asked := _ASKED.match(self.text, start):
            return self._asked(asked)
        bare = None if self._joins("and") or self._joins("or") else _BARE.match(self.text, start)
        if bare is None:
            self._fail(
                start, "a word or a term is missing here", 'as text, put and, or, not and brackets in quotes: "or"'
            )
        self.place = bare.end()
        return Word(bare[0])

    def _asked(self, asked: re.Match[str]) -> Term:
        name, operator = fold(asked[1]), SAME.get(asked[2], asked[2])
        question = QUESTIONS.get(name)
        if question is None:
            told = f"{named(asked[1])} cannot be asked{did_you_mean(name, QUESTIONS)}"
            self._fail(
                asked.start(), told, f"what can be: {', '.join(QUESTIONS)}; text with `{asked[2]}` goes in quotes"
            )
        if operator not in question.operators:
            self._fail(asked.start(2), f"`{name}` is asked with {' '.join(question.operators)} only")
        self.place = start = asked.end()
        bare = _BARE.match(self.text, start)
        written = " ".join(self._quotation().split()) if self.text.startswith('"', start) else bare[0] if bare else ""
        self.place = bare.end() if bare else self.place
        if not written:
            values = tuple(question.values(self.library))[:12]
            self._fail(start, f"a value is missing behind `{asked[0]}`", f"as {', '.join(values)}" if values else "")
        try:
            value, _ = question.asked(operator, written)
        except ValueError as error:
            self._fail(start, str(error))
        if self.library and question.of_content:
            known = {key(each) for each in question.values(self.library)}
            if key(value) not in known:
                self._fail(start, f"no {name} is called {named(value)}{did_you_mean(key(value), known)}")
        return Term(name, operator, value, asked.start() + 1)

    def _quotation(self) -> str:
        end = self.text.find('"', self.place + 1)
        if end < 0:
            self._fail(self.place, "this quotation is not closed")
        start, self.place = self.place + 1, end + 1
        return self.text[start:end]

    def _ahead(self) -> str:
        """The next character that is no blank; empty at the end."""
        while self.text[self.place : self.place + 1].isspace():
            self.place += 1
        return self.text[self.place : self.place + 1]

    def _joins(self, word: str) -> re.Match[str] | None:
        self._ahead()
        found = _JOINED.match(self.text, self.place)
        return found if found and found[0].lower() == word else None

    def _take(self, word: str) -> bool:
        found = self._joins(word)
        self.place = found.end() if found else self.place
        return found is not None

    def _fail(self, place: int, message: str, help: str = "") -> NoReturn:
        raise FilterError(place + 1, message, help)
