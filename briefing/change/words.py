"""Two texts beside each other, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_CJK: Final = "\u2e80-\u3098\u309b-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_MARKS: Final = "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_STOPS: Final = r""".,:;!?()\[\]"“”„«»…"""
_LETTER: Final = rf"[^\s{_CJK}{_STOPS}]"
# A citation is one word; so is a number with its points; ideographs are words of their own, with their marks.
_WORD: Final = re.compile(rf"\s*(?:\[+[^\[\]\s]+\]+|[{_CJK}][{_MARKS}]*|(?:{_LETTER}|[.,:](?={_LETTER}))+|\S)|\s+")
_SENTENCE: Final = re.compile(r".+?(?:[.!?](?=\s)|[。！？]|\Z)", re.DOTALL)
_MOST: Final = 4_000_000
"""Words of the one text times words of the other, beyond which they are not laid beside each other."""
_AKIN: Final = 0.35
"""How much of two passages must agree for one to be shown as the other reworded."""


class Kind(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    OUT = "out"
    PUT = "put"


class Piece(NamedTuple):
    """Some words that were kept, taken out or put in."""

    kind: Kind
    text: str


def flat(written: str) -> str:
    """The text on one line: how its lines are broken and spaced makes no difference."""
    return " ".join(written.split())


def words(text: str) -> list[str]:
    """The words of a text, each with the space before it; joined they are the text."""
    return _WORD.findall(text)


def likeness(before: list[str], after: list[str], least: float = 0.0) -> float:
    """How far two lists of words agree in order, from 0 to 1; 0 where it is less than `least`."""
    matcher = SequenceMatcher(None, before, after)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0


def reworded(before: str, after: str) -> tuple[Piece, ...]:
    """How one text became the other. Kept and out make up the first text, kept and put the second.

    Sentences are laid beside each other first, and words only within those that differ: so no word of one
    sentence is taken for that of another.
    """
    pieces = _pieces(before, after)
    ordered = sorted(_joined(pieces), key=lambda numbered: numbered[:2])
    return tuple(
        Piece(kind, "".join(piece.text for _, _, piece in group))
        for (_, kind), group in groupby(ordered, key=lambda numbered: (numbered[0], numbered[2].kind))
    )


def _joined(pieces: Iterator[Piece]) -> Iterator[tuple[int, int, Piece]]:
    """The pieces with the number of their run and their place in it: in a run of changes what is out comes first."""
    run, changed = 0, False
    for piece in pieces:
        if piece.text:
            run += changed != (piece.kind is not Kind.KEPT)
            changed = piece.kind is not Kind.KEPT
            yield run, piece.kind is Kind.PUT, piece


def _pieces(before: str, after: str) -> Iterator[Piece]:
    olds, news = _SENTENCE.findall(before), _SENTENCE.findall(after)
    for same, old, new in _aligned(olds, news):
        if same:
            yield Piece(Kind.KEPT, old)
        else:
            yield from _by_word(words(old), words(new))


def _by_word(before: list[str], after: list[str]) -> Iterator[Piece]:
    """Word by word; the one for the other where hardly a word agrees, or too many would have to be compared."""
    if len(before) * len(after) > _MOST or likeness(before, after) < _AKIN:
        yield from (Piece(Kind.OUT, "".join(before)), Piece(Kind.PUT, "".join(after)))
        return
    found = list(_aligned(before, after))
    for place, (same, old, new) in enumerate(found):
        # A lone word between two changes reads better as part of them.
        if same and (not 0 < place < len(found) - 1 or len(words(old)) > 1):
            yield Piece(Kind.KEPT, old)
        else:
            yield from (Piece(Kind.OUT, old), Piece(Kind.PUT, new))


def _aligned(before: list[str], after: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Runs of both, and whether they are the same."""
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after).get_opcodes():
        yield tag == "equal", "".join(before[start:end]), "".join(after[new_start:new_end])
