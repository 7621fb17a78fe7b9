"""Every view, over whatever there is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examples import twelve_regions

from briefing.library.folder import read_library
from briefing.publish.markdown import markdown_pages
from briefing.publish.plain import WIDTH, cells, plain_document
from briefing.publish.views import VIEWS, View
from briefing.publish.whole import Page

if TYPE_CHECKING:
    from conftest import LibraryFrom

SHIPPED = Path(__file__).parents[2] / "content"
DAY = date(2024, 10, 3)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_view_is_found_by_its_name_and_headed_by_its_title(view: View, library_from: LibraryFrom) -> None:
    library = library_from({})
    assert VIEWS[view.name] is view
    assert view.about
    assert plain_document(view.document(library, {}, DAY, None)).startswith(f"{view.title}\n\n")


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_the_shipped_briefing_stands_in_lines_of_the_measure(view: View) -> None:
    library = read_library(SHIPPED)
    standings = library.standings(DAY)
    for region in (None, *library.regions):
        document = view.document(library, standings, DAY, region)
        assert document.title == (f"{view.title}: {library.regions[region].name}" if region else view.title)
        assert all(cells(line) <= WIDTH for line in plain_document(document).splitlines())
        assert markdown_pages([Page(document)]).startswith(f"# {view.title}")


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_script_fits(view: View, tmp_path: Path) -> None:
    library = read_library(twelve_regions(tmp_path / "content"))
    document = view.document(library, library.standings(DAY), DAY, None)
    assert all(cells(line) <= WIDTH for line in plain_document(document).splitlines())


@pytest.mark.parametrize("name", ["timeline", "positions", "signposts"])
def test_each_row_leads_to_a_card_that_is_there(name: str) -> None:
    library = read_library(SHIPPED)
    document = VIEWS[name].document(library, library.standings(DAY), DAY, None)
    rows = [row for section in document.sections for row in section.paragraphs if not row.text.startswith("--")]
    assert rows
    for row in rows:
        assert row.lead
        assert row.lead.to.partition("#")[0] in library.cards
