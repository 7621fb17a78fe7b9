"""S06: a region that hangs on one source is known to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import SOURCES

if TYPE_CHECKING:
    from check.conftest import Found

HEAD = 'title = "t"\nas_of = 2024-10-03\nsummary = "s"\n'


def card(*sources: str, head: str = HEAD) -> str:
    """A card whose claims name these sources; one without a name where it is empty."""
    named = [f'source = "{source}"\n' if source else "" for source in sources]
    return head + "".join(f'[[claim]]\ntext = "t"\n{source}' for source in named)


def test_a_source_with_more_than_half_of_a_regions_claims_is_told_at_the_region(found: Found) -> None:
    files = {"us/a.toml": card("jt", "jt", "rs"), "us/b.toml": card("jt", "ft"), "korea/c.toml": card("ft")}
    (problem,) = found("S06", files)
    assert problem.path.parts[-2:] == ("us", "region.toml")
    assert (problem.line, problem.column) == (0, 0)
    assert problem.message == "`jt` carries 3 of this region's 5 claims"
    assert problem.help == "look for a second source, above all for what the key judgments rest on"
    assert not problem.is_fault


def test_the_fewest_claims_that_count_are_four(found: Found) -> None:
    assert found("S06", {"us/a.toml": card("jt", "jt", "jt")}) == []
    (problem,) = found("S06", {"us/a.toml": card("jt", "jt", "jt", "rs")})
    assert problem.message == "`jt` carries 3 of this region's 4 claims"


@pytest.mark.parametrize(
    "sources",
    [
        ("jt", "jt", "rs", "rs"),
        ("jt", "jt", "rs", "ft"),
        ("jt", "jt", "", ""),
        ("", "", "", "jt"),
        (),
    ],
)
def test_half_of_them_is_clean(found: Found, sources: tuple[str, ...]) -> None:
    assert found("S06", {"us/a.toml": card(*sources)}) == []


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_what_is_not_shown_carries_nothing(found: Found, status: str) -> None:
    hidden = f'status = "{status}"\n{HEAD}'
    assert found("S06", {"us/a.toml": card("jt", "jt"), "us/b.toml": card("jt", "jt", head=hidden)}) == []
    assert found("S06", {"us/a.toml": card("jt", "jt"), "us/b.toml": card("jt", "jt")}) != []


def test_a_guest_counts_at_home(found: Found) -> None:
    guest = f'also_in = ["us"]\n{HEAD}'
    files = {"us/a.toml": card("jt", "jt", "rs", "rs"), "korea/b.toml": card("jt", "ft", head=guest)}
    assert found("S06", files) == []


def test_it_is_the_source_that_carries_and_not_its_origin(found: Found) -> None:
    two_outlets = card("jt", "jt") + 'origin = "hudson"\n' + card("rs", "rs", head="") + 'origin = "hudson"\n'
    assert found("S06", {"us/a.toml": two_outlets, "sources.toml": SOURCES}) == []


def test_each_region_is_told_by_itself(found: Found) -> None:
    problems = found("S06", {"us/a.toml": card(*["jt"] * 4), "korea/b.toml": card(*["rs"] * 5)})
    assert [problem.message for problem in problems] == [
        "`rs` carries 5 of this region's 5 claims",
        "`jt` carries 4 of this region's 4 claims",
    ]
