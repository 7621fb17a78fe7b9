import sys
import time
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import typst
from conftest import LibraryFrom
from examples import CARD, twelve_regions
from publish.circulated import FILES, HANDLING, NASTY, QUIET, chosen, edition
from publish.printed import pages_between, rises, said_in_order, squeezed
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from briefing.library.folder import read_library
from briefing.library.problem import BriefingError
from briefing.model.scales import Level
from briefing.publish import pdf as module
from briefing.publish.document import Document, Lead, Paragraph, Role, Run, Section, text
from briefing.publish.edition import Edition, edition_of
from briefing.publish.paper import History
from briefing.publish.pdf import pdf
from briefing.publish.whole import Page

SHIPPED = Path(__file__).parents[2] / "content"
DAY = date(2026, 1, 1)
TEXTS = {name: written.replace(" שלום", "") for name, written in FILES.items()}
"""Without Hebrew, which pypdf gives back in another order."""
SECOND = """
[[risk.assessment]]
on = 2024-10-04
likelihood = "likely"
impact = "significant"
confidence = "low"
why = "Then."
"""


def opened(made: Edition) -> PdfReader:
    return PdfReader(BytesIO(pdf(made)))


def said(reader: PdfReader) -> str:
    return "".join(page.extract_text() for page in reader.pages)


def page_of(library_from: LibraryFrom, *paragraphs: Paragraph, title: str = "T") -> Edition:
    """An edition of one page that says just this."""
    library = library_from({"us/sofa.toml": CARD})
    page = Page(Document(title, (), (Section("S", paragraphs),)))
    return Edition(library, library.standings(DAY), DAY, title, (page,))


def tags(node: Any) -> list[str]:
    """The kinds of all that is tagged, in the order in which it is read."""
    if isinstance(node, ArrayObject):
        return [kind for each in node for kind in tags(each.get_object())]
    if not isinstance(node, DictionaryObject):
        return []
    kind = [str(node["/S"])] if "/S" in node else []
    return kind + (tags(node["/K"].get_object()) if "/K" in node else [])


def structure(reader: PdfReader) -> Any:
    root: Any = reader.root_object
    return root["/StructTreeRoot"]["/K"].get_object()


def tagged(reader: PdfReader) -> list[str]:
    return tags(structure(reader))


def alternatives(node: Any) -> list[str]:
    """What is said to whoever does not see a picture."""
    if isinstance(node, ArrayObject):
        return [words for each in node for words in alternatives(each.get_object())]
    if not isinstance(node, DictionaryObject):
        return []
    words = [str(node["/Alt"])] if "/Alt" in node else []
    return words + (alternatives(node["/K"].get_object()) if "/K" in node else [])


def outline(entries: Any, depth: int = 1) -> list[tuple[int, str]]:
    found = []
    for entry in entries:
        found += outline(entry, depth + 1) if isinstance(entry, list) else [(depth, str(entry.title))]
    return found


def links(reader: PdfReader) -> list[Any]:
    annotations = (each.get_object() for page in reader.pages for each in page.get("/Annots", ()))
    return [each for each in annotations if each["/Subtype"] == "/Link"]


def test_the_shipped_briefing_says_all_of_it_in_its_order_between_its_handling() -> None:
    library = read_library(SHIPPED)
    made = edition_of(library, library.standings(DAY), DAY)
    reader = opened(made)
    said_in_order(made, pages_between(reader, "", made.title))
    assert reader.metadata
    assert (reader.metadata.title, reader.metadata.author) == (made.title, None)
    assert reader.metadata.creation_date
    assert reader.metadata.creation_date.date() == date(2024, 10, 3)


def test_handling_stands_at_the_head_and_the_foot_of_every_page(library_from: LibraryFrom) -> None:
    made = edition(library_from(TEXTS))
    said_in_order(made, pages_between(opened(made), HANDLING, made.title))


def test_it_is_tagged_for_screen_readers(library_from: LibraryFrom) -> None:
    head = TEXTS["briefing.toml"] + 'language = "en-GB"\n'
    reader = opened(edition(library_from(TEXTS | {"briefing.toml": head})))
    root: Any = reader.root_object
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    kinds = set(tagged(reader))
    assert {
        "/Title",
        "/H1",
        "/H2",
        "/H3",
        "/P",
        "/L",
        "/LI",
        "/Lbl",
        "/LBody",
        "/TOC",
        "/Table",
        "/TH",
        "/Link",
    } <= kinds
    levels = [int(kind[2:]) for kind in tagged(reader) if kind[:2] == "/H" and kind[2:].isdigit()]
    assert rises(levels)


