"""What is said of content that is partly at fault, where the good of it was put out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.cli.exits import Exit
from briefing.cli.streams import tell
from briefing.library.problem import Severity
from briefing.publish.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from briefing.library.library import Library
    from briefing.library.problem import Problem

MOST: Final = 5
"""Files that are named."""


def faults(library: Library, place: str | None) -> list[Problem]:
    """The errors that take something from a card, a region or all: those of what it shares with others too."""
    if place is None:
        shown = set(library.problems_by_file)
    else:
        folder = library.root / place.partition("/")[0]
        shown = {library.root / "briefing.toml", library.root / "sources.toml", folder / "region.toml"}
        if place in library.files:
            shown.add(library.files[place].path)
        else:
            shown.update(path for path in library.problems_by_file if path.is_relative_to(folder))
    return [each for each in library.problems if each.path in shown and each.severity is Severity.ERROR]


def partly(problems: Sequence[Problem], root: Path) -> Exit:
    """Name the files at fault, if there are any. Warnings alone take nothing from what was put out."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if not errors:
        return Exit.DONE
    first: dict[Path, Problem] = {}
    for problem in errors:
        first.setdefault(problem.path, problem)
    lines = [f"{counted(len(errors), 'problem')} in {counted(len(first), 'file')}; the rest is shown"]
    for path, problem in list(first.items())[:MOST]:
        name = path.relative_to(root) if path.is_relative_to(root) else path
        line = f":{problem.line}" if problem.line else ""
        lines.append(f"  {name}{line}: {problem.message}")
    if len(first) > MOST:
        lines.append(f"  and {len(first) - MOST} more")
    tell("\n".join(lines))
    return Exit.PARTLY
