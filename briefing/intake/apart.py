"""A page is made out in a process of its own: whatever it does to a parser, it does it there, and not for long."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import briefing
from briefing.intake.article import Article, article_in
from briefing.intake.feed import Entry, Feed, declares_entities, feed_in, is_feed
from briefing.intake.written import decoded
from briefing.library.problem import BriefingError

if TYPE_CHECKING:
    from briefing.intake.fetch import Page

SECONDS: Final = 4
"""Of work. Where others work too, it may take twice as long by the clock."""
MEMORY: Final = 190 * 1024 * 1024
"""With the program itself. It is enough for four MiB of prose, or for one of nothing but elements."""
_PROGRAM: Final = "from briefing.intake.apart import main; main()"
_NO_MEMORY: Final = 77
_TOO_LONG: Final = "takes too long to make out"
_TOO_LARGE: Final = "needs too much memory to make out"
_ENDS: Final = {_NO_MEMORY: _TOO_LARGE, -signal.SIGABRT: _TOO_LARGE, -signal.SIGXCPU: _TOO_LONG}
"""By the code that the process ends with. A library in C that gets no memory aborts."""


class NotMadeOutError(BriefingError):
    """There is no making the page out; the message says why, of the page."""


def made_out(page: Page, *, seconds: float = 2 * SECONDS) -> Article | Feed:
    """The article or the feed that a page is. Raises NotMadeOutError."""
    about = json.dumps({"url": page.url, "charset": page.charset}).encode()
    # The way to the modules is ours, and -P keeps the folder that one stands in out of it: it may hold anything.
    ways = [str(Path(briefing.__file__).parent.parent), *filter(None, sys.path)]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(ways)}
    command = [sys.executable, "-P", "-c", _PROGRAM]
    try:
        ended = subprocess.run(
            command, input=about + b"\n" + page.raw, capture_output=True, timeout=seconds, env=environ, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotMadeOutError(_TOO_LONG) from None
    if ended.returncode:
        raise NotMadeOutError(_ENDS.get(ended.returncode, "cannot be made out: the parser broke off"))
    return _known(json.loads(ended.stdout))


def _known(found: dict[str, object]) -> Article | Feed:
    """What the other process found, as it was there."""
    match found.pop("is"):
        case "article":
            return Article(**found)  # type: ignore[arg-type]
        case "feed":
            entries = tuple(Entry(**each) for each in found["entries"])  # type: ignore[attr-defined]
            return Feed(str(found["title"]), entries)
        case _:
            raise NotMadeOutError(str(found["why"]))


def main() -> None:
    """What the other process does."""
    _confine()
    about, raw = json.loads(sys.stdin.buffer.readline()), sys.stdin.buffer.read()
    try:
        found = _found(raw, **about)
    except MemoryError:
        os._exit(_NO_MEMORY)  # there may be too little left for an orderly end
    sys.stdout.write(json.dumps(found))


def _found(raw: bytes, url: str | None, charset: str | None) -> dict[str, object]:
    try:
        written = decoded(raw, charset)
    except ValueError:
        return {"is": "nothing", "why": "is not text"}
    if declares_entities(written):
        return {"is": "nothing", "why": "declares entities, which no page needs and some do harm with"}
    if is_feed(written):
        return {"is": "feed", **asdict(feed_in(written, url))}
    article = article_in(written, url)
    if not article.title and not article.text:
        return {"is": "nothing", "why": "holds no article: there is neither a title nor a text"}
    return {"is": "article", **asdict(article)}


def _confine() -> None:
    """Take no more than is allowed, as far as the system can see to it."""
    import resource

    limits = {
        resource.RLIMIT_AS: (MEMORY, MEMORY),
        resource.RLIMIT_CPU: (SECONDS, SECONDS + 1),  # a signal that tells, and then one that ends
        resource.RLIMIT_CORE: (0, 0),
    }
    for which, most in limits.items():
        with suppress(OSError, ValueError):  # macOS knows no limit of memory
            resource.setrlimit(which, most)
