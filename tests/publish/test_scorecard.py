"""How judgments came out, read as plain text and as a record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefing.publish.document import Lead
from briefing.publish.plain import plain_document
from briefing.publish.scorecard import score_document, score_record

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.library import Library
    from briefing.publish.document import Document

DAY = date(2024, 12, 1)


def card(*judgments: tuple[str, str, str], head: str = "") -> str:
    written = (
        f'[[judgment]]\nstatement = "It is {term}"\nlikelihood = "{term}"\nby = 2024-11-05\n{percent}\n'
        f'outcome = "{outcome}"\n{"" if outcome == "open" else "resolved_on = 2024-11-06"}\n'
        for term, percent, outcome in judgments
    )
    return f'title = "Quiet"\nas_of = 2024-10-03\n{head}\nsummary = "All quiet."\n' + "".join(written)


FILES = {
    "us/one.toml": card(("likely", "probability = 70", "yes"), ("unlikely", "", "yes"), ("likely", "", "void")),
    "us/old.toml": card(("likely", "probability = 60", "no"), head='status = "retired"'),
    "us/draft.toml": card(("likely", "probability = 60", "no"), head='status = "draft"'),
    "korea/two.toml": card(("very likely", "probability = 90", "no"), ("likely", "", "open"), head='also_in = ["us"]'),
    "asean/three.toml": card(("likely", "", "open")),
}


def scorecard(library: Library, region: str | None = None) -> Document:
    return score_document(library, library.standings(DAY), DAY, region)


def test_the_score_stands_with_its_number_its_warning_and_what_it_means(library_from: LibraryFrom) -> None:
    document = scorecard(library_from(FILES))
    assert (
        plain_document(document)
        == """\
Scorecard

4 resolved · 1 void · 2 open

Brier score

  0.429  over 4 resolved judgments
  Too few to say anything: under 20, luck outweighs skill.
  Mean of (p - o)²: 0 is sure and right each time, 0.25 is saying 50% each
  time, 1 is sure and wrong each time.

By term (how often it came, and what the term says)

  -  unlikely  1 of 1 came, 100%; the term says 20–45%
  -  likely  1 of 2 came, 50%; the term says 55–80%
  -  very likely  0 of 1 came, 0%; the term says 80–95%

By region

  -  us  0.302 over 3, too few
  -  korea  0.810 over 1, too few
  -  asean  no score over 0

Resolved judgments (the furthest off first)

  0.81  It is very likely  said 90%, came out: no · korea/two#j1
  0.46  It is unlikely  said 32.5%, came out: yes · us/one#j2
  0.36  It is likely  said 60%, came out: no · us/old#j1
  0.09  It is likely  said 70%, came out: yes · us/one#j1
"""
    )
    assert document.sections[-1].paragraphs[0].lead == Lead("part", "korea/two#j1")


def test_a_region_is_scored_by_the_cards_of_its_own_folder(library_from: LibraryFrom) -> None:
    told = plain_document(scorecard(library_from(FILES), "us"))
    assert told.startswith("Scorecard: us\n\n3 resolved · 1 void · 0 open\n")
    assert "By region" not in told


def test_of_twenty_nothing_is_warned(library_from: LibraryFrom) -> None:
    told = plain_document(scorecard(library_from({"us/one.toml": card(*[("likely", "", "yes")] * 20)})))
    assert "0.106  over 20 resolved judgments" in told
    assert "too few" not in told.lower()


def test_where_nothing_is_resolved_it_says_what_would_fill_it(library_from: LibraryFrom) -> None:
    told = plain_document(scorecard(library_from({"us/one.toml": card(("likely", "", "open"))})))
    assert told.startswith("Scorecard\n\n0 resolved · 0 void · 1 open\n\nNothing to score\n")
    assert "give it `outcome` (yes, no or void) and `resolved_on`" in " ".join(told.split())


def test_the_record_holds_the_same_figures(library_from: LibraryFrom) -> None:
    record = score_record(library_from(FILES), DAY)
    assert (record["version"], record["kind"], record["judged_as_of"]) == (1, "score", "2024-12-01")
    assert (record["n"], record["brier"], record["too_few"], record["void"], record["open"]) == (
        4,
        0.428906,
        True,
        1,
        2,
    )
    assert record["terms"][1] == {"likelihood": "likely", "band": [55, 80], "n": 2, "came": 1}
    assert [(each["region"], each["n"], each["brier"]) for each in record["regions"]] == [
        ("us", 3, 0.301875),
        ("korea", 1, 0.81),
        ("asean", 0, None),
    ]
    assert {each["reference"]: (each["probability"], each["brier"]) for each in record["judgments"]} == {
        "us/one#j1": (0.7, 0.09),
        "us/one#j2": (0.325, 0.455625),
        "us/old#j1": (0.6, 0.36),
        "korea/two#j1": (0.9, 0.81),
    }
