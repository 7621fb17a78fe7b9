"""Markdown: the same documents for mail, wikis and word processors. Text from content stays text in it."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final
from unicodedata import category

from briefing.library.address import web
from briefing.publish.document import Role, Run
from briefing.publish.whole import Page, whole_briefing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from briefing.library.library import Library
    from briefing.model.standing import Standing
    from briefing.publish.document import Document, Paragraph

_DEEPEST: Final = 6
_STRONG, _CODE = "**", "`"
_FORMS: Final = {
    Role.STRONG: _STRONG,
    Role.EMPHASIS: "*",
    Role.CODE: _CODE,
    Role.LOW: _STRONG,
    Role.GUARDED: _STRONG,
    Role.ELEVATED: _STRONG,
    Role.HIGH: _STRONG,
}
_SIGNS: Final = re.compile(
    r"\[(?P<cited>(?:[a-z0-9/-]+#)?[a-z]*\d+)\]|[\\`*_\[\]|~]|<(?=[A-Za-z/!?]|\Z)|&(?=[#A-Za-z]|\Z)|!\Z"
)
"""What CommonMark may read as more than itself anywhere in a line; some only before what could follow."""
_FIRST_SIGNS: Final = re.compile(r"^(?:(?=[-+#=:>])|(\d+)(?=[.)](?:\s|\Z)))", re.MULTILINE)
"""Where a line begins as a heading, a list, a quotation or a rule would."""
_NUMBER: Final = re.compile(r"\d{1,9}\.")


def markdown_briefing(library: Library, standings: Mapping[str, Standing], calendar: date) -> str:
    """The whole briefing: overview, regions, cards, problems."""
    return markdown_pages(whole_briefing(library, standings, calendar), library.briefing.handling)


def markdown_pages(pages: Iterable[Page], handling: str | None = None) -> str:
    """Documents one after the other, the handling line at the head and the foot of them all."""
    written = [block for document, depth in pages for block in _page(document, depth) if block]
    handled = [_line([Run(handling, Role.STRONG)], {})] if handling else []
    return "\n\n".join([*handled, *written, *handled]) + "\n"


def markdown_document(document: Document) -> str:
    """One document by itself."""
    return markdown_pages([Page(document)])


def web_address(url: str) -> str | None:
    """The address as a link of Markdown may hold it; None where it is not plainly one of the web."""
    plain = web(url)
    return plain and plain.replace("(", "%28").replace(")", "%29")


def _page(document: Document, depth: int) -> Iterator[str]:
    urls = {cited.id: cited.source.url or "" for cited in document.sources}
    yield _heading(document.title, depth)
    yield _blocks(document.opening, True, urls)
    for section in document.sections:
        yield _heading(f"{section.title} ({section.aside})" if section.aside else section.title, depth + 1)
        yield _blocks(section.paragraphs, section.spaced, urls)


def _heading(title: str, depth: int) -> str:
    # Signs at the end of a heading would be taken for its closing ones.
    said = re.sub(r"#+$", r"\\\g<0>", _escaped(title.strip()))
    return f"{'#' * min(depth, _DEEPEST)} {said}"


def _blocks(paragraphs: Sequence[Paragraph], spaced: bool, urls: Mapping[str, str]) -> str:
    """Paragraphs under one heading, those with marks as lists."""
    written = ""
    columns: list[int] = []  # for each list around: how far its entries' texts are indented beyond the list
    before = None
    for paragraph in paragraphs:
        marker, block = _block(paragraph, urls)
        if not block:
            continue
        if paragraph.mark:
            del columns[paragraph.indent :]
            column = sum(columns)
            columns.append(len(marker))
        else:
            del columns[paragraph.indent + paragraph.hangs :]
            column = sum(columns)
        written += _joint(before, paragraph, spaced) if before else ""
        written += " " * column + marker + block.replace("\n", "\n" + " " * (column + len(marker)))
        before = paragraph
    return written


def _block(paragraph: Paragraph, urls: Mapping[str, str]) -> tuple[str, str]:
    """What marks the paragraph as an entry of a list, if it is one, and what it says."""
    if paragraph.verbatim:
        fence = "`" * max(3, _longest_ticks(paragraph.text) + 1)
        return "", f"{fence}\n{paragraph.text}\n{fence}"
    if paragraph.mark is None:
        return "", _line(paragraph.runs, urls)
    mark = paragraph.mark.text
    if mark == "-" or _NUMBER.fullmatch(mark):
        return f"{mark} ", _line(paragraph.runs, urls)
    return "- ", _line((Run(mark, Role.STRONG), Run(" "), *paragraph.runs), urls)


def _joint(before: Paragraph, paragraph: Paragraph, spaced: bool) -> str:
    """What parts two paragraphs: lines of one entry stay together, and so do bullets."""
    in_list = (before.mark is not None or before.hangs) and not before.verbatim
    if in_list and paragraph.hangs and not spaced:
        return "\\\n"
    bullet = paragraph.mark and not _NUMBER.fullmatch(paragraph.mark.text)
    return "\n" if in_list and bullet else "\n\n"


def _line(runs: Sequence[Run], urls: Mapping[str, str]) -> str:
    """The runs as text with emphasis and links, a backslash at the end of each line but the last."""
    groups = [
        (form, url, "".join(run.text for run in group))
        for (form, url), group in groupby(
            (run for run in runs if run.text), lambda run: (_FORMS.get(run.role, ""), _url(run, urls))
        )
    ]
    written = ""
    for place, (form, url, words) in enumerate(groups):
        after = groups[place + 1][2][0] if place + 1 < len(groups) else ""
        written += _piece(words, form, url, written[-1:], after)
    lines = re.sub(r"[ \t]*\n[ \t\n]*", "\n", written.replace("\t", " ")).strip()
    return _FIRST_SIGNS.sub(r"\1\\", lines).replace("\n", "\\\n")


def _url(run: Run, urls: Mapping[str, str]) -> str | None:
    """Where a run leads to on the web. Citations are left alone: the source that they name holds the link."""
    if run.lead is None or run.role is Role.MUTED or run.text.startswith("["):
        return None
    if run.lead.kind == "address":
        return web_address(run.lead.to)
    return web_address(urls.get(run.lead.to, "")) if run.lead.kind == "source" else None


def _piece(words: str, form: str, url: str | None, before: str, after: str) -> str:
    """Words of one form between two characters; white space at their ends stays outside of signs."""
    core = words.strip()
    if not core:
        return words
    start, end = words[: words.index(core[0])], words[len(words.rstrip()) :]
    before, after = (before + start)[-1:], (end + after)[:1]
    if url:
        # Plain text only: a bracket in code at the beginning of a line would end a definition's label.
        inner = f"[{_escaped(core, ']')}]({url.replace('&', '&amp;')})"
    elif form == _CODE:
        inner = _code(core)
    elif form and _holds(core, before, after):
        inner = f"{form}{_escaped(core, form)}{form}"
    else:
        inner = _escaped(core, after)
    return start + inner + end


def _holds(core: str, before: str, after: str) -> bool:
    """Whether emphasis around the core is read as such, by CommonMark's flanking rules on the safe side."""
    opens = category(core[0])[0] not in "PS" or _parts(before)
    closes = category(core[-1])[0] not in "PS" or _parts(after)
    return opens and closes and before != "*"


def _parts(character: str) -> bool:
    return not character or character.isspace() or category(character)[0] == "P"


def _escaped(text: str, after: str = "") -> str:
    """The text as text, before a character. Citations need no signs: nothing here says where `[1]` leads."""

    def escaped(sign: re.Match[str]) -> str:
        if not sign["cited"]:
            return f"\\{sign[0]}"
        return f"\\[{sign['cited']}\\]" if (text[sign.end() :] + after)[:1] in ("(", ":") else sign[0]

    return _SIGNS.sub(escaped, text)


def _code(text: str) -> str:
    ticks = "`" * (_longest_ticks(text) + 1)
    pad = " " if "`" in text else ""
    return f"{ticks}{pad}{text}{pad}{ticks}".replace("\n", " ")


def _longest_ticks(text: str) -> int:
    return max((len(ticks) for ticks in re.findall("`+", text)), default=0)
