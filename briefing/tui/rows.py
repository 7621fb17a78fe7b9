"""Rows of lists, made from the library: a card in its region's list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.library.clean import clean_line
from briefing.model.card import Status
from briefing.model.dates import said
from briefing.publish.wording import counted, indicator, trend_words
from briefing.tui.panes.cards import Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.library.library import Library
    from briefing.model.standing import Standing
    from briefing.reader.marks import Marks


def card_row(
    library: Library, standings: Mapping[str, Standing], reference: str, region: str, marks: Marks | None = None
) -> Row:
    """A card as its region's list shows it."""
    file = library.files[reference]
    unread = marks is not None and (reference in marks.unread or reference in marks.changed)
    kept = marks is not None and reference in marks.bookmarked
    card, standing = file.model, standings.get(reference)
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
    return Row(reference, card.title, indicator(standing), level, "  ".join(about), faulty, unread, kept)
