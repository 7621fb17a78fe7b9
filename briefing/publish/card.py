"""A card as a document: its sections in the order that everything which shows a card keeps to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.library.clean import clean_line
from briefing.model.card import Direction, Sighting, Status
from briefing.model.dates import said
from briefing.model.scales import Likelihood
from briefing.model.standing import level_of
from briefing.publish.chart import chart
from briefing.publish.document import CitedSource, Document, Lead, Paragraph, Role, Run, Section, muted, text
from briefing.publish.problems import problems_on_card
from briefing.publish.prose import prose
from briefing.publish.wording import (
    event_dates,
    gauge,
    host,
    odds,
    rating_before,
    trend_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from briefing.library.library import Library
    from briefing.model.card import Assessment, Card, Claim, Judgment
    from briefing.model.standing import Standing

SOURCES: Final = "Sources"
HISTORY: Final = "Rating history"
# "unlikely" holds "likely", so the longer terms are looked for first.
_TERMS: Final = re.compile(rf"\b({'|'.join(sorted(Likelihood, key=len, reverse=True))})\b", re.IGNORECASE)


def card_document(library: Library, reference: str, standing: Standing | None, chart_width: int = 0) -> Document:
    """One card of the library as a document; of a file that cannot be read, what is known of it.

    With a `chart_width`, the rating's history begins with one. On paper and in a pipe it stays words: each row of
    marks would be read aloud, and proportional type would bend it.
    """
    card = library.cards.get(reference)
    problems = problems_on_card(library.problems_of(reference))
    if card is None or standing is None:
        return _unreadable(library, reference, problems)
    return _Pages(library, reference, card, standing, chart_width).document(problems)


class _Pages:
    """One card on its way to a document; holds what every section needs."""

    def __init__(self, library: Library, reference: str, card: Card, standing: Standing, chart_width: int) -> None:
        self.library = library
        self.reference = reference
        self.card = card
        self.standing = standing
        self.chart_width = chart_width
        self.day = library.briefing.as_of if library.briefing.closed else card.as_of
        self.sources = _cited(library, card)
        self.numbers = {cited.id: cited.number for cited in self.sources}

    def document(self, problems: tuple[Paragraph, ...]) -> Document:
        sections = (
            Section("Bottom line", self._prose("summary"), spaced=True),
            Section("Key judgments", tuple(self._judgments())),
            Section("Evidence", tuple(self._evidence())),
            Section("What would change our mind", tuple(self._signposts())),
            Section("Gaps", tuple(self._gaps())),
            Section("Assumptions", tuple(self._assumptions())),
            Section("Positions", tuple(self._positions())),
            Section("Dates", tuple(self._dates())),
            Section("Analysis", self._prose("analysis"), spaced=True),
            Section("Related", tuple(self._related())),
            Section(HISTORY, tuple(self._history())),
            Section(SOURCES, tuple(self._sources())),
        )
        return Document(
            self.card.title,
            (self._byline(), *problems, *self._rating()),
            tuple(section for section in sections if section.paragraphs),
            self.sources,
            self.reference,
        )

    def _byline(self) -> Paragraph:
        card = self.card
        tags = f" · {', '.join(card.tags)}" if card.tags else ""
        status = "" if card.status is Status.PUBLISHED else f"{card.status.upper()} · "
        kept = " · last good version" if self.library.files[self.reference].last_good else ""
        return text(muted(f"{status}{self.reference} · {said(card.as_of)}{tags}{kept}"), part=("title",))

    def _rating(self) -> Iterator[Paragraph]:
        standing, risk = self.standing, self.card.risk
        if risk is None:
            yield text(Run("context"), muted(" · no rating: this card explains and does not warn"))
            return
        rating = standing.assessment
        if rating is None or standing.level is None or standing.trend is None:
            yield text(Run("not rated", Role.STRONG), muted(" · a risk without an assessment"), part=("risk",))
        else:
            part = ("risk", "assessment", len(risk.assessment) - 1)
            hilp = muted("   HILP, high impact and low probability") if standing.hilp else Run("")
            yield text(
                Run(gauge(standing.level), _level_role(rating)),
                Run(f" {standing.level.upper()}", Role.STRONG if standing.unreviewed else _level_role(rating)),
                Run(f", unreviewed since {said(self.card.as_of)}" if standing.unreviewed else ""),
                Run(f"   {odds(rating)}"),
                hilp,
                part=part,
            )
        yield text(muted(self._risked()), part=("risk",))
        if rating:
            yield text(
                muted(f"Rated {said(rating.on, self.day)}: {rating.why}"),
                *self._rests_on(rating.claims, " Rests on "),
                part=part,
            )

    def _risked(self) -> str:
        """The risk's event, deadline, direction and the quality of its basis, in one quiet line."""
        standing, risk = self.standing, self.card.risk
        assert risk is not None
        event = risk.event or "no event is named"
        pieces = [f"{event.rstrip('.')}, by {said(risk.by)}" if risk.by else f"{event.rstrip('.')}, no deadline"]
        if standing.deadline_passed:
            pieces.append("deadline passed")
        if standing.trend and standing.assessment:
            moved = standing.was and standing.trend != "same"
            was = f", {rating_before(standing.was, standing.assessment)}" if standing.was and moved else ""
            pieces.append(f"{trend_words(standing.trend)}{was}")
            pieces.append(f"confidence {standing.assessment.confidence}")
        if not standing.unreviewed and standing.freshness == "due":
            pieces.append(f"review due by {said(standing.review_by, self.day)}")
        return " · ".join(pieces)

    def _prose(self, key: str) -> tuple[Paragraph, ...]:
        written: str = getattr(self.card, key) or ""
        return tuple(each._replace(part=(key,)) for each in prose(written, self._title_of)) if written.strip() else ()

    def _title_of(self, named: str) -> str | None:
        found = self.library.find(named)
        return self.library.cards[found].title if found and found in self.library.cards else found

    def _judgments(self) -> Iterator[Paragraph]:
        order = sorted(range(len(self.card.judgment)), key=lambda place: not self.card.judgment[place].key)
        for place in order:
            judgment, part = self.card.judgment[place], ("judgment", place)
            yield text(*_with_terms(judgment.statement), mark=muted(judgment.id), part=part)
            yield text(
                muted(_about(judgment, self.day)),
                *self._rests_on(judgment.claims, " · rests on "),
                hangs=True,
                part=part,
            )
            # ICD 203: confidence never shares a sentence with a likelihood.
            basis = f"Confidence {judgment.confidence}" if judgment.confidence else "Basis"
            if judgment.basis or judgment.confidence:
                yield text(muted(f"{basis}: {judgment.basis or 'no basis is given'}"), hangs=True, part=part)
            if judgment.alternative:
                yield text(muted(f"Alternative: {judgment.alternative}"), hangs=True, part=part)

    def _rests_on(self, claims: Sequence[str], before: str) -> Iterator[Run]:
        for place, claim in enumerate(claims):
            yield muted(before if place == 0 else " ")
            yield Run(claim, Role.LEAD, Lead("part", claim))

    def _evidence(self) -> Iterator[Paragraph]:
        for place, claim in enumerate(self.card.claim):
            part = ("claim", place)
            yield text(claim.text, mark=muted(claim.id), part=part)
            if claim.quote:
                words = " … ".join(f"“{piece}”" for piece in claim.quote)
                yield text(Run(words, Role.EMPHASIS), hangs=True, part=part)
            yield text(*self._told_by(claim), hangs=True, part=part)

    def _told_by(self, claim: Claim) -> Iterator[Run]:
        kind = claim.kind.value if claim.kind else "claim"
        yield muted(f"{kind} by {claim.speaker}" if claim.speaker else kind)
        source = self.library.sources.get(claim.source or "")
        if claim.source is None:
            yield muted(" · no source given")
        elif source is None:
            yield muted(f" · {claim.source}, which sources.toml does not have")
        else:
            yield muted(" · ")
            yield self._number(claim.source)
            grade = f" · {source.reliability or 'not rated'}"
            yield muted(f" {source.publisher}{grade}{f' {claim.credibility.value}' if claim.credibility else ''}")
        if claim.origin and claim.origin in self.numbers:
            yield muted(" · from ")
            yield self._number(claim.origin)
            yield muted(f" {self.library.sources[claim.origin].publisher}")
        yield from self._rests_on(claim.confirmed_by, " · confirmed by ")

    def _number(self, source: str) -> Run:
        return Run(f"[{self.numbers[source]}]", Role.LEAD, Lead("source", source))

    def _signposts(self) -> Iterator[Paragraph]:
        for place, signpost in enumerate(self.card.signpost):
            raises = signpost.if_seen is Direction.RAISES
            checked = f", checked {said(signpost.checked, self.day)}" if signpost.checked else ", never checked"
            seen = Run(
                signpost.status.replace("-", " "),
                Role.STRONG if signpost.status is Sighting.SEEN else Role.MUTED,
            )
            yield text(
                Run(f"{signpost.text.rstrip('.')}  "),
                muted("raises · " if raises else "lowers · "),
                seen,
                muted(checked),
                mark=Run("+" if raises else "-", Role.ELEVATED if raises else Role.GUARDED),
                part=("signpost", place),
            )

    def _gaps(self) -> Iterator[Paragraph]:
        for place, gap in enumerate(self.card.gap):
            filled = [muted(f"  filled {said(gap.resolved_on, self.day)}")] if gap.resolved_on else []
            yield text(gap.text, *filled, mark=muted("x" if gap.resolved_on else "?"), part=("gap", place))

    def _assumptions(self) -> Iterator[Paragraph]:
        for place, assumption in enumerate(self.card.assumption):
            yield text(assumption.text, mark=muted("-"), part=("assumption", place))
            if assumption.if_wrong:
                yield text(muted(f"If wrong: {assumption.if_wrong}"), hangs=True, part=("assumption", place))

    def _positions(self) -> Iterator[Paragraph]:
        for place, position in enumerate(self.card.position):
            yield text(
                Run(position.actor, Role.STRONG),
                f"  {position.stance}  ",
                muted(position.issue),
                *self._rests_on(position.claims, " · "),
                mark=muted("-"),
                part=("position", place),
            )

    def _dates(self) -> Iterator[Paragraph]:
        for place in sorted(range(len(self.card.event)), key=lambda each: self.card.event[each].on.first):
            event = self.card.event[place]
            yield text(
                event.what,
                *self._rests_on(event.claims, " · "),
                mark=muted(event_dates(event)),
                part=("event", place),
            )

    def _related(self) -> Iterator[Paragraph]:
        for place, related in enumerate(self.card.related):
            title = self._title_of(related.card)
            yield text(
                muted(f"{related.how}: "),
                Run(title or related.card, Role.LEAD, Lead("card", related.card) if title else None),
                mark=muted("-"),
                part=("related", place),
            )

    def _history(self) -> Iterator[Paragraph]:
        ratings = self.card.risk.assessment if self.card.risk else ()
        if len(ratings) < 2:
            return
        if self.chart_width:
            yield chart(ratings, self.day, self.chart_width)
        for place in reversed(range(len(ratings))):
            rating, part = ratings[place], ("risk", "assessment", place)
            was = f" · {_moved_from(ratings[place - 1], rating)}" if place else ""
            yield text(
                Run(f"{gauge(level_of(rating))} {level_of(rating).upper()}", _level_role(rating)),
                muted(f"  {rating.likelihood} × {rating.impact}{was}"),
                mark=muted(said(rating.on, self.day)),
                part=part,
            )
            yield text(muted(rating.why), hangs=True, part=part)

    def _sources(self) -> Iterator[Paragraph]:
        for cited in self.sources:
            yield from source_paragraphs(cited)


