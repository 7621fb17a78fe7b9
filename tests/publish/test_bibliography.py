"""What a briefing rests on, read as plain text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefing.publish.bibliography import sources_document
from briefing.publish.document import Lead
from briefing.publish.plain import plain_document

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.library import Library
    from briefing.publish.document import Document

DAY = date(2024, 10, 3)
SOURCES = """\
[jt]
title = "A more equal alliance"
publisher = "The Japan Times"
url = "https://www.japantimes.co.jp/ishiba"
kind = "reporting"
published = 2024-09-29
reliability = "B"

[hudson]
title = "A paper"
publisher = "Hudson Institute"
kind = "primary"

[unused]
title = "An old book"
publisher = "A press"
kind = "commentary"
reliability = "C"
"""
HEAD = 'title = "Quiet"\nas_of = 2024-10-03\nsummary = "All quiet."\n'


def claim(name: str, source: str = "", origin: str = "") -> str:
    said = f'source = "{source}"\n' * bool(source) + f'origin = "{origin}"\n' * bool(origin)
    return f'[[claim]]\nid = "{name}"\ntext = "Claim {name}."\n{said}'


def judgment(statement: str, *claims: str, key: bool = False) -> str:
    rests = ", ".join(f'"{each}"' for each in claims)
    return f'''[[judgment]]
statement = "{statement}"
likelihood = "likely"
by = 2024-11-05
claims = [{rests}]
key = {str(key).lower()}
'''


def sources(library: Library, region: str | None = None) -> Document:
    return sources_document(library, library.standings(DAY), DAY, region)


def test_each_source_says_how_good_it_is_and_how_it_is_used_the_most_cited_first(library_from: LibraryFrom) -> None:
    files = {
        "sources.toml": SOURCES,
        "us/one.toml": HEAD + claim("c1", "jt", "hudson") + claim("c2", "jt") + claim("c3"),
        "us/two.toml": HEAD + claim("c1", "jt", "hudson"),
    }
    document = sources(library_from(files))
    assert (
        plain_document(document)
        == """\
Sources

3 sources

Sources (the most cited first)

  B  The Japan Times, 29 Sep 2024  reporting · japantimes.co.jp
     “A more equal alliance”
     cited by 3 claims on 2 cards

  ?  Hudson Institute  primary
     “A paper”
     cited by no claim · origin of 2 claims · not rated

  C  A press  commentary
     “An old book”
     cited by no claim
"""
    )
    assert document.sections[0].paragraphs[0].lead == Lead("source", "jt")
    assert [cited.id for cited in document.sources] == ["jt", "hudson", "unused"]


def test_judgments_that_rest_on_one_origin_alone_stand_under_it(library_from: LibraryFrom) -> None:
    files = {
        "sources.toml": SOURCES,
        "us/one.toml": HEAD
        + claim("c1", "jt")
        + claim("c2", "unused")
        + claim("c3", "jt", "hudson")
        + claim("c4", "unused", "hudson")
        + claim("c5")
        + claim("c6", "elsewhere")
        + judgment("Two sources, one origin, is likely", "c3", "c4", key=True)
        + judgment("Two origins is likely", "c1", "c3")
        + judgment("An origin unsaid is likely", "c1", "c5")
        + judgment("No origin is likely", "c5")
        + judgment("No claim is likely")
        + judgment("A claim that is not there is likely", "c9")
        + judgment("A source that is not there is likely", "c6")
        + judgment("Another card is likely", "us/two#c1"),
        "us/two.toml": HEAD + claim("c1", "jt", "hudson"),
    }
    document = sources(library_from(files))
    told = plain_document(document)
    assert "3 sources · 3 of 8 judgments rest on one origin alone" in told
    assert told.endswith("""\
Only on Hudson Institute (2 judgments)

  -  key  Two sources, one origin, is likely  us/one#j1
  -  Another card is likely  us/one#j8

Only on elsewhere (1 judgment)

  -  A source that is not there is likely  us/one#j7
""")
    assert document.sections[1].paragraphs[1].lead == Lead("part", "us/one#j8")


def test_a_region_has_the_sources_that_its_cards_use(library_from: LibraryFrom) -> None:
    files = {
        "sources.toml": SOURCES,
        "us/one.toml": HEAD + claim("c1", "jt") + judgment("It is likely", "c1"),
        "korea/two.toml": HEAD + claim("c1", "unused", "hudson"),
    }
    library = library_from(files)
    here, there = plain_document(sources(library, "us")), plain_document(sources(library, "korea"))
    assert here.startswith("Sources: us\n\n1 source · 1 of 1 judgment rests on one origin alone\n\nSources\n")
    assert "Only on The Japan Times, 29 Sep 2024 (1 judgment)" in here
    assert "2 sources\n" in there
    assert "The Japan Times" not in there


def test_that_there_are_none_is_said(library_from: LibraryFrom) -> None:
    told = plain_document(sources(library_from({"sources.toml": "", "us/one.toml": HEAD})))
    assert told == "Sources\n\nno sources\n"
