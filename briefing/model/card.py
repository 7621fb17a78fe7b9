"""A card: one question of a region, with its rating, what is judged, and what that rests on."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final

from briefing.model.closed import (
    Before,
    Closed,
    Day,
    ExactlyWhole,
    Flag,
    Id,
    Language,
    Line,
    PartReference,
    Percent,
    Reference,
    RuleCode,
    Tag,
    Text,
    model,
)
from briefing.model.dates import PartialDate
from briefing.model.scales import Confidence, Credibility, Impact, Likelihood

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBERED: Final = {"claim": "c", "judgment": "j", "gap": "g", "signpost": "s"}
"""The tables whose entries can be referred to, with the letter that an entry without an id is numbered by."""

SUMMARY_LIMIT: Final = 600
"""Characters that a summary should keep to."""

TO_BE_WRITTEN: Final = "the bottom line is still to be written"
"""What a new card says in place of its summary."""


class Status(StrEnum):
    """Where a card stands in its life."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"


class ClaimKind(StrEnum):
    """What sort of thing is claimed."""

    FACT = "fact"
    STATEMENT = "statement"
    OPINION = "opinion"


class Outcome(StrEnum):
    """How a judgment came out; void where the question itself fell away."""

    OPEN = "open"
    YES = "yes"
    NO = "no"
    VOID = "void"


class Stance(StrEnum):
    """Where an actor stands on an issue."""

    SUPPORTS = "supports"
    CONDITIONAL = "conditional"
    SILENT = "silent"
    AMBIGUOUS = "ambiguous"
    OPPOSES = "opposes"


class Direction(StrEnum):
    """Which way a signpost, once seen, would move the risk."""

    RAISES = "raises"
    LOWERS = "lowers"


class Sighting(StrEnum):
    """Whether a signpost has been seen."""

    SEEN = "seen"
    NOT_SEEN = "not-seen"
    UNCLEAR = "unclear"


@model
class Assessment(Closed):
    """One rating of a risk, and why. A new one is appended; the last is the current."""

    on: Day
    likelihood: Likelihood
    """ICD 203 band; the odds of the risk's event by its deadline, never its importance."""
    impact: Impact
    """On the briefing's perspective, if the event comes."""
    confidence: Confidence
    """Quality of the basis; it never moves the level."""
    why: Text
    claims: tuple[PartReference, ...] = ()
    """What the rating rests on."""


@model
class Risk(Closed):
    """A thing that would happen, by a day, and how it has been rated."""

    event: Text | None = None
    by: Day | None = None
    """The last day on which the event counts."""
    assessment: tuple[Assessment, ...] = ()

    @property
    def current(self) -> Assessment | None:
        """The rating that holds now."""
        return self.assessment[-1] if self.assessment else None

    @property
    def previous(self) -> Assessment | None:
        """The rating before it."""
        return self.assessment[-2] if len(self.assessment) > 1 else None


def _pieces(written: object) -> object:
    if isinstance(written, str | list | tuple):
        return (written,) if isinstance(written, str) else written
    raise ValueError("must be text, in quotes, or a list of such pieces")


Pieces = Annotated[tuple[Text, ...], Before(_pieces, written=Text | tuple[Text, ...])]
"""A text, or a list of the pieces of one."""


@model
class Claim(Closed):
    """What somebody reports or says."""

    id: Id
    kind: ClaimKind | None = None
    text: Text
    source: Id | None = None
    """Id of a source in sources.toml."""
    speaker: Line | None = None
    quote: Pieces = ()
    """The speaker's words, verbatim; several pieces where the speaker is interrupted."""
    origin: Id | None = None
    """The source that this source itself relies on."""
    credibility: Annotated[Credibility, ExactlyWhole] | None = None
    """Admiralty code 1-6 (AJP-2.1), judged apart from the source's reliability."""
    confirmed_by: tuple[PartReference, ...] = ()
    """Claims of another origin that say the same; what credibility 1 rests on."""

    @property
    def goes_back_to(self) -> str | None:
        """Where the words come from in the end: the origin where there is one, else the source."""
        return self.origin or self.source


