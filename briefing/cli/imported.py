"""`briefing import`: a source and a draft card, from an article or from entries of a feed."""

from __future__ import annotations

import os
import re
import shlex
import sys
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Final

from briefing.cli.columns import aligned
from briefing.cli.exits import Exit
from briefing.cli.progress import Progress
from briefing.cli.streams import put, tell
from briefing.library.address import address
from briefing.library.canonical import same_page
from briefing.library.clean import clean_line, named
from briefing.library.folder import read_library
from briefing.library.problem import BriefingError
from briefing.library.root import named_path
from briefing.publish.extra import needs
from briefing.publish.wording import counted
from briefing.reader.places import settings_file
from briefing.reader.settings import read_settings

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from briefing.intake.article import Article
    from briefing.intake.entry import Place
    from briefing.intake.feed import Entry, Feed
    from briefing.intake.fetch import Page
    from briefing.library.library import Library

_LIBRARIES: Final = ("httpx2", "feedparser", "trafilatura", "lxml")
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True)
class _Desk:
    """Where what is imported goes, and how it is asked for."""

    root: Path
    today: date
    place: Place
    archive: Path | None
    private: bool


def import_(root: Path, calendar: date, asked: Namespace) -> int:
    """Import what the words of the command line name: `what`, `to`, `take`, `archive` and `private`."""
    try:
        for needed in _LIBRARIES:
            import_module(needed)  # before anything is asked for
        from briefing.intake.entry import place_in
        from briefing.intake.feed import Feed
    except ModuleNotFoundError as missing:
        if missing.name not in _LIBRARIES:
            raise
        raise needs("web", "`briefing import`") from None
    library = read_library(root)
    desk = _Desk(root, calendar, place_in(library, asked.to), _archive(asked.archive), asked.private)
    found, url = _made_out(desk, library, asked.what)
    if isinstance(found, Feed):
        return _of_feed(desk, library, found, asked)
    if asked.take:
        raise BriefingError(f"{named(asked.what)} is an article and not a feed: leave --take out")
    _take(desk, found, url)
    return Exit.DONE


def _made_out(desk: _Desk, library: Library, what: str) -> tuple[Article | Feed, str | None]:
    """What a page is, and where it was found."""
    from briefing.intake.apart import NotMadeOutError, made_out

    page = _page(desk, library, what)
    try:
        with Progress(None, "making it out"):
            return made_out(page), page.url
    except NotMadeOutError as fault:
        raise BriefingError(f"{named(what)} {fault}") from None


def _page(desk: _Desk, library: Library, what: str) -> Page:
    from briefing.intake.entry import require_new
    from briefing.intake.fetch import fetch, page_of

    if not _ADDRESS.match(what):
        return page_of(named_path(what))
    try:
        start = address(what)
    except ValueError as refused:
        raise BriefingError(f"{named(what)} is not opened: {refused}; a file is named by its path") from None
    require_new(library, start.url)
    with Progress(None, start.host) as progress:
        return fetch(
            start,
            private=desk.private,
            told=lambda come, of: progress.told(
                of and come / of, f"{_size(come)}{f' of {_size(of)}' if of else ''} {start.host}"
            ),
        )


def _size(come: int) -> str:
    return f"{come / 1000:.0f} kB" if come < 1_000_000 else f"{come / 1_000_000:.1f} MB"


def _take(desk: _Desk, article: Article, url: str | None) -> None:
    """Take an article in, print where its card is, and say what became of the rest."""
    from briefing.intake.entry import take

    taken = take(desk.root, desk.today, article, url, desk.place, desk.archive)
    put(f"{taken.card}\n")
    if taken.text:
        kept = f"its text is kept in {taken.text}"
    elif desk.archive:
        kept = "no text was found on the page, so none is kept"
    else:
        kept = "its text is not kept: name a folder with --archive, or as `archive` in the settings"
    files = shlex.join([str(taken.card), str(desk.root / "sources.toml")])
    tell(
        f"{taken.reference} is a draft on the source `{taken.source}`; {kept}\n"
        f"`briefing check {files}` tells what is wrong with them"
    )


