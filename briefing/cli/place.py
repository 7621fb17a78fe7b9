"""Which card or region a word of the command line means."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from briefing.library.problem import BriefingError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.library.library import Library


def found(library: Library, named: str) -> str | None:
    """A region, or a card's present reference even by an earlier one; None where there is neither."""
    return named if named in library.regions else library.find(named)


def require_many(library: Library, place: str | None, asked: str) -> None:
    """Raise BriefingError where what is asked for is over many cards, and the place is one."""
    if place and place not in library.regions:
        region = place.partition("/")[0]
        raise BriefingError(f"{asked} is over many cards, and {place} is one: name its region, {region}, or nothing")


def not_found(library: Library, named: str, commands: Iterable[str] = ()) -> str:
    """What to say of a name that is neither card nor region, with those that may be meant, or a command."""
    known = [*library.regions, *library.files, *library.renamed, *commands]
    inside = [name for name in known if named and named in name.split("/")]
    near = list(dict.fromkeys([*inside, *get_close_matches(named, known, 3)]))
    meant = f" Did you mean {' or '.join(near[:3])}?" if near else " `briefing list` names all cards."
    return f"there is no card or region `{named}`.{meant}"
