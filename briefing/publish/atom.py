"""An Atom feed, RFC 4287: an entry for each card, in whole. Text is made XML by its library, and nowhere here."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec - nothing is parsed

from briefing.library.address import web
from briefing.publish.document import Role, Run
from briefing.publish.edition import link_to

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from briefing.publish.document import Document, Paragraph
    from briefing.publish.edition import Edition

_NOT_XML: Final = re.compile("[\ufffe\uffff]")
"""What XML has no place for, of that which may stand in a briefing."""
_TAGS: Final = {
    Role.STRONG: "strong",
    Role.EMPHASIS: "em",
    Role.CODE: "code",
    Role.LOW: "strong",
    Role.GUARDED: "strong",
    Role.ELEVATED: "strong",
    Role.HIGH: "strong",
}


def atom(edition: Edition) -> str:
    """The feed. An entry's day is the card's own, and its id stays what it is when the card is written on."""
    briefing = edition.library.briefing
    updated = max((card.as_of for card in edition.cards.values()), default=briefing.as_of)
    named = filter(None, (edition.place, edition.chosen_by))
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": briefing.language})
    _put(feed, "id", edition.uuid("feed", *named).urn)
    _put(feed, "title", edition.title)
    _put(feed, "updated", _midnight(updated))
    _put(SubElement(feed, "author"), "name", briefing.title)
    if edition.handling:
        _put(feed, "rights", edition.handling)
    for document in (page.document for page in edition.pages if page.document.reference):
        _entry(feed, document, edition)
    for element in (feed, *feed, *chain.from_iterable(feed.findall("entry"))):
        element.tail = "\n"
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(feed, "unicode")}'


def _entry(feed: Element, document: Document, edition: Edition) -> None:
    card = edition.cards[document.reference]
    entry = SubElement(feed, "entry", {"xml:lang": card.language} if card.language else {})
    _put(entry, "id", edition.card_uuid(document.reference).urn)
    _put(entry, "title", document.title)
    _put(entry, "updated", _midnight(card.as_of))
    for term in (document.reference.partition("/")[0], *card.tags):
        SubElement(entry, "category", {"term": _kept(term)})
    if edition.handling:
        _put(entry, "rights", edition.handling)
    if summary := document.section("Bottom line"):
        _put(entry, "summary", "\n\n".join(each.text for each in summary.paragraphs))
    content = SubElement(entry, "content", {"type": "xhtml"})
    page = SubElement(content, "div", {"xmlns": "http://www.w3.org/1999/xhtml"})
    links = {cited.id: link_to(cited.source) for cited in document.sources}
    if edition.handling:
        _put(page, "p", edition.handling)
    _paragraphs(page, document.opening, links)
    for section in document.sections:
        _put(page, "h2", f"{section.title} ({section.aside})" if section.aside else section.title)
        _paragraphs(page, section.paragraphs, links)
    if edition.handling:
        _put(page, "p", edition.handling)


def _paragraphs(page: Element, paragraphs: Sequence[Paragraph], links: Mapping[str, str | None]) -> None:
    """Each as one of its own, or beside the one that it hangs under, behind its mark."""
    for paragraph in paragraphs:
        if paragraph.hangs and len(page):
            block = page[-1]
            SubElement(block, "br")
        else:
            block = SubElement(page, "pre" if paragraph.verbatim else "p")
        mark = (paragraph.mark, Run(" ")) if paragraph.mark else ()
        for run in (*mark, *paragraph.runs):
            _run(block, run, links)


def _run(block: Element, run: Run, links: Mapping[str, str | None]) -> None:
    kind, to = (run.lead.kind, run.lead.to) if run.lead else ("", "")
    link = links.get(to) if kind == "source" else web(to) if kind == "address" else None
    if link:
        _put(block, "a", run.text).set("href", link)
    elif run.role in _TAGS:
        _put(block, _TAGS[run.role], run.text)
    elif len(block):
        block[-1].tail = (block[-1].tail or "") + _kept(run.text)
    else:
        block.text = (block.text or "") + _kept(run.text)


def _put(parent: Element, tag: str, text: str) -> Element:
    element = SubElement(parent, tag)
    element.text = _kept(text)
    return element


def _kept(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
