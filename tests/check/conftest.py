"""What the tests of rules share: a card checked, and what one rule says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from briefing.check.check import check
from briefing.check.parts import check_in_parts
from briefing.check.rule import Desk
from briefing.check.rules import BY_CODE
from briefing.library.passing import read_passing

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.problem import Problem

Found = Callable[..., list["Problem"]]


@pytest.fixture
def found(library_from: LibraryFrom) -> Found:
    """What one rule finds in files of content, read on a day."""

    def found(code: str, files: dict[str, str], on: date = date(2024, 10, 3)) -> list[Problem]:
        library = library_from(files)
        report = check(Desk(library, library.briefing.today(on)), [BY_CODE[code]])
        if passing := read_passing(library.root):
            in_parts = check_in_parts(Desk(passing, library.briefing.today(on)), passing, [BY_CODE[code]], 1)
            assert in_parts == report, "a check of cards as they go by says what a check of all of them says"
        problems = report.problems
        return [problem for problem in problems if problem.code == code]

    return found
