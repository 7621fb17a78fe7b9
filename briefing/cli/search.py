"""`briefing search`: the cards that hold all of the words, best first, each with the line that shows why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.cli.exits import Exit
from briefing.cli.partly import partly
from briefing.cli.reading import library_of
from briefing.cli.streams import Ink, put, put_inked, tell
from briefing.find.lines import paragraphs
from briefing.find.search import Concordance
from briefing.find.text import excerpt, fold, marks, words_of
from briefing.publish.records import VERSION, as_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from briefing.find.search import Hit
    from briefing.find.text import Mark
    from briefing.library.library import Library
    from briefing.library.positions import KeyPath
    from briefing.library.revision import Revision
    from briefing.model.card import Card

_ROOM: Final = 160
"""Characters of a line that are shown."""


def search(root: Path, words: Sequence[str], form: str, at: Revision | None = None) -> int:
    """Print the best of the cards that hold all of the words, and say how many there are."""
    # What the shell was given in quotes is meant as a phrase; the quotes themselves do not come through.
    query = " ".join(f'"{word}"' if len(word.split()) > 1 and '"' not in word else word for word in words)
    library = library_of(root, at)
    found = Concordance(library).search(query)
    if form == "json":
        hits = [_record(library, hit) for hit in found.hits]
        put(as_json({"version": VERSION, "kind": "search", "total": found.total, "hits": hits}))
    else:
        for hit in found.hits:
            put_inked(_said(library, hit, words_of(query)))
    if not found.hits:
        tell("no card holds all of these words" if words_of(query) else "nothing to search for: name a word or more")
        return Exit.NOT_FOUND
    if found.total > len(found.hits):
        tell(f"these are the best {len(found.hits)} of {found.total} cards; one word more narrows them down")
    return partly(library.problems, root)


def _record(library: Library, hit: Hit) -> dict[str, object]:
    return {
        "reference": hit.reference,
        "title": library.cards[hit.reference].title,
        "path": list(hit.path),
        "text": hit.text,
        "marks": hit.marks,
    }


def _said(library: Library, hit: Hit, words: Sequence[str]) -> Iterator[tuple[str, Ink]]:
    """The card's reference and title, and below it the line, if that is another."""
    card = library.cards[hit.reference]
    yield f"{hit.reference}  ", Ink.PLAIN
    yield from _marked(card.title, marks(card.title, words))
    if hit.path != ("title",):
        yield f"\n    {where(card, hit.path)}: ", Ink.PLAIN
        yield from _marked(*excerpt(*_read(library, hit, words), _ROOM))
    yield "\n", Ink.PLAIN


def _read(library: Library, hit: Hit, words: Sequence[str]) -> tuple[str, Sequence[Mark]]:
    """The line as the card shows it, with its marks; as it is written, where a word stands in what is not shown."""
    from briefing.publish.changes import MARKDOWN, as_read

    key = str(hit.path[0])
    if key in MARKDOWN:
        lines = paragraphs(getattr(library.cards[hit.reference], key))
        read = as_read(next(line for line in lines if " ".join(line.split()) == hit.text), library)
        if all(word in fold(read) for word in words if word in fold(hit.text)):
            return read, marks(read, words)
    return hit.text, hit.marks


def _marked(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, Ink]]:
    last = 0
    for start, end in marks:
        yield text[last:start], Ink.PLAIN
        yield text[start:end], Ink.BOLD
        last = end
    yield text[last:], Ink.PLAIN


def where(card: Card, path: KeyPath) -> str:
    """A key of a card in a word or two: `claim c2`, `judgment j1 basis`, `risk event`."""
    if path[0] == "tags":
        return "tag"
    entry: object = card
    said = []
    for step in path:
        entry = entry[step] if isinstance(entry, tuple) and isinstance(step, int) else getattr(entry, str(step))
        said.append(str(getattr(entry, "id", step + 1)) if isinstance(step, int) else step.replace("_", " "))
    return " ".join(said).removesuffix(" text")
