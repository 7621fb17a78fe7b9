"""CSL-JSON: the sources for Zotero and whatever else keeps references and sets them in a style."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefing.model.source import SourceKind
from briefing.publish.edition import link_to
from briefing.publish.records import as_json

if TYPE_CHECKING:
    from datetime import date

    from briefing.model.dates import PartialDate
    from briefing.model.source import Source
    from briefing.publish.edition import Edition

_TYPES: Final = {
    # the type, and what the publisher is called in it
    SourceKind.PRIMARY: ("document", "publisher"),
    SourceKind.REPORTING: ("article-newspaper", "container-title"),
    SourceKind.COMMENTARY: ("article-magazine", "container-title"),
    SourceKind.TRANSLATION: ("webpage", "container-title"),
    SourceKind.DATA: ("dataset", "publisher"),
}


def csl(edition: Edition) -> str:
    """Every source that the edition cites, in the order in which it is cited."""
    return as_json([_entry(name, source, edition.handling) for name, source in edition.sources.items()])


def _entry(name: str, source: Source, handling: str | None) -> dict[str, Any]:
    kind, publisher = _TYPES[source.kind]
    entry = {
        "id": name,
        "type": kind,
        "title": source.title,
        publisher: source.publisher,
        "issued": _parts(source.published),
        "accessed": _parts(source.accessed),
        "URL": link_to(source),
        "language": source.language,
        "note": handling,
    }
    return {key: value for key, value in entry.items() if value is not None}


def _parts(day: PartialDate | date | None) -> dict[str, list[list[int]]] | None:
    """As much of the day as is known."""
    return {"date-parts": [[part for part in (day.year, day.month, day.day) if part]]} if day else None
