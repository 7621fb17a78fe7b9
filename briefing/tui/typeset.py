"""A document set in lines of a width: what a pane draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from briefing.publish.document import Paragraph, Role

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from briefing.library.positions import KeyPath
    from briefing.publish.document import Document, Run, Section

MEASURE: Final = 76
"""Columns that text is set in at most."""
_WIDEST_MARK: Final = 24
"""A mark wider than this stands on a line of its own."""


class Line(NamedTuple):
    """One line of a pane."""

    content: Content
    part: KeyPath = ()
    """What of the card's file it shows."""
    lead: object = None
    """Where the paragraph that it belongs to leads to."""
    heading: str = ""
    """The section that begins here."""


BLANK: Final = Line(Content(""))


def set_document(
    document: Document,
    width: int,
    styles: Mapping[str, Style],
    *,
    title: bool = True,
    without: Container[str] = (),
) -> list[Line]:
    """The document's lines: its title, what stands under it, and its sections with a blank line before each.

    Sections whose title is in `without` are left out.
    """
    measure = max(min(width, MEASURE), 1)
    lines: list[Line] = []
    if title:
        lines += [Line(each) for each in Content.styled(document.title, styles["title"]).wrap(measure)]
    lines += _opening(document.opening, measure, styles)
    for section in document.sections:
        if section.title in without:
            continue
        lines += [BLANK] if lines else []
        lines += set_section(section, measure, styles)
    return lines


def set_section(section: Section, width: int, styles: Mapping[str, Style]) -> list[Line]:
    """A heading, and its paragraphs with their marks in one column."""
    aside = Content.styled(f"  {section.aside}" if section.aside else "", styles[Role.MUTED])
    heading = Content.styled(section.title, styles["heading"]) + aside
    lines = [Line(each, heading=section.title) for each in heading.wrap(width)]
    hang = mark_width(section.paragraphs, width)
    for place, paragraph in enumerate(section.paragraphs):
        if section.spaced and place and not paragraph.mark:
            lines.append(BLANK)
        lines += set_paragraph(paragraph, width, hang, styles)
    return lines


def mark_width(paragraphs: Iterable[Paragraph], width: int) -> int:
    """Columns that the marks of one section take, the space behind them included."""
    widest = max((cell_len(each.mark.text) for each in paragraphs if each.mark), default=-1) + 1
    return min(widest, _WIDEST_MARK, width // 2)


def set_paragraph(paragraph: Paragraph, width: int, hang: int, styles: Mapping[str, Style]) -> Iterator[Line]:
    """The paragraph's lines, hanging behind its mark."""
    mark = paragraph.mark
    margin = 2 * paragraph.indent
    inset = margin + (hang if mark or paragraph.hangs else 0)
    content = Content.assemble(*(_styled(run, styles) for run in paragraph.runs))
    room = max(width - inset, 8)
    folded = content.wrap(room) if not paragraph.verbatim else _verbatim(content, room)
    first = Content(" " * inset)
    if mark:
        label = _styled(mark, styles)
        gap = hang - cell_len(mark.text)
        if gap < 1:
            yield Line(Content(" " * margin) + label, paragraph.part, paragraph.lead)
        else:
            first = Content(" " * margin) + label + Content(" " * gap)
    for place, line in enumerate(folded):
        before = first if place == 0 else Content(" " * inset)
        yield Line(before + line, paragraph.part, paragraph.lead)


def _opening(paragraphs: Iterable[Paragraph], width: int, styles: Mapping[str, Style]) -> Iterator[Line]:
    """What stands under the title: the byline, then a blank line before the faults and before the rating."""
    paragraphs = tuple(paragraphs)
    hang = mark_width(paragraphs, width)
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if before is not None and (before is paragraphs[0] or bool(before.mark) != bool(paragraph.mark)):
            yield BLANK
        yield from set_paragraph(paragraph, width, hang, styles)
        before = paragraph


def _styled(run: Run, styles: Mapping[str, Style]) -> Content:
    style = styles[run.role]
    if run.lead:
        # Clicks are told by what a run carries, never by an action in a string.
        style += Style.from_meta({"lead": run.lead})
    return Content.styled(run.text, style)


def _verbatim(content: Content, width: int) -> list[Content]:
    """Lines as they stand, those too long folded."""
    return [
        piece
        for line in content.expand_tabs(4).split("\n", allow_blank=True)
        for piece in (line.fold(width) if line else [line])
    ]
