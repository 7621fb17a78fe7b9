"""Q: whether a quotation stands in the text that it is taken from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby, islice
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category, normalize

from briefing.check.rule import Desk, Finding, Rule, Subject, card_rule, desk_rule
from briefing.library.clean import named
from briefing.library.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.library.archive import Archived
    from briefing.library.positions import KeyPath
    from briefing.model.source import Source

_ONE_FORM: Final = str.maketrans(
    dict.fromkeys("‘’‚‛‹›", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
_CJK: Final = "\u3001-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED: Final = f"[{_CJK}\u0e00-\u109f\u1780-\u17ff]"
"""Scripts that put no space between words: Chinese and Japanese, Thai, Lao, Tibetan, Burmese, Khmer."""
_WRAPPED: Final = f"(?<=[{_CJK}]) (?=[{_CJK}])"
"""Both patterns are text until the first of an archive is read: to make them takes milliseconds."""
_WORD: Final = re.compile(r"[^ ]+")
_AFTER_A_WORD: Final = "\0 .'\"()[]{}<>。「」『』【】"


def _in_one_form(text: str) -> str:
    """The text as it is compared: each form of a quote, a dash, a letter's width or a space the same."""
    return re.sub(_WRAPPED, "", " ".join(normalize("NFKC", text).translate(_ONE_FORM).split()))


_EDGE: Final = "\0"
"""Stands wherever a quotation may begin and end, which is not inside a word; no clean text holds one itself."""
_MOST_WORDS: Final = 50
"""Words of a quotation that are looked for when the text has not all of it."""


def _edged(text: str) -> str:
    """The text with its edges: so whole words are found wherever these characters are, in one look at the text."""
    runs = ("".join(run) if inside else _EDGE.join(run) for inside, run in groupby(text, _in_words))
    return _EDGE.join(("", *runs, ""))


@lru_cache(maxsize=65536)
def _in_words(letter: str) -> bool:
    return category(letter)[0] in "LMN" and not re.match(_UNSPACED, letter)


@dataclass(frozen=True)
class _Text:
    """An archived text on one line, in the form that is compared, with its edges."""

    whole: str
    starts: tuple[int, ...]
    """The edge that each line of the file begins with, and the one that the last ends with."""

    def line(self, place: int) -> int:
        """The file's line, from 1, that the place came from."""
        return bisect_right(self.starts, place)

    def bounds(self, source: Source) -> tuple[int, int]:
        """Where the source's passage begins and ends."""
        lines = len(self.starts) - 1
        first, last = source.passage or (1, lines)
        return self.starts[min(first - 1, lines)], self.starts[min(last, lines)] + 1

    @cached_property
    def small(self) -> str:
        """The text without capitals, each letter in its place."""
        return _small(self.whole)


def _small(text: str) -> str:
    return text.replace("İ", "i").lower()  # the one letter that would become two


@lru_cache(maxsize=64)
def _text(kept: Archived) -> _Text:
    """The lines as one text; it is much longer than what is quoted from it, and is prepared once."""
    pieces = [_EDGE]
    starts, length, last = [], 0, ""
    for line in map(_in_one_form, kept.lines):
        gap = f" {_EDGE}" if line and last and not re.search(_WRAPPED, f"{last} {line[0]}") else ""
        edged = _edged(line)[1:]
        starts.append(length + len(gap))
        pieces += gap, edged
        length += len(gap) + len(edged)
        last = line[-1:] or last
    return _Text("".join(pieces), (*starts, length))


class _Found(NamedTuple):
    """A quotation, and where it stands."""

    pieces: tuple[str, ...]
    """As written, in the form that is compared, with its edges."""
    text: _Text
    bounds: tuple[int, int]
    """Where the source's passage begins and ends."""
    places: tuple[int, ...]
    """Where the pieces stand in the text, each after the one before and as early as may be, up to one that does not."""
    inside: tuple[int, ...]
    """Where they stand in the passage."""

    @property
    def passage(self) -> str:
        """The part of the text that is the article."""
        return self.text.whole[slice(*self.bounds)]


class _Quoted(NamedTuple):
    """A claim's quotation, and where it stands in the text of its source."""

    claim: int
    written: tuple[str, ...]
    source: Source
    found: _Found

    def at(self, piece: int) -> KeyPath:
        """The key of a piece; of a quotation in one piece it is the quotation's."""
        return ("claim", self.claim, "quote", *((piece,) if len(self.written) > 1 else ()))


