"""The ground of every model: closed, frozen, and strict about what a key holds.

What is asked of a key is written down without pydantic, which is not loaded to have a model.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from datetime import date
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Final,
    NamedTuple,
    NoReturn,
    TypeVar,
    dataclass_transform,
    get_type_hints,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Model = TypeVar("Model", bound="Closed")


class Closed:
    """A table of TOML, as a frozen dataclass. An unknown key is an error, and nothing changes once it is read.

    What dataclasses write anew for each class stands here once for all: to compile it takes most of making them.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init__(self, **held: Any) -> None:
        """Hold these values by their keys, and defaults where none is given. Raises TypeError of what cannot be."""
        if unknown := held.keys() - self.__dataclass_fields__.keys():
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        for name, key in self.__dataclass_fields__.items():
            if name in held:
                vars(self)[name] = held[name]
            elif key.default is not MISSING:
                vars(self)[name] = key.default
            elif key.default_factory is not MISSING:
                vars(self)[name] = key.default_factory()
            else:
                raise TypeError(f"{type(self).__name__} needs {name}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        """Nothing changes."""
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        """Nothing goes."""
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        """Whether it is of the same model and says the same."""
        return vars(self) == vars(other) if type(self) is type(other) else NotImplemented

    def __hash__(self) -> int:
        """The same for equal ones."""
        return hash(tuple(vars(self)[name] for name in self.__dataclass_fields__))

    def __repr__(self) -> str:
        """As it would be written in Python."""
        held = (f"{name}={vars(self)[name]!r}" for name in self.__dataclass_fields__)
        return f"{type(self).__qualname__}({', '.join(held)})"


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def model(of: type[Model]) -> type[Model]:
    """Make a model of a class: a frozen dataclass that is made by keywords."""
    return dataclass(init=False, repr=False, eq=False, kw_only=True)(of)


def keys(model: type) -> Mapping[str, Any]:
    """The keys of a model in their order, each with the type of what it holds."""
    return _keys(model)


@cache
def _keys(model: Any) -> Mapping[str, Any]:
    held = get_type_hints(model)
    return {field.name: held[field.name] for field in fields(model)}


class Asked:
    """What is asked of a value, in the words of pydantic's own schemas: `strict`, `pattern`, `ge`."""

    def __init__(self, **words: object) -> None:
        self.words = words


class Before(NamedTuple):
    """What looks at a value as it is written, before all else does; in a schema it may be `written` so."""

    look: Callable[[Any], object]
    written: Any = None


def _whole(written: object) -> object:
    if isinstance(written, bool) or not isinstance(written, int):
        from pydantic_core import PydanticCustomError

        raise PydanticCustomError("int_type", "must be a whole number")
    return written


NOT_BLANK: Final = r"\S"
ONE_LINE: Final = r"^[^\n]*\S[^\n]*$"
ID: Final = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CARD: Final = r"^[a-z0-9-]+/[a-z0-9-]+$"
PART: Final = r"^([a-z0-9-]+/[a-z0-9-]+#)?[a-z0-9-]+$"
LANGUAGE: Final = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
RULE: Final = r"^[A-Z][0-9]{2}$"
FILE_NAME: Final = r"^[^/\\\n]*[^/\\\n.][^/\\\n]*$"
SHA256: Final = r"^[0-9a-f]{64}$"

FORMS: Final = {
    NOT_BLANK: "must not be empty",
    ONE_LINE: "must stand on one line",
    ID: "must be lower-case letters and digits, with hyphens between",
    CARD: "must name a card, as region/card",
    PART: "must name a claim, as c1, or one of another card, as region/card#c1",
    LANGUAGE: "must be a language's tag, as en or zh-Hant",
    RULE: "must be codes of rules, as J07",
    FILE_NAME: "must be a file's name without a folder",
    SHA256: "must be 64 hexadecimal digits in lower case",
}
"""What each form asks for, in the words of a problem."""

# Lax mode with strict scalars: wholly strict models would refuse TOML's strings for enums.
Text = Annotated[str, Asked(strict=True, pattern=NOT_BLANK, max_length=20_000)]
Line = Annotated[str, Asked(strict=True, pattern=ONE_LINE, max_length=500)]
Whole = Annotated[int, Asked(strict=True)]
ExactlyWhole = Before(_whole)
"""For a choice among numbers: Python alone would take `true` and `1.0` for 1."""
Number = Annotated[float, Asked(strict=True)]
Flag = Annotated[bool, Asked(strict=True)]
Day = Annotated[date, Asked(strict=True)]
Id = Annotated[str, Asked(strict=True, pattern=ID, max_length=80)]
Reference = Annotated[str, Asked(strict=True, pattern=CARD, max_length=161)]
"""A card: `region/stem`."""
PartReference = Annotated[str, Asked(strict=True, pattern=PART, max_length=242)]
"""A part of a card: `c1` of the same card, or `region/stem#c1`."""
Language = Annotated[str, Asked(strict=True, pattern=LANGUAGE)]
"""A BCP 47 tag, as `en`, `ja`, `zh-Hant`."""
Percent = Annotated[Whole, Asked(ge=0, le=100)]
Tag = Annotated[str, Asked(strict=True, pattern=ONE_LINE, max_length=60)]
RuleCode = Annotated[str, Asked(strict=True, pattern=RULE)]
"""A rule of `check`, as `J07`."""
