"""The border: whatever comes from a file is made safe for a terminal here, once, and nowhere else."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINERS: Final = "\u200c\u200d"
# Characters are named one by one and never matched as sequences: half an escape sequence is as unwelcome as a
# whole one. Newline and tab, and the marks LRM and RLM that right-to-left text needs, are allowed.
_FORBIDDEN: Final = (
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0, DEL and C1
    "\u202a-\u202e\u2066-\u2069\u061c"  # embeddings, overrides, isolates, the Arabic letter mark
    "\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff"  # what takes no room and shows nothing
    "\u2028\u2029"  # separators that some readers take for a new line
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # annotations and tags
    "\ud800-\udfff"
    f"{_JOINERS}"  # these two are looked at in place
    "]"
)
_LONGEST_NAMED: Final = 60


@cache
def _forbidden() -> re.Pattern[str]:
    """To make it takes a third of a millisecond, and most first frames need none."""
    return re.compile(_FORBIDDEN)


def spoofing(text: str) -> Iterator[re.Match[str]]:
    """Yield every character of the text that must not reach a reader, in order."""
    for match in _forbidden().finditer(text):
        if match[0] not in _JOINERS or not _joins(text, match.start()):
            yield match


def _joins(text: str, place: int) -> bool:
    """Tell whether a joiner stands between letters, as Persian, Arabic and the Indic scripts need it."""
    around = text[max(place - 1, 0) : place], text[place + 1 : place + 2]
    return all(letter and category(letter)[0] in "LM" for letter in around)


def clean(text: str) -> str:
    """Replace each forbidden character by a visible mark, as `<U+001B>`."""
    if not _forbidden().search(text):
        return text
    pieces, start = [], 0
    for match in spoofing(text):
        pieces += [text[start : match.start()], f"<U+{ord(match[0]):04X}>"]
        start = match.end()
    return "".join([*pieces, text[start:]])


def clean_line(text: str) -> str:
    """As `clean`, for what must keep to one line: a file's name, a tool's message."""
    return " ".join(clean(text).split())


def named(text: str) -> str:
    """A key, name or value as a message shows it: clean, in backticks, on one line, cut where it is long."""
    line = clean_line(text)
    # Cut behind a joiner, it joins nothing any more.
    return f"`{line}`" if len(line) <= _LONGEST_NAMED else f"`{clean(line[:_LONGEST_NAMED])}...`"
