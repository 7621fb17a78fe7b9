"""What points at something else, and whether it is there: citations, links, sources, aliases."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.library.clean import named
from briefing.library.problem import MOST_TOLD, Problem, did_you_mean, nearest
from briefing.model.card import NUMBERED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from briefing.library.library import Library, Reading
    from briefing.library.positions import KeyPath
    from briefing.model.card import Card

CITATION: Final = re.compile(r"\[(?<!\[\[)((?:[a-z0-9-]+/[a-z0-9-]+#)?[a-z0-9]+(?:-[a-z0-9]+)*)\](?![\](:])")
"""`[c1]` in running text: a claim, or with `region/card#` one of another card."""
LINK: Final = re.compile(r"\[\[([^\[\]\n]+)\]\]")
"""`[[region/card]]` in running text."""
_LIKE_AN_ID: Final = re.compile(r"[cjgs][0-9]+")


class Broken(NamedTuple):
    """A key that points at nothing, what to say of it, what would help, and the piece of its text that points."""

    path: KeyPath
    message: str
    help: str = ""
    piece: str = ""


def broken_references(library: Library) -> list[Problem]:
    """Every reference that leads nowhere, every id that stands twice: C03, at its line."""
    found: list[Problem] = []
    for reference, card in library.cards.items():
        reading = library.files[reference]
        if not reading.last_good:
            found += broken_in(library, reference, card, reading)
    return found


def broken_in(library: Library, reference: str, card: Card, reading: Reading[Card]) -> Iterator[Problem]:
    """Those of a card."""
    for broken in islice(_broken(library, reference, card, reading), MOST_TOLD):
        line, column, width = reading.position(broken.path, broken.piece)
        yield Problem(reading.path, line, column, "C03", broken.message, broken.help, width=width)


def _broken(library: Library, reference: str, card: Card, reading: Reading[Card]) -> Iterator[Broken]:
    parts = [entry.id for table in NUMBERED for entry in getattr(card, table)]
    ids = dict.fromkeys([*parts, *sorted(reading.left_out)])
    if len(ids) < len(parts) + len(reading.left_out):
        yield from _twice(card.parts())
    yield from _sources(library, card)
    yield from _claims(library, reference, card)
    for key, text in (("summary", card.summary), ("analysis", card.analysis or "")):
        yield from _running_text(library, ids, key, text)
    for place, related in enumerate(card.related):
        yield from _card(library, ("related", place, "card"), related.card)
    for place, name in enumerate(card.also_in):
        if name not in library.regions:
            meant = did_you_mean(name, library.regions)
            yield Broken(("also_in", place), f"there is no region `{name}`{meant}")
    for place, alias in enumerate(card.aliases):
        if alias in library.files:
            told = f"`{alias}` is a card of its own, so it cannot be this one's earlier name"
            yield Broken(("aliases", place), told)
        elif library.renamed[alias] != reference:
            yield Broken(("aliases", place), f"`{alias}` is an earlier name of {library.renamed[alias]} too")


def _twice(parts: Iterable[tuple[str, int, str]]) -> Iterator[Broken]:
    seen: set[str] = set()
    for table, place, name in parts:
        if name in seen:
            yield Broken((table, place, "id"), f"the id `{name}` stands twice in this card", "give each its own")
        seen.add(name)


def _sources(library: Library, card: Card) -> Iterator[Broken]:
    for place, claim in enumerate(card.claim):
        for key, source in (("source", claim.source), ("origin", claim.origin)):
            if source and source not in library.sources and _is_known_not_to_be(library, source):
                near = nearest(source, library.sources)
                yield Broken(
                    ("claim", place, key),
                    f"sources.toml has no `{source}`{did_you_mean(source, library.sources)}",
                    (f"write `{near}`, or " if near else "") + f"add a table [{source}] to sources.toml",
                )


def _is_known_not_to_be(library: Library, source: str) -> bool:
    """Whether the bibliography lacks a source; where it cannot be read, that is told once, there."""
    bibliography = library.readings[library.root / "sources.toml"]
    return bibliography.model is not None and source not in bibliography.left_out


def _claims(library: Library, reference: str, card: Card) -> Iterator[Broken]:
    """What entries rest on and is no claim."""
    own = {claim.id for claim in card.claim}
    for path, claims in _claims_meant(card):
        if not own.issuperset(claims):
            for place, part in enumerate(claims):
                if part not in own:
                    yield from _claim(library, reference, (*path, place), part)


def _claims_meant(card: Card) -> Iterator[tuple[KeyPath, tuple[str, ...]]]:
    """The claims that each entry names, with the place in the file of the list of them."""
    for place, rating in enumerate(card.risk.assessment if card.risk else ()):
        yield ("risk", "assessment", place, "claims"), rating.claims
    for place, claim in enumerate(card.claim):
        yield ("claim", place, "confirmed_by"), claim.confirmed_by
    for table in ("judgment", "position", "event"):
        for place, entry in enumerate(getattr(card, table)):
            yield (table, place, "claims"), entry.claims


def _claim(library: Library, reference: str, path: KeyPath, part: str) -> Iterator[Broken]:
    """A claim named by an entry, of the same card or of another."""
    other, _, name = part.rpartition("#")
    target = library.find(other) if other else reference
    if target is None:
        yield from _card(library, path, other)
    elif target in library.cards and name not in library.files[target].left_out:
        claims = library.claims[target]
        if name not in claims:
            yield Broken(
                path,
                f"{target if other else 'this card'} has no claim `{name}`{did_you_mean(name, claims)}",
                _those("claims", claims),
            )


def _running_text(library: Library, ids: Collection[str], key: str, text: str) -> Iterator[Broken]:
    """What a text cites and links, each told once. A word in brackets that is like no id is only a word."""
    if "[" not in text:
        return
    for part in dict.fromkeys(CITATION.findall(text)):
        shown = f"[{part}]"
        if "#" in part:
            yield from _part(library, (key,), part, shown)
        elif part not in ids and (_LIKE_AN_ID.fullmatch(part) or nearest(part, ids, 0.8)):
            told = f"{shown} cites nothing in this card{did_you_mean(part, ids)}"
            yield Broken((key,), told, _those("parts", ids), shown)
    for part in dict.fromkeys(LINK.findall(text)) if "[[" in text else ():
        yield from _part(library, (key,), part, f"[[{part}]]")


def _part(library: Library, path: KeyPath, meant: str, shown: str) -> Iterator[Broken]:
    """A card named in running text, or any part of it."""
    other, _, name = meant.partition("#")
    target = library.find(other)
    if target is None:
        yield from _card(library, path, other, shown)
    elif name and target in library.cards and name not in library.files[target].left_out:
        ids = [part for _, _, part in library.cards[target].parts()]
        if name not in ids:
            told = f"{target} has no part {named(name)}{did_you_mean(name, ids)}"
            yield Broken(path, told, _those("parts", ids), shown)


def _those(kind: str, ids: Collection[str]) -> str:
    """Say what there is to point at."""
    return f"its {kind} are {', '.join(islice(ids, 20))}" if ids else f"it has no {kind} yet"


def _card(library: Library, path: KeyPath, meant: str, shown: str = "") -> Iterator[Broken]:
    if library.find(meant) is None:
        # A slip in the name of a card is likelier than one in the name of its region.
        beside = [each for each in library.files if each.partition("/")[0] == meant.partition("/")[0]]
        told = f"there is no card {named(meant)}{did_you_mean(meant, beside) or did_you_mean(meant, library.files)}"
        yield Broken(path, told, "name it as region/card", shown)
