"""Read a folder of content into a Library."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from briefing.library.clean import clean_line, named
from briefing.library.collector import COLLECTOR
from briefing.library.fit import fit
from briefing.library.library import Library, Reading
from briefing.library.problem import BriefingError, Problem, Severity, nearest
from briefing.library.references import broken_references
from briefing.library.shelf import Disk
from briefing.library.toml import Text, decode, is_regular, stamp
from briefing.model.briefing import Briefing, Region
from briefing.model.card import SUMMARY_LIMIT, Card
from briefing.model.closed import FORMS, ID, Closed
from briefing.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from briefing.library.shelf import Shelf

Model = TypeVar("Model")
Whole = TypeVar("Whole", bound=Closed)
Sources = dict[str, Source]
SoFar = Callable[[Library, float], None]
"""Takes the briefing as far as it is read, whole regions of it without what is wrong with them, and how far that is."""

_NAME: Final = re.compile(ID)
_NAME_HELP: Final = f"rename it: it {FORMS[ID]}"


def read_library(
    root: Path,
    before: Library | None = None,
    kept: Mapping[Path, Reading[Any]] = MappingProxyType({}),
    *,
    so_far: SoFar | None = None,
) -> Library:
    """As much of the briefing in a folder as stands, and all that is wrong with the rest.

    Give the Library read `before`, and files that have not changed are not read again, and a file that can no
    longer be read keeps its last good version, marked. Of what is `kept` from another run, only files that have
    not changed are taken. `so_far` is told after each region. Raises BriefingError where there is no briefing.toml,
    and never else.
    """
    if before is None and stamp(root / "briefing.toml") is None:
        raise BriefingError(
            f"there is no briefing in {clean_line(str(root))}: it has no briefing.toml.\n"
            "Name a folder that has one with -C, or leave -C out to read the one that comes with the program."
        )
    return read_shelf(Disk(root), dict(before.readings.items()) if before else {}, kept, so_far)


def read_shelf(
    shelf: Shelf,
    before: Mapping[Path, Reading[Any]],
    kept: Mapping[Path, Reading[Any]] = MappingProxyType({}),
    so_far: SoFar | None = None,
) -> Library:
    """As `read_library`, wherever the files stand, from what was read of them before."""
    with COLLECTOR.at_rest():
        return Folder(shelf, before, kept).read(so_far)


class Heads(NamedTuple):
    """What stands around the cards of a folder."""

    briefing: Briefing
    regions: dict[str, Region]
    sources: Sources


class Place(NamedTuple):
    """Where a card stands."""

    reference: str
    folder: Path
    file: str
    """The name of its file."""
    is_name: bool
    """Whether a card can be called as the file is."""

    @property
    def path(self) -> Path:
        """Its file."""
        return self.folder / self.file


class Folder:
    """One reading of the folder, as it comes together."""

    def __init__(
        self,
        shelf: Shelf,
        before: Mapping[Path, Reading[Any]] = MappingProxyType({}),
        kept: Mapping[Path, Reading[Any]] = MappingProxyType({}),
    ) -> None:
        self.shelf = shelf
        self.root = shelf.root
        self.before, self.kept = before, kept
        self.readings: dict[Path, Reading[Any]] = {}
        self.loose: list[Problem] = []

    def read(self, so_far: SoFar | None = None) -> Library:
        """All of it."""
        briefing, regions, sources = self.heads()
        files: dict[str, Reading[Card]] = {}
        for place, name in enumerate(regions, start=1):
            files.update(self._cards(name))
            if so_far and place < len(regions):
                read = {each: regions[each] for each in [*regions][:place]}
                part = Library(self.root, briefing, read, dict(files), sources, (), dict(self.readings))
                so_far(part, place / len(regions))
        if self.readings[self.root / "briefing.toml"].model is None:
            days = [file.model.as_of for file in files.values() if file.model]
            briefing = replace(briefing, as_of=max(days, default=date.min))
        self.tell_of_unnamed(regions)
        library = Library(self.root, briefing, regions, files, sources, (), self.readings)
        return replace(library, problems=tuple(sorted([*self.problems(), *broken_references(library)])))

    def heads(self) -> Heads:
        """What stands around the cards, read by itself; for a briefing.toml that cannot be read something stands in."""
        sources = self.file(self.root / "sources.toml", _sources).model or {}
        head = self.file(self.root / "briefing.toml", _whole(Briefing))
        briefing = head.model or self._stand_in()
        regions = {name: self._region(head, place, name) for place, name in self._named_once(head, briefing)}
        return Heads(briefing, regions, sources)

    def problems(self) -> list[Problem]:
        """What is wrong with the files that were read, each by itself, and with the folders."""
        return [problem for reading in self.readings.values() for problem in reading.problems] + self.loose

    def file(self, path: Path, shape: Callable[[Text], Model | None]) -> Reading[Model]:
        """A file of the folder: as it was read before if it has not changed, else anew."""
        earlier = self.before.get(path) if self.before else None
        same = earlier or (self.kept.get(path) if self.kept else None)
        if same and same.stamp and same.stamp == self.shelf.stamp(path):
            reading: Reading[Model] = same
        else:
            reading = _read(self.shelf, path, shape)
            if earlier and earlier.model is not None and reading.model is None:
                reading = reading._replace(model=earlier.model, last_good=True)
        self.readings[path] = reading
        return reading

    def _named_once(self, head: Reading[Briefing], briefing: Briefing) -> Iterator[tuple[int, str]]:
        """The regions, each with its place in the list; a second mention is told."""
        seen = set()
        for place, name in enumerate(briefing.regions):
            if name in seen:
                help = "take one of them out"
                self._fault(head, ("regions", place), f"region `{name}` stands twice in the list", help)
            else:
                seen.add(name)
                yield place, name

    def _region(self, head: Reading[Briefing], place: int, name: str) -> Region:
        folder = self.root / name
        if not self.shelf.is_folder(folder):
            near = nearest(name, set(self._folders_of_toml()).difference(head.model.regions if head.model else ()))
            self._fault(
                head,
                ("regions", place),
                f"region `{name}` has no folder" + (f"; did you mean `{near}`?" if near else ""),
                (f"write `{near}`, " if near else "")
                + f"make the folder {name}/ with a region.toml, or take the name out of `regions`",
            )
        elif told := self.shelf.barred(folder):
            help = "copy the region's folder here" if "link" in told else "let it be read"
            self.loose.append(Problem(folder, 0, 0, "C06", told, help))
        elif found := self.file(folder / "region.toml", _whole(Region)).model:
            return found
        # Its cards are good, whatever is wrong with its name.
        return Region(name=name, code=name[:8].upper())

    def _fault(self, head: Reading[Briefing], path: tuple[str | int, ...], message: str, help: str) -> None:
        """Note a broken reference of briefing.toml; without a line where it is an earlier version's."""
        line, column, width = (0, 0, 1) if head.last_good else head.position(path)
        self.loose.append(Problem(head.path, line, column, "C03", message, help, width=width))

    def places(self, region: str) -> Iterator[Place]:
        """Where the cards of a region stand; none of their files is looked at."""
        folder = self.root / region
        if self.shelf.barred(folder):
            return
        alike: Counter[str] = Counter()
        for name in filter(is_regular, self.shelf.names(folder)):
            stem = name.removesuffix(".toml")
            if _NAME.fullmatch(stem):
                if name != "region.toml":
                    yield Place(f"{region}/{stem}", folder, name, True)
            else:
                # Called as no card can be, lest it hides one, or another that looks the same.
                shown = clean_line(name)
                alike[shown] += 1
                again = f" ({alike[shown]})" if alike[shown] > 1 else ""
                yield Place(f"{region}/{shown}{again}", folder, name, False)

    def _cards(self, region: str) -> Iterator[tuple[str, Reading[Card]]]:
        for place in self.places(region):
            reading = _as_named(place, self.file(place.path, _card))
            if not place.is_name:
                self.loose.append(reading.problems[-1])
            yield place.reference, reading

    def tell_of_unnamed(self, regions: Collection[str]) -> None:
        """Note the folders with cards that are none of the regions."""
        for name in self._folders_of_toml():
            if name not in regions:
                self.loose.append(
                    Problem(
                        self.root / name,
                        0,
                        0,
                        "C07",
                        f"no region names the folder {named(name)}, so its cards are not read",
                        "add it to `regions` in briefing.toml",
                        Severity.WARNING,
                    )
                )

    def _folders_of_toml(self) -> list[str]:
        """Names of the folders that hold TOML, in order."""
        return [
            name
            for name in self.shelf.names(self.root)
            if not name.startswith(".")
            and self.shelf.is_folder(self.root / name)
            and not self.shelf.barred(self.root / name)
            and any(map(is_regular, self.shelf.names(self.root / name)))
        ]

    def _stand_in(self) -> Briefing:
        """What stands for a briefing.toml that cannot be read: every folder that may be a region, by name."""
        return Briefing(
            schema=1,
            title=f"{clean_line(self.root.name)} (briefing.toml cannot be read)",
            perspective="not known",
            as_of=date.min,
            regions=tuple(name for name in self._folders_of_toml() if _NAME.fullmatch(name)),
        )


