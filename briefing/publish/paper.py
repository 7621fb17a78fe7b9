"""An edition on paper: what Word and PDF set alike, as headings, lines and tables in their order, links resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple
from unicodedata import bidirectional

from briefing.library.address import web
from briefing.model.card import NUMBERED
from briefing.model.dates import said
from briefing.model.standing import level_of
from briefing.publish.card import HISTORY
from briefing.publish.document import Role
from briefing.publish.edition import link_to
from briefing.publish.glyphs import EMPTY, FULL
from briefing.publish.plain import cells
from briefing.publish.wording import indicator, trend_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from briefing.model.card import Assessment
    from briefing.model.scales import Level
    from briefing.publish.document import Document, Lead, Paragraph, Run
    from briefing.publish.edition import Edition
    from briefing.publish.whole import Page

CJK: Final = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)
"""A letter or sign of Chinese, Japanese or Korean."""
INKS: Final = {Role.LOW: "345470", Role.GUARDED: "1C6069", Role.ELEVATED: "6B4700", Role.HIGH: "8F2F00"}
TINTS: Final = {Role.LOW: "EEF2F6", Role.GUARDED: "DCEDEF", Role.ELEVATED: "F6DC95", Role.HIGH: "F9BE94"}
"""Darker from level to level, in grey too. Ink on tint keeps a contrast of at least 4.5."""
_UNWRITABLE: Final = re.compile("[\ufffe\uffff]")
INK, MUTED, LINK, RULE = "1A1F26", "4C5661", "1F4E79", "B8C0C8"
RISKS: Final = "Risks"
_BULLETS: Final = (Role.TEXT, Role.MUTED)


class Hang(Enum):
    """How far text hangs behind its mark: the most columns of a mark that it stands beside."""

    NARROW = 4
    MIDDLE = 8
    WIDE = 14


class Piece(NamedTuple):
    """Some text of one role and one target: an address of the web, `#` and a place of the edition, or nothing."""

    text: str
    role: Role = Role.TEXT
    to: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; of level 0 it is the edition's title."""

    text: str
    level: int
    anchor: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with its place among the others."""

    pieces: tuple[Piece, ...]
    mark: Piece | None
    hang: Hang
    anchor: str
    depth: int
    """How deep in lists it is set; an entry's own mark stands one less deep than its text."""
    apart: bool
    """Whether it stands off from the line before."""
    kept: bool
    """Whether the line after belongs to it."""
    verbatim: bool

    @property
    def is_bullet(self) -> bool:
        """Whether its mark says no more than that an entry begins."""
        mark = self.mark
        return mark is not None and mark.text == "-" and mark.role in _BULLETS and self.hang is Hang.NARROW


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings down to a level, each with its place."""

    depth: int
    headings: tuple[Heading, ...]


class Risk(NamedTuple):
    """A rated card in the table of risks."""

    card: Piece
    level: Piece
    likelihood: str
    impact: str
    confidence: str
    trend: str
    deadline: str


@dataclass(frozen=True, slots=True)
class Risks:
    """The ratings in force, the worst first."""

    columns: ClassVar = ("Card", "Level", "Likelihood", "Impact", "Confidence", "Trend", "Deadline")
    caption: str
    rows: tuple[Risk, ...]


@dataclass(frozen=True, slots=True)
class History:
    """A card's levels over time, each from a day on and the last until `until`."""

    steps: tuple[tuple[date, Level], ...]
    until: date

    @property
    def told(self) -> str:
        """The same in words, for whoever cannot see a chart."""
        steps = "; ".join(f"{level.upper()} from {said(day)}" for day, level in self.steps)
        return f"Level over time: {steps}; until {said(self.until)}."


Block = Heading | Line | Contents | Risks | History


class Sheet(NamedTuple):
    """One page of the edition: its blocks, the first of them its heading, and what its text is written in."""

    blocks: tuple[Block, ...]
    language: str
    rightward: bool
    """Whether it is written from right to left."""
    breaks: bool
    """Whether it begins a page of paper."""