def source_paragraphs(cited: CitedSource) -> Iterator[Paragraph]:
    """A source with its number: who and when, its grade, where it stands and why it is rated so."""
    source, lead = cited.source, Lead("source", cited.id)
    published = f", {source.published}" if source.published else ""
    place = host(source)
    yield text(
        Run(f"{source.publisher}{published}"),
        muted(f"  {source.kind} · {source.reliability or 'not rated'}"),
        *([muted(" · "), Run(place, Role.LEAD, lead)] if place else []),
        mark=Run(f"[{cited.number}]", Role.LEAD, lead),
        lead=lead,
    )
    unseen = "  not held: known only through others" if not (source.accessed or source.archive) else ""
    breaks_off = "  the archived text breaks off" if source.truncated else ""
    yield text(muted(f"“{source.title}”{unseen}{breaks_off}"), hangs=True)
    if source.descriptor:
        yield text(muted(source.descriptor), hangs=True)


def _cited(library: Library, card: Card) -> tuple[CitedSource, ...]:
    """The sources that the card's claims name, numbered as they are first met; what a source relies on follows it."""
    named = [name for claim in card.claim for name in (claim.source, claim.origin) if name]
    known = [name for name in dict.fromkeys(named) if name in library.sources]
    return tuple(CitedSource(number, name, library.sources[name]) for number, name in enumerate(known, start=1))


