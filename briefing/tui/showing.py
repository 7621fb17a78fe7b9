"""A reading of the content with all that its screen takes time to make; a thread makes it, and the screen shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from briefing.find.listing import Listing
from briefing.library.at_rest import KeptFiles
from briefing.publish.problems import faults_tally
from briefing.publish.wording import direction, edition, short_edition
from briefing.tui.pages import Overview
from briefing.tui.panes.bars import Tab

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from briefing.library.library import Library


class Showing(NamedTuple):
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

    @property
    def is_kept(self) -> bool:
        """Whether its cards are unpacked as they are looked at, from what another run kept."""
        return isinstance(self.library.files, KeptFiles)


def showing(library: Library, calendar: date) -> Showing:
    """Make it."""
    listing = Listing(library, calendar)
    _ = library.problems_by_file  # a list looks into it for each of its rows
    return Showing(listing, Overview.of(listing), tuple(_tabs(listing)), *bars(library, calendar))


def touched(before: Showing, library: Library, references: Sequence[str]) -> Showing:
    """The same with these cards as they are now; its overview is still that of before."""
    listing = before.listing.touched(library, references)
    return Showing(listing, before.overview, tuple(_tabs(listing)), *bars(library, listing.calendar))


def bars(library: Library, calendar: date) -> tuple[str, str, str]:
    """What the title's bar says of the content: its edition, long and short, and its faults."""
    faults = faults_tally(library)
    return edition(library.briefing, calendar), short_edition(library.briefing), f"! {faults}" if faults else ""


def _tabs(listing: Listing) -> Iterator[Tab]:
    yield Tab("", "Overview", "Overview", "", "", "muted")
    library, standings = listing.library, listing.standings
    for name, region in library.regions.items():
        outlook = listing.outlooks[name]
        worst = standings[outlook.worst] if outlook.worst else None
        mark, _, trend = direction(outlook, worst).partition(" ")
        level = worst.level.value if worst and worst.level and not worst.unreviewed else "muted"
        yield Tab(name, region.name, region.code, mark, trend, level)
