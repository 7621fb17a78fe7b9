"""Tables into models, and models into values of JSON: by pydantic's core, which is loaded for the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from pydantic_core import SchemaSerializer, SchemaValidator

    from briefing.model.closed import Closed

Model = TypeVar("Model", bound="Closed")

_MADE: Final[dict[type[Closed], tuple[SchemaValidator, SchemaSerializer]]] = {}


def validated(model: type[Model], table: object) -> Model:
    """The model that a table makes.

    Raises pydantic's ValidationError where it makes none.
    """
    made: Model = _made(model)[0].validate_python(table)
    return made


def written(entry: Closed) -> dict[str, Any]:
    """What an entry says, in values of JSON."""
    said: dict[str, Any] = _made(type(entry))[1].to_python(entry, mode="json")
    return said


def _made(model: type[Closed]) -> tuple[SchemaValidator, SchemaSerializer]:
    if model not in _MADE:
        from pydantic_core import SchemaSerializer, SchemaValidator

        from briefing.model.form import form

        asked = form(model)
        _MADE[model] = SchemaValidator(asked), SchemaSerializer(asked)
    return _MADE[model]
