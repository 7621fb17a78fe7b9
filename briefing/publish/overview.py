"""The one-minute page as a document: what is worst, what moved, what comes, what was seen, how the desk stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.model.card import Outcome, Sighting, Status
from briefing.model.dates import said
from briefing.model.scales import Impact, Level, Likelihood
from briefing.model.standing import level_of
from briefing.publish.document import Document, Lead, Paragraph, Role, Run, Section, muted, text
from briefing.publish.problems import faults_tally
from briefing.publish.wording import counted, edition, event_dates, gauge, rating_before, trend_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from briefing.library.library import Library
    from briefing.model.standing import Standing

COMING, SEEN, DESK = "Coming up", "Signposts seen", "State of the desk"
MOST: Final = 8
"""Rows of a section that grows with the briefing."""


def overview_document(library: Library, standings: Mapping[str, Standing], calendar: date) -> Document:
    """The whole briefing in a page, each row leading to its card."""
    briefing = library.briefing
    on = briefing.today(calendar)
    headline = (text(Run(briefing.headline, Role.STRONG)),) if briefing.headline else ()
    byline = text(muted(f"{edition(briefing, calendar)} · impact is on {briefing.perspective}"))
    sections = (
        Section("Worst first", tuple(_worst(library, standings))),
        Section("Latest changes", tuple(_changes(library, standings, on))),
        Section(COMING, tuple(_coming(library, on)), aside=f"after {said(on)}"),
        Section(SEEN, tuple(_seen(library))),
        Section(DESK, tuple(_desk(library, standings))),
    )
    return Document(briefing.title, (*headline, byline), tuple(each for each in sections if each.paragraphs))


def _published(library: Library) -> Iterator[str]:
    return (reference for reference, card in library.cards.items() if card.status is Status.PUBLISHED)


def _worst(library: Library, standings: Mapping[str, Standing]) -> Iterator[Paragraph]:
    """Each region by its worst card, the worst region first; regions without a rated card say so."""
    outlooks = {name: library.outlook(standings, name) for name in library.regions}
    worst = {outlook.worst: name for name, outlook in outlooks.items() if outlook.worst}
    for reference in library.worst_first(list(worst), standings):
        standing, lead = standings[reference], Lead("card", reference)
        rating = standing.assessment
        if rating is None or standing.level is None or standing.trend is None:
            continue
        role = Role(standing.level.value)
        unreviewed = " unreviewed" if standing.unreviewed else ""
        yield text(
            Run(f"{standing.level.upper()}{unreviewed}", role),
            Run(f"  {library.regions[worst[reference]].name}", Role.STRONG),
            f"  {library.cards[reference].title}",
            muted("  HILP") if standing.hilp else Run(""),
            mark=Run(gauge(standing.level), role),
            lead=lead,
        )
        was = f", {rating_before(standing.was, rating)}" if standing.was and standing.trend != "same" else ""
        yield text(muted(f"{rating.likelihood} × {rating.impact} · {trend_words(standing.trend)}{was}"), hangs=True)
        yield text(muted(rating.why), hangs=True)
    for name, outlook in outlooks.items():
        if outlook.worst is None:
            yield text(Run(library.regions[name].name, Role.STRONG), muted("  no rating in force"), mark=muted("-"))


def _changes(library: Library, standings: Mapping[str, Standing], on: date) -> Iterator[Paragraph]:
    """Ratings that moved, the latest first, each with its reason."""
    moved = [
        (standing.assessment.on, reference, standing)
        for reference in _published(library)
        if (standing := standings[reference]).assessment
        and standing.was
        and standing.trend
        and standing.trend != "same"
    ]
    for day, reference, standing in sorted(moved, key=lambda each: (-each[0].toordinal(), each[1]))[:MOST]:
        assert standing.assessment is not None
        assert standing.was is not None
        before, after = level_of(standing.was), level_of(standing.assessment)
        step = f"{before.upper()} to {after.upper()}" if before is not after else f"{after.upper()}, {standing.trend}"
        yield text(
            f"{library.cards[reference].title}  ",
            Run(step, Role(after.value)),
            mark=muted(said(day, on)),
            lead=Lead("card", reference),
        )
        yield text(muted(standing.assessment.why), hangs=True)


class Coming(NamedTuple):
    """Something with a date, and the card that says so."""

    first: date
    dates: str
    what: str
    reference: str


def coming(library: Library, on: date) -> list[Coming]:
    """Events, deadlines of risks and dates of open judgments that are not past on a day, the next first."""
    found = []
    for reference in _published(library):
        card = library.cards[reference]
        found += [
            Coming(event.on.first, event_dates(event), event.what, reference)
            for event in card.event
            if (event.until or event.on).last >= on
        ]
        if card.risk and card.risk.by and card.risk.by >= on:
            found.append(Coming(card.risk.by, said(card.risk.by), f"deadline: {card.title}", reference))
        due: dict[date, int] = {}
        for judgment in card.judgment:
            if judgment.outcome is Outcome.OPEN and judgment.by >= on:
                due[judgment.by] = due.get(judgment.by, 0) + 1
        for day, number in due.items():
            words = f"{counted(number, 'judgment')} {'falls' if number == 1 else 'fall'} due: {card.title}"
            found.append(Coming(day, said(day), words, reference))
    return sorted(found)


def _coming(library: Library, on: date) -> Iterator[Paragraph]:
    ahead = coming(library, on)
    for each in ahead[:MOST]:
        yield text(each.what, muted(f"  {each.reference}"), mark=muted(each.dates), lead=Lead("card", each.reference))
    if len(ahead) > MOST:
        yield text(muted(f"and {len(ahead) - MOST} more, up to {said(ahead[-1].first)}"), hangs=True)


def _seen(library: Library) -> Iterator[Paragraph]:
    for reference in _published(library):
        for signpost in library.cards[reference].signpost:
            if signpost.status is Sighting.SEEN:
                yield text(
                    signpost.text,
                    muted(f"  {signpost.if_seen} {library.cards[reference].title}"),
                    mark=Run("+" if signpost.if_seen == "raises" else "-", Role.STRONG),
                    lead=Lead("card", reference),
                )


def _desk(library: Library, standings: Mapping[str, Standing]) -> Iterator[Paragraph]:
    whole = library.outlook(standings)
    levels = [
        Run(f"  {whole.counts[level]} {level.value}", Role(level.value))
        for level in reversed(Level)
        if whole.counts[level]
    ]
    yield text(counted(whole.cards, "card"), *levels, muted(f"  {whole.context} context"))
    gaps = sum(not gap.resolved_on for reference in _published(library) for gap in library.cards[reference].gap)
    pieces = [
        f"{whole.worse} worse",
        f"{whole.better} better",
        f"{whole.overdue} overdue",
        counted(gaps, "open gap"),
    ]
    pieces.append(faults_tally(library) or "no problems")
    yield text(muted(" · ".join(pieces)))


class Cell(NamedTuple):
    """One field of the matrix and the cards that stand in it."""

    likelihood: Likelihood
    impact: Impact
    references: tuple[str, ...]
    more: int = 0
    """How many stand in it beside these."""


def matrix(library: Library, standings: Mapping[str, Standing], most: int | None = None) -> list[list[Cell]]:
    """Rows of impact from worst to least, each of likelihood from least to most, each field with its cards.

    Of each field the worst are named, where no more than `most` are wanted.
    """
    standing_in: dict[tuple[Likelihood, Impact], list[str]] = {}
    for reference in library.worst_first(list(library.cards), standings):
        rating = standings[reference].assessment
        if rating and standings[reference].counts:
            standing_in.setdefault((rating.likelihood, rating.impact), []).append(reference)

    def cell(likelihood: Likelihood, impact: Impact) -> Cell:
        named = standing_in.get((likelihood, impact), [])
        return Cell(likelihood, impact, tuple(named[:most]), len(named[most:]) if most is not None else 0)

    return [[cell(likelihood, impact) for likelihood in Likelihood] for impact in reversed(Impact)]
