"""A quotation, the archived text that it is taken from, and what one rule says of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from examples import CARD, SOURCES, write_briefing

from briefing.check.check import check
from briefing.check.rule import Desk
from briefing.check.rules import BY_CODE
from briefing.library.archive import read_archive
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.library.problem import Problem

ARTICLE = """\
News | Opinion | The new bridge

The governor said “it’s far too early” — months, perhaps — to speak of a new bridge.

“Unless we take the initiative, the ferry will not become
faster,” she said. The ferry is slow. A bridge is dear, and the ferry is not.
Readers also liked: a bridge too far, the ferry timeta…
"""
PASSAGE = "passage = [3, 6]\n"


def found_of(folder: Path, code: str, quote: str, about: str = "", text: str = ARTICLE) -> list[Problem]:
    """What one rule finds in a card with this quotation, as TOML, of a source with this text and these keys."""
    card = f"{CARD}quote = {quote}\n"
    sources = f'{SOURCES}archive = "jt.txt"\n{about}'
    library = read_library(write_briefing(folder / "content", {"us/sofa.toml": card, "sources.toml": sources}))
    assert library.problems == ()
    (folder / "archive").mkdir(exist_ok=True)
    (folder / "archive" / "jt.txt").write_text(text, encoding="utf-8", newline="")
    archive = read_archive(folder / "archive", library.sources)
    return list(check(Desk(library, date(2024, 10, 3), archive), [BY_CODE[code]]).problems)
