"""JSON Schemas of the files that are written by hand, made from the models: an editor completes and checks by them."""

from __future__ import annotations

import ast
import inspect
import json
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, get_args

from pydantic.json_schema import GenerateJsonSchema

from briefing.model.briefing import Briefing, Region
from briefing.model.card import NUMBERED, SUMMARY_LIMIT, Card
from briefing.model.closed import FORMS, NOT_BLANK, Closed, Id, keys
from briefing.model.dates import PartialDate
from briefing.model.form import form
from briefing.model.scales import Credibility, Likelihood, Reliability
from briefing.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic.json_schema import JsonSchemaMode, JsonSchemaValue
    from pydantic_core import CoreSchema, core_schema

_SOURCES: Final = {
    "title": "Sources",
    "description": "sources.toml: every text that claims are taken from, by its id.",
    "additionalProperties": False,
}
KINDS: Final[dict[str, Any]] = {
    "briefing": Briefing,
    "region": Region,
    "card": Card,
    "sources": dict[Id, Source],
}
"""Each kind of file, and what one holds."""

_LETTERS: Final = {get_args(keys(Card)[table])[0]: letter for table, letter in NUMBERED.items()}


def schema_of(kind: str) -> JsonSchemaValue:
    """Make the schema of one kind of file."""
    return _Described().generate(form(KINDS[kind]))


def schema_text(kind: str) -> str:
    """Write the schema as JSON, in ASCII: it is the same whatever the locale of whoever prints it."""
    return json.dumps(schema_of(kind), indent=2) + "\n"


class _Described(GenerateJsonSchema):
    """Pydantic's schema, with the words of the models' docstrings, and without what TOML does not have."""

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> JsonSchemaValue:
        return {"$schema": self.schema_dialect, **super().generate(schema, mode)}

    def generate_inner(self, schema: Any) -> JsonSchemaValue:
        """As pydantic does it, but that each table and scale is said once, and referred to by its name."""
        named = {**schema, "ref": schema["cls"].__name__} if "cls" in schema and "ref" not in schema else schema
        return super().generate_inner(named)

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False  # made from the key, it would only repeat it

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        value = super().default_schema(schema)
        if not isinstance(value.get("default"), str | int):
            value.pop("default", None)
        return value

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        return super().dict_schema(schema) | _SOURCES  # there is no other

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        table = super().dataclass_schema(schema)
        model: type = schema["cls"]
        table |= {"description": inspect.getdoc(model), "additionalProperties": False}
        docstrings = dict(_docstrings(model))
        if letter := _LETTERS.get(model):
            table["required"].remove("id")
            docstrings["id"] = f"What it is cited by. Without one, its position: the second is `{letter}2`."
        for key, held in keys(model).items():
            value = table["properties"][key]
            if words := [*filter(None, (docstrings.get(key), _words_of(held), _form(value)))]:
                value["description"] = "\n\n".join(words)
        if model is Card:
            table["properties"]["summary"]["maxLength"] = SUMMARY_LIMIT  # a longer one is told, and still read
        return table


def _words_of(held: Any) -> str | None:
    """The words of the table, date or scale that a key holds, with the meanings of the scale's values.

    They stand in the description: `oneOf` could give each value its own, but then an editor that meets a
    wrong value complains once for every right one.
    """
    for each in _classes(held):
        if issubclass(each, Closed | PartialDate | Enum):
            meanings = [f"- `{value.value}`: {means}" for value, means in _meanings(each)]
            return "\n\n".join(filter(None, (inspect.getdoc(each), "\n".join(meanings))))
    return None


def _classes(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    for inner in get_args(annotation):
        yield from _classes(inner)


def _meanings(scale: type) -> Iterator[tuple[Enum, str]]:
    if not issubclass(scale, Enum):
        return
    docstrings = _docstrings(scale)
    for value in scale:
        if isinstance(value, Likelihood):
            low, high = value.band
            yield value, f"{low}-{high} %"
        elif isinstance(value, Reliability | Credibility):
            yield value, value.meaning
        elif value.name in docstrings:
            yield value, docstrings[value.name]


def _form(value: JsonSchemaValue) -> str | None:
    """What is asked of a text, or of each text in a list, where an expression would have to be read for it."""
    pattern = value.get("items", value).get("pattern")
    form = FORMS.get(pattern) if pattern != NOT_BLANK else None
    return form and f"{form[0].upper()}{form[1:]}."


@cache
def _docstrings(described: type) -> Mapping[str, str]:
    """The docstrings below a class's attributes: they stand in its source, and nowhere at run time."""
    (definition,) = ast.parse(inspect.getsource(described)).body
    assert isinstance(definition, ast.ClassDef)
    found = {}
    for attribute, docstring in pairwise(definition.body):
        match attribute, docstring:
            case (
                ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]),
                ast.Expr(value=ast.Constant(value=str(words))),
            ):
                found[name] = inspect.cleandoc(words)
    return found
