"""Where on a page a card, a claim and a source stand, and what leads to them or out into the web."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.library.address import RefusedLink, address
from briefing.publish.document import Role

if TYPE_CHECKING:
    from briefing.library.positions import KeyPath
    from briefing.publish.document import Document, Lead, Paragraph, Run
    from briefing.publish.edition import Edition


class Places:
    """The places of an edition: `us/sofa` a card, `us/sofa:c1` a claim of it, `us/sofa.1` its first source.

    They are the names that a link to the page keeps when the briefing grows; that `:` and `.` are in no name keeps
    them apart.
    """

    def __init__(self, edition: Edition) -> None:
        self.library = edition.library
        self.parts: dict[str, dict[KeyPath, str]] = {
            reference: {(table, place): f"{reference}:{name}" for table, place, name in card.parts()}
            for reference, card in edition.cards.items()
        }
        self.addresses: dict[str, str] = {}
        self.all = {*self.parts, *(place for parts in self.parts.values() for place in parts.values())}

    def address(self, url: str) -> str:
        """The address as a link may hold it; empty where it is not plainly one of the web."""
        if url not in self.addresses:
            try:
                self.addresses[url] = address(url).url
            except RefusedLink:
                self.addresses[url] = ""
        return self.addresses[url]

    def within(self, document: Document) -> Within:
        """The same, seen from one of the edition's documents."""
        return Within(self, document)


class Within:
    """What is in reach of one document."""

    def __init__(self, places: Places, document: Document) -> None:
        self.places = places
        self.reference = document.reference
        self.sources = {cited.id: f"{document.reference}.{cited.number}" for cited in document.sources}
        self.urls = {cited.id: cited.source.url for cited in document.sources}
        self.parts = places.parts.get(document.reference, {})
        self.given: set[str] = set()

    def of(self, paragraph: Paragraph) -> str:
        """The name of the place that a paragraph is, if links may lead to it. A name is given once."""
        if paragraph.lead and paragraph.lead.kind == "source":
            name = self.sources.get(paragraph.lead.to, "")
        else:
            name = self.parts.get(paragraph.part, "")
        if name in self.given:
            return ""
        self.given.add(name)
        return name

    def to(self, run: Run) -> str:
        """Where a run leads: `#` and a place, or an address of the web; empty where neither can be reached.

        A source is led to at its entry, and from the name of its host there out into the web.
        """
        lead = run.lead
        if lead is None or run.role is Role.MUTED:
            return ""
        if lead.kind == "address":
            return self.places.address(lead.to)
        if lead.kind == "source" and not run.text.startswith("["):
            return self.places.address(self.urls.get(lead.to) or "")
        return self.inside(lead)

    def inside(self, lead: Lead) -> str:
        """Where something leads inside of the edition."""
        match lead.kind:
            case "source":
                place = self.sources.get(lead.to, "")
                return f"#{place}" if place else ""
            case "part":
                card, _, part = lead.to.rpartition("#")
                place = f"{self._card(card) if card else self.reference}:{part}"
            case "card":
                place = self._card(lead.to)
            case _:
                return ""
        return f"#{place}" if place in self.places.all else ""

    def _card(self, named: str) -> str:
        return self.places.library.find(named) or ""
