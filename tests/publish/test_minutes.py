"""What fits into so many minutes, and what was left out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from briefing.publish.document import Lead
from briefing.publish.minutes import chosen, minutes_document, minutes_pages, reading_time
from briefing.publish.plain import plain_document, plain_pages

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.library import Library

DAY = date(2024, 10, 3)


def card(
    title: str,
    words: int = 100,
    likelihood: str = "unlikely",
    on: str = "2024-10-03",
    by: str = "2025-03-31",
    **was: str,
) -> str:
    """A card of so many words in its bottom line; `was` is the likelihood before."""
    before = "".join(
        f'[[risk.assessment]]\non = 2024-08-01\nlikelihood = "{each}"\nimpact = "moderate"\n'
        'confidence = "low"\nwhy = "Then."\n'
        for each in was.values()
    )
    return f'''\
title = "{title}"
as_of = 2024-10-03
summary = "{" ".join(["word"] * words)}"
[risk]
event = "A dispute"
by = {by}
{before}
[[risk.assessment]]
on = {on}
likelihood = "{likelihood}"
impact = "moderate"
confidence = "low"
why = "So."
'''


CONTEXT = 'title = "Context"\nas_of = 2024-10-03\nsummary = "Short."\n'


def order(library: Library, unread: tuple[str, ...] = ()) -> list[str]:
    return list(chosen(library, library.standings(DAY), 60, unread).read)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("word " * 230, 1),
        ("word, – · " * 230, 1),
        ("日" * 500, 1),
        ("ひらカナ" * 125 + " word" * 230, 2),
        ("한국어 " * 230, 1),
        ("𠀀" * 250, 0.5),
        ("", 0),
    ],
)
def test_words_are_counted_and_ideographs_by_themselves(written: str, minutes: float) -> None:
    assert reading_time(written) == pytest.approx(minutes)


def test_a_card_takes_the_time_of_its_judgments_too(library_from: LibraryFrom) -> None:
    judged = """
[[judgment]]
statement = "One two three four five"
likelihood = "likely"
by = 2024-12-01
basis = "Six seven"
alternative = "Eight nine ten"
"""
    library = library_from({"us/one.toml": CONTEXT, "us/two.toml": CONTEXT + judged})
    minutes = chosen(library, library.standings(DAY), 5).minutes
    assert minutes["us/one"] == pytest.approx(2 / 230)
    assert minutes["us/two"] == pytest.approx(12 / 230)


def test_the_order_is_by_level_then_worse_then_new_then_unread_then_deadline(library_from: LibraryFrom) -> None:
    files = {
        "us/context.toml": CONTEXT,
        "us/passed.toml": card("Passed", likelihood="very likely", by="2024-10-01"),
        "us/same-late.toml": card("Same", on="2024-08-01", by="2025-06-01"),
        "us/same-soon.toml": card("Same", on="2024-08-01", by="2024-12-01"),
        "us/unread.toml": card("Unread", on="2024-08-01", by="2025-09-01"),
        "us/new.toml": card("New"),
        "us/worse.toml": card("Worse", was="very unlikely"),
        "us/high.toml": card("High", likelihood="very likely", on="2024-08-01"),
    }
    library = library_from(files)
    names = ["high", "worse", "new", "unread", "same-soon", "same-late", "passed", "context"]
    assert order(library, ("us/unread",)) == [f"us/{name}" for name in names]
    assert order(library).index("us/unread") == 5


def test_only_whole_cards_are_shown_and_the_rest_is_named(library_from: LibraryFrom) -> None:
    files = {
        "us/long.toml": card("A long one", 500, "very likely"),
        "us/short.toml": card("A short one", 100) + '[[claim]]\ntext = "Not for now."\n',
        "us/other.toml": card("Another one", 150),
        "us/draft.toml": f'status = "draft"\n{card("A draft")}',
    }
    library = library_from(files)
    told = plain_pages(minutes_pages(library, library.standings(DAY), 1))
    assert told.startswith("""\
In 1 minute

1 of 3 cards · about 1 minute at 230 words a minute · each as far as its key
judgments · worst first, unread before read · 1 card of a higher level did
not fit


Another one

us/other · 3 Oct 2024
""")
    assert told.count("word") == 151
    assert "A short one\n\n" not in told
    assert told.endswith("""\


Left out: 2 cards, another 3 minutes

-  A long one  ▰▰▰▰ HIGH
-  A short one  ▰▰▱▱ GUARDED
""")
    assert "Not for now" not in plain_pages(minutes_pages(library, library.standings(DAY), 60))


def test_where_all_fits_nothing_is_said_to_be_left_out(library_from: LibraryFrom) -> None:
    library = library_from({"us/one.toml": card("One")})
    told = plain_pages(minutes_pages(library, library.standings(DAY), 5))
    assert told.startswith("In 5 minutes\n\n1 of 1 card · about 1 minute")
    assert "Left out" not in told


def test_where_none_fits_the_shortest_is_told(library_from: LibraryFrom) -> None:
    library = library_from({"us/one.toml": card("One", 400), "us/two.toml": card("Two", 900)})
    told = plain_pages(minutes_pages(library, library.standings(DAY), 1))
    assert told.startswith("In 1 minute\n\nNo card fits in 1 minute; the shortest takes 2 minutes\n")
    assert told.endswith("-  One  ▰▰▱▱ GUARDED\n-  Two  ▰▰▱▱ GUARDED\n")


def test_of_many_left_out_twenty_are_named(library_from: LibraryFrom) -> None:
    library = library_from({f"us/card-{place:02}.toml": card(f"Card {place}", 300) for place in range(23)})
    told = plain_pages(minutes_pages(library, library.standings(DAY), 1))
    assert "Left out: 23 cards, another" in told
    assert told.endswith("-  Card 19  ▰▰▱▱ GUARDED\n-  and 3 more\n")


def test_the_view_lists_what_to_read_and_each_row_leads_to_its_card(library_from: LibraryFrom) -> None:
    files = {
        "us/one.toml": card("One"),
        "us/context.toml": CONTEXT,
        "us/long.toml": card("Long", 600),
        "korea/bad.toml": "title = ",
    }
    library = library_from(files)
    document = minutes_document(library, library.standings(DAY), 2, {"us/one"})
    assert (
        plain_document(document)
        == """\
In 2 minutes

2 of 3 cards · about 1 minute at 230 words a minute · each as far as its key
judgments · worst first, unread before read · 1 card of a higher level did
not fit · 1 card cannot be read and is not here

To read, in this order

  ▰▰▱▱ GUARDED  One  * new · unread · by 31 Mar 2025 · us/one
  context       Context  us/context

Left out (1 card, another 3 minutes)

  -  Long  ▰▰▱▱ GUARDED
"""
    )
    rows = [row for section in document.sections for row in section.paragraphs]
    assert [row.lead for row in rows] == [Lead("card", f"us/{name}") for name in ("one", "context", "long")]


def test_it_is_of_one_region_where_that_is_asked(library_from: LibraryFrom) -> None:
    library = library_from({"us/one.toml": card("One"), "korea/two.toml": card("Two")})
    document = minutes_document(library, library.standings(DAY), 5, region="korea")
    assert document.title == "In 5 minutes: korea"
    assert "One" not in plain_document(document)


def test_an_empty_briefing_has_nothing_to_read(library_from: LibraryFrom) -> None:
    library = library_from({})
    assert "There are no cards to read" in plain_pages(minutes_pages(library, {}, 5))
