"""Search: the cards that hold every word of a query, best first, at each keystroke."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from stringzilla import Str

from briefing.find.lines import Tier, cited, lines_of
from briefing.find.text import Mark, fold, marks, words_of
from briefing.model.card import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefing.find.lines import Line
    from briefing.library.library import Library, Reading
    from briefing.library.positions import KeyPath
    from briefing.model.card import Card
    from briefing.model.source import Source

    Sources = Sequence[tuple[KeyPath, Source]]


_ALIKE: Final = 0.75
"""How alike two words are of which one was meant for the other: two letters of seven may differ."""
_TIERS: Final = len(Tier)
_WORD: Final = re.compile(r"[^\W_]{2,}")


class Shown(NamedTuple):
    """A line of a card that holds words of a query."""

    path: KeyPath
    """The key that holds the line; `reference` is none of the card's."""
    text: str
    """The line as it is written."""
    marks: tuple[Mark, ...]


class Hit(NamedTuple):
    """A card that was found, and the line of it that holds most of the words."""

    reference: str
    path: KeyPath
    text: str
    marks: tuple[Mark, ...]
    rest: Shown | None = None
    """The line that holds most of the words that this one does not; None where it holds all."""


class Found(NamedTuple):
    """The best of what a query finds, and how many cards there are."""

    hits: tuple[Hit, ...]
    total: int


class _Piece(NamedTuple):
    """What a card's part of the text was made from."""

    reference: str
    reading: Reading[Card]
    cited: Sources