def _archive(chosen: str | None) -> Path | None:
    """The folder of archived texts: the one named, which must be there, or that of the settings, which may be."""
    if chosen:
        folder = named_path(chosen)
        if not os.path.isdir(folder):  # noqa: PTH112 - never raises
            raise BriefingError(f"there is no archive in {clean_line(chosen)}: make the folder first, or leave it out")
        return folder
    kept = read_settings(settings_file())[0].archive
    if kept and not os.path.isdir(kept):  # noqa: PTH112 - never raises
        tell(f"the archive of the settings, {clean_line(str(kept))}, is not there: no text is kept")
        return None
    return kept


def _of_feed(desk: _Desk, library: Library, feed: Feed, asked: Namespace) -> int:
    """Import the entries of a feed that are chosen; where there is no choosing, list them."""
    from briefing.intake.entry import known

    here = known(library)
    fresh = {entry for entry in feed.entries if same_page(entry.url) not in here}
    if not feed.entries:
        tell(f"{named(asked.what)} has no entry that leads to a page of the web")
        return Exit.NOT_FOUND
    if asked.take:
        chosen: Sequence[Entry] = _named(asked.take, feed.entries, fresh)
    elif sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb"):
        from briefing.tui.feed_picker import pick

        chosen = pick(feed.title or asked.what, [entry for _, entry in _ordered(feed.entries, fresh)], fresh, desk.root)
    else:
        put(_listed(feed.entries, fresh))
        tell("`--take 1,3` imports entries of the list by their numbers, `--take new` all that are new")
        return Exit.DONE
    return _taken(desk, library, chosen)


def _ordered(entries: Sequence[Entry], fresh: set[Entry]) -> list[tuple[int, Entry]]:
    """The entries with their numbers, the new ones first.

    The numbers are of the publisher's order: they stay when an entry is not new any more.
    """
    return sorted(enumerate(entries, start=1), key=lambda numbered: numbered[1] not in fresh)


def _listed(entries: Sequence[Entry], fresh: set[Entry]) -> str:
    return aligned(
        [
            (
                f"{number:>{len(str(len(entries)))}}",
                entry.published or "",
                "new" if entry in fresh else "already here",
                entry.title,
                address(entry.url).host,
            )
            for number, entry in _ordered(entries, fresh)
        ]
    )


def _named(take: str, entries: Sequence[Entry], fresh: set[Entry]) -> list[Entry]:
    """The entries that --take names."""
    if take.strip().lower() == "new":
        return [entry for entry in entries if entry in fresh]
    numbers = [word.strip() for word in take.split(",")]
    for number in numbers:
        if not re.fullmatch("[0-9]{1,6}", number) or not 1 <= int(number) <= len(entries):
            raise BriefingError(
                f"{named(number)} is no number of the list: --take 1,3 takes 1 to {len(entries)}, or new"
            )
    return [entries[int(number) - 1] for number in dict.fromkeys(numbers)]


def _taken(desk: _Desk, library: Library, chosen: Sequence[Entry]) -> int:
    """Import one entry after the other; one that cannot be had does not keep the others out."""
    if not chosen:
        tell("nothing was chosen, so nothing was written")
        return Exit.DONE
    if desk.place.name and len(chosen) > 1:
        raise BriefingError(f"{counted(len(chosen), 'entry', 'entries')} cannot all have one name: give --to a region")
    failed = 0
    for entry in chosen:
        try:
            _take_entry(desk, library, entry)
        except BriefingError as fault:
            failed += 1
            tell(str(fault))
    if failed and len(chosen) > 1:
        tell(f"{failed} of {len(chosen)} could not be imported")
    return Exit.DONE if not failed else Exit.USAGE if failed == len(chosen) else Exit.PARTLY


def _take_entry(desk: _Desk, library: Library, entry: Entry) -> None:
    """Take in what an entry leads to; what the page does not say of itself, the feed may."""
    from briefing.intake.feed import Feed

    found, url = _made_out(desk, library, entry.url)
    if isinstance(found, Feed):
        raise BriefingError(f"{named(entry.url)} is a feed itself: import it by its own address")
    _take(desk, replace(found, title=found.title or entry.title, published=found.published or entry.published), url)
