"""Paragraphs as HTML: running text, and lists with what hangs and nests in them.

It is written here and not in a template, which would take three times as long for the tens of thousands that a large
briefing has. Whatever is not a tag of ours passes `escape`.
"""

from __future__ import annotations

import re
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from briefing.model.dates import MONTHS
from briefing.publish.document import Role
from briefing.publish.glyphs import EMPTY, FULL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.publish.document import Paragraph, Run
    from briefing.publish.web.places import Within

_PLAIN, _LEAD, _MUTED = Role.TEXT, Role.LEAD, Role.MUTED
_TAGS: Final = {
    Role.STRONG: ("<strong>", "</strong>"),
    Role.EMPHASIS: ("<em>", "</em>"),
    Role.CODE: ("<code>", "</code>"),
    Role.MUTED: ('<span class="muted">', "</span>"),
    **{level: (f'<b class="{level}">', "</b>") for level in (Role.LOW, Role.GUARDED, Role.ELEVATED, Role.HIGH)},
}
_GAUGE: Final = re.compile(f"[{FULL}{EMPTY}]+")
_DATE: Final = re.compile(rf"\b(?:([0-9]{{1,2}}) )?({'|'.join(MONTHS)}) ([0-9]{{4}})\b")
_YEAR: Final = re.compile(rf"(?:{'|'.join(MONTHS)}) [0-9]{{4}}")
"""What every such date ends with; it is looked for in a third of the time."""
_SHORT_DATE: Final = re.compile(rf"[0-9]{{1,2}} (?:{'|'.join(MONTHS)})")
_NUMBER: Final = re.compile(r"([0-9]{1,9})\.")
_NARROW: Final = 4
"""Characters of marks that need no wide column."""


def written(paragraphs: Sequence[Paragraph], within: Within, today: date) -> Markup:
    """What stands under one heading. A mark that is a date without a year is of the year of today."""
    wide = any(paragraph.mark and len(paragraph.mark.text) > _NARROW for paragraph in paragraphs)
    out: list[str] = []
    lists: list[tuple[int, str]] = []  # how deep each list lies that is open, and its kind
    for paragraph in paragraphs:
        mark, depth = paragraph.mark, paragraph.indent
        around = depth if mark else depth + paragraph.hangs - 1
        while lists and lists[-1][0] > around:
            out.append(f"</li></{_tag(lists.pop()[1])}>")
        if mark is None:
            out.append(_paragraph(paragraph, within))
            continue
        kind = _kind(mark)
        if lists and lists[-1][0] == depth:
            out.append("</li>")
            if lists[-1][1] not in (kind, "marks"):
                out.append(f"</{_tag(lists.pop()[1])}>")
        if not lists or lists[-1][0] < depth:
            start = f' start="{mark.text[:-1]}"' if kind == "numbers" else ""
            out.append(f'<{_tag(kind)} class="{kind}{" wide" * wide}" role="list"{start}>')
            lists.append((depth, kind))
        place = within.of(paragraph)
        out.append(f'<li id="{place}">' if place else "<li>")
        out.append(_paragraph(paragraph, within, _mark(mark, today) if lists[-1][1] == "marks" else ""))
    out += [f"</li></{_tag(kind)}>" for _, kind in reversed(lists)]
    return Markup("".join(out))  # noqa: S704 - escaped above


def _kind(mark: Run) -> str:
    """What list a mark belongs to: one of bullets or numbers, or one whose entries have marks of their own."""
    if mark.text == "-" and mark.role in (_PLAIN, _MUTED):
        return "bullets"
    return "numbers" if _NUMBER.fullmatch(mark.text) else "marks"


def _tag(kind: str) -> str:
    return "ol" if kind == "numbers" else "ul"


def _mark(mark: Run, today: date) -> str:
    """A mark and a space. A source's number does not lead to where it stands."""
    text = f"{mark.text} {today.year}" if _SHORT_DATE.fullmatch(mark.text) else mark.text
    dated = _DATE.fullmatch(text)
    if dated:
        return f'<span class="mark">{_dated(dated, mark.text)} </span>'
    return f'<span class="mark">{_run(mark.text, mark.role, "")} </span>'


def _paragraph(paragraph: Paragraph, within: Within, mark: str = "") -> str:
    """A paragraph. One that begins muted stands back as a whole, whatever stands out in it."""
    if paragraph.verbatim:
        return f"<p>{mark}</p>" * bool(mark) + f"<pre><code>{escape(paragraph.text)}</code></pre>\n"
    runs = paragraph.runs
    quiet = bool(runs) and runs[0].role is _MUTED
    words, leads = "", False
    for run in runs:
        text, role, lead = run
        if role is _PLAIN or (quiet and role is _MUTED):
            words += _dating(text) if quiet else _text(text)
        elif text:
            href = within.to(run) if lead else ""
            leads = leads or bool(href)
            words += _run(text, role, href)
    if paragraph.lead and paragraph.lead.kind != "source" and not leads:
        href = within.inside(paragraph.lead)
        words = f'<a href="{href}">{words}</a>' if href else words
    return f'<p class="quiet">{mark}{words}</p>\n' if quiet else f"<p>{mark}{words}</p>\n"


def _run(text: str, role: Role, href: str) -> str:
    """A run in its form, with what it leads to."""
    words = _dating(text) if role is _MUTED else _text(text)
    if role is not _LEAD and role is not _PLAIN:
        before, after = _TAGS[role]
        words = f"{before}{words}{after}"
        if before[1] == "b":
            # The word beside a gauge says as much; its squares would be read aloud one by one.
            words = _GAUGE.sub(r'<span class="gauge" aria-hidden="true">\g<0></span>', words)
    if not href:
        return words
    if href[0] == "#":
        return f'<a href="{href}">{words}</a>'
    return f'<a href="{escape(href)}" rel="noreferrer noopener">{words}</a>'


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _dating(text: str) -> str:
    """Quiet words, the program's own for the most part, in which dates are told apart."""
    words = _text(text)
    return _DATE.sub(_dated, words) if _YEAR.search(words) else words


def _dated(match: re.Match[str], shown: str = "") -> str:
    """A day or a month as the browser knows it; what only looks like one stays as it is."""
    day, month, year = match.groups()
    try:
        exact = date(int(year), MONTHS.index(month) + 1, int(day or 1)).isoformat()
    except ValueError:
        return shown or match[0]
    return f'<time datetime="{exact if day else exact[:7]}">{shown or match[0]}</time>'
