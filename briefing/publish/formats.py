"""The formats that an edition can be circulated in."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from briefing.publish.edition import Edition


class Format(NamedTuple):
    """A format, and the function that makes it: from an edition alone, so that the same gives the same bytes."""

    suffix: str
    does: str
    """In a line."""
    maker: str
    """As `module:function`; loaded when it is called, with whatever library it needs."""
    binary: bool = False
    """Whether it is bytes that mean nothing on a terminal; else it is text."""

    def make(self, edition: Edition) -> bytes:
        """The edition in this format. Raises BriefingError where a library that it needs is not installed."""
        module, _, name = self.maker.partition(":")
        made: str | bytes = getattr(import_module(f"briefing.publish.{module}"), name)(edition)
        return made.encode() if isinstance(made, str) else made


TABLES: Final = {
    name: Format("csv", "tables for a spreadsheet: the risk register, events or sources", f"tables:{name}")
    for name in ("risks", "events", "sources")
}
"""The tables of `csv`, by name."""

FORMATS: Final = {
    "markdown": Format("md", "Markdown for wikis, repositories and mail", "formats:markdown"),
    "html": Format("html", "one page that needs no network and no script", "web.page:html"),
    "pdf": Format("pdf", "pages to print, tagged for screen readers", "pdf:pdf", binary=True),
    "docx": Format("docx", "a Word document with real headings and tables", "word:docx", binary=True),
    "eml": Format("eml", "a mail to be sent, HTML and plain", "mail:mail", binary=True),
    "csv": TABLES["risks"],
    "json": Format("json", "what is written and what is derived, for programs", "records:edition_json"),
    "csl": Format("csl.json", "the sources, for Zotero and other keepers of references", "csl:csl"),
    "atom": Format("atom", "a feed, an entry for each card", "atom:atom"),
    "stix": Format("stix.json", "a STIX 2.1 bundle, a report for each card and notes for its judgments", "stix:stix"),
}
"""Every format by the name that it is asked for with."""


def markdown(edition: Edition) -> str:
    """The edition as Markdown."""
    from briefing.publish.markdown import markdown_pages

    return markdown_pages(edition.pages, edition.handling)
