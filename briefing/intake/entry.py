"""An article becomes a source, a draft card that cites it, and a text in the archive: all of it, or nothing."""

from __future__ import annotations

import fcntl
import os
import re
import stat
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import count, islice
from typing import TYPE_CHECKING, Any, Final
from unicodedata import normalize
from urllib.parse import urlsplit

import tomli
import tomlkit

from briefing.intake.draft import card_text, require_region, require_room
from briefing.library import archive as archived
from briefing.library import toml
from briefing.library.address import RefusedLink
from briefing.library.canonical import canonical, same_page
from briefing.library.folder import read_library
from briefing.library.gate import validated
from briefing.library.problem import BriefingError
from briefing.library.whole import ThereError, beside, put_new, told_of
from briefing.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from briefing.intake.article import Article
    from briefing.library.library import Library

CLAIM: Final = "To be written: what the article says, in words of one's own."
UNKNOWN: Final = "und"
"""The tag of a language that nobody has said; without one a source would count as English."""
_LONGEST_NAME: Final = 60
_LONGEST_URL: Final = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Where a card is to go."""

    region: str
    name: str | None
    """None where it is to be made from the title."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an article."""

    reference: str
    card: Path
    source: str
    text: Path | None
    """Where its text is kept; None where it is not."""


def place_in(library: Library, wanted: str | None) -> Place:
    """The place that `region` or `region/name` says, or the only region; BriefingError where there is no such place."""
    if wanted is None:
        region, *others = library.regions
        require_region(library, region)
        if others:
            known = ", ".join(islice(library.regions, 20))
            raise BriefingError(f"which region the card belongs to is not said: add --to REGION, one of {known}")
        wanted = region
    region, slash, name = wanted.partition("/")
    if slash:
        require_room(library, wanted)
    else:
        require_region(library, region)
    bibliography = library.readings[library.root / "sources.toml"]
    if bibliography.stamp and (bibliography.model is None or bibliography.last_good):
        raise BriefingError(f"{bibliography.path} cannot be read: mend it first, as `briefing check` says")
    return Place(region, name if slash else None)


def known(library: Library) -> dict[str, str]:
    """The ids of the sources by what their addresses are compared by, of those too that cannot be read."""
    urls: dict[str, object] = {id: source.url for id, source in library.sources.items()}
    with suppress(tomli.TOMLDecodeError):
        entries = tomli.loads(library.readings[library.root / "sources.toml"].written)
        urls |= {id: entry.get("url") for id, entry in entries.items() if isinstance(entry, dict)}
    pages = {}
    for id, url in urls.items():
        with suppress(RefusedLink):
            pages[same_page(url if isinstance(url, str) else "")] = id
    return pages


def require_new(library: Library, url: str) -> None:
    """Raise BriefingError where a source has this address already."""
    if id := known(library).get(same_page(url)):
        cited = (ref for ref, card in library.cards.items() if any(id in (c.source, c.origin) for c in card.claim))
        where = ", ".join(islice(cited, 3))
        raise BriefingError(
            f"the article is here already, as the source `{id}`{f' of {where}' if where else ''}; nothing was written"
        )


def take(
    root: Path, today: date, article: Article, url: str | None, place: Place, archive: Path | None = None
) -> Taken:
    """Write the article's text, its source and its card, in this order; BriefingError where it is here already.

    Whatever goes wrong on the way, what was written is taken back. If the power fails, a source without a card is left
    at most, and every file is whole.
    """
    with _alone(root), ExitStack() as litter, ExitStack() as undo:
        library = read_library(root)
        url = article.url or (canonical(url) if url else None)
        if url:
            require_new(library, url)
            if len(url) > _LONGEST_URL:
                raise BriefingError(f"the article's address is longer than the {_LONGEST_URL} characters of a source's")
        # What a closed edition says was all done by its own day.
        accessed = today if library.briefing.today(today) == today else None
        published = date.fromisoformat(article.published) if article.published else None
        if published and published > today + timedelta(days=1):  # where it came out, it may be tomorrow already
            published = None
        host = (urlsplit(url).hostname or "").removeprefix("www.") if url else ""
        publisher = article.publisher or host or "not known"
        path = root / "sources.toml"
        before = _bytes(path)
        entries = tomli.loads((before or b"").decode("utf-8-sig"))
        name = "-".join(filter(None, (_slug(publisher) or _slug(host) or "source", str(published or ""))))
        id = _free(name, entries)
        title = article.title or f"Untitled, {publisher}"
        reference = f"{place.region}/{place.name or _name(library, place.region, title, name)}"
        text, fields = None, {}
        if archive and article.text:
            whole = f"{article.text}\n".encode()
            raw = whole[: archived.LARGEST].decode(errors="ignore").encode()
            text = _archived(archive, id, raw, undo, litter)
            fields = {
                "archive": text.name,
                "sha256": sha256(raw).hexdigest(),
                "passage": [1, raw.count(b"\n") or 1],
                "truncated": raw != whole or None,
            }
        entry = {
            "title": title,
            "publisher": publisher,
            "url": url,
            "kind": article.kind,
            "published": published,
            "accessed": accessed,
            "language": article.language or UNKNOWN,
            **fields,
        }
        said = {key: value for key, value in entry.items() if value is not None}
        _put(path, _with(before or b"", id, said), before, undo, litter)
        card = root / f"{reference}.toml"
        _put(card, _card(library, today, title, id).encode(), None, undo, litter)
        undo.pop_all()
    return Taken(reference, card, id, text)


