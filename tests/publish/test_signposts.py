"""What to watch, read as plain text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefing.publish.document import Lead
from briefing.publish.plain import plain_document
from briefing.publish.signposts import signposts_document

if TYPE_CHECKING:
    from conftest import LibraryFrom

    from briefing.library.library import Library
    from briefing.publish.document import Document

DAY = date(2024, 10, 3)


def card(*signposts: tuple[str, str, str, str]) -> str:
    written = (
        f'[[signpost]]\ntext = "{words}"\nif_seen = "{way}"\nstatus = "{status}"\n'
        + (f"checked = {checked}\n" if checked else "")
        for words, way, status, checked in signposts
    )
    return 'title = "Quiet"\nas_of = 2024-10-03\nsummary = "All quiet."\n' + "".join(written)


def signposts(library: Library, region: str | None = None) -> Document:
    return signposts_document(library, library.standings(DAY), DAY, region)


def test_the_seen_come_first_then_those_not_looked_for_longest_then_the_unclear(library_from: LibraryFrom) -> None:
    files = {
        "us/one.toml": card(
            ("An unclear thing.", "raises", "unclear", "2024-09-01"),
            ("Checked late", "raises", "not-seen", "2024-10-03"),
            ("Never checked", "lowers", "not-seen", ""),
            ("Seen, no day", "lowers", "seen", ""),
        ),
        "korea/two.toml": card(
            ("Checked early", "lowers", "not-seen", "2024-09-30"), ("Seen", "raises", "seen", "2024-10-01")
        ),
    }
    document = signposts(library_from(files))
    assert (
        plain_document(document)
        == """\
Signposts

6 signposts · 2 seen · 3 not seen · 1 unclear

Seen

  - lowers  Seen, no day  never checked · us/one
  + raises  Seen  checked 1 Oct 2024 · korea/two

Not seen, never checked

  - lowers  Never checked  us/one

Not seen, checked 30 Sep 2024

  - lowers  Checked early  korea/two

Not seen, checked 3 Oct 2024

  + raises  Checked late  us/one

Unclear

  + raises  An unclear thing  checked 1 Sep 2024 · us/one
"""
    )
    assert document.sections[0].paragraphs[0].lead == Lead("part", "us/one#s4")


def test_a_region_has_its_own(library_from: LibraryFrom) -> None:
    files = {
        "us/one.toml": card(("A test", "raises", "seen", "")),
        "korea/two.toml": card(("Talks", "lowers", "seen", "")),
    }
    told = plain_document(signposts(library_from(files), "us"))
    assert told.startswith("Signposts: us\n\n1 signpost · 1 seen\n")
    assert "Talks" not in told


def test_that_there_is_nothing_to_watch_is_said(library_from: LibraryFrom) -> None:
    told = plain_document(signposts(library_from({"us/one.toml": card()})))
    assert told == "Signposts\n\nNo card says what would change our mind\n"
