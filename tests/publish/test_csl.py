"""CSL-JSON: the sources as other programs read them, reopened by citeproc-py."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from examples import CARD, SOURCES
from publish.circulated import FILES, HANDLING, NASTY, edition

from briefing.publish.formats import FORMATS

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.publish.edition import Edition

TYPES = {
    "primary": "document",
    "reporting": "article-newspaper",
    "commentary": "article-magazine",
    "translation": "webpage",
    "data": "dataset",
}


def entries(edition: Edition) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(FORMATS["csl"].make(edition))
    return found


def cited(found: list[dict[str, Any]]) -> list[str]:
    """The bibliography that citeproc-py sets of the entries, in plain text."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(found), formatter.plain)
    for entry in found:
        bibliography.register(Citation([CitationItem(entry["id"])]))
    return [str(each) for each in bibliography.bibliography()]


def test_sources_stand_in_the_order_in_which_they_are_cited(library_from: LibraryFrom) -> None:
    whole = edition(library_from(FILES))
    assert [entry["id"] for entry in entries(whole)] == list(whole.sources) == ["jt", "nasty"]
    assert [entry["id"] for entry in entries(edition(whole.library, "korea/hostile"))] == ["nasty", "jt"]


def test_a_source_has_what_is_known_of_it(library_from: LibraryFrom) -> None:
    assert entries(edition(library_from({"us/sofa.toml": CARD}))) == [
        {
            "id": "jt",
            "type": "article-newspaper",
            "title": "Ishiba to seek a more equal alliance",
            "container-title": "The Japan Times",
            "issued": {"date-parts": [[2024, 9, 29]]},
            "accessed": {"date-parts": [[2024, 10, 3]]},
            "URL": "https://www.japantimes.co.jp/news/2024/09/29/ishiba",
            "language": "en",
        }
    ]


def test_what_is_not_known_is_not_there_and_part_of_a_date_is_that_part(library_from: LibraryFrom) -> None:
    nasty = entries(edition(library_from(FILES)))[1]
    assert nasty["issued"] == {"date-parts": [[2024, 9]]}
    assert not {"accessed", "URL"} & nasty.keys()
    assert nasty["title"] == NASTY
    assert nasty["note"] == HANDLING


@pytest.mark.parametrize("kind", TYPES)
def test_a_kind_of_source_is_a_type_that_csl_has(library_from: LibraryFrom, kind: str) -> None:
    files = {
        "us/sofa.toml": CARD,
        "sources.toml": SOURCES.replace("reporting", kind).replace("2024-09-29\na", '"2024"\na'),
    }
    (entry,) = entries(edition(library_from(files)))
    assert entry["type"] == TYPES[kind]
    assert entry["issued"] == {"date-parts": [[2024]]}
    assert "The Japan Times" in (entry.get("container-title"), entry.get("publisher"))


def test_citeproc_cites_the_same_sources(library_from: LibraryFrom) -> None:
    (jt,) = cited(entries(edition(library_from({"us/sofa.toml": CARD}))))
    assert "Ishiba to seek a more equal alliance" in jt
    assert "The Japan Times" in jt
    assert "2024" in jt


def test_citeproc_takes_hostile_texts_as_texts(library_from: LibraryFrom) -> None:
    found = cited(entries(edition(library_from(FILES))))
    assert len(found) == 2
    assert any("海峡" in each and "alert(1)" in each for each in found)


def test_an_edition_without_sources_is_an_empty_list(library_from: LibraryFrom) -> None:
    assert entries(edition(library_from(FILES), "korea/quiet")) == []
