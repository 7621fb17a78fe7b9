"""T03: nothing is added to an edition that is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found

CLOSED = 'schema = 1\ntitle = "t"\nperspective = "p"\nas_of = 2024-10-03\nregions = ["us"]\nclosed = true\n'
LATER = CARD.replace("as_of = 2024-10-03", "as_of = 2024-10-04")


@pytest.mark.parametrize("status", ["", 'status = "draft"', 'status = "retired"'])
def test_a_card_that_is_later_than_the_edition_is_told_whatever_its_status(found: Found, status: str) -> None:
    (problem,) = found("T03", {"us/sofa.toml": f"{status}\n{LATER}", "briefing.toml": CLOSED})
    assert (problem.line, problem.column) == (3, 1)
    assert problem.message == "`as_of` is 4 Oct 2024, after the closed edition's own day, 3 Oct 2024"
    assert problem.help == "set it back, or take `closed` out of briefing.toml"


def test_a_card_of_the_editions_own_day_is_clean(found: Found) -> None:
    assert found("T03", {"us/sofa.toml": CARD, "briefing.toml": CLOSED}) == []


def test_a_briefing_that_is_open_has_later_cards(found: Found) -> None:
    assert found("T03", {"us/sofa.toml": LATER, "briefing.toml": CLOSED.replace("closed = true\n", "")}) == []