def _with(before: bytes, id: str, entry: dict[str, Any]) -> bytes:
    """The bibliography with one more entry at its end, and nothing else of it changed."""
    validated(Source, entry)
    written = tomlkit.document()
    written.add(id, tomlkit.item(entry))
    added = tomlkit.dumps(written)
    newline = "\r\n" if b"\r\n" in before else "\n"
    gap = ("" if before.endswith(b"\n") or not before else "\n") + ("\n" if before.strip() else "")
    after = before + (gap + added).replace("\n", newline).encode()
    if len(after) > toml.LARGEST:
        raise BriefingError("sources.toml would be larger than 1 MiB, the most that a file of a briefing may have")
    return after


def _card(library: Library, today: date, title: str, source: str) -> str:
    """The text of a card that says nothing yet but what it is about and where that stands."""
    claim = tomlkit.document()
    claim.add("claim", tomlkit.item([{"id": "c1", "text": CLAIM, "source": source}]))
    return f"{card_text(library.root, library.briefing.today(today), title)}\n{tomlkit.dumps(claim)}"


def _name(library: Library, region: str, title: str, other: str) -> str:
    """A free name for a card: of its title, or another where too little of that can be written in a name."""
    slug = _slug(title)
    letters = sum(map(str.isalnum, title))
    name = slug if len(slug) * 2 >= letters and slug != "region" else other
    taken = {reference.partition("/")[2] for reference in (*library.files, *library.renamed)}
    return _free(name, taken | _stems(library.root / region))


def _slug(text: str) -> str:
    """As much of a text as can stand in an id, cut between words where it is long."""
    plain = normalize("NFKD", text).replace("'", "").replace("’", "").encode("ascii", "ignore").decode().lower()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    return slug if len(slug) <= _LONGEST_NAME else slug[: _LONGEST_NAME + 1].rpartition("-")[0] or slug[:_LONGEST_NAME]


def _free(name: str, taken: Mapping[str, object] | set[str]) -> str:
    return next(each for each in (name, *(f"{name}-{n}" for n in islice(count(2), 100_000))) if each not in taken)


def _stems(folder: Path) -> set[str]:
    return {each.rpartition(".")[0] for each in os.listdir(folder)}  # noqa: PTH208 - the names are wanted


def _bytes(path: Path) -> bytes | None:
    """What a file holds; None where there is none."""
    try:
        with told_of(path):
            return path.read_bytes()
    except FileNotFoundError:
        return None


def _archived(archive: Path, name: str, raw: bytes, undo: ExitStack, litter: ExitStack) -> Path:
    """Put a text into the archive. Other briefings may keep theirs there, and import at the same moment."""
    taken = _stems(archive)
    while True:
        free = _free(name, taken)
        taken.add(free)
        with suppress(ThereError):
            _put(path := archive / f"{free}.txt", raw, None, undo, litter)
            return path


def _put(path: Path, raw: bytes, before: bytes | None, undo: ExitStack, litter: ExitStack) -> None:
    """Put a file in its place, whole: a new one, or one that had other bytes before."""
    path = path.resolve()
    with told_of(path), beside(path, raw) as fresh:
        # Written now, as the disk may be full by then.
        spare = None if before is None else litter.enter_context(beside(path, before))
        undo.callback(_take_back, path, raw, fresh.stat(), spare)
        if spare is None:
            put_new(fresh, path)
            return
        for each in (fresh, spare):
            each.chmod(stat.S_IMODE(path.stat().st_mode))
        if path.read_bytes() != before:
            raise BriefingError(f"{path} was changed at the same moment; nothing was written: import it again")
        fresh.replace(path)


def _take_back(path: Path, raw: bytes, ours: os.stat_result, spare: Path | None) -> None:
    """Undo what `_put` may have done; what somebody else has put or written there since is left."""
    if _bytes(path) != raw or not os.path.samestat(path.stat(), ours):
        return
    if spare:
        spare.replace(path)
    else:
        path.unlink()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One import at a time: what two of them add to one file, the later would take from the earlier."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # where files lie elsewhere on the network
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