def _quoted(subject: Subject) -> Iterator[_Quoted]:
    """Every quotation of the card whose source's text can be read."""
    archive, sources = subject.desk.archive, subject.library.sources
    if not archive:
        return
    for place, claim in enumerate(subject.card.claim):
        id = claim.source or ""
        if claim.quote and id in sources and id in archive and not archive[id].fault:
            bounds = _text(archive[id]).bounds(sources[id])
            yield _Quoted(place, claim.quote, sources[id], _found(archive[id], bounds, claim.quote))


@lru_cache(maxsize=1024)
def _found(kept: Archived, bounds: tuple[int, int], quote: tuple[str, ...]) -> _Found:
    """Look for a quotation; once for all the rules that ask."""
    text, pieces = _text(kept), tuple(_edged(_in_one_form(piece)) for piece in quote)
    places = _places(text.whole, pieces)
    is_inside = len(places) == len(pieces) and bounds[0] <= places[0] and places[-1] + len(pieces[-1]) <= bounds[1]
    return _Found(pieces, text, bounds, places, places if is_inside else _places(text.whole, pieces, *bounds))


def _places(text: str, pieces: Sequence[str], begin: int = 0, end: int | None = None) -> tuple[int, ...]:
    """Where the pieces stand, each after the one before and as early as may be; short by those that do not."""
    places: list[int] = []
    for piece in pieces:
        at = text.find(piece, begin, end)
        if at < 0:
            break
        places.append(at)
        begin = at + len(piece) - 1  # one may begin at the very edge that another ends with
    return tuple(places)


def _latest_places(text: str, pieces: Sequence[str]) -> list[int]:
    """As `_places`, each as late as may be: in a mirror that is as early."""
    places = _places(text[::-1], [piece[::-1] for piece in reversed(pieces)])
    return [len(text) - at - len(piece) for at, piece in zip(reversed(places), pieces, strict=False)]


@card_rule("Q01", Severity.ERROR)
def quotation_not_in_its_source(subject: Subject) -> Iterator[Finding]:
    """A quotation does not stand in the archived text of its source.

    Quotation marks promise the very words. What was retyped, translated or remembered is not a quotation, and a
    reader who checks one and does not find it believes none of the others. Forms of quotes, dashes and spaces make no
    difference, everything else does; a quotation in several pieces has them in their order.

    Fix: copy the words from the archived text; where words between were left out, give a list of the pieces.

    Wrong: quote = "We will take the lead"
    Right: quote = "Unless we take the initiative"

    From: the content's form.
    """
    for quoted in _quoted(subject):
        pieces, text, missing = quoted.found.pieces, quoted.found.text, len(quoted.found.places)
        if missing < len(pieces):
            told = f"{named(quoted.written[missing])} does not stand in {named(quoted.source.archive or '')}"
            if missing and pieces[missing] in text.whole:
                told += f" after {named(quoted.written[missing - 1])}"
            yield Finding(quoted.at(missing), told, _nearest(text, pieces[missing]))


def _nearest(text: _Text, piece: str) -> str:
    """What of the piece the text does have."""
    if piece in text.whole:
        return "it stands before it: put the pieces into the order of the text"
    if (at := text.small.find(_small(piece))) >= 0:
        return f"the text has it with other capitals: {named(text.whole[at : at + len(piece)].replace(_EDGE, ''))}"
    if piece.strip(_EDGE) in text.whole:
        return "there it is only part of a longer word: quote whole words"
    ends = [found.end() for found in islice(_WORD.finditer(piece), _MOST_WORDS)]
    found = bisect_left(ends, True, key=lambda end: piece[:end] not in text.whole)
    if found > 1:
        words = piece[: ends[found - 1]].replace(_EDGE, "")
        return f"the text has {named(words)}, and then goes on with other words"
    return "copy the words from the text; where words between them were left out, give a list of pieces"


