"""What can change: a key, an entry, a rating, a card, the briefing around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.change.words import reworded
from briefing.model.dates import PartialDate
from briefing.model.scales import Trend
from briefing.model.standing import level_of

if TYPE_CHECKING:
    from briefing.change.words import Piece
    from briefing.library.library import Library
    from briefing.library.positions import KeyPath
    from briefing.model.card import Assessment, Card
    from briefing.model.closed import Closed

Value = str | int | float | date | PartialDate | tuple[str | int, ...] | None

RUNNING: Final = frozenset(
    (
        *("title", "headline", "perspective", "summary", "analysis", "event", "why", "text", "quote", "statement"),
        *("basis", "alternative", "if_wrong", "what", "descriptor", "name", "issue"),
    )
)
"""Keys that hold running text: it is reworded, where any other value becomes another."""
QUIET: Final = {
    "card": frozenset(("as_of", "language", "ignore")),
    "signpost": frozenset(("checked",)),
    "source": frozenset(("accessed", "archive", "sha256", "passage", "truncated")),
}
"""Keys that say how the desk works, not what it says: a change of these alone is counted, not told."""


class Moved(NamedTuple):
    """A key that holds something else than before; None where it held or holds nothing."""

    key: str
    before: Value
    after: Value

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Word by word how a running text was reworded, as it reads on one line; empty for any other value."""
        return reworded(str(self.before or ""), str(self.after or "")) if self.key in RUNNING else ()


class What(StrEnum):
    """What became of an entry."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    PASSED = "passed"
    """An event whose day came."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """A judgment, claim, gap, source … that changed."""

    what: What
    table: str
    """As in TOML: `judgment`; an earlier rating is an `assessment`; `region` and `source` of the briefing."""
    id: str
    """What it is cited by; empty where it has none."""
    before: Closed | None
    after: Closed | None
    moved: tuple[Moved, ...] = ()
    path: KeyPath = ()
    """Where it stands in the newer file; empty where it does not."""

    @property
    def quiet(self) -> bool:
        """Whether nothing changed but how the desk keeps it."""
        quiet = QUIET.get(self.table, frozenset())
        return self.what is What.CHANGED and all(moved.key in quiet for moved in self.moved)


@dataclass(frozen=True, slots=True)
class Rerated:
    """A rating that moved or was made anew."""

    before: Assessment | None
    after: Assessment | None
    new: tuple[Assessment, ...]
    """Those made since, in their order, each with its reason."""

    @property
    def trend(self) -> Trend:
        """Where it went from the one to the other: by level, then likelihood, then impact."""
        if self.before is None or self.after is None:
            return Trend.NEW
        was, now = ((level_of(rating), rating.likelihood, rating.impact) for rating in (self.before, self.after))
        return Trend.SAME if was == now else Trend.WORSE if now > was else Trend.BETTER

    @property
    def moved(self) -> tuple[Moved, ...]:
        """What of the rating moved, each by itself."""
        if self.before is None or self.after is None:
            return ()
        pairs = [Moved("level", level_of(self.before), level_of(self.after))]
        pairs += [Moved(key, getattr(self.before, key), getattr(self.after, key)) for key in RATED]
        return tuple(moved for moved in pairs if moved.before != moved.after)


RATED: Final = ("likelihood", "impact", "confidence")


class Turn(StrEnum):
    """What became of a card as a whole."""

    NEW = "new"
    GONE = "gone"
    RENAMED = "renamed"
    PUBLISHED = "published"
    DRAFT = "draft"
    RETIRED = "retired"
    UNREADABLE = "unreadable"
    READABLE = "readable"
    """It could not be read before."""
    PARTLY = "partly"
    """Some of it cannot be read in one of the two, so nothing is said of that."""


@dataclass(frozen=True, slots=True)
class CardChange:
    """All that changed of one card."""

    reference: str
    """Its present one; of a card that is gone, the last."""
    before: Card | None
    after: Card | None
    """None also where the file cannot be read."""
    earlier: str = ""
    """Its reference before, where it was renamed."""
    turns: tuple[Turn, ...] = ()
    rating: Rerated | None = None
    risk: tuple[Moved, ...] = ()
    """The risk's event and deadline."""
    keys: tuple[Moved, ...] = ()
    """The card's own: title, summary, tags …"""
    entries: tuple[EntryChange, ...] = ()

    @property
    def cites(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Ids of the sources that its claims come from now and did not before, and the other way round."""
        if self.before is None or self.after is None or Turn.PARTLY in self.turns:
            return (), ()
        was, now = cited_by(self.before), cited_by(self.after)
        return tuple(name for name in now if name not in was), tuple(name for name in was if name not in now)

    @property
    def quiet(self) -> bool:
        """Whether the card was only looked at again."""
        keys = all(moved.key in QUIET["card"] and moved.before is not None for moved in self.keys)
        return not (self.turns or self.rating or self.risk) and keys and all(each.quiet for each in self.entries)

    @property
    def told(self) -> bool:
        """Whether there is anything to say of it."""
        return bool(self.turns or self.rating or self.risk or self.keys or self.entries)


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed from one Library to another."""

    briefing: tuple[Moved, ...] = ()
    regions: tuple[EntryChange, ...] = ()
    cards: tuple[CardChange, ...] = ()
    """In the order of the briefing, those that are gone behind the others of their region."""
    sources: tuple[EntryChange, ...] = ()
    not_compared: tuple[str, ...] = ()
    """Files around the cards that cannot be read in one of the two."""

    def __bool__(self) -> bool:
        return bool(self.briefing or self.regions or self.cards or self.sources or self.not_compared)

    def within(self, place: str, *libraries: Library) -> Changes:
        """Only those of a card or a region, with the sources that its cards cite in these Libraries."""
        chosen = tuple(each for each in self.cards if place in (each.reference, each.earlier, _region(each.reference)))
        cards = [card for each in chosen for card in (each.before, each.after)]
        cards += [
            card
            for library in libraries
            for reference, card in library.cards.items()
            if place in (reference, _region(reference))
        ]
        cited = {source for card in cards for source in cited_by(card)}
        return Changes(
            regions=tuple(each for each in self.regions if each.id == place),
            cards=chosen,
            sources=tuple(each for each in self.sources if each.id in cited),
            not_compared=self.not_compared,
        )


def cited_by(card: Card | None) -> tuple[str, ...]:
    """Ids of the sources that a card's claims come from, each once, in their order."""
    named = [name for claim in (card.claim if card else ()) for name in (claim.source, claim.origin) if name]
    return tuple(dict.fromkeys(named))


def _region(reference: str) -> str:
    return reference.partition("/")[0]
