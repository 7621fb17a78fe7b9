"""What a printed edition is to say, and whether it does."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pypdf import PdfReader

    from briefing.publish.document import Document
    from briefing.publish.edition import Edition


def squeezed(text: str) -> str:
    """The text without white space: where lines are broken is the paper's matter."""
    return "".join(text.split())


def said_in_order(edition: Edition, text: str) -> None:
    """Every heading and paragraph of the edition stands in the text, in the edition's order."""
    said, start = squeezed(text), 0
    for words in map(squeezed, _words(edition)):
        found = said.find(words, start)
        assert found >= 0, (words, said[start : start + 300])
        start = found + len(words)


def _words(edition: Edition) -> Iterator[str]:
    for page in edition.pages:
        yield from _of(page.document)


def _of(document: Document) -> Iterator[str]:
    yield document.title
    for paragraph in document.opening:
        yield paragraph.text
    for section in document.sections:
        yield section.title
        for paragraph in section.paragraphs:
            if paragraph.mark and paragraph.mark.text != "-":
                yield paragraph.mark.text
            yield paragraph.text


def pages_between(reader: PdfReader, handling: str, title: str) -> str:
    """The text of all pages without what stands at the head and the foot of each, which is made sure of."""
    pages = [squeezed(page.extract_text()) for page in reader.pages]
    inner = []
    for number, page in enumerate(pages, start=1):
        head, foot = squeezed(handling), squeezed(f"{handling}{title}Page {number} of {len(pages)}")
        assert page.startswith(head)
        assert page.endswith(foot)
        inner.append(page[len(head) : len(page) - len(foot)])
    return "".join(inner)


def rises(levels: Iterable[int]) -> bool:
    """Whether headings go down one step at a time."""
    return all(after <= before + 1 for before, after in pairwise([0, *levels]))
