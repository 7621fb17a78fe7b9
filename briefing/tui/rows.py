"""Rows of lists, made from the library: a card in its region's list, a problem in the problems view."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from textual.content import Content

from briefing.library.clean import clean_line
from briefing.library.problem import Severity
from briefing.model.card import Status
from briefing.model.dates import said
from briefing.publish.document import Role, Run, muted, text
from briefing.publish.wording import counted, indicator, trend_words
from briefing.tui.panes.cards import Row
from briefing.tui.typeset import BLANK, Line, set_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.style import Style

    from briefing.library.library import Library
    from briefing.library.problem import Problem
    from briefing.model.standing import Standing

_SEVERITY: Final = {
    Severity.ERROR: Role.HIGH,
    Severity.WARNING: Role.ELEVATED,
    Severity.INFORMATION: Role.MUTED,
}
_PLACE: Final = 8
"""Columns that a problem's line and column take."""


def card_row(library: Library, standings: Mapping[str, Standing], reference: str, region: str) -> Row:
    """A card as its region's list shows it."""
    file = library.files[reference]
    card, standing = file.model, standings.get(reference)
    faulty = bool(library.problems_of(reference))
    if card is None or standing is None:
        return Row(reference, clean_line(file.path.name), "cannot be read", "fault", "", faulty)
    about = [] if card.status is Status.PUBLISHED else [card.status.value]
    if file.last_good:
        about.append("last good version")
    if standing.trend:
        about.append(trend_words(standing.trend))
    home = reference.partition("/")[0]
    if home != region:
        about.append(f"from {library.regions[home].code}")
    if card.risk and card.risk.by:
        by = said(card.risk.by, library.briefing.as_of)
        about.append(f"deadline passed {by}" if standing.deadline_passed else f"by {by}")
    gaps = sum(gap.resolved_on is None for gap in card.gap)
    if standing.level is None and gaps:
        about.append(counted(gaps, "gap"))
    level = standing.level.value if standing.level else "muted"
    return Row(reference, card.title, indicator(standing), level, "  ".join(about), faulty)


def set_problems(library: Library, width: int, styles: Mapping[str, Style]) -> list[Line]:
    """Every problem under its file, each row leading to its place."""
    if not library.problems:
        return [
            Line(Content.styled("Problems", styles["heading"]), heading="Problems"),
            Line(Content.styled("None: every file of the content reads well.", styles["muted"])),
        ]
    count = f"{counted(len(library.problems), 'problem')} in {counted(len(library.problems_by_file), 'file')}"
    lines = [Line(Content.styled(f"{count}; enter opens the editor there", styles["muted"]))]
    for path, problems in groupby(library.problems, key=lambda problem: problem.path):
        name = clean_line(str(path.relative_to(library.root) if path.is_relative_to(library.root) else path))
        lines += [BLANK, Line(Content.styled(name, styles["heading"]), heading=name)]
        lines += [line for problem in problems for line in _set_problem(problem, width, styles)]
    return lines


def _set_problem(problem: Problem, width: int, styles: Mapping[str, Style]) -> Iterator[Line]:
    place = f"{problem.line}:{problem.column}" if problem.line else "-"
    code = Run(f"{problem.severity}[{problem.code}]", _SEVERITY[problem.severity])
    told = [text(code, f" {problem.message}", mark=muted(f"{place:>6} "))]
    if problem.help:
        told.append(text(muted(problem.help), hangs=True))
    for paragraph in told:
        for line in set_paragraph(paragraph, width, _PLACE, styles):
            yield replace(line, lead=problem)
