"""An article is made out of a web page: what it is called, who published it when, and its text."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from briefing.intake.written import line, lines
from briefing.library.canonical import canonical
from briefing.model.closed import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

LONGEST_TITLE: Final = 500
_DAY: Final = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")
_ARTICLE: Final = re.compile(r"(.*Article|.*Posting|Report)\Z")
"""Types of schema.org that an article is of."""
_DATES: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "date.published", "publishdate",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "citation_publication_date", "date",
)  # fmt: skip
"""Names under which pages say when they were published, the surest first."""
_NAMES: Final = ("og:site_name", "dc.publisher", "citation_publisher", "application-name")


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says of itself; nothing of it is guessed."""

    title: str
    publisher: str
    """Empty where the page does not say."""
    published: str | None
    """A day, as `2024-10-03`."""
    language: str | None
    kind: str
    """`commentary` where the page calls it an opinion; else `reporting`."""
    url: str | None
    """The address that the page calls its own."""
    text: str


def article_in(page: str, url: str | None) -> Article:
    """The article of a page that was found at an address."""
    from lxml.etree import ParserError, XMLSyntaxError
    from lxml.html import HTMLParser, document_fromstring
    from trafilatura import extract

    # Of bytes, as lxml refuses text that names an encoding; what they are in is known here.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = document_fromstring(page.encode(), parser=parser)
    except ParserError:  # nothing of it is an element or a word
        tree = document_fromstring(b"<p>", parser=parser)
    except XMLSyntaxError:  # it takes anything for a page, and gives up only where it has no room
        raise MemoryError from None
    said = _Said(tree)
    article = Article(
        title=line(said.title[:LONGEST_TITLE]),
        publisher=line(said.publisher[:LONGEST_TITLE]),
        published=said.published,
        language=said.language,
        kind="commentary" if any("Opinion" in each for each in said.types) else "reporting",
        url=_own(tree, url),
        text="",
    )
    # At the end, as it may change the tree: a copy of one is as large again.
    return replace(article, text=lines(extract(tree, include_comments=False, include_tables=True) or ""))


class _Said:
    """What a page says of itself in its head: in meta elements, and in JSON-LD."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._metas: dict[str, str] = {}
        for meta in tree.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
            self._metas.setdefault(name.lower(), line(meta.get("content") or ""))
        self._linked = next(_articles(tree), {})

    @property
    def types(self) -> list[str]:
        """What schema.org would call it."""
        return _types(self._linked)

    @property
    def title(self) -> str:
        """Its headline, without the name of the site behind it."""
        for title in (self._metas.get("og:title", ""), _text(self._linked.get("headline"))):
            if title:
                return title
        first = line(next((each.text_content() for each in self._tree.iter("h1")), ""))
        whole = line(next((each.text_content() for each in self._tree.iter("title")), ""))
        # A page may call anything a heading; one that its title begins with is the article's.
        return first if first and (whole.startswith(first) or not whole) else whole

    @property
    def publisher(self) -> str:
        """The name of the site."""
        publisher = self._linked.get("publisher")
        by = publisher.get("name") if isinstance(publisher, dict) else publisher
        said = (self._metas.get(name, "") for name in _NAMES)
        return next(filter(None, (_text(by), *said)), "")

    @property
    def published(self) -> str | None:
        """The day, where the publisher is."""
        times = (
            each.get("datetime") or ""
            for each in self._tree.iter("time")
            if each.get("pubdate") is not None or each.get("itemprop") == "datePublished"
        )
        said = (self._metas.get(name, "") for name in _DATES)
        for written in (_text(self._linked.get("datePublished")), *said, *times):
            if day := day_of(written):
                return day
        return None

    @property
    def language(self) -> str | None:
        """Its tag."""
        root = self._tree.getroottree().getroot()
        named = (root.get("lang"), root.get("xml:lang"), self._metas.get("og:locale"))
        for written in (*named, _text(self._linked.get("inLanguage")), self._metas.get("content-language")):
            tag = (written or "").strip().replace("_", "-")
            if re.fullmatch(LANGUAGE, tag) and len(tag) <= LONGEST_TAG:
                return tag
        return None


LONGEST_TAG: Final = 35
"""Characters of a language's tag that BCP 47 asks everybody to bear."""


def day_of(written: str) -> str | None:
    """The day that a moment begins with, as `2024-10-03T08:00:00+09:00` does: where it was written."""
    if found := _DAY.match(written):
        with suppress(ValueError):
            return date.fromisoformat(found[1]).isoformat()
    return None


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """What JSON-LD says of articles."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() == "application/ld+json":
            with suppress(ValueError, RecursionError):
                yield from _within(json.loads(script.text or ""), 0)


def _within(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(value, list):
        for each in value:
            yield from _within(each, depth + 1)
    elif isinstance(value, dict):
        if any(map(_ARTICLE.match, _types(value))):
            yield value
        yield from _within(value.get("@graph"), depth + 1)


def _types(linked: dict[str, Any]) -> list[str]:
    types = linked.get("@type")
    return [each for each in (types if isinstance(types, list) else [types]) if isinstance(each, str)]


def _text(value: object) -> str:
    return line(value) if isinstance(value, str) else ""


def _own(tree: HtmlElement, url: str | None) -> str | None:
    """The address that a page calls its own: believed only of the host that it was found at."""
    for link in tree.iter("link"):
        if "canonical" not in (link.get("rel") or "").lower().split():
            continue
        with suppress(ValueError):
            own = canonical(urljoin(url or "", (link.get("href") or "").strip()))
            if url is None or (
                _host(own) == _host(url) and (urlsplit(own).path != "/" or urlsplit(canonical(url)).path == "/")
            ):
                return own
    return None


def _host(url: str) -> str:
    return urlsplit(canonical(url)).netloc
