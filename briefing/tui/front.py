"""What the dashboard shows first, kept from one run to the next: a large folder is not read anew to be opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.find.listing import Listing
from briefing.library.at_rest import KeptFiles, KeptReadings, References
from briefing.library.kept import signature, survey
from briefing.library.library import Library
from briefing.tui.pages import Overview
from briefing.tui.showing import Showing, bars

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from briefing.library.kept import Kept
    from briefing.library.problem import Problem
    from briefing.library.toml import Stamp
    from briefing.model.briefing import Briefing, Region
    from briefing.model.source import Source
    from briefing.model.standing import Aggregate
    from briefing.publish.document import Document
    from briefing.publish.overview import Cell
    from briefing.tui.panes.bars import Tab

NAME: Final = "front"
LIST: Final = "list of "
"""With a region's id, what was made of all the files: its list, and the front that it belongs to."""
WORTH_KEEPING: Final = 200
"""Files from which on it is: fewer are read as fast as what was kept of them."""


class Front(NamedTuple):
    """All that is shown before a card is looked at, and what the cards are."""

    on: date
    """The day that it was made for."""
    briefing: Briefing
    regions: dict[str, Region]
    sources: dict[str, Source]
    problems: tuple[Problem, ...]
    names: dict[str, str]
    """Those of the cards, packed."""
    others: tuple[str, ...]
    """The files that were read and hold no card, by their paths in the folder."""
    unpublished: frozenset[str]
    renamed: dict[str, str]
    outlooks: dict[str, Aggregate]
    tabs: tuple[Tab, ...]
    overview: Document
    matrix: list[list[Cell]]
    beside: dict[str, Stamp]
    """TOML files of the folder that are none of the briefing's."""
    signature: int
    """What tells these files, each as it was, from any others: another dashboard may keep what it read meanwhile."""


def made(showing: Showing) -> dict[str, object]:
    """What to keep of a reading that the rules have looked at; nothing where a file is at fault, to be read anew."""
    library, listing = showing.library, showing.listing
    stamps = {path.relative_to(library.root).as_posix(): file.stamp or () for path, file in library.readings.items()}
    beside = {name: stamp for name, stamp in survey(library.root) if name not in stamps}
    called = {f"{reference}.toml": file for reference, file in library.files.items()}
    if any(file.model is None or file.last_good or name not in stamps for name, file in called.items()):
        return {}
    front = Front(
        library.briefing.today(listing.calendar),
        library.briefing,
        dict(library.regions),
        dict(library.sources),
        library.problems,
        References.packed(library.files),
        tuple(stamps.keys() - called.keys()),
        frozenset(library.files) - frozenset(library.published),
        library.renamed,
        dict(listing.outlooks),
        showing.tabs,
        showing.overview.document,
        showing.overview.matrix,
        beside,
        signature((*stamps.items(), *beside.items())),
    )
    lists = listing.of_each_region().items()
    return {NAME: front, **{LIST + region: (front.signature, listed) for region, listed in lists}}


def kept_showing(kept: Kept, calendar: date) -> tuple[Showing, Front] | None:
    """The briefing as it was when it was last shown on this day, its cards unpacked as they are looked at."""
    found = kept.made(NAME)
    if not isinstance(found, Front) or found.on != found.briefing.today(calendar):
        return None
    references = References(found.names)
    readings = KeptReadings(kept, references, found.others)
    files = KeptFiles(kept, readings, references, found.unpublished, found.renamed)
    library = Library(kept.root, found.briefing, found.regions, files, found.sources, found.problems, readings)
    listing = Listing.kept(library, calendar, partial(_listed, kept, found.signature), found.outlooks)
    overview = Overview(listing, found.overview, found.matrix)
    return Showing(listing, overview, found.tabs, *bars(library, calendar)), found


def _listed(kept: Kept, signature: int, region: str) -> Sequence[str] | None:
    """What a region lists; None where another dashboard has kept something else since."""
    match kept.made(LIST + region):
        case (int(told), list(listed)) if told == signature:
            return listed
    return None


def is_as_kept(kept: Kept, front: Front) -> bool:
    """Whether every file of the folder is still the one that was read, and no other has come."""
    kept_with_it = kept.signature() + signature(front.beside.items())
    return front.signature == kept_with_it == signature(survey(kept.root))
