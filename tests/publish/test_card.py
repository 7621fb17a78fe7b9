"""A card as a document, read as plain text: what stands where, and in which words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD, SOURCES

from briefing.publish.card import card_document
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
    assert shown(library, "korea/test") == """\
