"""L03: whether the links of the content still lead somewhere; what `briefing check --links` asks the network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from briefing.check.links import without_secrets
from briefing.cli.progress import Progress
from briefing.cli.streams import tell
from briefing.library.address import RefusedLink, address
from briefing.library.problem import Problem, Severity
from briefing.publish.extra import needs
from briefing.publish.wording import counted
from briefing.reader.day_cache import DayCache
from briefing.reader.places import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from briefing.check.reach import Reached
    from briefing.library.address import Address
    from briefing.library.library import Library
    from briefing.library.links import Link

    Reach = Callable[..., dict[str, Reached]]

_CODE: Final = "L03"
_NO_FAULT: Final = {"closed", "private"}
_LATER: Final = "ask again later; if it stays so, write the address of a copy in a public archive"
_HELP: Final = {
    "moved": "write {final} in its place",
    "closed": "a paywall is no dead link: look by hand whether the page is there",
    "dead": "write where the page is now, or the address of a copy in a public archive",
    "astray": "look by hand where it leads, and write that address",
    "unreached": _LATER,
    "slow": _LATER,
    "private": "--private asks there too",
}
"""What to do about a link, by what became of it."""


def check_links(library: Library, today: date, paths: Sequence[Path], *, private: bool) -> list[Problem]:
    """Ask every address that these files and folders link to, once a day; what is wrong with it, wherever it stands."""
    links: dict[Address, list[Link]] = {}
    for link in library.links:
        if not any(link.file.is_relative_to(path) for path in paths):
            continue
        try:
            links.setdefault(_whole_page(address(link.opened)), []).append(link)
        except RefusedLink:
            continue  # L01 tells of it
    reached = _reached(list(links), today, private)
    problems = [
        _problem(library, link, page, reached[page.url])
        for page, found in links.items()
        if page.url in reached and reached[page.url].outcome != "good"
        for link in found
    ]
    if unasked := len(links) - len(reached):
        is_or_are = "was" if unasked == 1 else "were"
        told = f"{counted(unasked, 'link')} {is_or_are} not asked: the time for all of them was over"
        help = "check again: what was asked today is not asked again"
        # Of the folder as a whole: so it is told whichever of its files were asked about.
        problems.append(Problem(library.root, 0, 0, _CODE, told, help, Severity.WARNING))
    return sorted(problems)


def _whole_page(place: Address) -> Address:
    """Without what names a part of the page: servers are never told that."""
    return replace(place, url=place.url.partition("#")[0])


def _reached(pages: list[Address], today: date, private: bool) -> dict[str, Reached]:
    """Where each leads: as kept of today, or as the network says now."""
    try:
        from briefing.check.reach import Reached, reach
    except ModuleNotFoundError as missing:
        if missing.name != "httpx2":
            raise
        raise needs("web", "`briefing check --links`") from None
    # What was found inside a private network is not told to who did not ask for it.
    kept = DayCache(cache_folder() / ("links-private.json" if private else "links.json"), today, Reached)
    seen = kept.recall()
    asked = [page for page in pages if page.url not in seen]
    if asked:
        whole = len(asked)
        with Progress(0, f"0/{whole}") as progress:
            told = lambda done, host: progress.told(done / whole, f"{done}/{whole} {host}")  # noqa: E731 - said once
            found = reach(asked, private=private, told=told)
        seen |= found
        kept.keep({url: reached for url, reached in seen.items() if reached.lasts})
    if kept.complaint:
        tell(kept.complaint)
    return {page.url: seen[page.url] for page in pages if page.url in seen}


def _problem(library: Library, link: Link, page: Address, reached: Reached) -> Problem:
    line, column, width = library.readings[link.file].position(link.at, link.url)
    final, way = reached.final, ""
    if reached.outcome == "moved":
        final += "" if "#" in final else "".join(link.opened.partition("#")[1:])
    elif final != page.url:
        way = f" leads to {without_secrets(final)}, which"
    told = f"{without_secrets(page.url)}{way} {reached.words}"
    severity = Severity.INFORMATION if reached.outcome in _NO_FAULT else Severity.WARNING
    help = _HELP[reached.outcome].format(final=final)
    return Problem(link.file, line, column, _CODE, told, help, severity, width)
