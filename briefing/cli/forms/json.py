"""JSON: what was found, for other programs.

The form has a version. A key may be added within it; none changes its meaning or goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefing.check.rules import BY_CODE
from briefing.library.problem import by_severity
from briefing.publish.records import as_json

if TYPE_CHECKING:
    from briefing.cli.forms.checked import Checked
    from briefing.library.problem import Problem

VERSION: Final = 1


def as_record(checked: Checked) -> str:
    """Problems, what cards ignore, and how many there are of each severity. What has no line or column has 0."""

    def record(problem: Problem) -> dict[str, Any]:
        return {
            "path": checked.place(problem.path).as_posix(),
            "line": problem.line,
            "column": problem.column,
            "end_column": problem.column and problem.column + problem.width,
            "code": problem.code,
            "severity": problem.severity,
            "name": BY_CODE[problem.code].name,
            "message": problem.message,
            "help": problem.help,
        }

    return as_json(
        {
            "version": VERSION,
            "kind": "check",
            "problems": [record(problem) for problem in checked.problems],
            "ignored": [record(problem) for problem in checked.ignored],
            "counts": {**by_severity(checked.problems), "ignored": len(checked.ignored)},
        }
    )
