"""Plain text as somebody reads it in a pipe, in mail or aloud."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD, twelve_regions
from hypothesis import given
from hypothesis import strategies as st

from briefing.library.folder import read_library
from briefing.publish.card import card_document
from briefing.publish.document import Document, Paragraph, Run, Section, text
from briefing.publish.plain import WIDTH, cells, plain_briefing, plain_document
from briefing.publish.whole import whole_region

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import BriefingFrom, LibraryFrom

DAY = date(2024, 10, 3)


def body(*paragraphs: Paragraph, spaced: bool = False) -> str:
    """What stands under a document's only heading."""
    return plain_document(Document("T", (), (Section("S", paragraphs, spaced=spaced),))).removeprefix("T\n\nS\n\n")


def test_a_card_reads_from_top_to_bottom(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD})
    document = card_document(library, "us/sofa", library.standings(DAY)["us/sofa"])
    assert (
        plain_document(document)
        == """\
A more equal alliance

us/sofa · 3 Oct 2024

▰▰▱▱ GUARDED   unlikely (20–45%) × moderate
A public dispute over SOFA postpones an alliance activity, by 31 Mar 2025 ·
* new · confidence low
Rated 3 Oct: SOFA did not come up in the first leader call. Rests on c1

Bottom line

  SOFA revision is on the agenda [c1].

Evidence

  c1  Raising the alliance to the US-UK level is his mission.
      claim · [1] The Japan Times · B

Sources

  [1]  The Japan Times, 29 Sep 2024  reporting · B · japantimes.co.jp
       “Ishiba to seek a more equal alliance”
       National daily with its own reporters in Tokyo.
"""
    )


def test_texts_stand_in_one_column_beside_their_marks() -> None:
    assert body(text("a", mark=Run("c1")), text("b", mark=Run("c10"))) == "  c1   a\n  c10  b\n"


def test_behind_a_wide_mark_the_text_hangs_by_four() -> None:
    mark = Run("2 Oct 2024 – 3 Jan 2025")
    assert body(text("words " * 12, mark=mark), text("said of it", hangs=True)).splitlines() == [
        "  2 Oct 2024 – 3 Jan 2025  words words words words words words words words",
        "      words words words words",
        "      said of it",
    ]


def test_entries_of_several_lines_stand_apart() -> None:
    entries = [text("a", mark=Run("1")), text("of a", hangs=True), text("b", mark=Run("2")), text("of b", hangs=True)]
    assert body(*entries) == "  1  a\n     of a\n\n  2  b\n     of b\n"


def test_running_text_is_spaced_and_its_lists_are_not() -> None:
    blocks = [
        text("One."),
        text("a", mark=Run("-")),
        text("b", mark=Run("-"), indent=1),
        text("more", hangs=True),
        text("Two."),
    ]
    assert body(*blocks, spaced=True) == "  One.\n\n  -  a\n     -  b\n\n     more\n\n  Two.\n"


def test_verbatim_lines_stay_as_they_are() -> None:
    code = "def f():\n\treturn 1\n\n" + "x" * 90
    assert body(Paragraph((Run(code),), verbatim=True)) == f"    def f():\n        return 1\n\n    {'x' * 90}\n"


def test_wide_characters_count_double_and_break_between_but_not_before_a_full_stop() -> None:
    lines = body(text("軍機越過中線的次數增加" * 6 + "。")).splitlines()
    assert {cells(line) for line in lines[:-1]} <= {75, 76}
    assert not [line for line in lines if line.strip().startswith("。")]
    full = body(text("海" * 37 + "。")).splitlines()
    assert [line.strip() for line in full] == ["海" * 36, "海。"]


def test_korean_breaks_between_words_only() -> None:
    words = ["협의체가", "다시", "열린다"] * 8
    assert [word for line in body(text(" ".join(words))).splitlines() for word in line.split()] == words


def test_right_to_left_text_is_wrapped_and_otherwise_left_alone() -> None:
    words = ["تراجعت", "حركة", "السفن", "في", "المضيق"] * 5
    lines = body(text(" ".join(words))).splitlines()
    assert len(lines) > 1
    assert [word for line in lines for word in line.split()] == words


def test_marks_on_letters_take_no_room() -> None:
    assert [cells(word) for word in ("abc", "日本", "e\u0301", "गि", "می\u200cشود")] == [3, 4, 1, 2, 5]
    assert body(text("e\u0301" * 80)).splitlines()[0] == "  " + "e\u0301" * 74


