"""A briefing that has strings which have broken programs wherever a card holds text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from examples import write_briefing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CONTROLS: Final = (*range(0x20), *range(0x7F, 0xA0))
_UNSEEN: Final = (
    *range(0x200B, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    *(0x00AD, 0x034F, 0x061C, 0x115F, 0x180E, 0x3164, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFA, 0xFFFB, 0xFFFE),
    *(0xE0001, 0xE0041, 0xE007F, 0xE0100, 0x10FFFF, 0xF0000),
)
_PIECES: Final = (
    "x",
    "word ",
    "日",
    "日本 ",
    "😀",
    "ﷺ",
    "e\u0301",
    "\u0301",
    "x\u0489",
    "\u0e49",
    "\t",
    "\n",
    "    x\n",
)
_SYMBOLS: Final = "[]()*_`>-#|&<\\=~!:."


def _strings() -> Iterator[str]:
    written = Path(__file__).with_name("naughty_strings.txt").read_text(encoding="utf-8")
    yield from (json.loads(line) for line in written.splitlines() if not line.startswith("# "))
    yield from (f"x{chr(code)}y" for code in (*_CONTROLS, *_UNSEEN))
    yield from (piece * (495 // len(piece)) + "x" for piece in _PIECES)
    yield from (piece * (5000 // len(piece)) for piece in _PIECES)
    yield from (symbol * 1001 for symbol in _SYMBOLS)
    yield from (f"{symbol} " * 400 for symbol in _SYMBOLS)


STRINGS: Final = tuple(dict.fromkeys(_strings()))
"""Each of them once."""
_FIELDS: Final = 40
"""More than a card holds texts."""


def toml(text: str) -> str:
    """The text as a string of TOML, everything unusual in it escaped."""
    plain = (each if " " <= each <= "~" and each not in '"\\' else f"\\U{ord(each):08X}" for each in text)
    return f'"{"".join(plain)}"'


def _line(text: str, most: int = 500) -> str:
    return toml(" ".join(text.split("\n"))[:most].strip() or "x")


def _card(first: int) -> str:
    """A card with another string in each of its texts, from the `first` on."""
    strings = iter(STRINGS[(first + 13 * place) % len(STRINGS)] for place in range(_FIELDS))

    def text() -> str:
        string = next(strings)
        return toml(string if string.strip() else f"x{string}")

    def line(most: int = 500) -> str:
        return _line(next(strings), most)

    return f"""\
title = {line()}
as_of = 2024-10-03
tags = [{line(60)}, {line(60)}]
summary = {text()}
analysis = {text()}

[risk]
event = {text()}
by = 2025-03-31

[[risk.assessment]]
on = 2024-09-01
likelihood = "likely"
impact = "moderate"
confidence = "low"
why = {text()}

[[risk.assessment]]
on = 2024-10-03
likelihood = "unlikely"
impact = "significant"
confidence = "low"
why = {text()}
claims = ["c1"]

[[claim]]
kind = "statement"
text = {text()}
source = "jt"
speaker = {line()}
quote = [{text()}, {text()}]

[[claim]]
text = {text()}
source = "odd"

[[judgment]]
key = true
statement = {text()}
likelihood = "unlikely"
by = 2024-12-31
claims = ["c1", "c2"]
basis = {text()}
alternative = {text()}

[[assumption]]
text = {text()}
if_wrong = {text()}

[[gap]]
text = {text()}

[[position]]
actor = {line()}
issue = {line()}
stance = "opposes"
claims = ["c1"]

[[event]]
on = 2024-11-05
what = {text()}

[[signpost]]
text = {text()}
if_seen = "raises"
status = "seen"
checked = 2024-10-01

[[related]]
card = "us/card-0"
how = {line()}
"""


def naughty_briefing(root: Path, firsts: Sequence[int]) -> Path:
    """A briefing with a card for each of these, its strings from that one on; with all, each stands in every field.

    What stands above the cards, title, headline, region, sources, has the strings from the first on.
    """
    strings = iter(STRINGS[(firsts[0] + place) % len(STRINGS)] for place in range(_FIELDS))
    entry = 'kind = "reporting"\npublished = 2024-09-29\naccessed = 2024-10-03\nreliability = "B"\n'
    return write_briefing(
        root,
        {
            **{f"us/card-{number}.toml": _card(first) for number, first in enumerate(firsts)},
            "us/region.toml": f"""\
name = {_line(next(strings))}
code = {_line(next(strings), 8)}
summary = {_line(next(strings))}
""",
            "briefing.toml": f"""\
schema = 1
title = {_line(next(strings))}
perspective = {_line(next(strings))}
as_of = 2024-10-03
regions = ["us"]
headline = {_line(next(strings))}
handling = {_line(next(strings))}
""",
            "sources.toml": f"""\
[jt]
title = {_line(next(strings))}
publisher = {_line(next(strings))}
url = "https://example.org/"
{entry}
[odd]
title = {_line(next(strings))}
publisher = {_line(next(strings))}
url = {_line(next(strings))}
descriptor = {_line(next(strings))}
{entry}""",
        },
    )
