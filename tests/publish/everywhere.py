"""A briefing that says the same words in every text that it has, and what is live in a page made of it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Final

from examples import CARD, SOURCES

_TEXTS: Final = re.compile(
    r"^((?:title|event|why|text|publisher|descriptor|perspective|name|handling|headline|statement|basis|alternative"
    r'|actor|issue|what|summary|analysis|speaker|quote|if_wrong|url) = )".*"$',
    re.MULTILINE,
)
_CARD: Final = (
    CARD.replace("[risk]", 'analysis = "x"\ntags = ["<b>"]\n[risk]').replace(
        "[[risk.assessment]]",
        '[[risk.assessment]]\non = 2024-09-01\nlikelihood = "likely"\nimpact = "moderate"\nconfidence = "low"\n'
        'why = "x"\n[[risk.assessment]]',
        1,
    )
    + """
speaker = "x"
quote = "x"
[[judgment]]
statement = "x"
likelihood = "likely"
by = 2025-01-01
confidence = "low"
basis = "x"
alternative = "x"
[[gap]]
text = "x"
[[assumption]]
text = "x"
if_wrong = "x"
[[position]]
actor = "x"
issue = "x"
stance = "opposes"
[[event]]
on = 2024-11-01
what = "x"
[[signpost]]
text = "x"
if_seen = "raises"
status = "seen"
"""
)
PLAIN: Final = {
    "briefing.toml": (
        'schema = 1\ntitle = "x"\nperspective = "x"\nheadline = "x"\nhandling = "x"\nas_of = 2024-10-03\n'
        'regions = ["us"]\n'
    ),
    "us/region.toml": 'name = "x"\ncode = "US"\nsummary = "x"\n',
    "us/a.toml": _CARD,
    "us/b.toml": CARD,
    "sources.toml": SOURCES,
}


def saying(words: str) -> dict[str, str]:
    """The files of the briefing, for `write_briefing`; what is a line can say only one."""

    def said(text: re.Match[str]) -> str:
        lines = text[1].startswith(("summary", "analysis"))
        return f"{text[1]}{json.dumps(words if lines else ' '.join(words.split()))}"

    return {name: _TEXTS.sub(said, each) for name, each in PLAIN.items()}


class Live(HTMLParser):
    """Notes every tag with its attributes' names, and every address."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[tuple[str, tuple[str, ...]]] = set()
        self.addresses: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add((tag, tuple(name for name, _ in attrs)))
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src", "action", "xlink:href")}
