"""What is wrong with the content, in words: on a card, over the whole, and counted."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from briefing.library.clean import clean_line
from briefing.library.problem import Severity, by_severity
from briefing.publish.document import Document, Lead, Paragraph, Role, Run, Section, muted, text
from briefing.publish.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from briefing.library.library import Library
    from briefing.library.problem import Problem

ROLES: Final = {
    Severity.ERROR: Role.HIGH,
    Severity.WARNING: Role.ELEVATED,
    Severity.INFORMATION: Role.MUTED,
}
_GRAVEST: Final = tuple(Severity)
_NOUNS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}


def tally(problems: Iterable[Problem]) -> str:
    """How many there are of each severity: `2 errors, 1 warning`; empty where there are none."""
    counts = by_severity(problems).items()
    return ", ".join(counted(number, _NOUNS[severity]) for severity, number in counts if number)


def faults_tally(library: Library) -> str:
    """How many errors and warnings there are; what is only to be known is not counted."""
    return tally(problem for problem in library.problems if problem.is_fault)


def amends(before: Iterable[Problem], after: Iterable[Problem]) -> tuple[str, bool]:
    """What a save broke or mended, and whether it broke something; no words where it did neither."""
    known, now = _faults(before), _faults(after)
    if broken := [fault for told, fault in now.items() if told not in known]:
        gravest = min(broken, key=lambda problem: _GRAVEST.index(problem.severity))
        place = f"{gravest.path.name}:{gravest.line}" if gravest.line else gravest.path.name
        return f"{place} {gravest.message}", True
    if not now and known:
        return "mended: no problems are left", False
    if known.keys() - now.keys():
        return f"mended; {f'{len(now)} problems are' if len(now) > 1 else 'one problem is'} left", False
    return "", False


def _faults(problems: Iterable[Problem]) -> dict[tuple[Path, str, str], Problem]:
    """What is to be mended of them, by what makes it another than before; a line further down does not."""
    return {(each.path, each.code, each.message): each for each in problems if each.is_fault}


def problems_document(library: Library, most: int | None = None) -> Document:
    """All that is wrong with the content, or with so many files at `most`, by line, with what to do about it."""
    if not library.problems:
        return Document("Problems", (text(muted("None: nothing is wrong with any file.")),), ())
    by_file = groupby(enumerate(library.problems), key=lambda numbered: numbered[1].path)
    files = [(path, [*told]) for path, told in by_file]
    # Files with errors first, else as they stand in the folder.
    files.sort(key=lambda file: min(_GRAVEST.index(problem.severity) for _, problem in file[1]))
    sections = tuple(
        Section(_name(path, library), tuple(paragraph for each in told for paragraph in _told(*each)))
        for path, told in files[:most]
    )
    opening = f"{tally(library.problems)} in {counted(len(files), 'file')}"
    if len(sections) < len(files):
        opening += f"; of the first {len(sections)} here, of all by `briefing check`"
    return Document("Problems", (text(muted(opening)),), sections)


def problems_on_card(problems: Iterable[Problem]) -> tuple[Paragraph, ...]:
    """The faults of a card at its head; of the warnings of one rule the first, and how many more there are."""
    kinds: dict[object, list[Problem]] = {}
    for problem in problems:
        if problem.is_fault:
            kinds.setdefault(problem if problem.severity is Severity.ERROR else problem.code, []).append(problem)
    return tuple(_on_card(first, len(more)) for first, *more in kinds.values())


def _on_card(problem: Problem, more: int) -> Paragraph:
    place = f"line {problem.line}: " if problem.line else ""
    return text(
        Run(f"{problem.severity}[{problem.code}] ", ROLES[problem.severity]),
        f"{place}{_stopped(problem.message)}",
        muted(f" {_advice(problem)}" if problem.help else ""),
        muted(f" And {more} more like it." if more else ""),
        mark=Run("!", ROLES[problem.severity]),
    )


def _name(path: Path, library: Library) -> str:
    return clean_line(str(path.relative_to(library.root) if path.is_relative_to(library.root) else path))


def _told(number: int, problem: Problem) -> Iterator[Paragraph]:
    """The message at its place, and under it what would help; both lead to the file."""
    lead = Lead("problem", str(number))
    place = f"{problem.line}:{problem.column}" if problem.line else "-"
    code = Run(f"{problem.severity}[{problem.code}]", ROLES[problem.severity])
    yield text(code, f" {_stopped(problem.message)}", mark=muted(place), lead=lead)
    if problem.help:
        yield text(muted(_advice(problem)), hangs=True, lead=lead)


def _advice(problem: Problem) -> str:
    return _stopped(f"{problem.help[0].upper()}{problem.help[1:]}")


def _stopped(words: str) -> str:
    return words if words.endswith(("?", ".")) else f"{words}."
