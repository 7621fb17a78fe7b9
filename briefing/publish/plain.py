"""Plain text: linear, without escapes or decoration, for pipes, mail, screen readers, plain terminals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import category, east_asian_width

from briefing.publish.whole import Page, whole_briefing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from briefing.library.library import Library
    from briefing.model.standing import Standing
    from briefing.publish.document import Document, Paragraph

WIDTH: Final = 76
"""Cells of a line at most, but for an address, which stays whole so that it can be followed."""
_WIDEST_MARK: Final = 14
"""Cells of a mark that text still stands beside in a column; behind wider ones it hangs by four."""
_WORDS: Final = re.compile(r" +|[^ ]+")


def plain_briefing(library: Library, standings: Mapping[str, Standing], calendar: date) -> str:
    """The whole briefing: overview, regions, cards, problems."""
    return plain_pages(whole_briefing(library, standings, calendar), library.briefing.handling)


def plain_pages(pages: Iterable[Page], handling: str | None = None) -> str:
    """Documents one after the other, the handling line at the head and the foot of them all."""
    set_pages = ["\n".join(_page(document)) for document, _ in pages]
    handled = ["\n".join(_filled(handling))] if handling else []
    return "\n\n\n".join([*handled, *set_pages, *handled]) + "\n"


def plain_document(document: Document) -> str:
    """One document by itself."""
    return plain_pages([Page(document)])


def _page(document: Document) -> Iterator[str]:
    yield from _filled(document.title)
    if document.opening:
        yield ""
        yield from _block(document.opening, spaced=True, indent=0)
    for section in document.sections:
        aside = f" ({section.aside})" if section.aside else ""
        yield ""
        yield from _filled(f"{section.title}{aside}")
        yield ""
        yield from _block(section.paragraphs, section.spaced, indent=2)


def _block(paragraphs: Sequence[Paragraph], spaced: bool, indent: int) -> Iterator[str]:
    """Paragraphs under one heading, their texts in one column beside their marks."""
    widest = max((cells(each.mark.text) for each in paragraphs if each.mark), default=0)
    hang = widest + 2 if widest <= _WIDEST_MARK else 4
    # Entries of several paragraphs stand apart from each other; a single one that hangs is an afterword.
    airy = not spaced and sum(each.hangs for each in paragraphs) > 1
    before = None
    for paragraph in paragraphs:
        if before and (_apart(before, paragraph) if spaced else airy and not paragraph.hangs):
            yield ""
        yield from _paragraph(paragraph, indent + paragraph.indent * hang, hang)
        before = paragraph


def _apart(before: Paragraph, paragraph: Paragraph) -> bool:
    """Whether a space stands between two paragraphs of running text: not in a list, nor inside the rating."""
    in_list = paragraph.mark and (before.mark or before.hangs)
    in_rating = before.part[:1] == paragraph.part[:1] == ("risk",)
    return not in_list and not in_rating


def _paragraph(paragraph: Paragraph, start: int, hang: int) -> Iterator[str]:
    if paragraph.verbatim:
        for line in paragraph.text.expandtabs(4).split("\n"):
            yield f"{' ' * (start + 2)}{line}".rstrip()
    elif paragraph.mark:
        mark = paragraph.mark.text
        gap = max(hang - cells(mark), 2)
        yield from _filled(paragraph.text, f"{' ' * start}{mark}{' ' * gap}", start + hang)
    else:
        column = start + hang if paragraph.hangs else start
        yield from _filled(paragraph.text, " " * column, column)


def _filled(text: str, first: str = "", rest: int = 0) -> Iterator[str]:
    """The text in lines of at most WIDTH cells, the first behind `first`, the others behind `rest` spaces."""
    line = first
    for written in text.strip().split("\n"):
        space = ""
        for piece in _pieces(written.replace("\t", " ").strip(), WIDTH - rest):
            if piece[0] == " ":
                space = piece
                continue
            if line.strip() and cells(line + space + piece) > WIDTH:
                yield line.rstrip()
                line, space = " " * rest, ""
            line, space = line + space + piece, ""
        yield line.rstrip()
        line = " " * rest


def _pieces(written: str, room: int) -> Iterator[str]:
    """What a line may break between: words, spaces, ideographs, and the parts of a word that fits no line."""
    for word in _WORDS.findall(written):
        if word.isascii() and len(word) <= room:
            yield word
            continue
        start, held = 0, 0
        for place, character in enumerate(word):
            width = cells(character)
            too_long = held + width > room and "://" not in word
            if place and width and (too_long or _may_break(word[place - 1], character)):
                yield word[start:place]
                start, held = place, 0
            held += width
        yield word[start:]


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters that no space divides."""
    closing, opening = ("Pe", "Pf", "Po", "Lm"), ("Ps", "Pi")
    return (
        (_is_ideograph(before) or _is_ideograph(after))
        and category(before) not in opening
        and category(after) not in closing
    )


def _is_ideograph(character: str) -> bool:
    """Whether it is wide, and of a script that sets no spaces between words as Korean does."""
    return east_asian_width(character) in "WF" and not "\uac00" <= character <= "\ud7a3"


def cells(text: str) -> int:
    """Columns that the text takes on a terminal: two for wide characters, none for marks on other letters."""
    if text.isascii():
        return len(text)
    return sum(
        0 if category(each) in ("Mn", "Me", "Cf") else 2 if east_asian_width(each) in "WF" else 1 for each in text
    )
