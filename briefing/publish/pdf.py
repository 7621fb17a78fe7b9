"""PDF: an edition as a tagged document (PDF/UA-1) for paper and for screen readers."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from briefing.library.clean import clean_line
from briefing.library.problem import BriefingError
from briefing.model.dates import said
from briefing.model.scales import Level
from briefing.publish.extra import needs
from briefing.publish.paper import (
    CJK,
    INK,
    INKS,
    LINK,
    MUTED,
    RULE,
    TINTS,
    Contents,
    Heading,
    History,
    Line,
    Piece,
    Risks,
    sheets,
    writable,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.publish.edition import Edition
    from briefing.publish.paper import Block, Sheet

    Record = dict[str, Any]

_TEMPLATE: Final = Path(__file__).with_name("pdf.typ")
_FONT: Final = "Libertinus Serif"
"""It comes with the library, so that most content looks the same wherever it is set."""
_CJK_FORMS: Final = {"ja": "JP", "zh": "SC", "zh-hant": "TC", "zh-tw": "TC", "zh-hk": "HK", "ko": "KR"}
_UNSHOWN: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
_CLOSEST: Final = 0.12
"""How near each other two dates below a chart may stand, of its width."""


def pdf(edition: Edition) -> bytes:
    """The edition as a PDF, the same bytes from the same content and fonts."""
    try:
        import typst
    except ImportError:
        raise needs("pdf", "PDF") from None
    fonts = typst.Fonts()
    written = writable(json.dumps(_edition(edition, fonts.families()), ensure_ascii=False))
    if CJK.search(written) and not _cjk_fonts("", fonts.families()):
        raise BriefingError(
            "The PDF cannot be set: there is Chinese, Japanese or Korean text, and no font for it is installed.\n"
            "Install Noto Serif CJK: apt install fonts-noto-cjk"
        )
    day = edition.today
    try:
        made, warnings = typst.compile_with_warnings(
            _TEMPLATE.read_bytes(),
            font_paths=fonts,
            format="pdf",
            sys_inputs={"edition": written},
            pdf_standards=["ua-1"],
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        unshown = _UNSHOWN.search(error.message)
        if unshown is None:
            raise
        raise BriefingError(
            f"The PDF cannot be set: no font that is installed has `{clean_line(unshown[1])}`.\n"
            "Install a font of its script: apt install fonts-noto-core has most."
        ) from None
    if warnings:
        raise BriefingError(f"The PDF cannot be set as it should be: {clean_line(warnings[0].message)}.")
    return made


def _edition(edition: Edition, families: Sequence[str]) -> Record:
    day, flows = edition.today, sheets(edition)
    return {
        "title": edition.title,
        "language": _language(edition.library.briefing.language),
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "handling": edition.handling or "",
        "ink": INK,
        "quiet": MUTED,
        "leading": LINK,
        "rule": RULE,
        "inks": INKS,
        "higher": 3 - max(page.depth for page in edition.pages),
        "sheets": [_sheet(sheet, families) for sheet in flows],
    }


def _sheet(sheet: Sheet, families: Sequence[str]) -> Record:
    return {
        "language": _language(sheet.language),
        "fonts": [_FONT, *_cjk_fonts(sheet.language, families)],
        "rightward": sheet.rightward,
        "breaks": sheet.breaks,
        "blocks": _nested(sheet.blocks),
    }


def _language(tag: str) -> Record:
    """The tag in the two parts that the library knows."""
    language, *others = tag.split("-")
    return {"lang": language.lower(), "region": next((each for each in others if len(each) == 2), None)}


def _cjk_fonts(language: str, families: Sequence[str]) -> list[str]:
    """The fonts for CJK letters that are installed, those with the language's own forms first."""
    known = (language.lower().rsplit("-", parts)[0] for parts in range(language.count("-") + 1))
    own = next((_CJK_FORMS[each] for each in known if each in _CJK_FORMS), "JP")
    forms = dict.fromkeys((own, "JP", "SC", "TC", "KR"))
    named = (f"Noto {face} CJK {form}" for form in forms for face in ("Serif", "Sans"))
    return [family for family in named if family in families]


def _nested(blocks: Iterable[Block]) -> list[Record]:
    """The blocks, with entries of lists inside each other as their marks tell."""
    rows: list[Record] = []
    around: list[Record] = []
    for block in blocks:
        if not isinstance(block, Line):
            around.clear()
            rows.append(_block(block))
            continue
        del around[block.depth - (block.mark is not None) :]
        within = around[-1]["blocks"] if around else rows
        if block.mark:
            if not within or within[-1]["kind"] != "entries":
                within.append({"kind": "entries", "hang": block.hang.name, "apart": block.apart, "entries": []})
            entry = {"mark": _piece(block.mark), "bullet": block.is_bullet, "anchor": block.anchor, "blocks": []}
            within[-1]["entries"].append(entry)
            around.append(entry)
            within = entry["blocks"]
        within.append(_block(block))
    return rows


def _block(block: Block) -> Record:
    match block:
        case Heading():
            return {"kind": "heading", **asdict(block)}
        case Line():
            return {"kind": "line", "pieces": [*map(_piece, block.pieces)], "verbatim": block.verbatim}
        case Contents():
            return {"kind": "contents", "depth": block.depth}
        case Risks():
            rows = [
                (_piece(row.card), _piece(row.level), *(_piece(Piece(each)) for each in row[2:])) for row in block.rows
            ]
            tints = [TINTS[row.level.role] for row in block.rows]
            return {"kind": "risks", "caption": block.caption, "columns": block.columns, "rows": rows, "tints": tints}
        case _:
            return {"kind": "history", **_chart(block)}


def _piece(piece: Piece) -> Record:
    return piece._asdict()


def _chart(history: History) -> Record:
    """Each level's share of the time that the history takes."""
    days = [day for day, _ in history.steps]
    whole = (history.until - days[0]).days or 1
    starts = [(day - days[0]).days / whole for day in days]
    steps = [
        {"level": level.value, "from": start, "until": end}
        for (_, level), (start, end) in zip(history.steps, pairwise([*starts, 1.0]), strict=True)
    ]
    dates: dict[float, str] = {}
    # The ends are said first, then what of the days between has room.
    for at, day in [(1.0, history.until), (0.0, days[0]), *zip(reversed(starts), reversed(days), strict=True)]:
        if all(abs(at - other) >= _CLOSEST for other in dates):
            dates[at] = said(day)
    levels = [level.value for level in reversed(Level)]
    return {
        "told": history.told,
        "levels": levels,
        "steps": steps,
        "dates": [{"at": at, "said": words} for at, words in dates.items()],
    }
