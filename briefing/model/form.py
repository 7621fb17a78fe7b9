"""What the models ask of a table, in the terms of pydantic's core.

Pydantic itself would make the same of them, but to load what it makes it with takes longer than all else at a start.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from pydantic_core import core_schema

from briefing.model.card import Card, numbered
from briefing.model.closed import Before, Closed
from briefing.model.dates import WRITTEN, PartialDate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from dataclasses import Field

    from pydantic_core import CoreSchema

_PLAIN: Final[dict[Any, CoreSchema]] = {
    str: core_schema.str_schema(),
    int: core_schema.int_schema(),
    float: core_schema.float_schema(),
    bool: core_schema.bool_schema(),
    date: core_schema.date_schema(),
    PartialDate: core_schema.no_info_plain_validator_function(
        PartialDate.read,
        json_schema_input_schema=core_schema.union_schema(
            [core_schema.date_schema(), core_schema.str_schema(pattern=f"^{WRITTEN.pattern}$")]
        ),
        serialization=core_schema.plain_serializer_function_ser_schema(PartialDate.written),
    ),
}
_TAKEN: Final = {
    "str": {"strict", "pattern", "max_length"},
    "int": {"strict", "ge", "le"},
    "float": {"strict", "ge", "le"},
    "bool": {"strict"},
    "date": {"strict"},
    "tuple": {"min_length"},
}
"""What can be asked of each, in `Asked`."""


def form(held: Any) -> CoreSchema:
    """What is asked of what a key holds, or a whole file, given as its type."""
    origin, inner = get_origin(held), get_args(held)
    if origin is Annotated:
        return _narrowed(form(inner[0]), inner[1:])
    if origin in (Union, UnionType):
        return _one_of(inner)
    if origin is Literal:
        return core_schema.literal_schema([*inner])
    if origin is tuple:
        entries = [form(each) for each in inner if each is not ...]
        return core_schema.tuple_schema(entries, variadic_item_index=0 if ... in inner else None)
    if origin is dict:
        return core_schema.dict_schema(*map(form, inner))
    if issubclass(held, Closed):
        return _table(held)
    if issubclass(held, Enum):
        return core_schema.enum_schema(held, [*held], sub_type="str" if issubclass(held, str) else "int")
    return _PLAIN.get(held) or core_schema.is_instance_schema(held)


def _narrowed(asked: CoreSchema, more: Iterable[Any]) -> CoreSchema:
    for each in more:
        if isinstance(each, Before):
            shown = None if each.written is None else form(each.written)
            asked = core_schema.no_info_before_validator_function(each.look, asked, json_schema_input_schema=shown)
        elif unknown := each.words.keys() - _TAKEN.get(asked["type"], ()):
            raise TypeError(f"{asked['type']} does not take {', '.join(unknown)}")  # the core would only ignore it
        else:
            asked = {**asked, **each.words}
    return asked


def _one_of(choices: Collection[Any]) -> CoreSchema:
    forms = [form(each) for each in choices if each is not NoneType]
    asked = forms[0] if len(forms) == 1 else core_schema.union_schema([*forms])
    return core_schema.nullable_schema(asked) if NoneType in choices else asked


def _table(model: type[Closed]) -> CoreSchema:
    held = get_type_hints(model, include_extras=True)
    keys = [core_schema.dataclass_field(key.name, _or_default(form(held[key.name]), key)) for key in fields(model)]
    table = core_schema.dataclass_schema(
        model,
        core_schema.dataclass_args_schema(model.__name__, keys),
        [key.name for key in fields(model)],
        config={"extra_fields_behavior": "forbid"},
    )
    return core_schema.no_info_before_validator_function(_numbered, table) if model is Card else table


def _or_default(asked: CoreSchema, key: Field[Any]) -> CoreSchema:
    if key.default is not MISSING:
        return core_schema.with_default_schema(asked, default=key.default)
    if key.default_factory is not MISSING:
        return core_schema.with_default_schema(asked, default_factory=key.default_factory)
    return asked


def _numbered(table: object) -> object:
    return numbered(table) if isinstance(table, dict) else table
