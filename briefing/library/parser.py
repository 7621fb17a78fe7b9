"""TOML by two parsers: the one that has the word, and one that is faster, where both say the same."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from typing import Any, Final

import tomli

_MOST: Final = 100
"""Brackets in a text, or dots on a line: the faster parser goes as deep as they may lead, and where the stack ends, the
process does."""
_DOTTED: Final = re.compile(rf"^(?:[^\n.]*+\.){{{_MOST}}}", re.MULTILINE)
_MOST_DIGITS: Final = sys.get_int_max_str_digits() or 4300
"""Of a number that Python takes."""
_DIGITS: Final = re.compile(rf"(?<![0-9_])[0-9_]{{{_MOST_DIGITS}}}")
_DOTTED_LIST: Final = re.compile(r"\n[ \t]*\[\[[^\n]*\.")
_TABLE: Final = re.compile(r"\n[ \t]*\[[^\[]")


def parsed(written: str) -> dict[str, Any]:
    """What a text says, if it is TOML. Raises what tomli raises.

    tomli has the word, and is not asked where toml-rs, which takes a quarter of the time, is of one mind with it.
    """
    if _is_plain(written):
        import toml_rs

        with suppress(ValueError):  # what it refuses, tomli refuses in its own words, or takes
            return toml_rs.loads(written)
    return tomli.loads(written)


def _is_plain(written: str) -> bool:
    """Whether there is nothing in a text that toml-rs takes and tomli refuses, and nothing too deep.

    That is, but for depth, a byte order mark, a line that ends around the `=` of an inline table, a number of too many
    digits, and a dotted key into a list from the table around it.
    """
    if "{" in written or written.startswith("\ufeff") or written.count("[") > _MOST:
        return False
    if written.count(".") > _MOST and _DOTTED.search(written):
        return False
    if len(written) > _MOST_DIGITS and _DIGITS.search(written):
        return False
    lists = _DOTTED_LIST.search(lines := f"\n{written}")
    return not (lists and _TABLE.search(lines, lists.end()))
