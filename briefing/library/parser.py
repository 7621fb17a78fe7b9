"""TOML by two parsers: the one that has the word, and one that is faster, where both say the same."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, Final

import rtoml
import tomli

_TABLE: Final = re.compile(r"\n[ \t]*\[[^\[]")
_DOTTED_TABLE: Final = re.compile(r"\n[ \t]*\[[^\[\]\n]*\.")


def parsed(written: str) -> dict[str, Any]:
    """What a text says, if it is TOML. Raises what tomli raises.

    tomli has the word, and is not asked where rtoml, which takes less than half the time, is of one mind with it.
    """
    if _is_plain(written):
        with suppress(rtoml.TomlParsingError):
            return rtoml.loads(written)
    return tomli.loads(written)


def _is_plain(written: str) -> bool:
    """Whether there is nothing in a text that rtoml takes and tomli refuses, or understands otherwise.

    That is a byte order mark, a lone carriage return, a line that ends around the `=` of an inline table, its own name
    for a day as a key, a dotted key into a list from the table around it, and a table that is in one begun later.
    """
    if "{" in written or "\r" in written or written.startswith("\ufeff") or "__toml_private" in written:
        return False
    if "\\" in written and any(escape in written for escape in (r"\u", r"\U", r"\x")):
        return False  # which may write that name
    lists = written.find("[[")
    return not (_DOTTED_TABLE.search(f"\n{written}") or (lists >= 0 and _TABLE.search(written, lists)))
