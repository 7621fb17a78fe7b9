"""Text: each problem with its line of the file, and a mark under what is at fault."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.cli.streams import Ink
from briefing.library.clean import clean_line
from briefing.library.problem import Severity
from briefing.publish.glyphs import plainly
from briefing.publish.plain import cells
from briefing.publish.problems import tally
from briefing.publish.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.cli.forms.checked import Checked
    from briefing.library.problem import Problem

_INKS: Final = {Severity.ERROR: Ink.RED, Severity.WARNING: Ink.YELLOW, Severity.INFORMATION: Ink.BLUE}
_TAB: Final = "    "
_CUT: Final = "..."
_LEAST_ROOM: Final = 20
_MARKS_A_CELL: Final = 4
"""Characters looked at for each cell that is to be filled: some letters carry marks that take no room."""


class _Shown(NamedTuple):
    """A line of a file as far as there is room, and the cells before and under what is at fault in it."""

    line: str
    before: int
    under: int


def as_text(checked: Checked, width: int, encoding: str) -> Iterator[tuple[str, Ink]]:
    """All problems in runs, for a stream of an encoding, lines of files in so many cells; then their sum."""
    for path, problems in groupby(checked.problems, key=lambda problem: problem.path):
        place = clean_line(str(checked.place(path)))
        written = checked.written.get(path)
        lines = written.split("\n") if written else []
        for problem in problems:
            yield from _told(problem, place, lines, width, encoding)
            yield "\n", Ink.PLAIN
    files = {problem.path for problem in checked.problems}
    yield f"{tally(checked.problems)} in {counted(len(files), 'file')}\n", Ink.BOLD
    if checked.ignored:
        yield f"{ignored_tally(checked.ignored)}\n", Ink.PLAIN


def ignored_tally(ignored: Sequence[Problem]) -> str:
    """How much of what was found is not told, and of which rules: nothing is hidden."""
    codes = sorted(Counter(problem.code for problem in ignored).items())
    by_code = ", ".join(f"{code} {number}" for code, number in codes)
    whose = "its card" if len(ignored) == 1 else "their cards"
    return f"{counted(len(ignored), 'finding')} ignored by {whose}: {by_code}"


def cut(line: str, room: int) -> str:
    """The line as far as there is room for it."""
    return line if cells(line) <= room else "".join(_window("", "", line, room + len(_CUT)))


def _told(problem: Problem, place: str, lines: Sequence[str], width: int, encoding: str) -> Iterator[tuple[str, Ink]]:
    ink = _INKS[problem.severity]
    margin = " " * max(2, len(str(problem.line)))
    spot = "".join(f":{number}" for number in (problem.line, problem.column) if number)
    yield f"{problem.severity}[{problem.code}]", ink
    yield f": {clean_line(problem.message)}\n", Ink.BOLD
    yield f"{margin}--> {place}{spot}\n", Ink.PLAIN
    if 0 < problem.line <= len(lines):
        # What the stream cannot say takes one cell, not two: that is known before the mark is set.
        line = plainly(lines[problem.line - 1], encoding)
        shown = _shown(line, problem, max(width - len(margin) - 3, _LEAST_ROOM))
        numbered = f"{problem.line:>{len(margin)}} | {shown.line}".rstrip()
        yield f"{margin} |\n{numbered}\n{margin} | {' ' * shown.before}", Ink.PLAIN
        yield "^" * shown.under, ink
        yield "\n", Ink.PLAIN
    if problem.help:
        yield f"{margin} = help: {clean_line(problem.help)}\n", Ink.PLAIN


def _shown(line: str, problem: Problem, room: int) -> _Shown:
    """The line, cut to a window around what is at fault where it is too long."""
    indent = len(line) - len(line.lstrip())
    start = problem.column - 1 if problem.column else indent
    end = start + problem.width if problem.column else len(line)
    head, fault, tail = (part.replace("\t", _TAB) for part in (line[:start], line[start:end], line[end:]))
    if len(line) > room * _MARKS_A_CELL or cells(head + fault + tail) > room:
        head, fault, tail = _window(head, fault, tail, room)
    return _Shown(head + fault + tail, cells(head) + max(problem.column - 1 - len(line), 0), max(cells(fault), 1))


def _window(head: str, fault: str, tail: str, room: int) -> tuple[str, str, str]:
    """As much as there is room for: the fault first, then what is before it or, where that is too long, around it."""
    room -= 2 * len(_CUT)
    seen = fault[: _fitting(fault, room)]
    left = room - cells(seen)
    before = head[::-1]
    if len(before) > _fitting(before, left):
        before = before[: _fitting(before, left // 2)]
    after = tail[: _fitting(tail, left - cells(before))] if seen == fault else ""
    before = head[len(head) - _fitting(head[::-1], left - cells(after)) :]
    is_whole = len(seen + after) == len(fault + tail)
    return before if before == head else _CUT + before, seen, after if is_whole else after + _CUT


def _fitting(text: str, room: int) -> int:
    """How many characters of the text there is room for."""
    looked_at = text[: room * _MARKS_A_CELL]
    for number, character in enumerate(looked_at):
        room -= cells(character)
        if room < 0:
            return number
    return len(looked_at)
