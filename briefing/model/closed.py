"""The ground of every model: closed, frozen, and strict about what a key holds."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints


class Closed(BaseModel):
    """A table of TOML. An unknown key is an error, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# Lax mode with strict scalars: wholly strict models would refuse TOML's strings for enums.
Text = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=20_000)]
Line = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=500, pattern=r"^[^\n]*$")]
Whole = Annotated[int, Strict()]
Flag = Annotated[bool, Strict()]
Day = Annotated[date, Strict()]
Id = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Reference = Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$", max_length=161)]
"""A card: `region/stem`."""
PartReference = Annotated[
    str, Strict(), StringConstraints(pattern=r"^([a-z0-9-]+/[a-z0-9-]+#)?[a-z0-9-]+$", max_length=242)
]
"""A part of a card: `c1` of the same card, or `region/stem#c1`."""
Language = Annotated[str, Strict(), StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
"""A BCP 47 tag, as `en`, `ja`, `zh-Hant`."""
Percent = Annotated[Whole, Field(ge=0, le=100)]
Tag = Annotated[str, Strict(), StringConstraints(min_length=1, max_length=60, pattern=r"^[^\n]*$")]
