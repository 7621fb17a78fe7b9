"""What points at something else, and whether it is there: citations, links, sources, aliases."""

from __future__ import annotations

import re
from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from briefing.library.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefing.library.library import Library
    from briefing.library.positions import KeyPath
    from briefing.model.card import Card

CITATION: Final = re.compile(r"(?<!\[)\[((?:[a-z0-9-]+/[a-z0-9-]+#)?[a-z0-9]+(?:-[a-z0-9]+)*)\](?![\](:])")
"""`[c1]` in running text: a claim, or with `region/card#` one of another card."""
LINK: Final = re.compile(r"\[\[([^\[\]\n]+)\]\]")
"""`[[region/card]]` in running text."""
_LIKE_AN_ID: Final = re.compile(r"[cjgs]\d+")

Broken = tuple["KeyPath", str, str]
"""The key that points, what to say of it, and what would help."""


def broken_references(library: Library) -> list[Problem]:
    """Every reference that leads nowhere, every id that stands twice: C03, at its line."""
    found = []
    for reference, card in library.cards.items():
        reading = library.files[reference]
        if reading.last_good:
            continue
        for path, message, help in _broken(library, reference, card):
            line, column, width = reading.position(path)
            found.append(Problem(reading.path, line, column, "C03", message, help, width=width))
    return found


def _broken(library: Library, reference: str, card: Card) -> Iterator[Broken]:
    yield from _twice(card)
    yield from _sources(library, card)
    for path, part in _parts_meant(card):
        yield from _part(library, reference, path, part)
    yield from _running_text(library, reference, card)
    for place, related in enumerate(card.related):
        yield from _card(library, ("related", place, "card"), related.card)
    for name in card.also_in:
        if name not in library.regions:
            yield ("also_in",), f"there is no region `{name}`{_or(name, library.regions)}", ""
    for alias in card.aliases:
        if alias in library.files:
            yield ("aliases",), f"`{alias}` is a card of its own, so it cannot be this one's earlier name", ""
        elif library.renamed.get(alias) != reference:
            yield ("aliases",), f"`{alias}` is an earlier name of {library.renamed.get(alias)} too", ""


def _twice(card: Card) -> Iterator[Broken]:
    times = Counter(name for _, _, name in card.parts())
    seen: set[str] = set()
    for table, place, name in card.parts():
        if times[name] > 1 and name in seen:
            yield (table, place, "id"), f"the id `{name}` stands twice in this card", "give each its own"
        seen.add(name)


def _sources(library: Library, card: Card) -> Iterator[Broken]:
    for place, claim in enumerate(card.claim):
        for key, named in (("source", claim.source), ("origin", claim.origin)):
            if named is not None and named not in library.sources:
                yield (
                    ("claim", place, key),
                    f"sources.toml has no `{named}`{_or(named, library.sources)}",
                    f"add a table [{named}] to sources.toml",
                )


def _parts_meant(card: Card) -> Iterator[tuple[KeyPath, str]]:
    """Every list of claims, each entry with the key that holds it."""
    for place, rating in enumerate(card.risk.assessment if card.risk else ()):
        yield from ((("risk", "assessment", place, "claims"), part) for part in rating.claims)
    for table in ("judgment", "position", "event"):
        for place, entry in enumerate(getattr(card, table)):
            yield from (((table, place, "claims"), part) for part in entry.claims)


def _part(library: Library, reference: str, path: KeyPath, part: str) -> Iterator[Broken]:
    other, _, name = part.rpartition("#")
    target = library.find(other) if other else reference
    if target is None:
        yield from _card(library, path, other)
    elif target in library.cards and library.claim(reference, part) is None:
        claims = library.cards[target].claims_by_id()
        where = f"{target} has" if other else "this card has"
        yield (
            path,
            f"{where} no claim `{name}`{_or(name, claims)}",
            f"its claims are {', '.join(claims) or 'none'}",
        )


def _running_text(library: Library, reference: str, card: Card) -> Iterator[Broken]:
    ids = {name for _, _, name in card.parts()}
    for key in ("summary", "analysis"):
        text = getattr(card, key) or ""
        for match in CITATION.finditer(text):
            part = match[1]
            if "#" in part:
                yield from _part(library, reference, (key,), part)
            elif part not in ids and (_LIKE_AN_ID.fullmatch(part) or get_close_matches(part, ids, 1, 0.8)):
                yield (key,), f"[{part}] cites nothing in this card{_or(part, ids)}", ""
        for match in LINK.finditer(text):
            yield from _card(library, (key,), match[1].partition("#")[0])


def _card(library: Library, path: KeyPath, named: str) -> Iterator[Broken]:
    if library.find(named) is None:
        yield path, f"there is no card `{named}`{_or(named, library.files)}", "name it as region/card"


def _or(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    return f"; did you mean `{near[0]}`?" if near else ""
