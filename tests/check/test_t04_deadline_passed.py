"""T04: a risk is looked at once more when its day has passed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found

AFTER = date(2025, 4, 1)


def test_a_risk_past_its_deadline_is_told_at_the_deadline(found: Found) -> None:
    (problem,) = found("T04", {"us/sofa.toml": CARD}, AFTER)
    assert (problem.line, problem.column) == (7, 1)
    assert problem.message == "the deadline was 31 Mar 2025, and the card was last reviewed 3 Oct 2024"
    assert problem.help == "say how it came out and set `as_of`, or retire it"


def test_on_the_last_day_the_event_may_still_come(found: Found) -> None:
    assert found("T04", {"us/sofa.toml": CARD}, date(2025, 3, 31)) == []


def test_a_card_that_was_reviewed_on_the_last_day_was_not_reviewed_since(found: Found) -> None:
    on_the_day = CARD.replace("as_of = 2024-10-03", "as_of = 2025-03-31")
    assert len(found("T04", {"us/sofa.toml": on_the_day}, AFTER)) == 1


def test_a_card_that_was_reviewed_since_is_clean(found: Found) -> None:
    reviewed = CARD.replace("as_of = 2024-10-03", "as_of = 2025-04-01")
    assert found("T04", {"us/sofa.toml": reviewed}, AFTER) == []


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_what_is_not_published_is_not_asked_for(found: Found, status: str) -> None:
    assert found("T04", {"us/sofa.toml": f'status = "{status}"\n{CARD}'}, AFTER) == []


@pytest.mark.parametrize("content", [CARD.partition("[risk]")[0], CARD.replace("by = 2025-03-31\n", "")])
def test_without_a_deadline_none_has_passed(found: Found, content: str) -> None:
    assert found("T04", {"us/sofa.toml": content}, AFTER) == []
