"""What content can make live in what is circulated, judged by parsers of HTML."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import publish
from examples import write_briefing
from markdown_it import MarkdownIt
from publish.everywhere import PLAIN, Live, saying

from briefing.library.folder import read_library
from briefing.publish.edition import edition_of
from briefing.publish.formats import FORMATS
from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY: Final = date(2024, 10, 3)
PAYLOADS: Final = [
    json.loads(line)
    for line in Path(publish.__path__[0], "payloads.txt").read_text().splitlines()
    if not line.startswith("#")
]
"""Each is put into every text that a briefing has."""
_XHTML: Final = "http://www.w3.org/1999/xhtml"
_MARKDOWN: Final = {(tag, ()) for tag in ("code", "pre", "em", "strong", "br", "hr", "ul", "li", "p")} | {
    ("a", ("href",)), ("a", ("href", "rel")),
}  # fmt: skip
"""What a text may say in Markdown."""
_SCHEMES: Final = {"", "http", "https", "mailto", "urn", "tag"}


def trials() -> Iterator[Trial]:
    plain = {form: Live(page) for form, page in _pages(PLAIN).items()}
    live = [
        f"{form}: {payload!r}"
        for payload in PAYLOADS
        for form, page in _pages(saying(payload)).items()
        if _is_live(Live(page), plain[form])
    ]
    bare = sum(_is_live(Live(_commonmark(payload)), Live("")) for payload in PAYLOADS)
    seen = f"{len(live)} live in {len(PAYLOADS)} × {len(plain)} pages; by themselves {bare} are"
    yield Trial(
        12,
        f"{len(PAYLOADS)} payloads in every text, in page, mail, feed and Markdown as CommonMark shows it",
        "0 live tags, attributes or schemes",
        seen + (f": {', '.join(live[:3])}" if live else ""),
        not live and bare > 0,
    )


def _is_live(page: Live, plain: Live) -> bool:
    schemes = {urlsplit(address).scheme for address in page.addresses}
    return bool(page.tags - plain.tags - _MARKDOWN or schemes - _SCHEMES)


def _commonmark(written: str) -> str:
    return str(MarkdownIt("commonmark", {"html": True}).render(written))


def _pages(files: dict[str, str]) -> dict[str, str]:
    """The HTML that a reader's program shows of each format."""
    with tempfile.TemporaryDirectory() as folder:
        library = read_library(write_briefing(Path(folder), files))
    edition = edition_of(library, library.standings(DAY), DAY, None)
    made = {name: FORMATS[name].make(edition) for name in ("html", "eml", "atom", "markdown")}
    mail = message_from_bytes(made["eml"], policy=policy.default).get_body(("html",))
    assert mail
    ET.register_namespace("", _XHTML)
    feed = ET.fromstring(made["atom"])
    pages = {
        "html": made["html"].decode(),
        "eml": mail.get_content(),
        "atom": "".join(ET.tostring(each, "unicode") for each in feed.iter(f"{{{_XHTML}}}div")),
        "markdown": _commonmark(made["markdown"].decode()),
    }
    assert all(pages.values()), files
    return pages
