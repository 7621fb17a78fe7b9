"""A table of TOML against its model: as much of it as stands, and each fault in the words of the content."""

from __future__ import annotations

import types
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, Union, get_args, get_origin

import tomli

from briefing.library.clean import named
from briefing.library.gate import validated
from briefing.library.problem import MOST_TOLD, did_you_mean, nearest
from briefing.library.toml import TOO_DEEP, as_written
from briefing.model.card import Card, Status, numbered
from briefing.model.closed import FORMS, ID, NOT_BLANK, Closed, keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic_core import ErrorDetails

    from briefing.library.library import Reading
    from briefing.library.positions import KeyPath
    from briefing.library.toml import Text

Model = TypeVar("Model", bound=Closed)

_WANTED: Final = {
    "string_type": "must be text, in quotes",
    "string_too_long": "is longer than {max_length} characters",
    "int_type": "must be a whole number, without quotes",
    "float_type": "must be a number, without quotes",
    "bool_type": "must be true or false, without quotes",
    "date_type": "must be a day without quotes or time, as 2024-10-03",
    "tuple_type": "must be a list in square brackets",
    "dataclass_type": "must be a table",
    "dict_type": "must be a table",
    "too_short": "must not be empty",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than_equal": "must be at most {le:g}",
}
_NOUNS: Final = {
    "Risk": "[risk]",
    "ReviewDays": "[review_days]",
    "Briefing": "briefing.toml",
    "Region": "region.toml",
    "Related": "a related card",
    "Settings": "config.toml",
}
MOST_ENTRIES: Final = 100
"""Of one list of a card, whether of claims or of tags."""
MOST_TEXT: Final = 100_000
"""Characters of all texts of a card together. What is longer could not be shown at a keystroke."""
_SPLIT: Final = "split the card"
_SOURCE: Final = "must be the id of an entry in sources.toml, as jt-2024-09-29"


def fit(model: type[Model], text: Text, table: dict[str, Any], at: KeyPath = ()) -> Model | None:
    """Make a model of the table; None where a key that it requires is at fault, or a card's rating, or all too deep.

    `at` is where the table itself stands in its file. Faulty keys and entries are told and taken out of the
    table.
    """
    try:
        return _fitted(model, text, table, at)
    except RecursionError:  # a parser takes more than we can go through
        text.fault_at(1, 1, "C01", TOO_DEEP)
        return None


def _fitted(model: type[Model], text: Text, table: dict[str, Any], at: KeyPath) -> Model | None:
    from pydantic_core import ValidationError

    if issubclass(model, Card) and _may_be_too_much(text.written):
        table = numbered(table)
        if not _within_measure(text, table, at):
            return None
    try:
        return validated(model, table)
    except ValidationError:
        pass  # seldom: only then is it worth to know what may be left out
    left = numbered(table) if issubclass(model, Card) else dict(table)
    required = {(key.name,) for key in fields(model) if key.default is key.default_factory is MISSING}
    # Each round takes something out, so the rounds end; two are the rule, as faults are told together.
    while True:
        try:
            return validated(model, left)
        except ValidationError as error:
            faults = error.errors(include_url=False)
        told = faults[: 2 * MOST_TOLD + 2]  # of a misspelt key that is required there are two, and one is told
        misspelt = {path for fault in told if (path := _meant(model, left, fault))}
        emptied = {fault["loc"] for fault in told if fault["type"] == "too_short" and _at(left, fault["loc"])}
        for fault in told:
            if fault["loc"] not in misspelt | emptied:
                text.fault((*at, *fault["loc"]), "C02", *_words(model, left, fault))
        cuts = {_cut(left, fault) for fault in faults}
        if cuts & required or (model is Card and any(map(_is_rating, cuts))):
            return None
        _take_out(text, left, at, cuts)
        if model is Card and ("status",) in cuts | misspelt:
            # The default would show what was perhaps meant to be withheld.
            left["status"] = Status.DRAFT