def test_bookmarks_are_the_headings(library_from: LibraryFrom) -> None:
    found = outline(opened(edition(library_from(TEXTS))).outline)
    assert found[:3] == [(1, "Worst first"), (1, "Latest changes"), (1, "Coming up  after 3 Oct 2024")]
    assert (1, "us") in found
    assert (2, "A more equal alliance") in found
    assert (3, "Sources") in found


def test_links_lead_to_places_of_the_edition_and_to_the_web_alone(library_from: LibraryFrom) -> None:
    found = links(opened(edition(library_from(TEXTS))))
    outside = {str(each["/A"]["/URI"]) for each in found if "/A" in each and "/URI" in each["/A"]}
    assert outside == {"https://www.japantimes.co.jp/news/2024/09/29/ishiba", "https://example.org/?a=1&b=2"}
    assert len(found) > len(outside)
    assert all(each["/Contents"] for each in found)


def test_risks_stand_in_a_table_the_worst_first(library_from: LibraryFrom) -> None:
    reader = opened(edition(library_from(TEXTS)))
    assert tagged(reader).count("/Table") == 1
    table = squeezed(said(reader)).partition("Deadline")[2]
    hostile, equal = table.index("▰▰▰▰HIGHlikely(55–80%)"), table.index("▰▰▱▱GUARDEDunlikely(20–45%)")
    assert hostile < equal


def test_a_card_by_itself_has_neither_contents_nor_table(library_from: LibraryFrom) -> None:
    made = edition(library_from(TEXTS), "us/sofa")
    reader = opened(made)
    assert not {"/TOC", "/Table"} & set(tagged(reader))
    said_in_order(made, said(reader))


def test_cards_of_context_alone_have_contents_and_no_table(library_from: LibraryFrom) -> None:
    reader = opened(edition(library_from({"us/quiet.toml": QUIET})))
    assert "/TOC" in tagged(reader)
    assert "/Table" not in tagged(reader)


def test_chosen_cards_say_what_they_were_chosen_by(library_from: LibraryFrom) -> None:
    made = chosen(library_from(TEXTS), "equal")
    said_in_order(made, pages_between(opened(made), HANDLING, made.title))


def test_a_rating_history_is_drawn_and_told(library_from: LibraryFrom) -> None:
    card = CARD.replace("\n[[claim]]", f"{SECOND}\n[[claim]]", 1)
    reader = opened(edition(library_from({"us/sofa.toml": card}), "us/sofa"))
    assert alternatives(structure(reader)) == [
        "Level over time: GUARDED from 3 Oct 2024; HIGH from 4 Oct 2024; until 4 Oct 2024."
    ]


def test_ratings_of_one_day_and_crowded_dates_are_drawn_too() -> None:
    day = date(2024, 10, 3)
    same = module._chart(History(((day, Level.GUARDED), (day, Level.HIGH)), day))
    assert [(step["from"], step["until"]) for step in same["steps"]] == [(0.0, 0.0), (0.0, 1.0)]
    assert [each["at"] for each in same["dates"]] == [1.0, 0.0]
    near = module._chart(History(((day, Level.GUARDED), (date(2024, 10, 4), Level.HIGH)), date(2025, 10, 3)))
    assert [each["said"] for each in near["dates"]] == ["3 Oct 2025", "3 Oct 2024"]


@pytest.mark.parametrize(
    "words",
    [
        '#import "@preview/x:1.0.0": *',
        "#panic()",
        "$x^2$ $ y $",
        "@p1 <p1> #label",
        "a \\ b \\u{41} \\#",
        "// not a comment",
        "/* nor this */",
        "`code` ```raw```",
        "*not strong* _nor this_",
        "= no heading",
        "- no list",
        "/ no: term",
        "-- --- ... ~ \"straight\" 'quotes'",
        "https://example.org/ {code} [content]",
        "&amp; <w:p/> {{ 7*7 }}",
    ],
)
def test_hostile_text_comes_out_as_itself_in_every_place(library_from: LibraryFrom, words: str) -> None:
    run = Run(words)
    paragraphs = [text(run._replace(role=role)) for role in Role]
    paragraphs += [text(run, mark=Run(words)), text(run, mark=Run("-")), text(run, hangs=True)]
    paragraphs += [Paragraph((run,), verbatim=True), text(run._replace(lead=Lead("address", "https://example.org/")))]
    made = page_of(library_from, *paragraphs, title=words)
    said_in_order(made, said(opened(made)))


