"""What the briefing rests on: each source with its grade and use, and the judgments that rest on one origin alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefing.publish.document import CitedSource, Lead, Role, Run, Section, muted, text
from briefing.publish.scope import published, view_document
from briefing.publish.wording import counted, host

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from briefing.library.library import Library
    from briefing.model.card import Card, Judgment
    from briefing.model.source import Source
    from briefing.model.standing import Standing
    from briefing.publish.document import Document, Paragraph


def sources_document(
    library: Library, _standings: Mapping[str, Standing], _calendar: date, region: str | None
) -> Document:
    """The sources, the most cited first, and under each origin the judgments that nothing else bears."""
    cards = published(library, region)
    claims = Counter(claim.source for card in cards.values() for claim in card.claim)
    origins = Counter(claim.origin for card in cards.values() for claim in card.claim)
    on_cards = Counter(name for card in cards.values() for name in {claim.source for claim in card.claim})
    names = sorted(
        (name for name in library.sources if region is None or claims[name] or origins[name]),
        key=lambda name: (-claims[name], -origins[name], name),
    )
    cited = tuple(CitedSource(number, name, library.sources[name]) for number, name in enumerate(names, start=1))
    rows = (
        paragraph for each in cited for paragraph in _row(each, claims[each.id], on_cards[each.id], origins[each.id])
    )
    alone = _alone(library, cards)
    judgments = sum(len(card.judgment) for card in cards.values())
    lone = sum(map(len, alone.values()))
    said = [counted(len(cited), "source") if cited else "no sources"]
    said += [
        f"{lone} of {counted(judgments, 'judgment')} {'rests' if lone == 1 else 'rest'} on one origin alone"
    ] * bool(judgments)
    sections = [
        Section("Sources", tuple(rows), aside="the most cited first" if len(cited) > 1 else ""),
        *(
            Section(
                f"Only on {_named(library.sources.get(origin), origin)}",
                tuple(_judgment(reference, judgment) for reference, judgment in rests),
                aside=counted(len(rests), "judgment"),
            )
            for origin, rests in alone.items()
        ),
    ]
    return view_document("Sources", library, region, said, sections, cited)


def _row(cited: CitedSource, claims: int, on_cards: int, as_origin: int) -> Iterator[Paragraph]:
    source, lead = cited.source, Lead("source", cited.id)
    place = host(source)
    used = f"cited by {counted(claims, 'claim')} on {counted(on_cards, 'card')}" if claims else "cited by no claim"
    behind = f" · origin of {counted(as_origin, 'claim')}" if as_origin else ""
    yield text(
        Run(_named(source), Role.STRONG),
        muted(f"  {source.kind}"),
        *([muted(" · "), Run(place, Role.LEAD, lead)] if place else []),
        mark=Run(source.reliability or "?"),
        lead=lead,
    )
    yield text(muted(f"“{source.title}”"), hangs=True)
    yield text(f"{used}{behind}", muted("" if source.reliability else " · not rated"), hangs=True)


def _named(source: Source | None, name: str = "") -> str:
    if source is None:
        return name
    return f"{source.publisher}, {source.published}" if source.published else source.publisher


def _alone(library: Library, cards: Mapping[str, Card]) -> dict[str, list[tuple[str, Judgment]]]:
    """By origin the judgments all of whose claims go back to it, the origin that bears most first."""
    found: dict[str, list[tuple[str, Judgment]]] = {}
    for reference, card in cards.items():
        for judgment in card.judgment:
            claims = [library.claim(reference, named) for named in judgment.claims]
            origins = {claim.goes_back_to for claim in claims if claim}
            if len(origins) == 1 and (origin := origins.pop()):
                found.setdefault(origin, []).append((reference, judgment))
    return dict(sorted(found.items(), key=lambda each: (-len(each[1]), each[0])))


def _judgment(reference: str, judgment: Judgment) -> Paragraph:
    name = f"{reference}#{judgment.id}"
    key = muted("key  ") if judgment.key else Run("")
    return text(key, judgment.statement, muted(f"  {name}"), mark=muted("-"), lead=Lead("part", name))
