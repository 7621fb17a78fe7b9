"""`briefing search`: the cards that hold all of the words, best first, each with the lines that show why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.cli.exits import Exit
from briefing.cli.partly import partly
from briefing.cli.reading import library_of
from briefing.cli.streams import Ink, put, put_inked, tell
from briefing.find.lines import paragraphs
from briefing.find.search import Concordance
from briefing.find.text import excerpt, fold, marks, words_of
from briefing.library.clean import named
from briefing.publish.records import VERSION, as_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from briefing.find.search import Hit, Shown
    from briefing.find.text import Mark
    from briefing.library.library import Library
    from briefing.library.positions import KeyPath
    from briefing.library.revision import Revision
    from briefing.model.card import Card

_ROOM: Final = 160
"""Characters of a line that are shown."""
_ONE_OF: Final[dict[str | int, str]] = {"tags": "tag", "aliases": "earlier reference"}


def search(root: Path, words: Sequence[str], form: str, at: Revision | None = None) -> int:
    """Print the best of the cards that hold all of the words, and say how many there are."""
    # What the shell was given in quotes is meant as a phrase; the quotes themselves do not come through.
    query = " ".join(f'"{word}"' if len(word.split()) > 1 and '"' not in word else word for word in words)
    library = library_of(root, at)
    concordance = Concordance(library)
    found = concordance.search(query)
    if form == "json":
        hits = [_record(library, hit) for hit in found.hits]
        put(as_json({"version": VERSION, "kind": "search", "total": found.total, "hits": hits}))
    else:
        for hit in found.hits:
            put_inked(_said(library, hit, words_of(query)))
    if not found.hits:
        tell(_why_none(concordance, query))
        return Exit.NOT_FOUND
    if found.total > len(found.hits):
        tell(f"these are the best {len(found.hits)} of {found.total} cards; one word more narrows them down")
    return partly(library.problems, root)


def _why_none(concordance: Concordance, query: str) -> str:
    """What to say where nothing is found: the words that no card holds, with those that may be meant."""
    if not words_of(query):
        return "nothing to search for: name a word or more"
    missing = [
        f"no card holds {named(word)}" + (f". Did you mean {' or '.join(near)}?" if near else "")
        for word, near in concordance.meant(query).items()
    ]
    return "\n".join(missing) or "no card holds all of these words"


def _record(library: Library, hit: Hit) -> dict[str, object]:
    return {
        "reference": hit.reference,
        "title": library.cards[hit.reference].title,
        "path": list(hit.path),
        "text": hit.text,
        "marks": hit.marks,
        "rest": {"path": list(hit.rest.path), "text": hit.rest.text, "marks": hit.rest.marks} if hit.rest else None,
    }


def _said(library: Library, hit: Hit, words: Sequence[str]) -> Iterator[tuple[str, Ink]]:
    """The card's reference and title, and below it the lines, if they are others."""
    card = library.cards[hit.reference]
    yield from _marked(hit.reference, marks(hit.reference, words))
    yield "  ", Ink.PLAIN
    yield from _marked(card.title, marks(card.title, words))
    for line in (hit, hit.rest):
        if line and line.path not in (("title",), ("reference",)):
            yield f"\n    {where(card, line.path)}: ", Ink.PLAIN
            yield from _marked(*excerpt(*_read(library, card, line, words), _ROOM))
    yield "\n", Ink.PLAIN


def _read(library: Library, card: Card, shown: Hit | Shown, words: Sequence[str]) -> tuple[str, Sequence[Mark]]:
    """The line as the card shows it, with its marks; as it is written, where a word stands in what is not shown."""
    from briefing.publish.prose import MARKDOWN, as_read

    key = str(shown.path[0])
    if key in MARKDOWN:
        lines = paragraphs(getattr(card, key))
        read = as_read(next(line for line in lines if " ".join(line.split()) == shown.text), library)
        if all(word in fold(read) for word in words if word in fold(shown.text)):
            return read, marks(read, words)
    return shown.text, shown.marks


def _marked(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, Ink]]:
    last = 0
    for start, end in marks:
        yield text[last:start], Ink.PLAIN
        yield text[start:end], Ink.BOLD
        last = end
    yield text[last:], Ink.PLAIN


def where(card: Card, path: KeyPath) -> str:
    """A key of a card in a word or two: `claim c2`, `judgment j1 basis`, `risk event`."""
    if path[0] in _ONE_OF:
        return _ONE_OF[path[0]]
    entry: object = card
    said = []
    for step in path:
        entry = entry[step] if isinstance(entry, tuple) and isinstance(step, int) else getattr(entry, str(step))
        said.append(str(getattr(entry, "id", step + 1)) if isinstance(step, int) else step.replace("_", " "))
    return " ".join(said).removesuffix(" text")
