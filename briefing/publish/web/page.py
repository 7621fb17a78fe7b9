"""A page of the web that holds all it needs: no script, no picture, nothing that is fetched."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from briefing.publish.card import HISTORY
from briefing.publish.web.blocks import written
from briefing.publish.web.charts import chart, matrix_of, rows
from briefing.publish.web.places import Places
from briefing.publish.wording import gauge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.model.scales import Level
    from briefing.publish.edition import Edition
    from briefing.publish.web.charts import Chart

_HERE: Final = Path(__file__).parent


class Part(NamedTuple):
    """A section of a document."""

    title: str
    aside: str
    spaced: bool
    chart: Chart | None
    text: Markup


class Sheet(NamedTuple):
    """A document on the page."""

    id: str
    title: str
    depth: int
    language: str
    number: int | None
    """Of a card, among the edition's."""
    level: Level | None
    opening: Markup
    parts: Sequence[Part]


def html(edition: Edition) -> str:
    """The edition as one page, the same bytes for the same edition."""
    style = _HERE.joinpath("page.css").read_text(encoding="utf-8")
    return _made(
        "page.html",
        edition,
        rows_of_charts=rows(),
        matrix=matrix_of(edition, _numbers(edition)),
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=b64encode(sha256(style.encode()).digest()).decode("ascii"),
    )


def letter(edition: Edition) -> str:
    """The same for mail programs, which leave out much of HTML: no chart, no contents, no place that style gives."""
    return _made("letter.html", edition)


def _made(template: str, edition: Edition, **more: object) -> str:
    first, *others = _sheets(edition)
    language = edition.library.briefing.language
    return (
        _environment()
        .get_template(template)
        .render(first=first, others=others, handling=edition.handling, language=language, **more)
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(gauge=gauge, headings=[Markup(f"h{depth}") for depth in range(1, 7)])  # noqa: S704
    return environment


def _numbers(edition: Edition) -> dict[str, int]:
    return {reference: number for number, reference in enumerate(edition.cards, start=1)}


def _sheets(edition: Edition) -> Iterator[Sheet]:
    places, numbers = Places(edition), _numbers(edition)
    regions = iter(edition.library.regions)
    for place, (document, depth) in enumerate(edition.pages):
        card = edition.cards.get(document.reference)
        region = document.reference.partition("/")[0] if card else edition.place if place == 0 else next(regions)
        described = edition.library.regions.get(region)
        briefing, standing = edition.library.briefing, edition.standings.get(document.reference)
        today = card.as_of if card and not briefing.closed else edition.today
        within = places.within(document)
        yield Sheet(
            document.reference or (f"region-{region}" if place else ""),
            document.title,
            depth,
            (card and card.language) or (described and described.language) or briefing.language,
            numbers.get(document.reference),
            standing.level if standing else None,
            written(document.opening, within, today),
            [
                Part(
                    section.title,
                    section.aside,
                    section.spaced,
                    chart(card.risk.assessment, today) if card and card.risk and section.title == HISTORY else None,
                    written(section.paragraphs, within, today),
                )
                for section in document.sections
            ],
        )
