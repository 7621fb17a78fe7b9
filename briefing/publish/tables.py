"""Tables for a spreadsheet, as CSV: the risk register, the events, the sources.

Excel takes a file for UTF-8 only behind a byte order mark, so there is one; and it runs a cell that begins as a
formula does, so such a cell gets an apostrophe before it. Where `;` separates lists, a cell begins behind each.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.model.standing import level_of
from briefing.publish.edition import link_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from briefing.model.dates import PartialDate
    from briefing.model.scales import Confidence, Freshness, Impact, Level, Likelihood, Reliability, Trend
    from briefing.model.source import SourceKind
    from briefing.publish.document import CitedSource
    from briefing.publish.edition import Edition

_FORMULA: Final = re.compile(r'(^|;[\s"]*)(?=[-=+@\t\r\n＝＋－＠])')
"""The wide ones too: spreadsheets of East Asia take them for the others."""
_BREAK: Final = re.compile(r"\s*\n\s*")


class _Risk(NamedTuple):
    """A row of the register."""

    reference: str
    region: str
    title: str
    status: str
    level: Level | None = None
    likelihood: Likelihood | None = None
    percent_from: int | None = None
    percent_to: int | None = None
    impact: Impact | None = None
    confidence: Confidence | None = None
    trend: Trend | None = None
    was_level: Level | None = None
    was_likelihood: Likelihood | None = None
    was_impact: Impact | None = None
    rated_on: date | None = None
    deadline: date | None = None
    as_of: date | None = None
    review_by: date | None = None
    freshness: Freshness | None = None
    event: str | None = None
    why: str | None = None
    sources: str = ""
    handling: str | None = None


class _Event(NamedTuple):
    reference: str
    region: str
    title: str
    on: date | str
    until: date | str | None
    what: str
    claims: str
    sources: str
    handling: str | None


class _Source(NamedTuple):
    id: str
    title: str
    publisher: str
    kind: SourceKind
    published: date | str | None
    accessed: date | None
    language: str
    reliability: Reliability | None
    descriptor: str | None
    url: str | None
    cited_by: str
    handling: str | None


def risks(edition: Edition) -> str:
    """The risk register: a row for each card with a risk."""
    return _table(_Risk, _risks(edition))


def events(edition: Edition) -> str:
    """Every card's dates, in the order of the card's page."""
    return _table(_Event, _events(edition))


def sources(edition: Edition) -> str:
    """The bibliography, each source with the cards that cite it and the number that it has there."""
    return _table(_Source, _sources(edition))


def _table(form: type[NamedTuple], rows: Iterable[tuple[object, ...]]) -> str:
    written = StringIO(newline="")
    written.write("\ufeff")
    table = csv.writer(written)
    table.writerow(form._fields)
    table.writerows(map(_cell, row) for row in rows)
    return written.getvalue()


def _cell(value: object) -> str:
    written = "" if value is None else _BREAK.sub(" ", str(value))
    return _FORMULA.sub(r"\1'", written)


def _risks(edition: Edition) -> Iterator[_Risk]:
    for reference, cited in _cards(edition):
        card, standing = edition.cards[reference], edition.standings[reference]
        if card.risk is None:
            continue
        row = _Risk(
            *_head(edition, reference),
            status=card.status,
            deadline=card.risk.by,
            as_of=card.as_of,
            review_by=standing.review_by,
            freshness=standing.freshness,
            event=card.risk.event,
            sources=_numbered(cited),
            handling=edition.handling,
        )
        if rating := standing.assessment:
            low, high = rating.likelihood.band
            row = row._replace(
                level=standing.level,
                likelihood=rating.likelihood,
                percent_from=low,
                percent_to=high,
                impact=rating.impact,
                confidence=rating.confidence,
                trend=standing.trend,
                rated_on=rating.on,
                why=rating.why,
            )
        if was := standing.was:
            row = row._replace(was_level=level_of(was), was_likelihood=was.likelihood, was_impact=was.impact)
        yield row


def _events(edition: Edition) -> Iterator[_Event]:
    for reference, cited in _cards(edition):
        for event in sorted(edition.cards[reference].event, key=lambda each: each.on.first):
            claims = (edition.library.claim(reference, name) for name in event.claims)
            named = {name for claim in claims if claim for name in (claim.source, claim.origin)}
            yield _Event(
                *_head(edition, reference),
                on=event.on.written(),
                until=_day(event.until),
                what=event.what,
                claims="; ".join(event.claims),
                sources=_numbered(each for each in cited if each.id in named),
                handling=edition.handling,
            )


def _sources(edition: Edition) -> Iterator[_Source]:
    cited_by: dict[str, list[str]] = {}
    for reference, cited in _cards(edition):
        for each in cited:
            cited_by.setdefault(each.id, []).append(f"{reference} [{each.number}]")
    for name, source in edition.sources.items():
        yield _Source(
            name,
            source.title,
            source.publisher,
            source.kind,
            _day(source.published),
            source.accessed,
            source.language,
            source.reliability,
            source.descriptor,
            link_to(source),
            "; ".join(cited_by[name]),
            edition.handling,
        )


def _cards(edition: Edition) -> Iterator[tuple[str, tuple[CitedSource, ...]]]:
    """Each card with its numbered sources."""
    documents = (page.document for page in edition.pages)
    return ((document.reference, document.sources) for document in documents if document.reference)


def _head(edition: Edition, reference: str) -> tuple[str, str, str]:
    region = edition.library.regions[reference.partition("/")[0]]
    return reference, region.name, edition.cards[reference].title


def _numbered(cited: Iterable[CitedSource]) -> str:
    return "; ".join(f"[{each.number}] {each.id}" for each in cited)


def _day(day: PartialDate | None) -> date | str | None:
    return day.written() if day else None
