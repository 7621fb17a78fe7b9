"""The JSON Schemas: what an editor is told of each key, and that the committed ones are those of the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.model.briefing import Briefing, Region
from briefing.model.card import Card
from briefing.model.closed import keys
from briefing.model.schema import KINDS, schema_of, schema_text
from briefing.model.source import Source

CONTENT = Path(__file__).parents[2] / "content"


def key(kind: str, *path: str) -> dict[str, Any]:
    """What a schema says of a key, named with the table that it stands in."""
    schema = schema_of(kind)
    *tables, name = path
    table = schema["$defs"][tables[0]] if tables else schema
    found: dict[str, Any] = table["properties"][name]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_the_one_that_is_made(kind: str) -> None:
    stale = (CONTENT / f"{kind}.schema.json").read_text(encoding="utf-8") != schema_text(kind)
    assert not stale, f"content/{kind}.schema.json is stale; make it anew with `make schema`"


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_says_what_it_is_a_schema_by_and_of(kind: str) -> None:
    schema = schema_of(kind)
    assert next(iter(schema)) == "$schema"
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == kind.title()
    assert schema["description"]
    assert schema["additionalProperties"] is False
    assert "$id" not in schema


def test_a_schema_is_json_in_ascii() -> None:
    assert json.loads(schema_text("card")) == schema_of("card")
    assert schema_text("card").isascii()
    assert schema_text("card").endswith("}\n")


@pytest.mark.parametrize(
    ("table", "model"),
    [
        (schema_of("card"), Card),
        (schema_of("region"), Region),
        (schema_of("briefing"), Briefing),
        (schema_of("sources")["$defs"]["Source"], Source),
    ],
)
def test_the_keys_are_the_models_in_their_order(table: dict[str, Any], model: Any) -> None:
    assert list(table["properties"]) == list(keys(model))


def test_a_source_stands_under_its_id() -> None:
    schema = schema_of("sources")
    assert schema["patternProperties"] == {"^[a-z0-9]+(-[a-z0-9]+)*$": {"$ref": "#/$defs/Source"}}
    assert schema["propertyNames"] == {"maxLength": 80}
    assert schema["description"] == "sources.toml: every text that claims are taken from, by its id."


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_toml_does_not_have_is_offered(kind: str) -> None:
    assert "null" not in schema_text(kind)


@pytest.mark.parametrize(("table", "letter"), [("Claim", "c"), ("Judgment", "j"), ("Gap", "g"), ("Signpost", "s")])
def test_an_id_may_be_left_out_and_the_schema_says_what_it_then_is(table: str, letter: str) -> None:
    assert "id" not in schema_of("card")["$defs"][table]["required"]
    assert key("card", table, "id")["description"] == (
        f"What it is cited by. Without one, its position: the second is `{letter}2`.\n\n"
        "Must be lower-case letters and digits, with hyphens between."
    )


def test_a_key_is_described_by_the_docstring_below_it() -> None:
    assert key("card", "as_of")["description"] == "The day that the card speaks from; freshness counts from it."
    assert key("card", "as_of") | {"description": ""} == {"description": "", "format": "date", "type": "string"}
    assert "description" not in key("card", "Assessment", "on")


def test_a_key_has_its_name_in_toml() -> None:
    assert key("briefing", "schema") == {
        "const": 1,
        "description": "Version of the content's form.",
        "type": "integer",
    }


def test_a_key_that_holds_tables_is_described_as_they_are() -> None:
    assert key("card", "claim") == {
        "description": "What somebody reports or says.",
        "items": {"$ref": "#/$defs/Claim"},
        "type": "array",
    }
    assert key("card", "risk")["description"] == (
        "Absent on a context card.\n\nA thing that would happen, by a day, and how it has been rated."
    )


def test_a_likelihood_is_offered_with_the_percent_of_each_term() -> None:
    assert key("card", "Judgment", "likelihood") == {
        "$ref": "#/$defs/Likelihood",
        "description": """\
ICD 203 band; its term stands in the statement too.

The odds that something happens by a date: US ICD 203 (2015), D.6.e(2)(a), first row of terms.

- `almost no chance`: 1-5 %
- `very unlikely`: 5-20 %
- `unlikely`: 20-45 %
- `roughly even chance`: 45-55 %
- `likely`: 55-80 %
- `very likely`: 80-95 %
- `almost certain`: 95-99 %""",
    }


@pytest.mark.parametrize(
    ("path", "meaning"),
    [
        (("card", "Assessment", "impact"), "- `minor`: Rhetoric or protocol.\n- `limited`: One channel"),
        (("card", "Claim", "credibility"), "- `1`: confirmed by other sources\n- `2`: probably true\n"),
        (("sources", "Source", "reliability"), "\n- `F`: reliability cannot be judged"),
    ],
)
def test_a_grade_is_offered_with_what_it_means(path: tuple[str, ...], meaning: str) -> None:
    assert meaning in key(*path)["description"]


def test_a_scale_whose_words_speak_for_themselves_is_only_described() -> None:
    assert key("card", "status") == {
        "$ref": "#/$defs/Status",
        "default": "published",
        "description": "Where a card stands in its life.",
    }


def test_a_date_that_may_be_known_in_part_says_how_it_is_then_written() -> None:
    published = key("sources", "Source", "published")
    assert published["description"] == (
        'A day, a month of a year, or a year. In TOML a date, or `"2024-10"` or `"2024"` as text.'
    )
    assert published["anyOf"] == [
        {"format": "date", "type": "string"},
        {"pattern": "^([0-9]{4})(?:-([0-9]{2}))?$", "type": "string"},
    ]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        (("card", "Related", "card"), "Must name a card, as region/card."),
        (("card", "ignore"), "Codes of rules that do not apply here.\n\nMust be codes of rules, as J07."),
        (("region", "code"), "Short form, for narrow screens.\n\nMust stand on one line."),
    ],
)
def test_a_form_is_told_in_words(path: tuple[str, ...], asked: str) -> None:
    assert key(*path)["description"] == asked


def test_that_a_text_must_not_be_empty_goes_without_saying() -> None:
    assert key("card", "analysis")["description"] == (
        "Longer text, Markdown; `[c1]` cites a claim, `[[region/card]]` links a card."
    )


def test_a_default_is_told_where_it_is_a_value_and_not_that_there_is_none() -> None:
    assert key("card", "Judgment", "outcome")["default"] == "open"
    assert key("briefing", "closed")["default"] is False
    assert key("briefing", "ReviewDays", "high")["default"] == 7
    assert "default" not in key("briefing", "review_days")
    assert "default" not in key("card", "tags")
    assert "default" not in key("card", "analysis")


def test_limits_are_those_of_the_models() -> None:
    assert key("card", "summary")["maxLength"] == 600
    assert key("region", "code")["maxLength"] == 8
    assert (key("card", "Judgment", "probability")["minimum"], key("region", "lat")["maximum"]) == (0, 90)
