"""A briefing to circulate whose texts are as nasty as they can be, and editions of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from examples import CARD, SOURCES

from briefing.find.filter import matching, parse
from briefing.publish.edition import Edition, edition_of, edition_of_cards

if TYPE_CHECKING:
    from briefing.library.library import Library

DAY: Final = date(2024, 10, 3)
HANDLING: Final = "Desk only & <not> for print"
HEAD: Final = f"""\
schema = 1
title = "Ishiba takes office"
perspective = "Japan"
as_of = 2024-10-03
regions = ["us", "korea"]
handling = "{HANDLING}"
"""
QUIET: Final = 'title = "Quiet"\nas_of = 2024-09-30\nsummary = "All quiet."\ntags = ["talks"]\n'
"""A card of context: it has no risk, no claims."""
NASTY: Final = "=1+1 <script>alert(1)</script> ]]> &amp; {{ 7*7 }} #set \\\\x `code` 海峡 שלום"
HOSTILE: Final = f"""\
title = '{NASTY}'
as_of = 2024-10-02
language = "ja"
tags = ["<b>"]
summary = '''{NASTY} [c1] [see](javascript:alert(1)) [there](https://example.org/?a=1&b=2).

- <img src=x onerror=alert(1)>
  and [[us/sofa]]'''
analysis = '''
```
  <pre> as it is
```
'''

[risk]
event = '@SUM(A1)'
by = 2025-03-31

[[risk.assessment]]
on = 2024-09-01
likelihood = "unlikely"
impact = "moderate"
confidence = "low"
why = "First."

[[risk.assessment]]
on = 2024-10-02
likelihood = "likely"
impact = "significant"
confidence = "moderate"
why = '''-2+3
on two lines, with "quotes"'''
claims = ["c1", "us/sofa#c1"]

[[claim]]
text = '{NASTY}'
source = "nasty"
origin = "jt"

[[judgment]]
statement = "It is unlikely to end, <b>so</b>."
likelihood = "unlikely"
by = 2025-03-31
confidence = "high"
basis = "Two sources."
claims = ["c1"]

[[judgment]]
key = true
statement = "It is very likely to go on."
likelihood = "very likely"
by = 2025-03-31

[[event]]
on = 2024-10-02
until = 2024-10-04
what = "+talks"
claims = ["c1"]

[[event]]
on = "2024-09"
what = "Before"
"""
BIBLIOGRAPHY: Final = f"""{SOURCES}
[nasty]
title = '{NASTY}'
publisher = "\\"@Pub\\", <i>Ltd</i>"
url = "javascript:alert(1)"
kind = "translation"
published = "2024-09"
language = "ja"
descriptor = "\\t=cmd"

[unused]
title = "Nobody cites it"
publisher = "Nobody"
kind = "data"
"""
FILES: Final = {
    "us/sofa.toml": CARD,
    "us/draft.toml": CARD.replace("title", 'status = "draft"\ntitle', 1).replace("A more equal", "An unready"),
    "us/bad.toml": "title = ",
    "korea/hostile.toml": HOSTILE,
    "korea/quiet.toml": QUIET,
    "briefing.toml": HEAD,
    "sources.toml": BIBLIOGRAPHY,
}


def edition(library: Library, place: str | None = None) -> Edition:
    """The whole of it, or a place."""
    return edition_of(library, library.standings(DAY), DAY, place)


def chosen(library: Library, words: str) -> Edition:
    """What a filter lets through."""
    standings = library.standings(DAY)
    return edition_of_cards(library, standings, DAY, matching(parse(words, library), library, standings), words)
