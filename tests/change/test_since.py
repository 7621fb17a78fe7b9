"""What changed since a day, where the dates in the content are all there is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from examples import CARD

from briefing.change.since import since
from briefing.publish.changes import changes_document
from briefing.publish.plain import plain_document

if TYPE_CHECKING:
    from conftest import LibraryFrom

DATED = (
    CARD.replace("as_of = 2024-10-03", "as_of = 2024-10-09").replace(
        "\n[[claim]]",
        """
[[risk.assessment]]
on = 2024-10-05
likelihood = "likely"
impact = "moderate"
confidence = "low"
why = "He asked for it."

[[risk.assessment]]
on = 2024-10-09
likelihood = "likely"
impact = "significant"
confidence = "low"
why = "He asked for it again."

[[claim]]""",
        1,
    )
    + """
[[judgment]]
statement = "He is likely to ask."
likelihood = "likely"
by = 2024-10-05
outcome = "yes"
resolved_on = 2024-10-05

[[judgment]]
statement = "He is likely to win."
likelihood = "likely"
by = 2024-10-01
outcome = "yes"
resolved_on = 2024-10-01

[[signpost]]
text = "A panel is set up"
if_seen = "raises"
status = "seen"
checked = 2024-10-08

[[signpost]]
text = "A talk is held"
if_seen = "lowers"
status = "seen"
checked = 2024-10-02

[[signpost]]
text = "A base closes"
if_seen = "lowers"
status = "not-seen"
checked = 2024-10-08

[[gap]]
text = "No read-out."
resolved_on = 2024-10-06

[[gap]]
text = "No date."

[[event]]
on = 2024-10-06
what = "Party days"

[[event]]
on = 2024-10-27
what = "Election"

[[event]]
on = 2024-10-04
what = "First call"
"""
)


def test_ratings_outcomes_sightings_gaps_and_days_that_came_are_told(library_from: LibraryFrom) -> None:
    draft = DATED.replace("summary", 'status = "draft"\nsummary', 1)
    library = library_from({"us/sofa.toml": DATED, "us/quiet.toml": CARD, "us/draft.toml": draft, "us/bad.toml": "="})
    day = date(2024, 10, 10)
    changes = since(library, date(2024, 10, 4), day)
    assert (
        plain_document(changes_document(library, changes, "after 4 Oct", day))
        == """\
What changed

after 4 Oct · 1 card changed

A more equal alliance (▰▰▰▰ HIGH  + worse  us/sofa)

  ~  rating GUARDED to HIGH, + worse
     likelihood unlikely to likely · impact moderate to significant
     5 Oct 2024: He asked for it.
     9 Oct 2024: He asked for it again.

  ~  as of 9 Oct 2024; dates do not tell what was reworded

  ~  judgment j1 came out yes on 5 Oct 2024: He is likely to ask.

  ~  signpost s1 seen: A panel is set up

  ~  gap g1 filled on 6 Oct 2024: No read-out.

  ~  event took place: 6 Oct 2024  Party days
"""
    )


def test_a_card_whose_only_rating_is_later_is_said_to_be_rated(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD, "us/context.toml": CARD.partition("[risk]")[0].replace(" [c1]", "")})
    day = date(2024, 10, 10)
    text = plain_document(changes_document(library, since(library, date(2024, 10, 1), day), "", day))
    assert "+  rated GUARDED\n     likelihood unlikely · impact moderate\n     confidence low\n" in text
    assert "context" in text


def test_after_the_last_of_its_dates_nothing_changed(library_from: LibraryFrom) -> None:
    assert not since(library_from({"us/sofa.toml": CARD}), date(2024, 10, 3), date(2024, 12, 1))