def read_card(root: Path, path: Path) -> Reading[Card]:
    """One card's file as it is now."""
    return _read(Disk(root), path, _card)


def read_at(shelf: Shelf, place: Place) -> Reading[Card]:
    """The card's file at a place."""
    return _as_named(place, _read(shelf, place.path, _card))


def read_file(root: Path, path: Path) -> Reading[Any]:
    """Any file of the briefing as it is now."""
    shape: Callable[[Text], Any] = _card
    if path.parent == root:
        shape = _sources if path.name == "sources.toml" else _whole(Briefing)
    elif path.name == "region.toml":
        shape = _whole(Region)
    return _read(Disk(root), path, shape)


def _read(shelf: Shelf, path: Path, shape: Callable[[Text], Model | None]) -> Reading[Model]:
    text = shelf.read(path)
    model = shape(text) if text.table is not None else None
    told, left_out = tuple(text.problems), frozenset(text.left_out)
    return Reading(path, text.stamp, model, told, text.written, text.kept, left_out=left_out)


def _as_named(place: Place, reading: Reading[Card]) -> Reading[Card]:
    """There is no card in a file that is called as none can be."""
    if place.is_name:
        return reading
    told = f"{named(place.file)} is not a card's file name"
    misnamed = Problem(reading.path, 0, 0, "C02", told, _NAME_HELP)
    return reading._replace(model=None, problems=(*reading.problems, misnamed))


