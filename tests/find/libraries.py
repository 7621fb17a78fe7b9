"""Libraries drawn at random, in scripts that fold in every awkward way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from briefing.library.gate import validated
from briefing.library.library import Library, Reading
from briefing.model.briefing import Briefing, Region
from briefing.model.card import Card, Direction, Sighting, Stance, Status
from briefing.model.scales import Confidence, Impact, Likelihood
from briefing.model.source import Source

ON = date(2024, 10, 3)
REGIONS = ("us", "korea", "海")
PIECES = (
    "a",
    "B",
    "ß",
    "ﬁ",
    "Ａ",
    "海",
    "峡",
    "e\u0301",
    "é",
    "x",
    "İ",
    "ﾊﾟ",
    "ㄱ",
    "ㅏ",
    "\u200c",
    "’",
    "'",
    "–",
    "㍿",
    " ",
)
SOURCES = ("jt", "kcna", "nhk")

words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join).filter(str.strip)
texts = st.lists(st.sampled_from((*PIECES, "\n", "\n\n")), min_size=1, max_size=7).map("".join).filter(str.strip)
maybe = st.none() | texts
days = st.integers(-120, 120).map(lambda number: ON + timedelta(days=number))
likelihoods, impacts, confidences = (st.sampled_from(list(each)) for each in (Likelihood, Impact, Confidence))
tags = st.lists(st.sampled_from(["Alliance", "asian nato", "海峡", "ß", "a:b"]), max_size=2, unique=True)


def several(most: int = 2, **keys: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Entries of a table of a card."""
    return st.lists(st.fixed_dictionaries(keys), max_size=most)


assessments = several(3, on=days, likelihood=likelihoods, impact=impacts, confidence=confidences, why=texts)
risks = st.none() | st.fixed_dictionaries({"event": maybe, "by": st.none() | days, "assessment": assessments})
named = st.none() | st.sampled_from((*SOURCES, "unknown"))
claims = several(text=texts, source=named, origin=named, speaker=st.none() | words, quote=st.lists(texts, max_size=2))
judgments = several(1, statement=texts, likelihood=likelihoods, by=days, basis=maybe, alternative=maybe)
cards = st.fixed_dictionaries(
    {
        "title": words,
        "status": st.sampled_from(list(Status)),
        "as_of": days,
        "tags": tags,
        "aliases": st.lists(st.sampled_from(["us/old", "korea/c1", "us/c0"]), max_size=2, unique=True),
        "also_in": st.lists(st.sampled_from(["us", "korea"]), max_size=1),
        "summary": texts,
        "analysis": maybe,
        "risk": risks,
        "claim": claims,
        "judgment": judgments,
        "assumption": several(1, text=texts, if_wrong=maybe),
        "gap": several(1, text=texts, resolved_on=st.none() | days),
        "position": several(1, actor=words, issue=words, stance=st.sampled_from(list(Stance))),
        "event": several(1, on=days, what=texts),
        "signpost": several(
            1, text=texts, if_seen=st.sampled_from(list(Direction)), status=st.sampled_from(list(Sighting))
        ),
        "related": several(1, card=st.just("us/x"), how=words),
    }
).map(partial(validated, Card))
sources = st.fixed_dictionaries({"title": words, "publisher": words, "kind": st.just("reporting")}).map(
    partial(validated, Source)
)


@st.composite
def libraries(draw: st.DrawFn, most: int = 4) -> Library:
    """A Library of a few cards, some of them in files that cannot be read."""
    drawn = draw(st.lists(st.tuples(st.sampled_from(REGIONS), st.none() | cards | cards | cards), max_size=most))
    files = {}
    for number, (region, card) in enumerate(drawn):
        reference = f"{region}/c{number}"
        files[reference] = Reading(Path(f"/content/{reference}.toml"), None, card, ())
    return Library(
        Path("/content"),
        validated(Briefing, {"schema": 1, "title": "t", "perspective": "p", "as_of": ON, "regions": ("us", "korea")}),
        {name: Region(name=name, code=name) for name in REGIONS},
        files,
        {name: draw(sources) for name in SOURCES},
        (),
    )


@dataclass(frozen=True)
class Read:
    """What a reader has marked."""

    unread: frozenset[str]
    changed: frozenset[str]
    bookmarked: frozenset[str]
