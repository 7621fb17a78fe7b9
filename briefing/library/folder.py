"""Read a folder of content into a Library."""

from __future__ import annotations

import gc
import os
import re
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

from briefing.library.clean import clean_line
from briefing.library.fit import fit
from briefing.library.library import Library, Reading
from briefing.library.problem import BriefingError, Problem, Severity
from briefing.library.references import broken_references
from briefing.library.toml import Text, read_toml, regular_names, stamp
from briefing.model.briefing import Briefing, Region
from briefing.model.card import SUMMARY_LIMIT, Card
from briefing.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Model = TypeVar("Model")
Sources = dict[str, Source]

_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME_HELP: Final = "rename it: lower-case letters and digits, with hyphens between"


def read_library(root: Path, before: Library | None = None) -> Library:
    """As much of the briefing in a folder as stands, and all that is wrong with the rest.

    Give the Library read `before`, and files that have not changed are not read again, and a file that can no longer
    be read keeps its last good version, marked. Raises BriefingError only where there is no briefing.toml at all.
    """
    if before is None and not (root / "briefing.toml").exists():
        raise BriefingError(
            f"there is no briefing in {clean_line(str(root))}: it has no briefing.toml.\n"
            "Name a folder that has one with -C, or leave -C out to read the briefing that comes with the program."
        )
    with _collector_at_rest():
        return _Folder(root, before).read()


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Without the garbage collector, whose passes over thousands of fresh models are most of the cost of making them."""
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()


class _Folder:
    """One reading of the folder, as it comes together."""

    def __init__(self, root: Path, before: Library | None) -> None:
        self.root = root
        self.before = before.readings if before else {}
        self.readings: dict[Path, Reading[Any]] = {}
        self.loose: list[Problem] = []

    def read(self) -> Library:
        sources = self._file(self.root / "sources.toml", _sources).model or {}
        head = self._file(self.root / "briefing.toml", _whole(Briefing))
        briefing = head.model or self._stand_in()
        regions = {name: self._region(name) for name in dict.fromkeys(briefing.regions)}
        files = {reference: file for name in regions for reference, file in self._cards(name)}
        if head.model is None:
            days = [file.model.as_of for file in files.values() if file.model]
            briefing = briefing.model_copy(update={"as_of": max(days, default=date.min)})
        self._unnamed_folders(set(regions))
        found = [problem for reading in self.readings.values() for problem in reading.problems] + self.loose
        library = Library(self.root, briefing, regions, files, sources, (), self.readings)
        found += broken_references(library)
        return Library(self.root, briefing, regions, files, sources, tuple(sorted(found)), self.readings)

    def _file(self, path: Path, shape: Callable[[Text], Model | None]) -> Reading[Model]:
        """A file of the folder: as it was read before if it has not changed, else anew."""
        now, earlier = stamp(path), self.before.get(path)
        if earlier and now and earlier.stamp == now:
            reading: Reading[Model] = earlier
        else:
            text = read_toml(path, self.root)
            model = shape(text) if text.table is not None else None
            kept = earlier.model if model is None and earlier else None
            reading = Reading(
                path, now, model or kept, tuple(text.problems), text.written, text.kept, kept is not None
            )
        self.readings[path] = reading
        return reading

    def _region(self, name: str) -> Region:
        folder = self.root / name
        if not folder.is_dir():
            self.loose.append(
                Problem(
                    self.root / "briefing.toml",
                    *self.readings[self.root / "briefing.toml"].position(("regions",))[:2],
                    "C03",
                    f"region `{name}` has no folder",
                    f"make the folder {name}/ with a region.toml, or take the name out of `regions`",
                )
            )
        elif found := self._file(folder / "region.toml", _whole(Region)).model:
            return found
        # Its cards are good, whatever is wrong with its name.
        return Region(name=name, code=name[:8].upper())

    def _cards(self, region: str) -> Iterator[tuple[str, Reading[Card]]]:
        for name in regular_names(self.root / region):
            if name == "region.toml":
                continue
            stem = name.removesuffix(".toml")
            reading = self._file(self.root / region / name, _card)
            if not _NAME.fullmatch(stem):
                fault = Problem(
                    reading.path, 0, 0, "C02", f"{clean_line(name)} is not a card's file name", _NAME_HELP
                )
                self.loose.append(fault)
                reading = Reading(reading.path, reading.stamp, None, reading.problems)
            yield f"{region}/{clean_line(stem)}", reading

    def _unnamed_folders(self, named: set[str]) -> None:
        try:
            with os.scandir(self.root) as entries:
                folders = sorted(entry.name for entry in entries if entry.is_dir() and entry.name[0] != ".")
        except OSError:
            return
        for name in folders:
            if name not in named and any(regular_names(self.root / name)):
                self.loose.append(
                    Problem(
                        self.root / name,
                        0,
                        0,
                        "C07",
                        f"no region names the folder {clean_line(name)}, so its cards are not read",
                        "add it to `regions` in briefing.toml",
                        Severity.WARNING,
                    )
                )

    def _stand_in(self) -> Briefing:
        """What stands for a briefing.toml that cannot be read: every folder with a region.toml, in order of name."""
        names = sorted(path.parent.name for path in self.root.glob("*/region.toml"))
        return Briefing(
            schema=1,
            title=f"{clean_line(self.root.name)} (briefing.toml cannot be read)",
            perspective="not known",
            as_of=date.min,
            regions=tuple(name for name in names if _NAME.fullmatch(name)) or ("none",),
        )


def _whole(model: type[Any]) -> Callable[[Text], Any]:
    return lambda text: fit(model, text, text.table or {})


def _card(text: Text) -> Card | None:
    card = fit(Card, text, text.table or {})
    if card and len(card.summary) > SUMMARY_LIMIT:
        text.fault(
            ("summary",),
            "C02",
            f"`summary` is {len(card.summary)} characters long, {len(card.summary) - SUMMARY_LIMIT} over the limit",
            "keep the bottom line here and move the rest to `analysis`",
        )
    return card


def _sources(text: Text) -> Sources:
    """The bibliography: each entry by itself, so that one fault costs one source."""
    sources: Sources = {}
    for name, entry in (text.table or {}).items():
        if not isinstance(entry, dict):
            text.fault((name,), "C02", f"`{name}` stands outside a source", "begin each source with [its-id]")
        elif not _NAME.fullmatch(name):
            text.fault((name,), "C02", f"`{name}` is not a source's id", _NAME_HELP)
        elif source := fit(Source, text, entry, (name,)):
            sources[name] = source
    return sources
