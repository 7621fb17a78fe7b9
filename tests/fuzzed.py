"""What must hold of any bytes at all, wherever bytes come in; the seeds of each lie in a folder of its name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, Final

import tomli
from examples import CARD, SOURCES

from briefing.find.filter import FilterError, matching, parse
from briefing.intake.article import article_in
from briefing.intake.feed import declares_entities, feed_in, is_feed
from briefing.intake.written import decoded
from briefing.library.address import RefusedLink, address
from briefing.library.clean import clean, clean_line, named, spoofing
from briefing.library.folder import read_shelf
from briefing.library.gate import written
from briefing.library.links import links_of
from briefing.library.parser import parsed
from briefing.library.toml import LARGEST, Text, decode
from briefing.model.closed import LANGUAGE
from briefing.publish.records import as_json
from briefing.reader.marks import Marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.library.library import Library
    from briefing.library.toml import Stamp

SEEDS: Final = Path(__file__).with_name("seeds")
_ROOT: Final = Path("/briefing")
_BESIDE: Final = {
    "briefing.toml": 'schema = 1\ntitle = "T"\nperspective = "Japan"\nas_of = 2024-10-03\nregions = ["us"]\n',
    "sources.toml": SOURCES,
    "us/region.toml": 'name = "States"\ncode = "US"\n',
    "us/good.toml": CARD,
}


class _Held:
    """A shelf of bytes by path, so that no disk is waited for."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.root = _ROOT
        self._files = {_ROOT / path: raw for path, raw in files.items()}

    def names(self, folder: Path) -> list[str]:
        return sorted({path.relative_to(folder).parts[0] for path in self._files if path.is_relative_to(folder)})

    def is_folder(self, path: Path) -> bool:
        return path not in self._files and bool(self.names(path))

    def barred(self, folder: Path) -> str:
        return ""

    def stamp(self, path: Path) -> Stamp | None:
        return (path.name,) if path in self._files else None

    def read(self, path: Path) -> Text:
        text = Text(path, self.stamp(path))
        decode(text, self._files[path][: LARGEST + 1], parsed)
        return text


def _briefed(files: dict[str, bytes]) -> Library:
    return read_shelf(_Held({path: written.encode() for path, written in _BESIDE.items()} | files), {})


_GOOD: Final = _briefed({})


def _safe(text: str) -> None:
    assert [*spoofing(text)] == []
    text.encode()


def _of_file(path: str, raw: bytes) -> Library:
    """Bytes as a file of a briefing: read or told, at a line that there is, and no other file is told of."""
    library = _briefed({path: raw})
    assert library.cards["us/good"] == _GOOD.cards["us/good"]
    lines = raw.count(b"\n") + 1
    for problem in library.problems:
        assert problem.line <= lines or problem.path.name == "good.toml"
        assert problem.message
        _safe(problem.message + problem.help)
        assert "\n" not in problem.message + problem.help
    [*links_of(library)]
    return library


def card(raw: bytes) -> None:
    library = _of_file("us/torn.toml", raw)
    assert {problem.path.name for problem in library.problems} <= {"torn.toml"}
    assert "us/torn" in library.cards or library.problems
    if torn := library.cards.get("us/torn"):
        _safe(as_json(written(torn)))
    _safe(library.files["us/torn"].written)


def parser(raw: bytes) -> None:
    try:
        text = raw.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        return
    assert _said(parsed, text) == _said(tomli.loads, text)


def _said(parser: Callable[[str], dict[str, Any]], text: str) -> str:
    """All that a text says, in its order, or how it is refused."""
    try:
        return json.dumps(parser(text), default=lambda value: [type(value).__name__, str(value)])
    except (ValueError, RecursionError) as refused:
        return repr(refused)


def sources(raw: bytes) -> None:
    library = _of_file("sources.toml", raw)
    assert {problem.path.name for problem in library.problems} <= {"sources.toml", "good.toml"}
    for source in library.sources.values():
        _safe(as_json(written(source)))


def head(raw: bytes) -> None:
    regions = {**_BESIDE, "briefing.toml": "", "us/region.toml": ""}
    library = _briefed({"briefing.toml": raw} | {path: text.encode() for path, text in regions.items() if text})
    assert library.briefing.title
    _safe(library.briefing.title)


def filtering(raw: bytes) -> None:
    text = raw.decode("utf-8", "surrogateescape")
    column, wanted = 1, None
    try:
        wanted = parse(text, _GOOD)
    except FilterError as error:
        column = error.column
    assert 1 <= column <= len(text) + 1
    if wanted:
        assert parse(str(wanted)) == wanted
        matching(wanted, _GOOD, _GOOD.standings(_GOOD.briefing.as_of), Marks())


def sanitiser(raw: bytes) -> None:
    text = raw.decode("utf-8", "surrogateescape")
    for made in (clean(text), clean_line(text), named(text)):
        _safe(made)
    assert clean(clean(text)) == clean(text)
    assert not {"\n", "\t"} & {*clean_line(text), *named(text)}
    assert len(named(text)) <= 72


def link(raw: bytes) -> None:
    try:
        opened = address(raw.decode("utf-8", "surrogateescape"))
    except RefusedLink:
        return
    assert re.fullmatch(r"https?://[!-~]+", opened.url)
    assert opened.host
    assert opened.url.partition("://")[2].startswith(opened.host)
    assert address(opened.url) == opened


def page(raw: bytes) -> None:
    try:
        written = decoded(raw, None)
    except ValueError:
        return
    if declares_entities(written):
        return
    if is_feed(written):
        try:
            feed = feed_in(written, "https://example.org/feed")
        except (AttributeError, LookupError, TypeError, ValueError) as fault:
            if "feedparser" in extract_tb(fault.__traceback__)[-1].filename:
                return  # it breaks over some feeds, which is why it runs in a process of its own
            raise
        _line(feed.title)
        for entry in feed.entries:
            _line(entry.title)
            _web(entry.url)
            _day(entry.published)
        return
    article = article_in(written, "https://example.org/a")
    for each in (article.title, article.publisher):
        _line(each)
    _safe(article.text)
    _day(article.published)
    assert article.language is None or re.fullmatch(LANGUAGE, article.language)
    if article.url:
        _web(article.url)


def _line(text: str) -> None:
    _safe(text)
    assert "\n" not in text


def _web(url: str) -> None:
    assert address(url).url.startswith(("http://", "https://"))


def _day(written: str | None) -> None:
    assert written is None or re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", written)


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    each.__name__: each for each in (card, parser, sources, head, filtering, sanitiser, link, page)
}


def seeds(target: str) -> Iterator[Path]:
    yield from sorted((SEEDS / target).iterdir())