def card_in(path: Path, written: str) -> Card | None:
    """The card that a text makes, as the file at `path` said it once; None where it cannot be read."""
    text = Text(path)
    decode(text, written.encode())
    return _card(text) if text.table is not None else None


def _whole(model: type[Whole]) -> Callable[[Text], Whole | None]:
    return lambda text: fit(model, text, text.table or {})


def _card(text: Text) -> Card | None:
    card = fit(Card, text, text.table or {})
    if card and len(card.summary) > SUMMARY_LIMIT:
        length = len(card.summary)
        text.fault(
            ("summary",),
            "C02",
            f"`summary` is {length} characters long, {length - SUMMARY_LIMIT} over the limit",
            "keep the bottom line here and move the rest to `analysis`",
        )
    return card


def _sources(text: Text) -> Sources:
    """The bibliography: each entry by itself, so that one fault costs one source."""
    sources: Sources = {}
    for name, entry in (text.table or {}).items():
        text.left_out.add(name)
        if not isinstance(entry, dict):
            told = f"{named(name)} stands outside a source"
            text.fault((name,), "C02", told, "begin each source with [its-id]")
        elif not _NAME.fullmatch(name):
            text.fault((name,), "C02", f"{named(name)} is not a source's id", _NAME_HELP)
        elif source := fit(Source, text, entry, (name,)):
            sources[name] = source
    text.left_out -= sources.keys()
    return sources
