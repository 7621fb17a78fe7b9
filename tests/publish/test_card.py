"""A card as a document, read as plain text: what stands where, and in which words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD, SOURCES

from briefing.publish.card import card_document
from briefing.publish.document import Lead
from briefing.publish.plain import plain_document
from briefing.publish.wording import citation, direction, event_dates, host

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.library import Library
    from briefing.publish.document import Document

DAY = date(2024, 10, 10)
FULL = """\
title = "October surprise before the vote"
status = "draft"
as_of = 2024-10-03
tags = ["nuclear", "missiles"]
summary = "North Korea is **unlikely** to test [c1]; see [[us/sofa]]."
analysis = "It has tested *before* [c2]."

[risk]
event = "North Korea tests a nuclear device."
by = 2024-11-05

[[risk.assessment]]
on = 2024-09-01
likelihood = "unlikely"
impact = "significant"
confidence = "low"
why = "A pattern of past elections."

[[risk.assessment]]
on = 2024-10-03
likelihood = "very unlikely"
impact = "significant"
confidence = "moderate"
why = "No sign at the site."
claims = ["c1", "us/sofa#c1"]

[[claim]]
kind = "statement"
text = "A test is ready."
source = "jt"
speaker = "A minister"
quote = ["ready", "at any time"]
origin = "yonhap"
credibility = 3

[[claim]]
text = "It was quiet."

[[claim]]
text = "Somebody said so."
source = "nowhere"

[[judgment]]
statement = "A launch before the vote is roughly even chance."
likelihood = "roughly even chance"
by = 2024-11-05

[[judgment]]
key = true
statement = "A nuclear test before the vote is very unlikely."
likelihood = "very unlikely"
probability = 10
by = 2024-11-05
confidence = "low"
claims = ["c1"]
basis = "Silence at the site."
alternative = "A test at once."
outcome = "no"
resolved_on = 2024-10-09

[[judgment]]
statement = "Talks fall away."
likelihood = "likely"
by = 2024-12-01
outcome = "void"

[[assumption]]
text = "China disapproves."
if_wrong = "The risk doubles."

[[gap]]
text = "No image since June."

[[gap]]
text = "Which tunnel."
resolved_on = 2024-10-05

[[position]]
actor = "China"
issue = "a nuclear test"
stance = "opposes"
claims = ["c2"]

[[event]]
on = 2024-11-05
what = "Election"

[[event]]
on = 2024-10-06
until = 2024-10-11
what = "Party days"
claims = ["c2"]

[[signpost]]
text = "The tunnel is sealed."
if_seen = "raises"
status = "seen"
checked = 2024-10-03

[[signpost]]
text = "Talks are announced"
if_seen = "lowers"
status = "not-seen"

[[related]]
card = "us/sofa"
how = "depends on"

[[related]]
card = "us/none"
how = "follows"
"""
MORE = (
    SOURCES
    + """
[yonhap]
title = "Ready"
publisher = "Yonhap"
kind = "primary"
truncated = true
"""
)


def shown(library: Library, reference: str, on: date = DAY) -> str:
    return plain_document(document(library, reference, on))


def document(library: Library, reference: str, on: date = DAY) -> Document:
    return card_document(library, reference, library.standings(on).get(reference))


def test_a_full_card_tells_everything_in_its_order(library_from: LibraryFrom) -> None:
    library = library_from({"sources.toml": MORE, "korea/test.toml": FULL, "us/sofa.toml": CARD})
    assert (
        shown(library, "korea/test")
        == """\
October surprise before the vote

DRAFT · korea/test · 3 Oct 2024 · nuclear, missiles

!  error[C03] line 41: sources.toml has no `nowhere`. Add a table [nowhere]
   to sources.toml.
!  error[C03] line 110: there is no card `us/none`. Name it as region/card.

▰▰▱▱ GUARDED   very unlikely (5–20%) × significant   HILP, high impact and
low probability
North Korea tests a nuclear device, by 5 Nov 2024 · - better, was ELEVATED
on 1 Sep · confidence moderate
Rated 3 Oct: No sign at the site. Rests on c1 us/sofa#c1

Bottom line

  North Korea is unlikely to test [c1]; see A more equal alliance.

Key judgments

  j2  A nuclear test before the vote is very unlikely.
      key · by 5 Nov 2024 · 10% · came out: no 9 Oct · rests on c1
      Confidence low: Silence at the site.
      Alternative: A test at once.

  j1  A launch before the vote is roughly even chance.
      by 5 Nov 2024 · 45–55%

  j3  Talks fall away.
      by 1 Dec 2024 · 55–80% · came out: void

Evidence

  c1  A test is ready.
      “ready” … “at any time”
      statement by A minister · [1] The Japan Times · B 3 · from [2] Yonhap

  c2  It was quiet.
      claim · no source given

  c3  Somebody said so.
      claim · nowhere, which sources.toml does not have

What would change our mind

  +  The tunnel is sealed  raises · seen, checked 3 Oct
  -  Talks are announced  lowers · not seen, never checked

Gaps

  ?  No image since June.
  x  Which tunnel.  filled 5 Oct

