"""Rows of lists, made from the library: a card in its region's list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

from briefing.library.clean import clean_line
from briefing.model.card import Status
from briefing.model.dates import said
from briefing.publish.wording import counted, indicator, trend_words
from briefing.tui.panes.cards import Row

if TYPE_CHECKING:
    from briefing.find.listing import Listing


class Rows(Sequence[Row]):
    """The cards of a list; each row is made when it is first looked at, as of thousands few ever are."""

    def __init__(self, listing: Listing, references: Sequence[str], region: str) -> None:
        self._listing, self._references, self._region = listing, references, region
        self._made: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._references)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        if place not in self._made:
            self._made[place] = card_row(self._listing, self._references[place], self._region)
        return self._made[place]


def card_row(listing: Listing, reference: str, region: str) -> Row:
    """A card as its region's list shows it."""
    library = listing.library
    file = library.files[reference]
    card, standing = file.model, listing.standings.get(reference)
    faulty = any(problem.is_fault for problem in library.problems_of(reference))
    if card is None or standing is None:
        return Row(reference, clean_line(file.path.name), "cannot be read", "fault", "", faulty)
    about = [] if card.status is Status.PUBLISHED else [card.status.value]
    if file.last_good:
        about.append("last good version")
    if standing.trend:
        about.append(trend_words(standing.trend))
    home = reference.partition("/")[0]
    if home != region:
        about.append(f"from {library.regions[home].code}")
    if card.risk and card.risk.by:
        by = said(card.risk.by, library.briefing.as_of)
        about.append(f"deadline passed {by}" if standing.deadline_passed else f"by {by}")
    gaps = sum(gap.resolved_on is None for gap in card.gap)
    if standing.level is None and gaps:
        about.append(counted(gaps, "gap"))
    level = standing.level.value if standing.level else "muted"
    return Row(reference, card.title, indicator(standing), level, "  ".join(about), faulty)
