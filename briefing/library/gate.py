"""Tables into models, and models into values of JSON: by pydantic, which is loaded for the first of them."""

from __future__ import annotations

import os
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import TypeAdapter

    from briefing.model.closed import Closed

Model = TypeVar("Model", bound="Closed")

_PLUGINS: Final = "PYDANTIC_DISABLE_PLUGINS"
_TURN: Final = Lock()
_ADAPTERS: Final[dict[type[Closed], TypeAdapter[Any]]] = {}


def validated(model: type[Model], table: object) -> Model:
    """The model that a table makes.

    Raises pydantic's ValidationError where it makes none.
    """
    made: Model = _adapter(model).validate_python(table)
    return made


def written(entry: Closed) -> dict[str, Any]:
    """What an entry says, in values of JSON."""
    record: dict[str, Any] = _adapter(type(entry)).dump_python(entry, mode="json")
    return record


def _adapter(model: type[Closed]) -> TypeAdapter[Any]:
    if model not in _ADAPTERS:
        with _TURN, _without_plugins():
            from pydantic import TypeAdapter

            _ADAPTERS[model] = TypeAdapter(model)
    return _ADAPTERS[model]


@contextmanager
def _without_plugins() -> Iterator[None]:
    """No search through all that is installed for plugins, which could change what content means.

    What an editor that is started later makes of them is its own affair.
    """
    asked = os.environ.get(_PLUGINS)
    os.environ[_PLUGINS] = "__all__"
    try:
        yield
    finally:
        del os.environ[_PLUGINS]
        if asked is not None:
            os.environ[_PLUGINS] = asked