def test_an_address_is_never_broken() -> None:
    address = "https://example.org/" + "a" * 100
    assert address in body(text(f"See {address} for it."))


def test_a_word_longer_than_a_line_is_broken() -> None:
    assert [len(line) for line in body(text("x" * 100)).splitlines()] == [76, 28]


def test_how_lines_were_broken_in_the_file_does_not_matter() -> None:
    assert body(text("one\ttwo\n  three ", mark=Run("c1"))) == "  c1  one two three\n"


words = st.text(st.sampled_from("ab 海が。e\u0301한\t\n-«(→▰گ\u200c"), max_size=200)
paragraphs = st.builds(
    Paragraph,
    st.lists(st.builds(Run, words), max_size=3).map(tuple),
    st.none() | st.builds(Run, st.text("c1海 ", max_size=20)),
    indent=st.integers(0, 3),
)


@given(st.lists(paragraphs, max_size=4), st.booleans())
def test_no_line_is_too_wide_and_nothing_is_lost(written: list[Paragraph], spaced: bool) -> None:
    shown = body(*written, spaced=spaced)
    expected = "".join((each.mark.text if each.mark else "") + each.text for each in written)
    assert "".join(shown.split()) == "".join(expected.split())
    assert all(cells(line) <= WIDTH for line in shown.splitlines())
    assert shown.splitlines() == [line.rstrip() for line in shown.splitlines()]


def test_a_briefing_of_twelve_regions_and_scripts_fits_its_lines(tmp_path: Path) -> None:
    library = read_library(twelve_regions(tmp_path / "content"))
    on = date(2025, 5, 10)
    shown = plain_briefing(library, library.standings(on), on)
    assert all(cells(line) <= WIDTH for line in shown.splitlines())
    assert all(region.name in shown for region in library.regions.values())


def test_a_region_tells_its_worst_card_its_counts_and_its_summary(library_from: LibraryFrom) -> None:
    region = 'name = "United States"\ncode = "US"\nsummary = "An election, and [[us/sofa]]."\n'
    context = CARD.partition("[risk]")[0].replace("A more equal alliance", "Background")
    library = library_from({"us/region.toml": region, "us/sofa.toml": CARD, "us/old.toml": context})
    (described, _), *_ = whole_region(library, "us", library.standings(DAY))
    assert (
        plain_document(described)
        == """\
United States

▰▰▱▱ GUARDED  * new  A more equal alliance

2 cards · 1 context

An election, and A more equal alliance.
"""
    )


def test_a_card_that_another_region_lists_is_named_there_and_set_once(library_from: LibraryFrom) -> None:
    library = library_from(
        {
            "korea/quiet.toml": CARD.partition("[risk]")[0],
            "us/sofa.toml": CARD.replace("summary", 'also_in = ["korea"]\nsummary', 1),
        }
    )
    shown = plain_briefing(library, library.standings(DAY), DAY)
    assert "See also\n\n  -  A more equal alliance  ▰▰▱▱ GUARDED  us/sofa\n" in shown
    assert shown.count("us/sofa · 3 Oct 2024") == 1


@pytest.mark.parametrize("summary", ['summary = "[[us/none]]"', ""])
def test_a_link_in_a_regions_summary_that_leads_nowhere_stays_text(library_from: LibraryFrom, summary: str) -> None:
    library = library_from({"us/region.toml": f'name = "US"\ncode = "US"\n{summary}\n', "us/sofa.toml": CARD})
    shown = plain_briefing(library, library.standings(DAY), DAY)
    assert ("[[us/none]]" in shown) == bool(summary)


def test_problems_stand_at_the_end_with_what_to_do(briefing_from: BriefingFrom) -> None:
    library = read_library(
        briefing_from(
            {
                "us/sofa.toml": CARD + 'sorce = "jt"\n',
                "us/bad.toml": "=",
                "us/far.toml": CARD.replace('"unlikely"', '"unlikly"'),
            }
        )
    )
    shown = plain_briefing(library, library.standings(DAY), DAY)
    ending = " ".join(shown[shown.index("\nProblems\n") :].split())
    assert "us/bad.toml 1:1 error[C01] not TOML" in ending
    assert "did you mean `unlikely`? The values are" in ending
    assert "`sorce` is not a key of a claim. The keys are id, kind" in ending