def test_hostile_text_comes_out_as_itself_from_every_field(library_from: LibraryFrom) -> None:
    made = edition(library_from(TEXTS))
    reader = opened(made)
    assert squeezed(NASTY.replace(" שלום", "")) in squeezed(said(reader))
    assert reader.get_fields() is None
    assert "/JavaScript" not in reader.root_object.get("/Names", {})


def test_lists_nest(library_from: LibraryFrom) -> None:
    made = page_of(
        library_from,
        text("Before."),
        text("a", mark=Run("-")),
        text("of a", hangs=True),
        text("b", mark=Run("7."), indent=1),
        text("of b", hangs=True, indent=1),
        Paragraph((Run("x = 1\n\ty"),), verbatim=True, indent=2),
        text("c", mark=Run("-")),
        Paragraph((Run("After,\nbroken."),)),
    )
    reader = opened(made)
    said_in_order(made, said(reader))
    assert [kind for kind in tagged(reader) if kind in ("/L", "/LI")] == ["/L", "/LI", "/L", "/LI", "/LI"]


def test_a_long_entry_goes_on_on_the_next_page(library_from: LibraryFrom) -> None:
    made = page_of(library_from, text("long " * 3000, mark=Run("c1")), text("last", mark=Run("c2")))
    reader = opened(made)
    assert len(reader.pages) > 2
    said_in_order(made, squeezed(pages_between(reader, "", "T")))


def test_the_same_content_gives_the_same_bytes_wherever_and_whenever(
    library_from: LibraryFrom, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = edition(library_from(TEXTS))
    first = pdf(made)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    assert pdf(made) == first
    monkeypatch.undo()
    time.tzset()


def test_an_edition_of_long_ago_bears_its_day(library_from: LibraryFrom) -> None:
    head = TEXTS["briefing.toml"].replace("2024-10-03", "1962-10-22") + "closed = true\n"
    library = library_from({"us/sofa.toml": CARD, "briefing.toml": head.replace(', "korea"', "")})
    reader = opened(edition_of(library, library.standings(DAY), DAY))
    assert reader.metadata
    assert reader.metadata.creation_date
    assert reader.metadata.creation_date.date() == date(1962, 10, 22)


def test_scripts_of_the_world_are_set(tmp_path: Path) -> None:
    library = read_library(twelve_regions(tmp_path / "content"))
    reader = opened(edition_of(library, library.standings(DAY), DAY))
    assert "台灣海峽" in said(reader)
    assert "Υφαλοκρηπίδα" in said(reader)


@pytest.mark.parametrize(
    ("language", "first"),
    [("ja", "JP"), ("ko", "KR"), ("zh-Hant", "TC"), ("zh-Hans-CN", "SC"), ("zh-HK", "HK"), ("en", "JP")],
)
def test_cjk_letters_are_set_in_the_forms_of_the_language(language: str, first: str) -> None:
    families = [f"Noto Serif CJK {form}" for form in ("HK", "JP", "KR", "SC", "TC")]
    assert module._cjk_fonts(language, families)[0] == f"Noto Serif CJK {first}"


def test_without_a_cjk_font_cjk_text_is_refused_and_other_text_is_not(
    library_from: LibraryFrom, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr(typst, "Fonts", lambda: alone)
    with pytest.raises(BriefingError, match="apt install fonts-noto-cjk"):
        pdf(page_of(library_from, text("海峡")))
    assert pdf(page_of(library_from, text("strait")))


def test_a_letter_that_no_font_has_is_named_with_what_to_do(library_from: LibraryFrom) -> None:
    with pytest.raises(BriefingError, match=r"no font that is installed has `\\u\{fdd0\}`(.|\n)*fonts-noto-core"):
        pdf(page_of(library_from, text("a\ufdd0b")))


def test_a_font_that_is_missing_is_not_passed_over(library_from: LibraryFrom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FONT", "No Such Serif")
    with pytest.raises(BriefingError, match="unknown font family: no such serif"):
        pdf(page_of(library_from, text("a")))


def test_a_fault_of_the_template_is_not_hidden(library_from: LibraryFrom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "INK", "no colour")
    with pytest.raises(typst.TypstError, match="color"):
        pdf(page_of(library_from, text("a")))


def test_what_no_font_can_hold_is_replaced(library_from: LibraryFrom) -> None:
    made = opened(page_of(library_from, text("a\ufffe\uffffb"), title="\ufffeT"))
    assert "a\ufffd\ufffdb" in squeezed(said(made))


def test_without_the_library_the_line_that_installs_it_is_said(
    library_from: LibraryFrom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(
        BriefingError, match=r"in a clone with pip install '\.\[pdf\]', .* pip install 'briefing\[pdf\]'"
    ):
        pdf(page_of(library_from, text("a")))