def writable(text: str) -> str:
    """The text without what neither XML nor a font can hold, of all that content may."""
    return _UNWRITABLE.sub("\ufffd", text)


def sheets(edition: Edition) -> list[Sheet]:
    """The pages of the edition in order; into the first are set the contents and the risks, if it has several pages."""
    places = _Places(edition)
    flows = [list(_blocks(edition, places, number, page)) for number, page in enumerate(edition.pages)]
    if len(flows) > 1:
        flows[0] += _risks(edition, places)
        depth = max(page.depth for page in edition.pages) - 1
        headings = (block for flow in flows for block in flow if isinstance(block, Heading))
        contents = Contents(depth, tuple(each for each in headings if 1 <= each.level <= depth))
        flows[0].insert(1 + len(edition.pages[0].document.opening), contents)
    return [
        Sheet(
            tuple(flow),
            _language(edition, page.document),
            _rightward(page.document.title),
            breaks=number > 0 and page.depth == 2 and not page.document.reference,
        )
        for number, (flow, page) in enumerate(zip(flows, edition.pages, strict=True))
    ]


class _Places:
    """Names of the places in the edition that links lead to; letters, digits and `_`, as Word has it."""

    def __init__(self, edition: Edition) -> None:
        self.library = edition.library
        self.pages = {
            page.document.reference: f"p{number}"
            for number, page in enumerate(edition.pages)
            if page.document.reference
        }

    def of(self, page: str, paragraph: Paragraph) -> str:
        """The name of a paragraph: of a source's entry, or of what of the card has an id."""
        if paragraph.mark is None:
            return ""
        if paragraph.lead and paragraph.lead.kind == "source":
            return f"{page}_{paragraph.mark.text.strip('[]')}"
        table, *place = paragraph.part or ("",)
        return f"{page}_{table}_{place[0]}" if table in NUMBERED else ""

    def to(self, document: Document, lead: Lead | None, around: Lead | None = None) -> str:
        """Where a run leads to, in a paragraph that leads somewhere itself; nothing where that is not in the edition.

        A source is its entry under the card, and its entry alone leads on to the web.
        """
        if around and around.kind == "source":
            sources = (each.source for each in document.sources if each.id == around.to and lead == around)
            return next(filter(None, map(link_to, sources)), "")
        return self._place(document, lead) or self._place(document, around)

    def _place(self, document: Document, lead: Lead | None) -> str:
        if lead is None:
            return ""
        page = self.pages.get(document.reference)
        match lead.kind:
            case "address":
                return web(lead.to) or ""
            case "source":
                cited = (f"#{page}_{each.number}" for each in document.sources if each.id == lead.to)
                return next(cited, "")
            case "card":
                page = self.pages.get(self.library.find(lead.to) or "")
                return f"#{page}" if page else ""
            case "part":
                named, _, part = lead.to.rpartition("#")
                reference = self.library.find(named) or "" if named else document.reference
                page, card = self.pages.get(reference), self.library.cards.get(reference)
                if page is None or card is None:
                    return ""
                found = (f"#{page}_{table}_{place}" for table, place, id_ in card.parts() if id_ == part)
                return next(found, "")
            case _:
                return ""


def _blocks(edition: Edition, places: _Places, number: int, page: Page) -> Iterator[Block]:
    document, level, name = page.document, page.depth - 1, f"p{number}"
    yield Heading(document.title, level, name)
    yield from _lines(places, document, name, document.opening, spaced=False)
    for place, section in enumerate(document.sections):
        yield Heading(section.title, level + 1, f"{name}_section_{place}", section.aside)
        if section.title == HISTORY:
            yield from _history(edition, document)
        yield from _lines(places, document, name, section.paragraphs, section.spaced)


