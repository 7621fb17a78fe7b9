"""JSON: what is written, key by key, and beside it under "derived" what the program makes of it.

The form has a version. A key may be added within it; none changes its meaning or goes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from briefing.library.clean import clean_line
from briefing.library.gate import written
from briefing.model.standing import level_of
from briefing.publish.card import card_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from briefing.library.library import Library
    from briefing.library.problem import Problem
    from briefing.model.briefing import Briefing
    from briefing.model.card import Assessment
    from briefing.model.standing import Aggregate, Standing
    from briefing.publish.edition import Edition

VERSION: Final = 1

Record = dict[str, Any]


def as_json(record: Record | list[Record]) -> str:
    """The record as text, in every script as it is written."""
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def briefing_record(library: Library, standings: Mapping[str, Standing], calendar: date) -> Record:
    """The whole briefing: regions with their cards, the bibliography, all problems."""
    briefing = library.briefing
    return {
        **_head("briefing", briefing, calendar),
        **written(briefing),
        "derived": _outlook(library.outlook(standings)),
        "regions": [_region(library, region, standings) for region in library.regions],
        "sources": {name: written(source) for name, source in library.sources.items()},
        "problems": _problems(library.problems, library),
    }


def region_record(library: Library, region: str, standings: Mapping[str, Standing], calendar: date) -> Record:
    """One region with its cards."""
    return {**_head("region", library.briefing, calendar), **_region(library, region, standings)}


def card_record(library: Library, reference: str, standings: Mapping[str, Standing], calendar: date) -> Record:
    """One card with the sources that it cites, numbered as they are on screen and on paper."""
    cited = card_document(library, reference, standings.get(reference)).sources
    return {
        **_head("card", library.briefing, calendar),
        **_card(library, reference, standings),
        "sources": [{"number": number, "id": name, **written(source)} for number, name, source in cited],
    }


def edition_json(edition: Edition) -> str:
    """What is circulated, as text: the record of its place, or one of chosen cards.

    Each card says in `cited` what its [1], [2], … are; nothing is in `sources` that none of them cites.
    """
    library, standings, calendar = edition.library, edition.standings, edition.calendar
    if edition.place in edition.cards:
        return as_json(card_record(library, edition.place, standings, calendar))
    sources = {name: written(source) for name, source in edition.sources.items()}
    if edition.chosen_by:
        head = {**_head("cards", library.briefing, calendar), "title": edition.title, "chosen_by": edition.chosen_by}
        return as_json({**head, "cards": _circulated(edition, edition.cards), "sources": sources})
    if edition.place:
        record = region_record(library, edition.place, standings, calendar)
    else:
        record = briefing_record(library, standings, calendar)
    for region in record.get("regions", [record]):
        own = [card["reference"] for card in region["cards"] if card["reference"] in edition.cards]
        region["listed"] = [reference for reference in region["listed"] if reference in library.cards]
        region["cards"] = _circulated(edition, own)
    return as_json(record | {"sources": sources})


def _circulated(edition: Edition, references: Iterable[str]) -> list[Record]:
    cited = {page.document.reference: page.document.sources for page in edition.pages}
    return [
        {**_card(edition.library, reference, edition.standings), "cited": [each.id for each in cited[reference]]}
        for reference in references
    ]


def listed_record(library: Library, reference: str, standings: Mapping[str, Standing]) -> Record:
    """What a list says of a card."""
    whole = _card(library, reference, standings)
    return {key: whole[key] for key in ("reference", "title", "as_of", "tags", "derived") if key in whole}


def _head(kind: str, briefing: Briefing, calendar: date) -> Record:
    return {
        "version": VERSION,
        "kind": kind,
        "judged_as_of": briefing.today(calendar).isoformat(),
        "handling": briefing.handling,
    }


def _region(library: Library, region: str, standings: Mapping[str, Standing]) -> Record:
    listed = library.listed(region, standings)
    own = [reference for reference in listed if reference.partition("/")[0] == region]
    return {
        "region": region,
        **written(library.regions[region]),
        "derived": _outlook(library.outlook(standings, region)),
        "listed": listed,
        "cards": [_card(library, reference, standings) for reference in own],
    }


def _card(library: Library, reference: str, standings: Mapping[str, Standing]) -> Record:
    """The card; of a file that cannot be read only its reference and what is wrong with it."""
    card = library.cards.get(reference)
    said = {**written(card), "derived": _standing(standings[reference])} if card else {}
    problems = _problems(library.problems_of(reference), library)
    return {"reference": reference, **said, "problems": problems}


def _standing(standing: Standing) -> Record:
    return {
        "level": standing.level,
        "trend": standing.trend,
        "was": _rating(standing.was) if standing.was else None,
        "freshness": standing.freshness,
        "unreviewed": standing.unreviewed,
        "review_by": standing.review_by.isoformat(),
        "deadline_passed": standing.deadline_passed,
        "hilp": standing.hilp,
        "counts": standing.counts,
    }


def _rating(rating: Assessment) -> Record:
    return {"level": level_of(rating), **written(rating)}


def _outlook(outlook: Aggregate) -> Record:
    return {
        "worst": outlook.worst,
        "levels": {level.value: number for level, number in outlook.counts.items()},
        "worse": outlook.worse,
        "better": outlook.better,
        "overdue": outlook.overdue,
        "context": outlook.context,
        "cards": outlook.cards,
    }


def _problems(problems: Iterable[Problem], library: Library) -> list[Record]:
    return [
        {
            "file": clean_line(problem.path.relative_to(library.root).as_posix()),
            "line": problem.line,
            "column": problem.column,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.message,
            "help": problem.help,
        }
        for problem in problems
    ]