@card_rule("Q02", Severity.ERROR)
def quotation_outside_the_passage(subject: Subject) -> Iterator[Finding]:
    """A quotation stands outside the source's passage, or where the archived text breaks off.

    A saved page holds more than the article: menus, other headlines, readers' comments. What stands there was not
    said by the source. And at the end of a text that breaks off the last word may be half of one, and the sentence may
    go on to say the opposite.

    Fix: quote from within the passage, or mend `passage` in sources.toml; leave out the last word before the break.

    Wrong: passage = [5, 37], and the quotation stands on line 41
    Right: passage = [5, 37], and the quotation stands on line 12

    From: the content's form.
    """
    for quoted in _quoted(subject):
        pieces, text, (begin, end), places, inside = quoted.found
        if len(places) < len(pieces):
            continue  # Q01 tells of it
        if len(inside) == len(pieces):
            last = inside[-1] + len(pieces[-1]) - begin
            if quoted.source.truncated and last >= len(quoted.found.passage.rstrip(_AFTER_A_WORD)):
                yield Finding(
                    quoted.at(len(inside) - 1),
                    "the quotation reaches the end of a text that breaks off there",
                    "leave out the last word: it may be half of one",
                )
            continue
        for number, (at, piece) in enumerate(zip(places, pieces, strict=True)):
            if not begin <= at <= at + len(piece) <= end:
                first, last = quoted.source.passage or (0, 0)
                yield Finding(
                    quoted.at(number),
                    f"{named(quoted.written[number])} stands on line {text.line(at)}, "
                    f"outside the passage, which is lines {first} to {last}",
                    "quote from the passage, or mend `passage` in sources.toml",
                )
                break


@card_rule("Q03", Severity.WARNING)
def quotation_that_stands_twice(subject: Subject) -> Iterator[Finding]:
    """A quotation stands more than once in the passage.

    Few words are found in many places, and who checks them cannot tell which sentence was meant: the speaker's own, or
    one that denies it. A quotation should lead to one place.

    Fix: quote a little more, until the words stand there once.

    Wrong: quote = "the alliance"
    Right: quote = "to raise the alliance"

    From: the content's form.
    """
    for quoted in _quoted(subject):
        pieces, text, (begin, end), _, early = quoted.found
        if len(early) < len(pieces):
            continue  # Q01 or Q02 tells of it
        if all(text.whole.find(piece, at + 1, end) < 0 for piece, at in zip(pieces, early, strict=True)):
            continue  # nothing is found later; the mirror below is not needed
        late = [begin + at for at in _latest_places(quoted.found.passage, pieces)]
        for number, (first, last) in enumerate(zip(early, late, strict=True)):
            if first != last:
                lines = [text.line(at) for at in (first, last)]
                where = f"lines {lines[0]} and {lines[1]}" if lines[0] != lines[1] else f"line {lines[0]}"
                told = f"{named(quoted.written[number])} stands more than once in the passage: on {where}"
                yield Finding(quoted.at(number), told, "quote a little more, so that it stands there once")
                break


@desk_rule("Q04", Severity.ERROR)
def archived_text_that_changed(desk: Desk) -> Iterator[Finding]:
    """The archived file is not the one that `sha256` names.

    Quotations were verified against one text. If the file is another now, nobody knows what was verified: the page may
    have been saved anew after a correction, or something in the archive was overwritten.

    Fix: find out what changed, verify the quotations, and put the new `sha256`.

    Wrong: sha256 = "82e5…", and the file's is 0f86…
    Right: sha256 = "0f86…"

    From: the content's form.
    """
    for id, kept in (desk.archive or {}).items():
        source = desk.library.sources.get(id)
        if source and source.sha256 and not kept.fault and source.sha256 != kept.sha256:
            yield Finding(
                (id, "sha256"),
                f"{named(source.archive or '')} is another file than was verified: "
                f"its sha256 begins with {kept.sha256[:12]}, not {source.sha256[:12]}",
                f'find out what changed, verify the quotations, and put `sha256 = "{kept.sha256}"`',
                file=desk.library.root / "sources.toml",
            )


@desk_rule("Q05", Severity.INFORMATION)
def quotation_that_cannot_be_verified(desk: Desk) -> Iterator[Finding]:
    """A source is quoted, and no text of it can be read in the archive.

    Quotations are only as good as the text that they can be held against. Pages change and go; what was not saved on
    the day cannot be verified later. Told once a source, and only where an archive is given.

    Fix: save the text into the archive, and name its file in `archive`.

    Wrong: a source without `archive`, and a claim with a quotation from it
    Right: archive = "003_f8c8d2ac7bc4fe60.txt"

    From: the content's form.
    """
    if desk.archive is None:
        return
    for id, source in desk.library.sources.items():
        kept = desk.archive.get(id)
        if id in desk.cited.quoted and (kept is None or kept.fault):
            why = kept.fault if kept else "no text of it is archived"
            yield Finding(
                (id, "archive") if source.archive else (id,),
                f"what is quoted from {named(id)} cannot be verified: {why}",
                "save its text into the archive, and name the file in `archive`",
                file=desk.library.root / "sources.toml",
            )


RULES: Final[tuple[Rule, ...]] = (
    quotation_not_in_its_source,
    quotation_outside_the_passage,
    quotation_that_stands_twice,
    archived_text_that_changed,
    quotation_that_cannot_be_verified,
)