def is_told(model: type[Closed], reading: Reading[Any], path: KeyPath) -> bool:
    """Whether a key that the model lacks was told of: it cannot be read, or another stands there that was meant as it.

    The model is that of the table which would hold the key.
    """
    if not reading.problems:
        return False
    *way, key = as_written(path, reading.kept)
    written = _at(_parsed(reading.written), way)
    unknown = written.keys() - keys(model).keys()
    return key in written or any(_near(model, written, other) == key for other in unknown)


@lru_cache(maxsize=1)
def _parsed(written: str) -> dict[str, Any]:
    return tomli.loads(written)


def _may_be_too_much(written: str) -> bool:
    """Whether a card may be beyond its measure: most are not, and need not be gone through to know it."""
    return len(written) > MOST_TEXT or written.count(",") + written.count("[[") >= MOST_ENTRIES


def _within_measure(text: Text, card: dict[str, Any], at: KeyPath) -> bool:
    """Whether the card can be shown at once, with the entries left out that are too many; each is told."""
    if (length := sum(map(len, _texts(card)))) > MOST_TEXT:
        told = f"its texts are {length} characters long, more than the {MOST_TEXT} that a card may have"
        text.fault_at(0, 0, "C02", told, _SPLIT)
        return False
    _shorten(text, card, at, ())
    return True


def _shorten(text: Text, card: dict[str, Any], at: KeyPath, path: KeyPath) -> None:
    """Leave out what is too much of each list, from the outermost in: what goes is not looked into."""
    node = _at(card, path)
    if isinstance(node, list) and len(node) > MOST_ENTRIES:
        # Of the ratings the last is the one that holds.
        stays = "last" if path == ("risk", "assessment") else "first"
        gone = range(len(node) - MOST_ENTRIES) if stays == "last" else range(MOST_ENTRIES, len(node))
        told = f"`{path[-1]}` has {len(node)} entries; the {stays} {MOST_ENTRIES} are read"
        text.fault((*at, *path, gone[0]), "C02", told, _SPLIT)
        _take_out(text, card, at, {(*path, place) for place in gone})
    for step, each in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(each, dict | list):
            _shorten(text, card, at, (*path, step))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in (*value, *value.values()) if isinstance(value, dict) else value:
            yield from _texts(each)


def _cut(table: dict[str, Any], fault: ErrorDetails) -> KeyPath:
    """What has to go for a fault: an unknown key by itself, else the entry that it is in, else the key."""
    path = fault["loc"]
    if fault["type"] == "unexpected_keyword_argument":
        return path
    node: Any = table
    for depth, step in enumerate(path, start=1):
        node = node.get(step) if isinstance(step, str) else node[step]
        if isinstance(step, int) and isinstance(node, dict):
            return path[:depth]
    return path


def _is_rating(cut: KeyPath) -> bool:
    """Whether a card would lose a rating: without its newest, an older and better one would pass for it."""
    return cut == ("risk",) or (cut[:2] == ("risk", "assessment") and len(cut) <= 3)


def _take_out(text: Text, table: dict[str, Any], at: KeyPath, cuts: set[KeyPath]) -> None:
    """Leave keys and entries out of the table, and note which entries of a list stay."""
    grouped: dict[KeyPath, set[str | int]] = {}
    for *way, last in cuts:
        grouped.setdefault(tuple(way), set()).add(last)
    for path in sorted(grouped, key=len, reverse=True):  # what lies deeper first, while the places still hold
        node, gone = _at(table, path), grouped[path]
        if isinstance(node, dict):
            for key in gone:
                node.pop(key, None)
            continue
        stay = [place for place in range(len(node)) if place not in gone]
        where = as_written((*at, *path), text.kept)
        places = text.kept.get(where, range(len(node)))
        text.kept[where] = [places[place] for place in stay]
        text.left_out |= {str(node[place]["id"]) for place in gone if "id" in _table(node[place])}
        node[:] = [node[place] for place in stay]


