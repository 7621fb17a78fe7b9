"""Whatever an editor may write comes back as it was written: drawn at random, to TOML, through the library."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from examples import write_briefing
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import SchemaSerializer

from briefing.library.clean import clean
from briefing.library.folder import read_library
from briefing.model.card import (
    Card,
    ClaimKind,
    Direction,
    Outcome,
    Sighting,
    Stance,
    Status,
    numbered,
)
from briefing.model.dates import PartialDate
from briefing.model.form import form
from briefing.model.scales import Confidence, Credibility, Impact, Likelihood

LETTERS = st.sampled_from("abcxyzÄßéñ中海峡日本한국أمنمیروهشहिन्दी")
WORDS = st.text(LETTERS | st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
JOINED = st.builds("{}{}{}".format, LETTERS, st.sampled_from("\u200c\u200d"), LETTERS)
TURNED = st.sampled_from(["\u200f", "\u200e", "\t", " ", '"', "'", "\\", "'''", '"""', "#", "[c1", "\u0301"])
lines = (
    st.lists(WORDS | JOINED | TURNED, min_size=1, max_size=5)
    .map(" ".join)
    .filter(lambda line: bool(line.strip(" \t\u200e\u200f")) and line == clean(line))
)
texts = st.lists(lines, min_size=1, max_size=3).map("\n".join)
ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
references = st.builds("{}/{}".format, ids, ids)
claims = st.lists(ids | st.builds("{}#{}".format, references, ids), max_size=3)
days = st.dates()
partial_dates = days | st.dates().map(lambda day: f"{day:%Y-%m}".zfill(7)) | st.integers(1, 9999).map("{:04}".format)
flags = st.booleans()
LEFT_OUT = (None, (), False, "published", "open")
"""What a model says of a key that is not written."""


def one_of(choices: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from([choice.value for choice in choices])


def table(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


def several(entry: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(entry, min_size=1, max_size=2)


assessments = table(
    {
        "on": days,
        "likelihood": one_of(Likelihood),
        "impact": one_of(Impact),
        "confidence": one_of(Confidence),
        "why": texts,
    },
    {"claims": claims},
)
judgments = table(
    {"statement": texts, "likelihood": one_of(Likelihood), "by": days},
    {
        "id": ids,
        "key": flags,
        "probability": st.integers(0, 100),
        "confidence": one_of(Confidence),
        "claims": claims,
        "basis": texts,
        "alternative": texts,
        "outcome": one_of(Outcome),
        "resolved_on": days,
    },
)
cards = table(
    {"title": lines, "as_of": days, "summary": texts},
    {
        "status": one_of(Status),
        "tags": st.lists(lines, max_size=2),
        "also_in": st.lists(ids, max_size=2),
        "aliases": st.lists(references, max_size=2),
        "ignore": st.lists(st.from_regex("[A-Z][0-9]{2}", fullmatch=True), max_size=2),
        "language": st.sampled_from(["en", "ja", "zh-Hant", "pt-BR"]),
        "analysis": texts,
        "risk": table({}, {"event": texts, "by": days, "assessment": several(assessments)}),
        "claim": several(
            table(
                {"text": texts},
                {
                    "id": ids,
                    "kind": one_of(ClaimKind),
                    "source": ids,
                    "speaker": lines,
                    "quote": texts | st.lists(texts, max_size=3),
                    "origin": ids,
                    "credibility": one_of(Credibility),
                    "confirmed_by": claims,
                },
            )
        ),
        "judgment": several(judgments),
        "assumption": several(table({"text": texts}, {"if_wrong": texts})),
        "gap": several(table({"text": texts}, {"id": ids, "resolved_on": days})),
        "position": several(table({"actor": lines, "issue": lines, "stance": one_of(Stance)}, {"claims": claims})),
        "event": several(table({"on": partial_dates, "what": texts}, {"until": partial_dates, "claims": claims})),
        "signpost": several(
            table(
                {"text": texts, "if_seen": one_of(Direction), "status": one_of(Sighting)},
                {"id": ids, "checked": days},
            )
        ),
        "related": several(table({"card": references, "how": lines}, {})),
    },
)


def said_by(card: Card, written: dict[str, Any]) -> Any:
    """What the card's model says, in the words of its file, under each key that stands there; no other says a thing."""

    def said(value: Any, written: Any) -> Any:
        if isinstance(value, dict):
            assert all(value[key] in LEFT_OUT for key in value.keys() - written.keys())
            return {key: said(value[key], each) for key, each in written.items()}
        return tuple(map(said, value, written)) if isinstance(value, tuple) else value

    return said(SchemaSerializer(form(Card)).to_python(card), numbered(written))


def as_read(written: dict[str, Any]) -> dict[str, Any]:
    """What was written, as a model says it: entries numbered, a quotation in pieces, lists that cannot change."""

    def read(key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {inner: read(inner, each) for inner, each in value.items()}
        if key == "quote":
            return (value,) if isinstance(value, str) else tuple(value)
        if key in {"on", "until"} and isinstance(value, str):
            return PartialDate.read(value).written()
        return tuple(read("", each) for each in value) if isinstance(value, list) else value

    return {key: read(key, value) for key, value in numbered(written).items()}


@settings(max_examples=60)
@given(cards)
def test_every_card_survives_being_written_and_read(written: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = read_library(write_briefing(Path(folder), {"us/drawn.toml": tomlkit.dumps(written)}))

    assert [
        problem for problem in library.problems if problem.code != "C03" and "over the limit" not in problem.message
    ] == []
    assert said_by(library.cards["us/drawn"], written) == as_read(written)
    assert isinstance(library.cards["us/drawn"].as_of, date)
