"""A card as a model of pydantic's own, which is what anybody would write first: what reading is measured beside."""

from __future__ import annotations

from dataclasses import MISSING, fields
from functools import cache, reduce
from operator import or_
from types import UnionType
from typing import Annotated, Any, Union, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, create_model, model_validator

from briefing.model.card import Card, numbered
from briefing.model.closed import Asked, Closed
from briefing.model.dates import PartialDate


@cache
def model(of: Any) -> type[BaseModel]:
    """The model that asks the same of a table as one of ours."""
    hints = get_type_hints(of, include_extras=True)
    keys: dict[str, Any] = {
        key.name: (_held(hints[key.name]), ... if key.default is MISSING else key.default) for key in fields(of)
    }
    first: dict[str, Any] = {"numbered": model_validator(mode="before")(numbered)} if of is Card else {}
    return create_model(of.__name__, __config__=ConfigDict(extra="forbid", frozen=True), __validators__=first, **keys)


def _held(hint: Any) -> Any:
    """What a key holds, in pydantic's own words."""
    origin: Any = get_origin(hint)
    inner = get_args(hint)
    if hint is PartialDate:
        return Annotated[Any, PlainValidator(PartialDate.read)]
    if isinstance(hint, type) and issubclass(hint, Closed):
        return model(cast("Any", hint))
    if origin is Annotated:
        return Annotated[(_held(inner[0]), *map(_asked, inner[1:]))]
    if origin in (Union, UnionType):
        return reduce(or_, map(_held, inner))
    return origin[tuple(each if each is ... else _held(each) for each in inner)] if origin is tuple else hint


def _asked(more: Any) -> Any:
    words: dict[str, Any] = more.words if isinstance(more, Asked) else {}
    return Field(**words) if words else BeforeValidator(more.look)
