"""The cards that can be read in so many minutes, the most pressing first, and what was left out for it.

A card is read here as far as its key judgments: rating, bottom line, judgments, none of it cut short. With its
evidence and analysis one takes two to five minutes by itself.
"""

from __future__ import annotations

import re
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.model.dates import said
from briefing.model.scales import Trend
from briefing.publish.card import card_document
from briefing.publish.document import Document, Lead, Role, Run, Section, muted, text
from briefing.publish.scope import published, view_document
from briefing.publish.whole import Page
from briefing.publish.wording import counted, indicator, trend_words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from briefing.library.library import Library
    from briefing.model.card import Card
    from briefing.model.standing import Standing
    from briefing.publish.document import Paragraph

WORDS_A_MINUTE: Final = 230
"""A little under the 238 of adults who read English non-fiction in silence (Brysbaert 2019, over 190 studies)."""
IDEOGRAPHS_A_MINUTE: Final = 500
"""Of Chinese and Japanese, which set no spaces between words. The figure is ours."""
NAMED: Final = 20
"""Cards left out that are named; of more, the number."""
_READ: Final = ("Bottom line", "Key judgments")
_IDEOGRAPH: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD: Final = re.compile(r"\S*\w\S*")


class Choice(NamedTuple):
    """Which cards are read, in their order, which are not, and how many minutes each takes."""

    read: tuple[str, ...]
    left_out: tuple[str, ...]
    minutes: Mapping[str, float]

    @property
    def whole(self) -> float:
        """Minutes of all that is read."""
        return sum(self.minutes[reference] for reference in self.read)


def reading_time(written: str) -> float:
    """Minutes that a text takes to read."""
    words, ideographs = _IDEOGRAPH.subn(" ", written)
    return len(_WORD.findall(words)) / WORDS_A_MINUTE + ideographs / IDEOGRAPHS_A_MINUTE


def _running_text(card: Card) -> str:
    """What is read of a card here; dates, figures and references are taken in at a glance."""
    said: list[str | None] = [card.title, card.summary]
    if card.risk:
        rated = card.risk.current
        said += [card.risk.event, rated.why if rated else None]
    for judgment in card.judgment:
        said += [judgment.statement, judgment.basis, judgment.alternative]
    return "\n".join(filter(None, said))


def chosen(
    library: Library,
    standings: Mapping[str, Standing],
    minutes: int,
    unread: Container[str] = (),
    region: str | None = None,
) -> Choice:
    """The cards that fit whole, by level, then what is worse or new, unread, due soonest; a long one is passed over."""
    cards = published(library, region)

    def place(reference: str) -> tuple[object, ...]:
        standing, risk = standings[reference], cards[reference].risk
        level = _weight(standing)
        change = [Trend.WORSE, Trend.NEW].index(standing.trend) if standing.trend in (Trend.WORSE, Trend.NEW) else 2
        by = (risk and risk.by) or date.max
        return -level, change if level else 2, reference not in unread, by, reference

    takes = {reference: reading_time(_running_text(card)) for reference, card in cards.items()}
    read, left_out, room = [], [], float(minutes)
    for reference in sorted(cards, key=place):
        if takes[reference] <= room:
            room -= takes[reference]
            read.append(reference)
        else:
            left_out.append(reference)
    return Choice(tuple(read), tuple(left_out), takes)


def _weight(standing: Standing) -> int:
    """The rank of a level in force; a card without a rating, or whose deadline has passed, comes after all."""
    return standing.level.rank if standing.level and standing.counts else 0


def minutes_document(
    library: Library,
    standings: Mapping[str, Standing],
    minutes: int,
    unread: Container[str] = (),
    region: str | None = None,
) -> Document:
    """Which cards to read in this time, each row leading to its card, and which are left out."""
    choice = chosen(library, standings, minutes, unread, region)
    rows = tuple(_row(library, standings, reference, unread) for reference in choice.read)
    sections = (Section("To read, in this order", rows), _left_out(library, standings, choice))
    return view_document(_title(minutes), library, region, _said(standings, choice, minutes), sections)


def minutes_pages(
    library: Library,
    standings: Mapping[str, Standing],
    minutes: int,
    unread: Container[str] = (),
    region: str | None = None,
) -> Iterator[Page]:
    """The cards themselves, to be read one after the other; at the end what was left out."""
    choice = chosen(library, standings, minutes, unread, region)
    yield Page(view_document(_title(minutes), library, region, _said(standings, choice, minutes), ()))
    for reference in choice.read:
        yield Page(_short(library, reference, standings), 2)
    if choice.left_out:
        left_out = _left_out(library, standings, choice)
        yield Page(Document(f"{left_out.title}: {left_out.aside}", left_out.paragraphs, ()), 2)


def _short(library: Library, reference: str, standings: Mapping[str, Standing]) -> Document:
    whole = card_document(library, reference, standings[reference])
    return whole._replace(sections=tuple(section for section in whole.sections if section.title in _READ))


def _title(minutes: int) -> str:
    return f"In {counted(minutes, 'minute')}"


def _said(standings: Mapping[str, Standing], choice: Choice, minutes: int) -> list[str]:
    number = len(choice.read) + len(choice.left_out)
    if not number:
        return ["There are no cards to read"]
    if not choice.read:
        least = ceil(min(choice.minutes.values()))
        return [f"No card fits in {counted(minutes, 'minute')}; the shortest takes {counted(least, 'minute')}"]
    least_read = min(_weight(standings[reference]) for reference in choice.read)
    over = sum(_weight(standings[reference]) > least_read for reference in choice.left_out)
    return [
        f"{len(choice.read)} of {counted(number, 'card')}",
        f"about {counted(max(round(choice.whole), 1), 'minute')} at {WORDS_A_MINUTE} words a minute",
        "each as far as its key judgments",
        "worst first, unread before read",
        *([f"{counted(over, 'card')} of a higher level did not fit"] if over else []),
    ]


def _row(library: Library, standings: Mapping[str, Standing], reference: str, unread: Container[str]) -> Paragraph:
    card, standing = library.cards[reference], standings[reference]
    pieces = [trend_words(standing.trend)] if standing.trend else []
    pieces += ["unread"] if reference in unread else []
    pieces += [f"by {said(card.risk.by)}"] if card.risk and card.risk.by else []
    role = Role(standing.level.value) if standing.level else Role.MUTED
    return text(
        Run(card.title, Role.STRONG),
        muted(f"  {' · '.join([*pieces, reference])}"),
        mark=Run(indicator(standing), role),
        lead=Lead("card", reference),
    )


def _left_out(library: Library, standings: Mapping[str, Standing], choice: Choice) -> Section:
    named = choice.left_out[:NAMED]
    rows = [
        text(
            library.cards[reference].title,
            muted(f"  {indicator(standings[reference])}"),
            mark=muted("-"),
            lead=Lead("card", reference),
        )
        for reference in named
    ]
    if more := len(choice.left_out) - len(named):
        rows.append(text(muted(f"and {more} more"), mark=muted("-")))
    takes = ceil(sum(choice.minutes[reference] for reference in choice.left_out))
    aside = f"{counted(len(choice.left_out), 'card')}, another {counted(takes, 'minute')}"
    return Section("Left out", tuple(rows), aside)
