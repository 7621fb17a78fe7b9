"""S04: what is confirmed by other sources names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD, SOURCES

if TYPE_CHECKING:
    from check.conftest import Found
    from conftest import LibraryFrom

HEAD = 'title = "t"\nas_of = 2024-10-03\nsummary = "s"\n'
ONE = '[[claim]]\ntext = "He said so."\nsource = "jt"\ncredibility = 1\n'
OTHERS = """
[[claim]]
id = "same-paper"
text = "He said so, a page on."
source = "jt"

[[claim]]
id = "prints-jt"
text = "He is reported to have said so."
source = "agency"
origin = "jt"

[[claim]]
id = "own-reporter"
text = "He said so to our reporter."
source = "agency"

[[claim]]
id = "from-the-paper"
text = "His paper says so."
source = "jt"
origin = "hudson"

[[claim]]
id = "nobody"
text = "It is known."
"""
MORE = f"""{SOURCES}
[agency]
title = "t"
publisher = "p"
kind = "reporting"

[hudson]
title = "t"
publisher = "p"
kind = "primary"
"""


def files(claim: str) -> dict[str, str]:
    return {"us/sofa.toml": CARD, "us/x.toml": f"{HEAD}{claim}{OTHERS}", "sources.toml": MORE}


@pytest.mark.parametrize(
    "confirmed_by",
    [
        "",
        "confirmed_by = []",
        'confirmed_by = ["c1"]',
        'confirmed_by = ["us/x#c1"]',
        'confirmed_by = ["us/sofa#c1"]',
        'confirmed_by = ["same-paper", "prints-jt", "nobody"]',
    ],
)
def test_a_claim_that_only_its_own_origin_confirms_is_told(found: Found, confirmed_by: str) -> None:
    (problem,) = found("S04", files(f"{ONE}{confirmed_by}\n"))
    assert (problem.path.name, problem.line, problem.column) == ("x.toml", 7, 1)
    assert problem.message == "`c1` has credibility 1 and rests on a single origin, `jt`"
    assert problem.help == 'name a claim of another origin in `confirmed_by`, or give it 2, "probably true"'


@pytest.mark.parametrize("confirmed_by", ["own-reporter", "from-the-paper", "us/x#own-reporter"])
def test_a_claim_that_another_origin_confirms_is_clean(found: Found, confirmed_by: str) -> None:
    assert found("S04", files(f'{ONE}confirmed_by = ["same-paper", "{confirmed_by}"]\n')) == []


def test_what_counts_is_the_origin_and_not_who_prints_it(found: Found) -> None:
    told = found("S04", files(f'{ONE}origin = "hudson"\nconfirmed_by = ["from-the-paper"]\n'))
    assert [problem.message for problem in told] == ["`c1` has credibility 1 and rests on a single origin, `hudson`"]
    assert found("S04", files(f'{ONE}origin = "hudson"\nconfirmed_by = ["same-paper"]\n')) == []


@pytest.mark.parametrize("credibility", [2, 3, 6])
def test_a_claim_that_is_said_to_be_no_more_than_probable_needs_nobody(found: Found, credibility: int) -> None:
    assert found("S04", files(ONE.replace("= 1", f"= {credibility}"))) == []


def test_a_claim_without_a_source_is_told_by_s01_alone(found: Found) -> None:
    claim = ONE.replace('source = "jt"\n', "")
    assert found("S04", files(claim)) == []
    assert [problem.message for problem in found("S01", files(claim))] == [
        "`c1` has no source",
        "`nobody` has no source",
    ]


@pytest.mark.parametrize("part", ["c9", "us/gone#c1"])
def test_a_confirmation_that_leads_nowhere_is_told_by_c03_alone(
    found: Found, library_from: LibraryFrom, part: str
) -> None:
    claim = f'{ONE}confirmed_by = ["same-paper", "{part}"]\n'
    told = [(problem.code, problem.line, problem.column) for problem in library_from(files(claim)).problems]
    assert told == [("C03", 8, 31)]
    assert found("S04", files(claim)) == []


def test_a_claim_that_cannot_be_read_now_may_confirm(found: Found) -> None:
    unread = files(f'{ONE}confirmed_by = ["us/bad#c1"]\n') | {"us/bad.toml": "not toml"}
    assert found("S04", unread) == []


def test_the_next_claim_is_looked_at_after_one_that_was_let_pass(found: Found) -> None:
    claims = f'{ONE}confirmed_by = ["c9"]\n{ONE.replace("= 1", "= 2")}{ONE}'
    assert [problem.line for problem in found("S04", files(claims))] == [16]
