"""The one-minute page, read as plain text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from examples import CARD

from briefing.publish.overview import matrix, overview_document
from briefing.publish.plain import plain_document

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.library import Library

DAY = date(2024, 10, 10)
WORSE = CARD.replace("A more equal alliance", "October surprise").replace(
    "[[claim]]",
    """\
[[risk.assessment]]
on = 2024-10-05
likelihood = "very unlikely"
impact = "catastrophic"
confidence = "low"
why = "A convoy was seen."

[[risk.assessment]]
on = 2024-10-09
likelihood = "unlikely"
impact = "catastrophic"
confidence = "low"
why = "Two convoys were seen."

[[judgment]]
statement = "They talk."
likelihood = "likely"
by = 2024-11-05

[[signpost]]
text = "The tunnel is sealed"
if_seen = "raises"
status = "seen"

[[gap]]
text = "No image."

[[event]]
on = 2024-10-01
what = "Past"

[[event]]
on = 2024-10-12
what = "Party days"

[[claim]]""",
)


def shown(library: Library) -> str:
    return plain_document(overview_document(library, library.standings(DAY), DAY))


def test_it_tells_what_is_worst_what_moved_what_comes_and_how_the_desk_stands(library_from: LibraryFrom) -> None:
    library = library_from(
        {
            "us/sofa.toml": CARD,
            "korea/surprise.toml": WORSE,
            "asean/old.toml": CARD.partition("[risk]")[0].replace(" [c1]", ""),
        }
    )
    assert (
        shown(library)
        == """\
Ishiba takes office

as of 3 Oct 2024, judged on 10 Oct 2024 · impact is on Japan

Worst first

  ▰▰▰▱  ELEVATED  korea  October surprise
        unlikely × catastrophic · + worse, was very unlikely × catastrophic
        on 5 Oct
        Two convoys were seen.

  ▰▰▱▱  GUARDED  us  A more equal alliance
        unlikely × moderate · * new
        SOFA did not come up in the first leader call.

  -     asean  no rating in force

Latest changes

  9 Oct  October surprise  ELEVATED, worse
         Two convoys were seen.

Coming up (after 10 Oct 2024)

  12 Oct 2024  Party days  korea/surprise
  5 Nov 2024   1 judgment falls due: October surprise  korea/surprise
  31 Mar 2025  deadline: A more equal alliance  us/sofa
  31 Mar 2025  deadline: October surprise  korea/surprise

Signposts seen

  +  The tunnel is sealed  raises October surprise

State of the desk

  3 cards  1 elevated  1 guarded  1 context
  1 worse · 0 better · 0 overdue · 1 open gap · no problems
"""
    )


def test_what_is_far_ahead_is_counted(library_from: LibraryFrom) -> None:
    events = "".join(f'[[event]]\non = 2024-11-{day:02}\nwhat = "Day {day}"\n' for day in range(1, 11))
    assert "and 3 more, up to 31 Mar 2025" in shown(library_from({"us/sofa.toml": f"{CARD}\n{events}"}))


def test_the_editors_own_headline_stands_first(library_from: LibraryFrom) -> None:
    head = """\
schema = 1
title = "A closed edition"
perspective = "Japan"
as_of = 2024-10-03
regions = ["us"]
headline = "Watch Korea."
closed = true
"""
    library = library_from({"briefing.toml": head, "us/sofa.toml": CARD})
    assert shown(library).startswith(
        "A closed edition\n\nWatch Korea.\n\nclosed edition, speaks from 3 Oct 2024 · impact is on Japan\n"
    )


def test_the_matrix_holds_each_counted_card_in_its_field(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD, "korea/surprise.toml": WORSE})
    rows = matrix(library, library.standings(DAY))
    standing = {(cell.likelihood, cell.impact): cell.references for row in rows for cell in row if cell.references}
    assert standing == {
        ("unlikely", "catastrophic"): ("korea/surprise",),
        ("unlikely", "moderate"): ("us/sofa",),
    }
    assert rows[0][0].impact == "catastrophic"


def test_of_a_crowded_field_the_worst_are_named_and_the_others_counted(library_from: LibraryFrom) -> None:
    library = library_from({f"us/{name}.toml": CARD for name in ("a", "b", "c")})
    (field,) = (cell for row in matrix(library, library.standings(DAY), 2) for cell in row if cell.references)
    assert (field.references, field.more) == (("us/a", "us/b"), 1)
    (field,) = (cell for row in matrix(library, library.standings(DAY)) for cell in row if cell.references)
    assert (field.references, field.more) == (("us/a", "us/b", "us/c"), 0)
