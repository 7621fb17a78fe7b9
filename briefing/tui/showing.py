"""A reading of the content with all that its screen takes time to make; a thread makes it, and the screen shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.find.listing import Listing
from briefing.publish.problems import faults_tally
from briefing.publish.wording import direction, edition, short_edition
from briefing.tui.pages import Overview
from briefing.tui.panes.bars import Tab

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from briefing.library.library import Library


@dataclass(frozen=True)
class Showing:
    """The briefing on a day, ready to be shown."""

    listing: Listing
    overview: Overview
    tabs: tuple[Tab, ...]
    edition: str
    short_edition: str
    problems: str
    """How many faults there are, in words; empty without any."""

    @property
    def library(self) -> Library:
        """What was read."""
        return self.listing.library


def showing(library: Library, calendar: date) -> Showing:
    """Make it."""
    listing = Listing(library, calendar)
    _ = library.problems_by_file  # a list looks into it for each of its rows
    faults = faults_tally(library)
    return Showing(
        listing,
        Overview(listing),
        tuple(_tabs(listing)),
        edition(library.briefing, calendar),
        short_edition(library.briefing),
        f"! {faults}" if faults else "",
    )


def _tabs(listing: Listing) -> Iterator[Tab]:
    yield Tab("", "Overview", "Overview", "", "", "muted")
    library, standings = listing.library, listing.standings
    for name, region in library.regions.items():
        outlook = library.outlook(standings, name)
        worst = standings[outlook.worst] if outlook.worst else None
        mark, _, trend = direction(outlook, worst).partition(" ")
        level = worst.level.value if worst and worst.level and not worst.unreviewed else "muted"
        yield Tab(name, region.name, region.code, mark, trend, level)