def _meant(model: type[Closed], table: dict[str, Any], fault: ErrorDetails) -> KeyPath | None:
    """Find the key that an unknown one was meant to be: one spelt alike, or one of the whole file's."""
    *way, key = fault["loc"]
    if fault["type"] != "unexpected_keyword_argument":
        return None
    if near := _near(_model_at(model, way), _at(table, way), str(key)):
        return (*way, near)
    return (key,) if way and key in keys(model) else None


def _near(model: type[Closed], table: dict[str, Any], key: str) -> str | None:
    """Find the key spelt like this one that the table does not have yet."""
    # A table may have a hundred thousand keys; their difference from the model's few would look at each.
    return nearest(key, [known for known in keys(model) if known not in table])


def _words(model: type[Closed], table: dict[str, Any], fault: ErrorDetails) -> tuple[str, str]:
    """Say what is wrong, and what would help."""
    *way, key = fault["loc"]
    around = _model_at(model, way)
    if fault["type"] == "missing":
        return f"{_noun(around)} needs `{key}`", ""
    if fault["type"] != "unexpected_keyword_argument":
        return _wrong_value(fault)
    told = f"{named(str(key))} is not a key of {_noun(around)}"
    match _meant(model, table, fault):
        case (*_, meant) if meant != key:
            told += f"; did you mean `{meant}`?"
        case (_,):
            return told, f"put `{key}` above the first table: what follows a table is read as that table's"
    return told, f"the keys are {', '.join(keys(around))}"


def _wrong_value(fault: ErrorDetails) -> tuple[str, str]:
    name = next(str(step) for step in reversed(fault["loc"]) if isinstance(step, str))
    context, kind, written = fault.get("ctx", {}), fault["type"], fault["input"]
    if kind in {"enum", "literal_error"}:
        allowed = [each.strip("'") for each in str(context["expected"]).replace(" or ", ", ").split(", ")]
        shown, near = "this", ""
        if isinstance(written, str | int):
            shown, near = named(str(written)), did_you_mean(str(written), allowed)
        return f"{shown} is not a value of `{name}`{near}", f"the values are {', '.join(allowed)}"
    if kind == "string_pattern_mismatch":
        form = context["pattern"] if str(written).strip() else NOT_BLANK
        return f"`{name}` {_SOURCE if form == ID and name in {'source', 'origin'} else FORMS[form]}", ""
    if kind == "int_type" and name == "probability" and isinstance(written, float):
        return f"`{name}` must be a whole percent, as 60", ""
    if kind == "tuple_type" and isinstance(written, dict):
        return f"`{name}` must be a list of tables", f"begin each with [[{name}]], in two pairs of brackets"
    if kind == "dataclass_type" and isinstance(written, list):
        return f"`{name}` must be one table", f"begin it with [{name}], in one pair of brackets"
    if kind == "value_error":
        return f"`{name}`: {context['error']}", ""
    if kind in _WANTED:
        return f"`{name}` {_WANTED[kind].format(**context)}", ""
    return f"`{name}`: {fault['msg'][0].lower()}{fault['msg'][1:]}", ""


def _at(table: Any, way: Sequence[str | int]) -> Any:
    for step in way:
        table = table[step]
    return table


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _noun(model: type[Closed]) -> str:
    name = model.__name__
    return _NOUNS.get(name) or f"{'an' if name[0] in 'AEIO' else 'a'} {name.lower()}"


def _model_at(model: type[Closed], way: Sequence[str | int]) -> type[Closed]:
    """Find the model of the table that the way through a file leads to."""
    for step in way:
        if isinstance(step, str):
            model = next(_models_in(keys(model)[step]), model)
    return model


def _models_in(annotation: Any) -> Iterator[type[Closed]]:
    if isinstance(annotation, type) and issubclass(annotation, Closed):
        yield annotation
    elif get_origin(annotation) in {tuple, Union, types.UnionType}:
        for argument in get_args(annotation):
            yield from _models_in(argument)
