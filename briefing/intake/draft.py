"""A new card: a file that says what a card can say, with as much of it filled in as can be known."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import tomlkit

from briefing.intake.dating import dated
from briefing.library.clean import named, spoofing
from briefing.library.problem import BriefingError, did_you_mean
from briefing.library.root import shipped
from briefing.library.whole import beside, put_new, told_of
from briefing.model.closed import FORMS, ID, ONE_LINE

if TYPE_CHECKING:
    from datetime import date

    from briefing.library.library import Library

_TEMPLATE: Final = Path(__file__).with_name("card.toml")
_LONGEST_ID: Final = 80
_LONGEST_TITLE: Final = 500


def draft(library: Library, today: date, reference: str, title: str | None = None) -> Path:
    """Write the file of a new card, not to be published yet; without a title its name is made one.

    Raises BriefingError where there can be no such card, or there is one already.
    """
    require_room(library, reference)
    region, name = _parts(reference)
    root = library.root
    title = _titled(name) if title is None else title
    if not re.fullmatch(ONE_LINE, title) or any(spoofing(title)) or len(title) > _LONGEST_TITLE:
        raise BriefingError(
            f"{named(title)} is not a title: it is one line of 1 to {_LONGEST_TITLE} characters, none of them hidden"
        )
    path = root / region / f"{name}.toml"
    # A card of a closed edition speaks from its day at the latest.
    written = card_text(root, library.briefing.today(today), title).encode()
    with told_of(path), beside(path, written) as fresh:
        put_new(fresh, path)
    return path


def _parts(reference: str) -> tuple[str, str]:
    region, slash, name = reference.partition("/")
    if not slash or not all(re.fullmatch(ID, part) and len(part) <= _LONGEST_ID for part in (region, name)):
        raise BriefingError(
            f"{named(reference)} does not name a card: write region/name, as us/sofa-revision; each of them {FORMS[ID]}"
        )
    if name == "region":
        raise BriefingError(f"{reference}.toml is where the region itself is described: choose another name")
    return region, name


def _titled(name: str) -> str:
    """`sofa-revision` as a title: `Sofa revision`."""
    return name.replace("-", " ").capitalize()


def require_room(library: Library, reference: str) -> None:
    """Raise BriefingError, with what to do, where the library has no room for a card of this reference."""
    region, _ = _parts(reference)
    require_region(library, region)
    if reference in library.files:
        path = library.files[reference].path
        raise BriefingError(f"{path} is there already, and it is left as it is: choose another name")
    if present := library.renamed.get(reference):
        raise BriefingError(f"`{reference}` is an earlier name of {present}: choose another name")


def require_region(library: Library, region: str) -> None:
    """Raise BriefingError, with what to do, where the library takes no new card in this region."""
    root = library.root
    if root == shipped("content"):
        raise BriefingError(
            f"the briefing in {root} came with the program and is left as it is.\n"
            "Make one of your own with `briefing init DIR`, then name it: `briefing -C DIR new REGION/NAME`."
        )
    if region not in library.regions:
        raise BriefingError(
            f"briefing.toml names no region {named(region)}{did_you_mean(region, library.regions)}\n"
            f"Its regions are {', '.join(islice(library.regions, 20))}; "
            "a new one is a folder with a region.toml, named in `regions`."
        )
    if not (root / region).is_dir():
        raise BriefingError(f"region `{region}` has no folder: make {root / region} with a region.toml")
    if not (root / region).resolve().is_relative_to(root.resolve()):
        raise BriefingError(f"{root / region} is a link that leaves the folder: copy the region's folder here")


def card_text(root: Path, today: date, title: str) -> str:
    """What stands in the file of a new card of the folder."""
    template = dated(_TEMPLATE.read_text(encoding="utf-8"), today)
    if not (root / "card.schema.json").is_file():
        template = template.partition("\n")[2].lstrip("\n")  # the line that names the schema
    card = tomlkit.parse(template)
    card["title"] = title
    return tomlkit.dumps(card)
