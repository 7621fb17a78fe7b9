"""The entries of a feed, in whichever of its forms: RSS 0.9 to 2.0, RDF, Atom."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from briefing.intake.article import LONGEST_TITLE, day_of
from briefing.intake.written import line
from briefing.library.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 200
"""Entries that are looked at."""
_LONGEST: Final = 5000
"""Characters of a title that are looked at."""
_ROOT: Final = re.compile(
    r"(?:\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*>)*<(?:rss|(?:rdf:)?RDF|(?:atom:)?feed)[\s>]", re.DOTALL
)
_DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*>")
_ENTITIES: Final = re.compile(r"(?:\s|<\?[^>]*>|<!--.*?-->)*<!DOCTYPE[^>]*\[", re.DOTALL | re.IGNORECASE)
_ENTITY: Final = "<!ENTITY"
_TAG: Final = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Entry:
    """One text that a feed names."""

    title: str
    url: str
    published: str | None
    """A day, as `2024-10-03`."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of texts, as its publisher orders it."""

    title: str
    entries: tuple[Entry, ...]


def is_feed(written: str) -> bool:
    """Whether a text is a feed, whatever it is called."""
    return bool(_ROOT.match(written[:_LONGEST]))


def declares_entities(written: str) -> bool:
    """Whether a text gives names to texts, which can be made to stand for gigabytes of each other, or for files."""
    return bool(_ENTITIES.match(written[:_LONGEST]) or (is_feed(written) and _ENTITY in written.upper()))


def feed_in(written: str, url: str | None) -> Feed:
    """The feed of a text that was found at an address. Entries that lead to no page of the web are left out."""
    from feedparser import parse

    # A stream: of anything else, bytes too, the library first looks whether a file or a page is called so.
    # Its letters are known by now, so it is told them and not left to guess.
    stream = BytesIO(_DECLARATION.sub("", written, count=1).encode())
    headers = {"content-type": "application/xml; charset=utf-8"}
    found = parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    return Feed(_title(found.feed), tuple(_entries(found, url or "")))


def _entries(found: Any, url: str) -> Iterator[Entry]:
    seen = set()
    for each in found.entries[:MOST]:
        link = (each.get("link") or "").strip()  # the library has None, too, for what it could not make out
        try:
            there = canonical(urljoin(url, link))
        except ValueError:
            continue
        if link and there not in seen:
            seen.add(there)
            yield Entry(_title(each) or there, there, _day(each, found.version))


def _title(about: Any) -> str:
    """A title as plain text."""
    title = (about.get("title") or "")[:_LONGEST]
    if "html" in ((about.get("title_detail") or {}).get("type") or ""):
        title = unescape(_TAG.sub("", title))
    return line(line(title)[:LONGEST_TITLE])


def _day(entry: Any, form: str) -> str | None:
    """The day, where the publisher is: what the library makes of it is the day in Greenwich."""
    which = "published"
    if not entry.get(which) and not form.startswith("atom"):  # there it is the day that somebody last touched it
        which = "updated"
    written = entry.get(which) or ""
    if day := day_of(written):
        return day
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(written).date().isoformat()
    moment = entry.get(f"{which}_parsed")
    return date(*moment[:3]).isoformat() if moment else None