def _lines(
    places: _Places, document: Document, page: str, paragraphs: Sequence[Paragraph], spaced: bool
) -> Iterator[Line]:
    """The paragraphs under one heading, behind the same hang."""
    widths = [_width(each.mark.text) for each in paragraphs if each.mark]
    # A mark that is wider than any hang does not set it.
    widest = max((width for width in widths if width <= Hang.WIDE.value), default=0)
    hang = next(each for each in Hang if widest <= each.value)
    airy = spaced or sum(each.hangs for each in paragraphs) > 1
    for place, paragraph in enumerate(paragraphs):
        after = paragraphs[place + 1 : place + 2]
        yield Line(
            tuple(_pieces((run, places.to(document, run.lead, paragraph.lead)) for run in paragraph.runs)),
            Piece(*paragraph.mark[:2], places.to(document, None, paragraph.lead)) if paragraph.mark else None,
            hang,
            places.of(page, paragraph),
            # Code says how deep it lies, other text how deep its list does.
            paragraph.indent + (not paragraph.verbatim and (paragraph.mark is not None or paragraph.hangs)),
            apart=not paragraph.hangs and (airy or not paragraph.mark),
            kept=any(each.hangs for each in after),
            verbatim=paragraph.verbatim,
        )


def _pieces(runs: Iterator[tuple[Run, str]]) -> Iterator[Piece]:
    """The runs, neighbours of one look and one target as one."""
    for (role, to), group in groupby(((run, to) for run, to in runs if run.text), lambda each: (each[0].role, each[1])):
        yield Piece("".join(run.text for run, _ in group), role, to)


def _width(mark: str) -> int:
    """Columns of a mark: the signs of a gauge are as wide as two letters in proportional type."""
    return cells(mark) + mark.count(FULL) + mark.count(EMPTY)


def _risks(edition: Edition, places: _Places) -> Iterator[Block]:
    rated = [each for each in edition.cards if edition.standings[each].assessment]
    worst_first = edition.library.worst_first(rated, edition.standings)
    caption = (
        "Ratings in force. Likelihood is the chance that the event comes by its deadline; impact is on "
        f"{edition.library.briefing.perspective}; confidence is the quality of the basis."
    )
    if rated:
        yield Heading(RISKS, 1, "risks", "the worst first")
        yield Risks(caption, tuple(_risk(edition, places, reference) for reference in worst_first))


def _risk(edition: Edition, places: _Places, reference: str) -> Risk:
    card, standing = edition.cards[reference], edition.standings[reference]
    rating, risk = standing.assessment, card.risk
    assert rating
    assert risk
    assert standing.trend
    low, high = rating.likelihood.band
    deadline = f"{said(risk.by)}{', passed' if standing.deadline_passed else ''}" if risk.by else "none"
    return Risk(
        Piece(card.title, Role.LEAD, f"#{places.pages[reference]}"),
        Piece(indicator(standing), Role(level_of(rating).value)),
        f"{rating.likelihood} ({low}–{high}%)",
        rating.impact.value,
        rating.confidence.value,
        trend_words(standing.trend),
        deadline,
    )


def _history(edition: Edition, document: Document) -> Iterator[History]:
    card = edition.cards[document.reference]
    ratings: tuple[Assessment, ...] = card.risk.assessment if card.risk else ()
    steps = tuple(sorted(((rating.on, level_of(rating)) for rating in ratings), key=lambda step: step[0]))
    yield History(steps, max(edition.today, steps[-1][0]))


def _language(edition: Edition, document: Document) -> str:
    """What a page is written in: the card's own language, its region's, the briefing's."""
    library, reference = edition.library, document.reference
    if reference in library.cards:
        region = library.regions.get(reference.partition("/")[0])
        named = library.cards[reference].language or (region.language if region else None)
    else:
        named = next((region.language for region in library.regions.values() if region.name == document.title), None)
    return named or library.briefing.language


def _rightward(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    strong = (direction for letter in text if (direction := bidirectional(letter)) in ("L", "R", "AL"))
    return next(strong, "L") != "L"
