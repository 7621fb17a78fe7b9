"""Search over everything, beside a plain walk over the models."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from examples import CARD, SOURCES
from find.libraries import libraries, texts, words
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.find import search as searching
from briefing.find.search import Concordance, Hit, Shown
from briefing.find.text import fold, words_of
from briefing.library.folder import read_library
from briefing.model.closed import Closed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import BriefingFrom, LibraryFrom

    from briefing.library.library import Library
    from briefing.model.card import Card

UNREAD = {"status", "as_of", "also_in", "id", "source", "origin", "likelihood", "impact", "confidence", "if_seen"}
TIERS = {"title": 0, "aliases": 1, "tags": 2, "judgment": 3, "event": 3, "claim": 4, "summary": 5}


def walked(written: Any) -> Iterator[str]:
    """Every text below a key of a card, but for what only has a fixed form."""
    if isinstance(written, str):
        yield written
    elif isinstance(written, tuple):
        for each in written:
            yield from walked(each)
    elif isinstance(written, Closed):
        for key, value in vars(written).items():
            fixed = key == "status" or key in UNREAD
            yield from () if fixed else walked(value)


def plain_lines(reference: str, card: Card, library: Library) -> Iterator[tuple[int, str]]:
    """Each text of the card and its tier."""
    yield 1, reference
    # What is said in a sentence of its parts is one line.
    yield from ((6, f"{related.how}: {related.card}") for related in card.related)
    yield from ((6, f"{each.actor} {each.stance}: {each.issue}") for each in card.position)
    for key, value in vars(card).items():
        if key not in UNREAD | {"related", "position"}:
            for text in walked(value):
                tier = TIERS.get(key, 3 if card.risk and text == card.risk.event else 6)
                for paragraph in re.split(r"\n\s*\n", text) if key in ("summary", "analysis") else [text]:
                    yield tier, paragraph
    for claim in card.claim:
        for name in (claim.source, claim.origin):
            if name and name in library.sources:
                yield 6, library.sources[name].title
                yield 6, library.sources[name].publisher


def plainly_found(library: Library, query: str) -> list[str]:
    """References of all cards that hold all words, best first."""
    wanted, ranked = words_of(query), []
    for order, (reference, card) in enumerate(library.cards.items()):
        lines = plainly_folded(library, reference)
        if wanted and all(any(word in line for _, line in lines) for word in wanted):
            held = [(tier, -sum(word in line for word in wanted)) for tier, line in lines]
            called = len(wanted) == 1 and library.find(wanted[0]) == reference
            best = min(each for each in held if each[1])
            ranked.append((not called, best, card.status != "published", order, reference))
    return [reference for *_, reference in sorted(ranked)]


def plainly_folded(library: Library, reference: str) -> list[tuple[int, str]]:
    lines = plain_lines(reference, library.cards[reference], library)
    return [(tier, fold(" ".join(text.split()))) for tier, text in lines]


named = st.sampled_from(["us/c0", "korea/c1", "us/old", "/c"])
queries = st.lists(words | words.map(lambda word: f'"{word}"') | named, max_size=3).map(" ".join)


@given(libraries(), queries, st.integers(1, 4))
def test_search_finds_what_a_plain_walk_finds_in_the_same_order(library: Library, query: str, limit: int) -> None:
    expected = plainly_found(library, query)
    concordance = Concordance(library)
    found = concordance.search(query, limit)
    assert [hit.reference for hit in found.hits] == expected[:limit]
    assert found.total == len(expected)
    assert concordance.best(query, limit) == found.hits
    for hit in found.hits:
        assert hit.marks
        assert all(any(word in fold(hit.text[start:end]) for word in words_of(query)) for start, end in hit.marks)


@given(libraries(), queries)
def test_the_lines_shown_hold_most_of_the_words_and_most_of_the_others(library: Library, query: str) -> None:
    for hit in Concordance(library).search(query).hits:
        lines = plainly_folded(library, hit.reference)
        wanted = set(words_of(query))
        for shown in (hit, hit.rest):
            held = [(-sum(word in line for word in wanted), tier) for tier, line in lines]
            if shown is None:
                assert not wanted
                break
            text = fold(shown.text)
            assert (min(held), text) in zip(held, [line for _, line in lines], strict=True)
            assert shown.marks
            wanted -= {word for word in wanted if word in text}


@given(libraries(2), libraries(2), st.data())
@settings(max_examples=50)
def test_what_is_taken_over_from_an_earlier_one_changes_nothing(
    before: Library, other: Library, data: st.DataObject
) -> None:
    kept = {reference: file for reference, file in before.files.items() if data.draw(st.booleans())}
    sources = data.draw(st.sampled_from([before.sources, other.sources]))
    after = replace(before, files={**other.files, **kept}, sources=sources)
    query = data.draw(queries)
    again = Concordance(after, Concordance(before))
    assert again.search(query) == Concordance(after).search(query)


def hits(library: Library, query: str) -> list[Hit]:
    return list(Concordance(library).search(query).hits)


EVERYWHERE = """\
title = "Alpha"
as_of = 2024-10-03
aliases = ["us/yankee"]
tags = ["bravo"]
summary = "First.\\n\\nThen charlie,\\nand more."
analysis = "delta"
[risk]
event = "echo"
[[risk.assessment]]
on = 2024-10-03
likelihood = "likely"
impact = "minor"
confidence = "low"
why = "foxtrot"
[[claim]]
text = "golf"
quote = ["hotel", "india"]
speaker = "juliett"
source = "jt"
[[judgment]]
statement = "kilo"
likelihood = "likely"
by = 2025-01-01
basis = "lima"
alternative = "mike"
[[assumption]]
text = "november"
if_wrong = "oscar"
[[gap]]
text = "papa"
[[position]]
actor = "quebec"
issue = "romeo"
stance = "opposes"
[[event]]
on = 2024-10-09
what = "sierra"
[[signpost]]
text = "tango"
if_seen = "raises"
status = "seen"
[[related]]
card = "us/uniform"
how = "victor"
"""


@pytest.mark.parametrize(
    ("word", "path", "text"),
    [
        ("alpha", ("title",), "Alpha"),
        ("zulu", ("reference",), "us/zulu"),
        ("yankee", ("aliases", 0), "us/yankee"),
        ("bravo", ("tags", 0), "bravo"),
        ("charlie", ("summary",), "Then charlie, and more."),
        ("delta", ("analysis",), "delta"),
        ("echo", ("risk", "event"), "echo"),
        ("foxtrot", ("risk", "assessment", 0, "why"), "foxtrot"),
        ("golf", ("claim", 0, "text"), "golf"),
        ("india", ("claim", 0, "quote"), "india"),
        ("juliett", ("claim", 0, "speaker"), "juliett"),
        ("kilo", ("judgment", 0, "statement"), "kilo"),
        ("lima", ("judgment", 0, "basis"), "lima"),
        ("mike", ("judgment", 0, "alternative"), "mike"),
        ("november", ("assumption", 0, "text"), "november"),
        ("oscar", ("assumption", 0, "if_wrong"), "oscar"),
        ("papa", ("gap", 0, "text"), "papa"),
        ("quebec", ("position", 0), "quebec opposes: romeo"),
        ("sierra", ("event", 0, "what"), "sierra"),
        ("tango", ("signpost", 0, "text"), "tango"),
        ("uniform", ("related", 0), "victor: us/uniform"),
        ('"seek a more"', ("claim", 0, "source"), "Ishiba to seek a more equal alliance"),
        ("japan", ("claim", 0, "source"), "The Japan Times"),
    ],
)
def test_every_text_of_a_card_is_searched_and_says_where_it_stands(
    library_from: LibraryFrom, word: str, path: tuple[str | int, ...], text: str
) -> None:
    (hit,) = hits(library_from({"us/zulu.toml": EVERYWHERE}), word)
    assert (hit.path, hit.text) == (path, text)


def test_a_match_in_the_title_stands_before_one_in_the_text(library_from: LibraryFrom) -> None:
    quiet = 'title = "Quiet"\nas_of = 2024-10-03\nsummary = "An alliance of a more equal kind."\n'
    library = library_from({"us/a.toml": quiet, "us/b.toml": CARD})
    assert [hit.reference for hit in hits(library, "alliance")] == ["us/b", "us/a"]


QUIET = 'title = "Quiet"\nas_of = 2024-10-03\nsummary = "Missile here.\\n\\nDefence there."\n'


@pytest.mark.parametrize("query", ["us/sofa", "US/SOFA", "us/status", '"us/status"'])
def test_what_a_card_is_or_was_called_finds_it_first(library_from: LibraryFrom, query: str) -> None:
    files = {
        "us/a-us.toml": QUIET.replace("Quiet", "See us/sofa, once us/status"),
        "us/sofa-2.toml": QUIET.replace("as_of", 'aliases = ["us/status-2"]\nas_of'),
        "us/sofa.toml": QUIET.replace("as_of", 'status = "draft"\naliases = ["us/status"]\nas_of'),
    }
    library = library_from(files)
    assert [hit.reference for hit in hits(library, query)] == ["us/sofa", "us/a-us", "us/sofa-2"]
    assert [hit.reference for hit in Concordance(library).search(query, 1).hits] == ["us/sofa"]


def test_words_apart_are_shown_with_both_their_lines(library_from: LibraryFrom) -> None:
    (hit,) = hits(library_from({"us/a.toml": QUIET}), "defence quiet")
    assert (hit.text, hit.rest) == ("Quiet", Shown(("summary",), "Defence there.", ((0, 7),)))


def test_the_line_that_holds_most_stands_before_a_better_one(library_from: LibraryFrom) -> None:
    (hit,) = hits(library_from({"us/a.toml": QUIET}), "quiet here missile")
    assert (hit.text, hit.rest) == ("Missile here.", Shown(("title",), "Quiet", ((0, 5),)))


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("quit", {"quiet": "quit"}),
        ("quiet msisile", {"missiles": "msisile"}),
        ("us/quiett", {"us/quiet": "us/quiett"}),
        ("qiuet-words", {"quiet-words": "qiuet-words"}),
        ('"quiet wrods"', {"words": "wrods"}),
        ("nothing", {"": "nothing"}),
        ("\ud800", {"": "\ud800"}),
        ("quiet", {}),
    ],
)
def test_what_no_card_holds_is_told_with_what_is_near_it(
    library_from: LibraryFrom, query: str, near: dict[str, str]
) -> None:
    card = QUIET.replace("as_of", 'tags = ["missiles"]\naliases = ["us/quiet"]\nas_of')
    meant = Concordance(library_from({"us/quiet-words.toml": card})).meant(query)
    assert {next(iter(names), ""): word for word, names in meant.items()} == near


def test_words_that_stand_in_one_line_stand_before_words_apart(library_from: LibraryFrom) -> None:
    apart = 'title = "Quiet"\nas_of = 2024-10-03\nsummary = "Missile here.\\n\\nDefence there."\n'
    together = apart.replace("Missile here.\\n\\nDefence there.", "Missile defence.")
    library = library_from({"us/a.toml": apart, "us/b.toml": together})
    assert [hit.reference for hit in hits(library, "missile defence")] == ["us/b", "us/a"]


def test_drafts_and_retired_cards_stand_last(library_from: LibraryFrom) -> None:
    draft = CARD.replace("as_of", 'status = "draft"\nas_of', 1)
    library = library_from({"us/a.toml": draft, "us/b.toml": CARD})
    assert [hit.reference for hit in hits(library, "alliance")] == ["us/b", "us/a"]


def test_two_characters_of_chinese_are_found_in_the_middle_of_a_word(library_from: LibraryFrom) -> None:
    card = 'title = "台灣海峽中線"\nas_of = 2024-10-03\nsummary = "軍機"\n'
    (hit,) = hits(library_from({"us/a.toml": card}), "海峽")
    assert hit == Hit("us/a", ("title",), "台灣海峽中線", ((2, 4),))


def test_the_best_are_given_and_all_are_counted(library_from: LibraryFrom) -> None:
    concordance = Concordance(library_from({f"us/c{number}.toml": CARD for number in range(5)}))
    found = partial(concordance.search, limit=3)
    assert [(len(hits), total) for hits, total in map(found, ("alliance", "equal alliance"))] == [(3, 5), (3, 5)]


def test_nothing_is_found_of_no_words_or_of_what_no_text_can_hold(library_from: LibraryFrom) -> None:
    concordance = Concordance(library_from({"us/a.toml": CARD}))
    assert [concordance.search(query) for query in ("", '"" ', "\ud800", "a \ud800")] == [((), 0)] * 4


def test_only_what_a_save_changed_is_made_anew(briefing_from: BriefingFrom, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    fresh = searching._made

    def remade(reference: str, card: Card, library: Library) -> Any:
        made.append(card.title)
        return fresh(reference, card, library)

    monkeypatch.setattr(searching, "_made", remade)
    root: Path = briefing_from({"us/a.toml": CARD, "us/b.toml": CARD.replace("A more", "B more")})
    before = read_library(root)
    concordance = Concordance(before)
    (root / "us/b.toml").write_text(CARD.replace("A more equal", "A far less equal"), encoding="utf-8")
    (root / "us/c.toml").write_text(CARD.replace("A more", "C more"), encoding="utf-8")
    after = read_library(root, before)
    later = Concordance(after, concordance)
    assert made == [
        "A more equal alliance",
        "B more equal alliance",
        "A far less equal alliance",
        "C more equal alliance",
    ]
    assert [hit.reference for hit in later.search("less equal").hits] == ["us/b"]
    (root / "sources.toml").write_text(SOURCES.replace("Japan Times", "Guardian"), encoding="utf-8")
    latest = Concordance(read_library(root, after), later)
    assert latest.search("guardian").total == 3
    assert latest.search("times").total == 0


@given(st.lists(texts, min_size=1, max_size=5))
def test_lines_fold_together_as_they_fold_apart(lines: list[str]) -> None:
    assert fold("\n".join(lines)) == "\n".join(map(fold, lines))


def test_of_titles_each_piece_is_given_once_however_many_hold_it(library_from: LibraryFrom) -> None:
    titled = {f"us/{len(word)}.toml": CARD.replace("A more equal", word) for word in ("New", "Über new")}
    assert sorted(Concordance(library_from(titled)).titles.split()) == ["alliance", "new", "über"]
