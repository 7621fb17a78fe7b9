"""I01: whoever looks at a card again looks for its signposts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from check.conftest import Found

SIGNPOST = """
[[signpost]]
text = "A panel is set up"
if_seen = "raises"
status = "not-seen"
"""


def test_a_signpost_that_was_never_checked_is_told_at_the_signpost(found: Found) -> None:
    (problem,) = found("I01", {"us/sofa.toml": CARD + SIGNPOST})
    assert (problem.line, problem.column) == (21, 3)
    assert problem.message == "`s1` was never checked"
    assert problem.help == "look for what it names, and set `checked` to the day"


def test_a_signpost_that_was_not_checked_since_is_told_at_its_day(found: Found) -> None:
    (problem,) = found("I01", {"us/sofa.toml": f"{CARD}{SIGNPOST}checked = 2024-10-02\n"})
    assert (problem.line, problem.column) == (25, 1)
    assert problem.message == "`s1` was checked 2 Oct 2024, before the card's `as_of`, 3 Oct 2024"
    assert problem.help == "look for what it names, and set `checked` to the day"


@pytest.mark.parametrize("checked", ["2024-10-03", "2024-10-04"])
def test_a_signpost_that_was_checked_on_the_day_or_since_is_clean(found: Found, checked: str) -> None:
    assert found("I01", {"us/sofa.toml": f"{CARD}{SIGNPOST}checked = {checked}\n"}) == []


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_what_is_not_published_is_not_watched(found: Found, status: str) -> None:
    assert found("I01", {"us/sofa.toml": f'status = "{status}"\n{CARD}{SIGNPOST}'}) == []


def test_each_signpost_is_told_by_its_id(found: Found) -> None:
    signposts = f'{SIGNPOST}{SIGNPOST}checked = 2024-10-03\n{SIGNPOST}id = "panel"\nchecked = 2024-10-01\n'
    assert [problem.message for problem in found("I01", {"us/sofa.toml": CARD + signposts})] == [
        "`s1` was never checked",
        "`panel` was checked 1 Oct 2024, before the card's `as_of`, 3 Oct 2024",
    ]


def test_what_was_seen_need_not_be_looked_for_again(found: Found) -> None:
    signpost = SIGNPOST.replace('"not-seen"', '"seen"')
    assert found("I01", {"us/sofa.toml": f"{CARD}{signpost}checked = 2024-09-20\n"}) == []
    unclear = SIGNPOST.replace('"not-seen"', '"unclear"')
    assert len(found("I01", {"us/sofa.toml": f"{CARD}{unclear}checked = 2024-09-20\n"})) == 1