Assumptions

  -  China disapproves.
     If wrong: The risk doubles.

Positions

  -  China  opposes  a nuclear test · c2

Dates

  6–11 Oct 2024  Party days · c2
  5 Nov 2024     Election

Analysis

  It has tested before [c2].

Related

  -  depends on: A more equal alliance
  -  follows: us/none

Rating history

  3 Oct  ▰▰▱▱ GUARDED  very unlikely × significant · was ELEVATED on 1 Sep
         No sign at the site.

  1 Sep  ▰▰▰▱ ELEVATED  unlikely × significant
         A pattern of past elections.

Sources

  [1]  The Japan Times, 29 Sep 2024  reporting · B · japantimes.co.jp
       “Ishiba to seek a more equal alliance”
       National daily with its own reporters in Tokyo.

  [2]  Yonhap  primary · not rated
       “Ready”  not held: known only through others  the archived text
       breaks off
"""
    )


def test_a_context_card_says_that_it_does_not_warn(library_from: LibraryFrom) -> None:
    library = library_from({"us/old.toml": CARD.partition("[risk]")[0].replace(" [c1]", "")})
    assert "context · no rating: this card explains and does not warn" in shown(library, "us/old")


def test_a_risk_without_an_assessment_says_so(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD.partition("[risk]")[0] + '[risk]\nevent = "A dispute"\n'})
    assert "not rated · a risk without an assessment\nA dispute, no deadline\n" in shown(library, "us/sofa")


def test_an_old_rating_never_passes_for_a_fresh_one(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD})
    assert "GUARDED, unreviewed since 3 Oct 2024" in shown(library, "us/sofa", date(2024, 12, 24))
    assert "review due by 2 Nov" in shown(library, "us/sofa", date(2024, 11, 1))
    assert "deadline passed" in shown(library, "us/sofa", date(2025, 4, 1))


def test_of_a_file_that_cannot_be_read_the_name_and_the_reason_are_shown(library_from: LibraryFrom) -> None:
    told = shown(library_from({"us/bad.toml": "title = "}), "us/bad")
    assert told.startswith("bad.toml\n\nus/bad · this file cannot be read")
    assert "error[C01] line 1: not TOML" in " ".join(told.split())


def test_the_evidence_says_by_which_claims_one_is_confirmed_and_leads_there(library_from: LibraryFrom) -> None:
    confirmed = f'{CARD}credibility = 1\nconfirmed_by = ["c2", "us/other#c1"]\n[[claim]]\ntext = "He did."\n'
    library = library_from({"us/sofa.toml": confirmed, "us/other.toml": CARD})
    evidence = document(library, "us/sofa").section("Evidence")
    assert evidence
    told = evidence.paragraphs[1]
    assert told.text == "claim · [1] The Japan Times · B 1 · confirmed by c2 us/other#c1"
    assert [(run.text, run.lead) for run in told.runs if run.lead][1:] == [
        ("c2", Lead("part", "c2")),
        ("us/other#c1", Lead("part", "us/other#c1")),
    ]
    assert "confirmed by" not in evidence.paragraphs[3].text


def test_a_section_is_found_by_its_title(library_from: LibraryFrom) -> None:
    found = document(library_from({"us/sofa.toml": CARD}), "us/sofa")
    evidence = found.section("Evidence")
    assert evidence
    assert evidence.paragraphs[0].text.startswith("Raising the alliance")
    assert found.section("Analysis") is None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("on = 2024-10-06\nuntil = 2024-10-11", "6–11 Oct 2024"),
        ("on = 2024-10-02\nuntil = 2025-01-03", "2 Oct 2024 – 3 Jan 2025"),
        ('on = "2024-10"', "Oct 2024"),
        ('on = "2024"\nuntil = "2025"', "2024 – 2025"),
    ],
)
def test_dates_are_said_as_far_as_they_are_known(library_from: LibraryFrom, written: str, said: str) -> None:
    library = library_from({"us/sofa.toml": f'{CARD}\n[[event]]\n{written}\nwhat = "Talks"\n'})
    assert event_dates(library.cards["us/sofa"].event[0]) == said


def test_a_citation_is_one_line_with_all_that_is_known(library_from: LibraryFrom) -> None:
    sources = library_from({"sources.toml": MORE.replace("[yonhap]", '[yonhap]\nurl = "http://[bad"')}).sources
    assert citation(sources["jt"]) == (
        "The Japan Times, “Ishiba to seek a more equal alliance”, 29 Sep 2024, "
        "https://www.japantimes.co.jp/news/2024/09/29/ishiba (accessed 3 Oct 2024)"
    )
    assert citation(sources["yonhap"]) == "Yonhap, “Ready”, http://[bad"
    assert host(sources["yonhap"]) == ""


def test_a_regions_indicator_is_that_of_its_worst_card(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD, "korea/old.toml": CARD.partition("[risk]")[0]})
    standings = library.standings(DAY)
    us, korea = library.outlook(standings, "us"), library.outlook(standings, "korea")
    assert direction(us, standings[us.worst or ""]) == "▰▰▱▱ *"
    assert direction(korea, None) == "▱▱▱▱"
