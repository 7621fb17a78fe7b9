"""STIX 2.1 (OASIS): a Report for each card, and a Note for its rating and for each of its judgments.

STIX has a place for confidence and none for likelihood, and the one never stands in the other's place: a Note's
`confidence` is the quality of its basis; how likely the thing is stands in its words and its labels.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from briefing.model.card import Status
from briefing.model.scales import Confidence
from briefing.publish.edition import link_to
from briefing.publish.plain import plain_document
from briefing.publish.records import as_json
from briefing.publish.wording import citation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from briefing.model.card import Assessment, Judgment
    from briefing.publish.document import CitedSource, Document
    from briefing.publish.edition import Edition

    Object = dict[str, Any]

_CONFIDENCE: Final = {Confidence.LOW: 15, Confidence.MODERATE: 50, Confidence.HIGH: 85}
"""Low, Med and High of STIX 2.1, appendix A."""
_EVER: Final = "2020-01-01T00:00:00.000Z"
"""When an object was made that is the same in every edition: it must always say the same of itself."""


def stix(edition: Edition) -> str:
    """The bundle: whose it is, how it is to be handled, then card by card in the order of the pages."""
    objects = list(_always(edition))
    for page in edition.pages:
        if page.document.reference:
            objects += _Card(edition, page.document).objects()
    id = f"bundle--{edition.uuid('bundle', edition.place, edition.chosen_by)}"
    return as_json({"type": "bundle", "id": id, "objects": objects})


def _always(edition: Edition) -> Iterator[Object]:
    yield {
        **_head("identity", _desk(edition)),
        "created": _EVER,
        "modified": _EVER,
        "name": edition.library.briefing.title,
        "identity_class": "group",
    }
    if edition.handling:
        yield {
            **_head("marking-definition", _marking(edition)),
            "created": _EVER,
            "definition_type": "statement",
            "definition": {"statement": edition.handling},
        }


def _head(kind: str, id: str) -> Object:
    return {"type": kind, "spec_version": "2.1", "id": id}


def _desk(edition: Edition) -> str:
    return f"identity--{edition.uuid()}"


def _marking(edition: Edition) -> str:
    return f"marking-definition--{edition.uuid('handling', edition.handling or '')}"


class _Card:
    """One card on its way to a report and its notes."""

    def __init__(self, edition: Edition, document: Document) -> None:
        self.edition = edition
        self.document = document
        self.reference = document.reference
        self.card = edition.cards[self.reference]
        self.report = f"report--{edition.card_uuid(self.reference)}"

    def objects(self) -> list[Object]:
        """The report, then its notes."""
        notes = [*self._rating(), *self._judgments()]
        region, status = self.reference.partition("/")[0], self.card.status
        labels = [region, *self.card.tags, *([] if status is Status.PUBLISHED else [status.value])]
        report = {
            **self._made("report", self.report, labels, self.document.sources),
            "name": self.document.title,
            "description": plain_document(self.document),
            "published": _midnight(self.card.as_of),
            "object_refs": [note["id"] for note in notes] or [_desk(self.edition)],
        }
        return [report, *notes]

    def _rating(self) -> Iterator[Object]:
        standing = self.edition.standings[self.reference]
        rating, level, trend = standing.assessment, standing.level, standing.trend
        if rating and level and trend:
            labels = [f"level:{level}", f"likelihood:{rating.likelihood}", f"impact:{rating.impact}", f"trend:{trend}"]
            said = [each.text for each in self.document.opening if each.part[:1] == ("risk",)]
            yield self._note(("rating",), said, rating, labels)

    def _judgments(self) -> Iterator[Object]:
        """In the order of the page, which sets those that are key before the others."""
        section = self.document.section("Key judgments")
        said: dict[int, list[str]] = {}
        for paragraph in section.paragraphs if section else ():
            said.setdefault(int(paragraph.part[1]), []).append(paragraph.text)
        used: dict[str, int] = {}
        for place, texts in said.items():
            judgment = self.card.judgment[place]
            used[judgment.id] = again = used.get(judgment.id, -1) + 1
            key = ["key"] if judgment.key else []
            labels = [*key, f"likelihood:{judgment.likelihood}", f"outcome:{judgment.outcome}"]
            yield self._note(("judgment", judgment.id, *[str(again)] * bool(again)), texts, judgment, labels)

    def _note(
        self, named: tuple[str, ...], said: list[str], judged: Assessment | Judgment, labels: list[str]
    ) -> Object:
        """What the page says of a rating or a judgment, with the sources that it rests on."""
        claims = (self.edition.library.claim(self.reference, each) for each in judged.claims)
        sources = {source for claim in claims if claim for source in (claim.source, claim.origin)}
        cited = [each for each in self.document.sources if each.id in sources]
        id = f"note--{self.edition.card_uuid(self.reference, *named)}"
        note = {
            **self._made("note", id, [named[0], *labels], cited),
            "abstract": f"{self.document.title}: {' '.join(named[:2])}",
            "content": "\n".join(said),
            "object_refs": [self.report],
        }
        return note | ({"confidence": _CONFIDENCE[judged.confidence]} if judged.confidence else {})

    def _made(self, kind: str, id: str, labels: list[str], cited: Collection[CitedSource]) -> Object:
        """What all that is made of a card has in common. It is first rated once, and then written on."""
        briefing, risk = self.edition.library.briefing, self.card.risk
        first = min([self.card.as_of, *(rating.on for rating in (risk.assessment if risk else ()))])
        # What an open briefing says of a card changes with the day: freshness, what is overdue.
        last = self.card.as_of if briefing.closed else max(self.card.as_of, self.edition.today)
        made = {
            **_head(kind, id),
            "created_by_ref": _desk(self.edition),
            "created": _midnight(first),
            "modified": _midnight(last),
            "lang": self.card.language or briefing.language,
            "labels": labels,
        }
        marked = {"object_marking_refs": [_marking(self.edition)]} if self.edition.handling else {}
        references = {"external_references": [_reference(each) for each in cited]} if cited else {}
        return made | marked | references


def _reference(cited: CitedSource) -> Object:
    """A source behind the number that it has on the card's page."""
    url = link_to(cited.source)
    said = citation(replace(cited.source, url=url))
    reference = {
        "source_name": cited.source.publisher,
        "description": f"[{cited.number}] {said}",
        "external_id": cited.id,
    }
    return reference | ({"url": url} if url else {})


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"
