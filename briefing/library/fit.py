"""A table of TOML against its model: as much of it as stands, and each fault in the words of the content."""

from __future__ import annotations

import types
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from briefing.model.card import Card, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from briefing.library.positions import KeyPath
    from briefing.library.toml import Text

Model = TypeVar("Model", bound=BaseModel)

_SAFEST: Final = {"status": "draft"}
"""What stands for a mistyped value whose default would show what was meant to be withheld."""
_WANTED: Final = {
    "string_type": "must be text, in quotes",
    "string_too_short": "must not be empty",
    "int_type": "must be a whole number, without quotes",
    "float_type": "must be a number, without quotes",
    "float_parsing": "must be a number, without quotes",
    "bool_type": "must be true or false, without quotes",
    "date_type": "must be a day without quotes or time, as 2024-10-03",
    "tuple_type": "must be a list in square brackets",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "dict_type": "must be a table",
}
_NOUNS: Final = {
    "Risk": "[risk]",
    "ReviewDays": "[review_days]",
    "Briefing": "briefing.toml",
    "Region": "region.toml",
}


def fit(model: type[Model], text: Text, table: dict[str, Any], at: KeyPath = ()) -> Model | None:
    """The table as a model, its faulty keys and entries left out and told; None where what is required is at fault.

    `at` is where the table itself stands in its file.
    """
    left = numbered(table) if issubclass(model, Card) else dict(table)
    required = {(key,) for key, described in _fields(model).items() if described.is_required()}
    # Each round takes something out, so the rounds end; two are the rule, as faults are told together.
    while True:
        try:
            return model.model_validate(left)
        except ValidationError as error:
            faults = error.errors(include_url=False)
        for message, key in _told(model, left, faults):
            text.fault((*at, *key), "C02", *message)
        cuts = {_cut(left, fault) for fault in faults}
        if any(cut in required for cut in cuts):
            return None
        for cut in sorted(cuts, key=lambda path: [str(step).zfill(9) for step in path], reverse=True):
            _take_out(text, left, cut)


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The model's fields by the key that stands in TOML."""
    return {described.alias or name: described for name, described in model.model_fields.items()}


def _cut(table: dict[str, Any], fault: ErrorDetails) -> KeyPath:
    """What has to go for a fault: an unknown key by itself, else the entry that it stands in, else the key."""
    path = fault["loc"]
    if fault["type"] == "extra_forbidden":
        return path
    node: Any = table
    for depth, step in enumerate(path):
        if isinstance(step, int):
            entry = node[step] if step < len(node) else None
            return path[: depth + 1] if isinstance(entry, dict) or depth + 1 == len(path) else path[:depth]
        if not isinstance(node, dict) or step not in node:
            return path
        node = node[step]
    return path


def _take_out(text: Text, table: dict[str, Any], path: KeyPath) -> None:
    """Leave the key or entry out, copying what lies on the way: the table read from the file stays as it is."""
    *way, last = path
    node: Any = table
    for step in way:
        node[step] = node[step].copy()
        node = node[step]
    if isinstance(last, int):
        text.kept.setdefault(tuple(way), list(range(len(node)))).pop(last)
        node.pop(last)
    elif last in _SAFEST and not way and last in node:
        node[last] = _SAFEST[str(last)]
    else:
        node.pop(last, None)


def _told(
    model: type[BaseModel], table: dict[str, Any], faults: list[ErrorDetails]
) -> Iterable[tuple[tuple[str, str], KeyPath]]:
    """Message and help for each fault, with its key. One slip is told once: a misspelt key is not missing as well."""
    misspelt: set[KeyPath] = set()
    for fault in faults:
        *way, key = fault["loc"]
        if fault["type"] == "extra_forbidden":
            around = _model_at(model, way)
            keys = list(_fields(around))
            near = get_close_matches(str(key), [each for each in keys if each not in _at(table, way)], 1)
            misspelt.update((*way, each) for each in near)
            yield (
                (f"`{key}` is not a key of {_noun(around)}{_or(near)}", _help_for_key(key, way, model, keys)),
                fault["loc"],
            )
    for fault in faults:
        *way, key = fault["loc"]
        if fault["type"] == "missing" and fault["loc"] not in misspelt:
            yield (f"{_noun(_model_at(model, way))} needs `{key}`", ""), fault["loc"]
        elif fault["type"] not in {"missing", "extra_forbidden"}:
            yield _wrong_value(fault), fault["loc"]


def _wrong_value(fault: ErrorDetails) -> tuple[str, str]:
    name = next((str(step) for step in reversed(fault["loc"]) if isinstance(step, str)), "this")
    context = fault.get("ctx", {})
    if fault["type"] in {"enum", "literal_error"}:
        allowed = [each.strip("'") for each in str(context["expected"]).replace(" or ", ", ").split(", ")]
        written = fault["input"]
        near = get_close_matches(written, allowed, 1) if isinstance(written, str) else []
        shown = f"`{written}`" if isinstance(written, str | int | float) else "this"
        return f"{shown} is not a value of `{name}`{_or(near)}", f"the values are {', '.join(allowed)}"
    if fault["type"] == "string_pattern_mismatch":
        return f"`{name}` {_pattern_words(str(context['pattern']))}", ""
    if fault["type"] == "string_too_long":
        return f"`{name}` is longer than {context['max_length']} characters", "shorten it"
    if fault["type"] == "value_error":
        return f"`{name}`: {context['error']}", ""
    wanted = _WANTED.get(fault["type"])
    return (f"`{name}` {wanted}" if wanted else f"`{name}`: {fault['msg'][0].lower()}{fault['msg'][1:]}"), ""


def _pattern_words(pattern: str) -> str:
    """What a pattern of the models asks for, in words."""
    if "\\n" in pattern:
        return "must stand on one line"
    if "#" in pattern:
        return "must name a claim, as c1, or one of another card, as region/card#c1"
    if "/]" in pattern:
        return "must be a file's name without a folder"
    if "/" in pattern:
        return "must name a card, as region/card"
    if "A-F" in pattern or "0-9a-f" in pattern:
        return "must be 64 hexadecimal digits"
    if "A-Z" in pattern and "d" in pattern:
        return "must be codes of rules, as J07"
    if "A-Za-z" in pattern:
        return "must be a language's tag, as en or zh-Hant"
    return "must be lower-case letters and digits, with hyphens between"


def _help_for_key(key: object, way: list[str | int], model: type[BaseModel], keys: list[str]) -> str:
    if way and key in _fields(model):
        return f"`{key}` of the card itself must stand above the first table: what follows a table is read as that table's"
    return f"the keys are {', '.join(keys)}"


def _or(near: list[str]) -> str:
    return f"; did you mean `{near[0]}`?" if near else ""


def _at(table: Any, way: list[str | int]) -> Any:
    for step in way:
        table = table[step]
    return table


def _noun(model: type[BaseModel]) -> str:
    name = model.__name__
    if name in _NOUNS:
        return _NOUNS[name]
    return (
        f"an {name.lower()}"
        if name[0] in "AEIO"
        else f"a {'related card' if name == 'Related' else name.lower()}"
    )


def _model_at(model: type[BaseModel], way: list[str | int]) -> type[BaseModel]:
    """The model of the table that the way through a file leads to."""
    for step in way:
        if isinstance(step, str):
            model = next(_models_in(_fields(model)[step].annotation), model)
    return model


def _models_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in {tuple, Union, types.UnionType}:
        for argument in get_args(annotation):
            yield from _models_in(argument)
