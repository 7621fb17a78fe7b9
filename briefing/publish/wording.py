"""How ratings, dates and sources are said: the same words on screen, in a pipe and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing.model.dates import said
from briefing.model.scales import Level, Trend
from briefing.model.standing import level_of
from briefing.publish.glyphs import EMPTY, FULL

if TYPE_CHECKING:
    from datetime import date

    from briefing.model.briefing import Briefing
    from briefing.model.card import Assessment, Event
    from briefing.model.source import Source
    from briefing.model.standing import Aggregate, Standing


def gauge(level: Level) -> str:
    """Four marks, as many filled as the level is high."""
    return FULL * level.rank + EMPTY * (len(Level) - level.rank)


def trend_words(trend: Trend) -> str:
    """The trend's mark and its word: `+ worse`."""
    return f"{trend.mark} {trend.value}"


def odds(assessment: Assessment) -> str:
    """Likelihood with its percent, and impact: `unlikely (20–45%) × significant`."""
    low, high = assessment.likelihood.band
    return f"{assessment.likelihood} ({low}–{high}%) × {assessment.impact}"


def indicator(standing: Standing) -> str:
    """Gauge and word of a card; `context` where it has no rating, and never a plain level where that is unreviewed."""
    if standing.level is None:
        return "context"
    word = f"{gauge(standing.level)} {standing.level.upper()}"
    return f"{word}, unreviewed" if standing.unreviewed else word


def direction(outlook: Aggregate, worst: Standing | None) -> str:
    """A region's or briefing's indicator: the worst card's gauge and trend; a blank gauge where nothing is rated."""
    if worst is None or worst.level is None or worst.trend is None or outlook.worst is None:
        return EMPTY * len(Level)
    return f"{gauge(worst.level)} {'? unreviewed' if worst.unreviewed else worst.trend.mark}"


def rating_before(was: Assessment, now: Assessment) -> str:
    """`was ELEVATED on 29 Sep`; where the level is the same, what moved within it: `was unlikely × minor on 29 Sep`."""
    within = level_of(was) is level_of(now)
    before = f"{was.likelihood} × {was.impact}" if within else level_of(was).upper()
    return f"was {before} on {said(was.on, now.on)}"


def edition(briefing: Briefing, calendar: date) -> str:
    """Which day the briefing speaks from and, where it is another, which day it is judged on."""
    day, judged = said(briefing.as_of), briefing.today(calendar)
    if briefing.closed:
        return f"closed edition, speaks from {day}"
    return f"as of {day}" if judged == briefing.as_of else f"as of {day}, judged on {said(judged)}"


def short_edition(briefing: Briefing) -> str:
    """The same where there is little room."""
    return f"{'closed, ' if briefing.closed else ''}{said(briefing.as_of)}"


def event_dates(event: Event) -> str:
    """`6–11 Oct 2024`, `Oct 2024`, `2 Oct 2024 – 3 Jan 2025`."""
    if event.until is None:
        return str(event.on)
    start, end = event.on, event.until
    if start.day and end.day and (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end}"
    return f"{start} – {end}"


def host(source: Source) -> str:
    """The host of a source's address, without a leading www; empty where it has none that can be read."""
    try:
        return (urlsplit(source.url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def citation(source: Source) -> str:
    """The source in one line, as it is copied: publisher, title, date, address, day of access."""
    published = f", {source.published}" if source.published else ""
    address = f", {source.url}" if source.url else ""
    accessed = f" (accessed {said(source.accessed)})" if source.accessed else ""
    return f"{source.publisher}, “{source.title}”{published}{address}{accessed}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """`1 gap`, `2 gaps`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