class Concordance:
    """Every card's lines in one text, folded, as UTF-8: one pass of the machine's own search goes over them all.

    Published cards stand first, and a card's lines tier by tier: of two places the first is the better. Give the one
    made `before`, and what it holds of unchanged files is taken over.
    """

    def __init__(self, library: Library, before: Concordance | None = None) -> None:
        self.library = library
        parts: list[bytes | memoryview] = []
        self._pieces: list[_Piece] = []
        self._edges = array("Q", [0])
        """Where each tier of each card begins in the text, in bytes, and where the last of them ends."""
        self._starts = [0]
        """Where each card begins: every seventh of these edges, at hand."""
        self._numbers: dict[str, int] = {}
        for reference, card in sorted(library.cards.items(), key=lambda each: each[1].status is not Status.PUBLISHED):
            piece, tiers = (before and before.kept(reference, library)) or _made(reference, card, library)
            self._numbers[reference] = len(self._pieces)
            self._pieces.append(piece)
            for part in tiers:
                self._edges.append(self._edges[-1] + len(part))
            self._starts.append(self._edges[-1])
            parts += tiers
        self._text = b"".join(parts)
        # Looks through a hundred megabytes in the time of a frame, as Python's own does not.
        self._quick = Str(self._text)
        # What looks at every card is not to be waited for at the first keystroke that needs it.
        _ = library.renamed
        ends = zip(self._edges[Tier.TITLE :: _TIERS], self._edges[Tier.TITLE + 1 :: _TIERS], strict=False)
        titles = b"".join([self._text[start:end] for start, end in ends])
        self.titles = b" ".join(dict.fromkeys(titles.split())).decode(errors="surrogatepass")
        """What stands in titles between blanks, folded, each once: of many titles most words are the same."""

    def kept(self, reference: str, library: Library) -> tuple[_Piece, Sequence[memoryview]] | None:
        """A card's tiers of the text, if neither its file nor its sources are others in a later Library."""
        number = self._numbers.get(reference)
        if number is None or self._pieces[number].reading is not library.files[reference]:
            return None
        piece = self._pieces[number]
        # Where sources.toml was not read again, looking at each card's sources would be most of the work.
        read_again = library.sources is not self.library.sources
        if read_again and piece.cited != cited(library.cards[reference], library.sources):
            return None
        edges, text = self._edges[number * _TIERS : (number + 1) * _TIERS + 1], memoryview(self._text)
        return piece, [text[start:end] for start, end in pairwise(edges)]

    def search(self, query: str, limit: int = 40) -> Found:
        """The cards that hold every word of the query: by where, how many words stand in one line, and status.

        The card whose reference the query is, or was, stands before all.
        """
        return self._search(query, limit, counts=True)

    def best(self, query: str, limit: int = 40) -> tuple[Hit, ...]:
        """The same cards without how many there are, which for one letter takes longest."""
        return self._search(query, limit, counts=False).hits

    def _search(self, query: str, limit: int, *, counts: bool) -> Found:
        words = words_of(query)
        coded = [word.encode(errors="surrogatepass") for word in words]
        tiers, total = self._held(coded, limit, counts=counts)
        best: list[int] = []
        for tier in sorted(tiers):
            best += self._best(tiers[tier], tier, coded, limit - len(best))
        called = self._numbers.get(self.library.find(words[0]) or "") if len(words) == 1 else None
        if called is not None:
            best = [called, *(card for card in best if card != called)][:limit]
        return Found(tuple(self._hit(card, words) for card in best), total)

    def meant(self, query: str) -> dict[str, list[str]]:
        """The words of a query that no card holds, each with those of titles, tags and references that are near it."""
        missing = [
            word
            for word in words_of(query.replace('"', " "))
            if self._quick.find(word.encode(errors="surrogatepass")) < 0
        ]
        known = dict.fromkeys(name for each in self.library.cards.items() for name in _names(*each)) if missing else ()
        return {word: get_close_matches(word, known, 3, _ALIKE) for word in missing}

    def _held(self, words: Sequence[bytes], enough: int, *, counts: bool) -> tuple[dict[int, list[int]], int]:
        """The cards that hold all words, by the first tier in which any of them stands, and how many there are.

        Once the best tier has enough of them, those that one word finds are only counted, or not looked for.
        """
        tiers: dict[int, list[int]] = defaultdict(list)
        if not words:
            return tiers, 0
        starts, find = self._starts, self._quick.find
        first, *others = sorted(words, key=len, reverse=True)  # the longest is likely the rarest
        card, total, place = 0, 0, find(first)
        # This is gone through for each card that holds the word: each step counts.
        while place >= 0:
            if place >= starts[card + 1]:
                card = bisect_right(starts, place, card + 1) - 1
            end = starts[card + 1]
            for word in others:
                found = find(word, starts[card], end)
                if found < 0:
                    break
                if found < place:
                    place = found
            else:
                total += 1
                if others or len(tiers[Tier.TITLE]) < enough:
                    tier = bisect_right(self._edges, place, card * _TIERS, (card + 1) * _TIERS) - 1
                    tiers[tier % _TIERS].append(card)
                elif not counts:
                    break
            place = find(first, end)
        return tiers, total

    def _best(self, cards: Sequence[int], tier: int, words: Sequence[bytes], limit: int) -> list[int]:
        """Those cards first that hold more of the words in one line of the tier."""
        if len(words) == 1:
            return list(cards[:limit])
        together: list[list[int]] = [[] for _ in words]
        for card in cards:
            if len(together[0]) >= limit:
                break
            edge = card * _TIERS + tier
            most = 1
            for line in self._text[self._edges[edge] : self._edges[edge + 1]].split(b"\n"):
                held = 0
                for word in words:  # a comprehension here costs a keystroke half its time
                    if word in line:
                        held += 1
                if held > most:
                    most = held
            together[len(words) - most].append(card)
        return [card for some in together for card in some][:limit]

    def _hit(self, card: int, words: Sequence[str]) -> Hit:
        reference = self._pieces[card].reference
        lines = lines_of(reference, self.library.cards[reference], self.library.sources)
        best, left = _shown(lines, words, words)
        return Hit(reference, *best, rest=_shown(lines, left, words)[0] if left else None)


def _shown(lines: Iterable[Line], wanted: Sequence[str], words: Sequence[str]) -> tuple[Shown, list[str]]:
    """The line that holds most of the wanted words, of equal ones the best, all words marked; and those it has not."""
    best, left = None, wanted
    for line in lines:
        folded = fold(line.text)
        missing = [word for word in wanted if word not in folded]
        if len(missing) < len(left):
            best, left = line, missing
            if not missing:
                break
    assert best is not None  # the card holds every word, so some line does
    return Shown(best.path, best.text, tuple(marks(best.text, words))), list(left)


def _names(reference: str, card: Card) -> Iterator[str]:
    """What a card may be asked for by: its references, whole and without their region, and words of its names."""
    for called in (reference, *card.aliases):
        yield called
        yield called.partition("/")[2]
    for text in (card.title, *card.tags, reference):
        yield from _WORD.findall(fold(text))


def _made(reference: str, card: Card, library: Library) -> tuple[_Piece, Sequence[bytes]]:
    """A card's tiers of the text, a line ending behind each line."""
    tiers = [""] * _TIERS
    for line in lines_of(reference, card, library.sources):
        tiers[line.tier] += f"{line.text}\n"
    folded = [fold(each).encode(errors="surrogatepass") for each in tiers]
    return _Piece(reference, library.files[reference], cited(card, library.sources)), folded
