"""TOML by two parsers: the one that has the word, and one that is faster, where both say the same."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from typing import Any, Final

import toml_rs
import tomli

_MOST_OPENED: Final = 200
"""Lists that may be in one another, at the most: the faster parser brings the process down over too many."""
_MOST_DIGITS: Final = sys.get_int_max_str_digits() or 4300
"""Of a number that Python takes."""
_DIGITS: Final = re.compile(rf"[0-9_]{{{_MOST_DIGITS},}}")
_TABLE: Final = re.compile(r"\n[ \t]*\[[^\[]")


def parsed(written: str) -> dict[str, Any]:
    """What a text says, if it is TOML. Raises what tomli raises.

    tomli has the word, and is not asked where toml-rs, which takes a quarter of the time, is of one mind with it.
    """
    if _is_plain(written):
        with suppress(ValueError):  # what it refuses, tomli refuses in its own words, or takes
            return toml_rs.loads(written)
    return tomli.loads(written)


def _is_plain(written: str) -> bool:
    """Whether there is nothing in a text that toml-rs takes and tomli refuses, and nothing too deep for it.

    That is a byte order mark, a line that ends around the `=` of an inline table, a number of too many digits, and a
    dotted key into a list from the table around it.
    """
    if "{" in written or written.startswith("\ufeff") or written.count("[") > _MOST_OPENED:
        return False
    if len(written) > _MOST_DIGITS and _DIGITS.search(written):
        return False
    lists = written.find("[[")
    return lists < 0 or not _TABLE.search(written, lists)