@model
class Judgment(Closed):
    """What we conclude, with its odds and what it rests on."""

    id: Id
    key: Flag = False
    statement: Text
    likelihood: Likelihood
    """ICD 203 band; its term stands in the statement too."""
    probability: Percent | None = None
    """Percent, inside the term's band; what a score is reckoned from."""
    by: Day
    confidence: Confidence | None = None
    """Quality of the basis; it never shares a sentence with a likelihood (ICD 203)."""
    claims: tuple[PartReference, ...] = ()
    basis: Text | None = None
    alternative: Text | None = None
    """The best other reading of the same claims."""
    outcome: Outcome = Outcome.OPEN
    resolved_on: Day | None = None


@model
class Assumption(Closed):
    """What we take for granted, and what follows if it is wrong."""

    text: Text
    if_wrong: Text | None = None


@model
class Gap(Closed):
    """What we do not know and would want to."""

    id: Id
    text: Text
    resolved_on: Day | None = None
    """The day that it was filled."""


@model
class Position(Closed):
    """Where an actor stands on an issue."""

    actor: Line
    issue: Line
    stance: Stance
    claims: tuple[PartReference, ...] = ()


@model
class Event(Closed):
    """A date, past or to come."""

    on: PartialDate
    until: PartialDate | None = None
    what: Text
    claims: tuple[PartReference, ...] = ()


@model
class Signpost(Closed):
    """An observable that would change our mind."""

    id: Id
    text: Text
    if_seen: Direction
    status: Sighting
    checked: Day | None = None
    """When somebody last looked."""


@model
class Related(Closed):
    """Another card, and how it bears on this one."""

    card: Reference
    how: Line


@model
class Card(Closed):
    """One file of a region: what an editor writes, and nothing that can be derived from it."""

    title: Line
    status: Status = Status.PUBLISHED
    as_of: Day
    """The day that the card speaks from; freshness counts from it."""
    tags: tuple[Tag, ...] = ()
    also_in: tuple[Id, ...] = ()
    """Other regions that list this card."""
    aliases: tuple[Reference, ...] = ()
    """Earlier references of this card."""
    ignore: tuple[RuleCode, ...] = ()
    """Codes of rules that do not apply here."""
    language: Language | None = None
    summary: Text
    """Bottom line up front, Markdown, at most 600 characters; a longer one is a problem, and still shown."""
    analysis: Text | None = None
    """Longer text, Markdown; `[c1]` cites a claim, `[[region/card]]` links a card."""
    risk: Risk | None = None
    """Absent on a context card."""
    claim: tuple[Claim, ...] = ()
    judgment: tuple[Judgment, ...] = ()
    assumption: tuple[Assumption, ...] = ()
    gap: tuple[Gap, ...] = ()
    position: tuple[Position, ...] = ()
    event: tuple[Event, ...] = ()
    signpost: tuple[Signpost, ...] = ()
    related: tuple[Related, ...] = ()

    def parts(self) -> Iterator[tuple[str, int, str]]:
        """Yield everything that can be referred to: its table, its place there from 0, its id."""
        for table in NUMBERED:
            for place, entry in enumerate(getattr(self, table)):
                yield table, place, entry.id

    def claims_by_id(self) -> dict[str, Claim]:
        """Give the card's own claims in their order; of two with one id the first stands."""
        return {claim.id: claim for claim in (*self.claim, *reversed(self.claim))}


def numbered(card: dict[str, Any]) -> dict[str, Any]:
    """Give each entry of a card's table that has no id its position as one: the second claim is `c2`."""
    filled = dict(card)
    for table, letter in NUMBERED.items():
        entries = card.get(table)
        if isinstance(entries, list | tuple):
            filled[table] = [
                {"id": f"{letter}{place}", **entry} if isinstance(entry, dict) and "id" not in entry else entry
                for place, entry in enumerate(entries, start=1)
            ]
    return filled
