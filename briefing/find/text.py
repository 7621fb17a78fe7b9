"""Text as it is compared, in any script, and the way back to where a word stands in what was written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Mark = tuple[int, int]
"""Where a match begins, and where it has ended."""

_QUERIED: Final = re.compile(r'"([^"]*)"?|([^\s"]+)')
# What people leave out, or type otherwise: marks without width, and the many apostrophes and dashes.
_TYPED: Final = {
    **dict.fromkeys("\u200c\u200d\u200e\u200f", ""),
    **dict.fromkeys("\u2018\u2019\u02bc", "'"),
    **dict.fromkeys("\u2010\u2012\u2013\u2014\u2212", "-"),
}


def fold(text: str) -> str:
    """The text without case, and one form for every way of writing a character: `ﬁ` is `fi`, `Ａ` is `a`."""
    if text.isascii():
        return text.lower()
    folded = normalize("NFKC", text).casefold()
    for written, typed in _TYPED.items():
        folded = folded.replace(written, typed)
    return normalize("NFKC", folded)


def words_of(query: str) -> tuple[str, ...]:
    """The words that are looked for, folded, each once; `"a phrase"` is one, closed or not."""
    found = (fold(" ".join((match[1] or match[2] or "").split())) for match in _QUERIED.finditer(query))
    return tuple(dict.fromkeys(word for word in found if word))


def marks(text: str, words: Sequence[str]) -> list[Mark]:
    """Where folded words stand in a text as it is written, in order; those that overlap are one."""
    folded = fold(text)
    found = sorted((start, start + len(word)) for word in words for start in _places(folded, word))
    if found and not text.isascii():
        found = _written(text, found)
    joined: list[Mark] = []
    for start, end in found:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def excerpt(text: str, found: Sequence[Mark], room: int) -> tuple[str, tuple[Mark, ...]]:
    """As much of a text as has room, in characters, around its first mark; two dots where it is cut."""
    if len(text) <= room:
        return text, tuple(found)
    first = found[0][0] if found else 0
    start = max(0, min(first - room // 3, len(text) - room))
    if start:
        # A word is left whole where one begins near, and never an accent without its letter.
        start = text.rfind(" ", max(0, start - room // 4), start + 1) + 1 or start
        while start and combining(text[start]):
            start -= 1
    end = min(len(text), start + room)
    while start < end < len(text) and combining(text[end]):
        end -= 1
    before, after = ".. " if start else "", " .." if end < len(text) else ""
    shift = len(before) - start
    inside = ((max(begin, start) + shift, min(stop, end) + shift) for begin, stop in found if begin < end)
    return f"{before}{text[start:end]}{after}", tuple(inside)


def _places(folded: str, word: str) -> Iterator[int]:
    start = folded.find(word)
    while start >= 0 and word:
        yield start
        start = folded.find(word, start + len(word))


def _written(text: str, found: list[Mark]) -> list[Mark]:
    """The same places in the text as it is written; of what folds as one, all is meant."""
    begins: list[int] = []
    ends: list[int] = []
    place = 0
    for piece in _pieces(text):
        size = len(fold(piece))
        begins += [place] * size
        place += len(piece)
        ends += [place] * size
    return [(begins[start], ends[end - 1]) for start, end in found]


def _pieces(text: str) -> Iterator[str]:
    """Cut a text where folding the pieces is the same as folding the whole."""
    piece = ""
    for character in text:
        if piece and _stands_apart(piece, character):
            yield piece
            piece = ""
        piece += character
    yield piece


@lru_cache(maxsize=4096)
def _stands_apart(piece: str, character: str) -> bool:
    """Whether a character keeps its own form behind a piece: no accent, no half of a Korean syllable."""
    folded = fold(character)
    return (
        folded != ""
        and not combining(normalize("NFKD", character)[0])
        and fold(piece + character) == fold(piece) + folded
    )