def _about(judgment: Judgment, day: date) -> str:
    low, high = judgment.likelihood.band
    percent = f"{judgment.probability}%" if judgment.probability is not None else f"{low}–{high}%"
    pieces = [f"by {said(judgment.by)}", percent]
    if judgment.key:
        pieces.insert(0, "key")
    if judgment.outcome != "open":
        resolved = f" {said(judgment.resolved_on, day)}" if judgment.resolved_on else ""
        pieces.append(f"came out: {judgment.outcome}{resolved}")
    return " · ".join(pieces)


def _with_terms(statement: str) -> Iterator[Run]:
    """The statement with its likelihood terms set strong."""
    for place, piece in enumerate(_TERMS.split(statement)):
        yield Run(piece, Role.STRONG if place % 2 else Role.TEXT)


def _level_role(rating: Assessment) -> Role:
    return Role(level_of(rating).value)


def _moved_from(was: Assessment, rating: Assessment) -> str:
    if (was.likelihood, was.impact) == (rating.likelihood, rating.impact):
        return f"as on {said(was.on, rating.on)}"
    return rating_before(was, rating)


def _unreadable(library: Library, reference: str, problems: tuple[Paragraph, ...]) -> Document:
    name = clean_line(library.files[reference].path.name)
    opening = text(muted(f"{reference} · this file cannot be read; nothing else is wrong with the briefing for it"))
    return Document(name, (opening, *problems), (), (), reference)
