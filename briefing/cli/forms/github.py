"""GitHub's annotations: a line for each problem that its runner shows beside the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.check.rules import BY_CODE
from briefing.library.problem import Severity

if TYPE_CHECKING:
    from briefing.cli.forms.checked import Checked
    from briefing.library.problem import Problem

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "notice"}
_IN_TEXT: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTIES: Final = _IN_TEXT | str.maketrans({":": "%3A", ",": "%2C"})


def as_github(checked: Checked) -> str:
    """The commands for the runner."""
    return "".join(_command(checked, problem) for problem in checked.problems)


def _command(checked: Checked, problem: Problem) -> str:
    properties = {
        "file": checked.place(problem.path).as_posix(),
        "line": problem.line,
        "endLine": problem.line,
        "col": problem.column,
        "endColumn": problem.column and problem.column + problem.width,
        "title": f"{problem.code} {BY_CODE[problem.code].name}",
    }
    said = ",".join(f"{key}={str(value).translate(_IN_PROPERTIES)}" for key, value in properties.items() if value)
    words = "\n".join(filter(None, (problem.message, problem.help)))
    return f"::{_COMMANDS[problem.severity]} {said}::{words.translate(_IN_TEXT)}\n"
