"""The ground of every model: closed, frozen, and strict about what a key holds."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints
from pydantic_core import PydanticCustomError


class Closed(BaseModel):
    """A table of TOML. An unknown key is an error, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _whole(written: object) -> object:
    if isinstance(written, bool) or not isinstance(written, int):
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
Text = Annotated[str, Strict(), StringConstraints(pattern=NOT_BLANK, max_length=20_000)]
Line = Annotated[str, Strict(), StringConstraints(pattern=ONE_LINE, max_length=500)]
Whole = Annotated[int, Strict()]
ExactlyWhole = BeforeValidator(_whole)
"""For a choice among numbers: Python alone would take `true` and `1.0` for 1."""
Number = Annotated[float, Strict()]
Flag = Annotated[bool, Strict()]
Day = Annotated[date, Strict()]
Id = Annotated[str, Strict(), StringConstraints(pattern=ID, max_length=80)]
Reference = Annotated[str, Strict(), StringConstraints(pattern=CARD, max_length=161)]
"""A card: `region/stem`."""
PartReference = Annotated[str, Strict(), StringConstraints(pattern=PART, max_length=242)]
"""A part of a card: `c1` of the same card, or `region/stem#c1`."""
Language = Annotated[str, Strict(), StringConstraints(pattern=LANGUAGE)]
"""A BCP 47 tag, as `en`, `ja`, `zh-Hant`."""
Percent = Annotated[Whole, Field(ge=0, le=100)]
Tag = Annotated[str, Strict(), StringConstraints(pattern=ONE_LINE, max_length=60)]
RuleCode = Annotated[str, Strict(), StringConstraints(pattern=RULE)]
"""A rule of `check`, as `J07`."""
