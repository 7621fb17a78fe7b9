import os
import shutil
import subprocess
import sys
import time
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx as word
import pytest
from conftest import LibraryFrom
from docx.document import Document as WordDocument
from docx.oxml.ns import nsmap, qn
from examples import CARD, twelve_regions
from lxml.etree import XPath
from publish.circulated import BIBLIOGRAPHY, FILES, HANDLING, NASTY, chosen, edition
from publish.printed import pages_between, rises, said_in_order
from pypdf import PdfReader

from briefing.library.folder import read_library
from briefing.library.problem import BriefingError
from briefing.publish.document import Document, Lead, Paragraph, Role, Run, Section, text
from briefing.publish.edition import Edition, edition_of
from briefing.publish.whole import Page
from briefing.publish.word import docx

SHIPPED = Path(__file__).parents[2] / "content"
DAY = date(2026, 1, 1)


def opened(made: Edition) -> WordDocument:
    return word.Document(BytesIO(docx(made)))


def shipped(place: str | None = None) -> Edition:
    library = read_library(SHIPPED)
    return edition_of(library, library.standings(DAY), DAY, place)


def at(element: Any, path: str) -> Any:
    return XPath(path, namespaces=nsmap)(element)


def body(document: WordDocument) -> str:
    """All that stands between head and foot, contents and tables too."""
    return "\n".join("".join(at(p, ".//w:t/text() | .//w:tab/@w:val")) for p in document.element.body.iter(qn("w:p")))


def said(element: Any) -> str:
    return "".join(at(element, ".//w:t/text()"))


def headings(document: WordDocument) -> list[tuple[str, str]]:
    return [
        (p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name.startswith(("Heading", "Title"))
    ]


def page_of(library_from: LibraryFrom, *sections: Section, title: str = "T") -> Edition:
    """An edition of one page that says just this."""
    library = library_from({"us/sofa.toml": CARD})
    page = Page(Document(title, (), sections))
    return Edition(library, library.standings(DAY), DAY, title, (page,))


def styles(document: WordDocument) -> list[tuple[str, str]]:
    return [(p.style.name if p.style else "", p.text) for p in document.paragraphs]


def test_the_shipped_briefing_says_all_of_it_in_its_order() -> None:
    made = shipped()
    said_in_order(made, body(opened(made)))


def test_headings_are_of_the_depth_that_pages_have(library_from: LibraryFrom) -> None:
    document = opened(edition(library_from(FILES)))
    found = headings(document)
    assert found[0] == ("Title", "Ishiba takes office")
    assert ("Heading 1", "us") in found
    assert ("Heading 2", "A more equal alliance") in found
    assert ("Heading 3", "Bottom line") in found
    assert rises([int(style[-1]) for style, _ in found[1:]])


def test_a_card_by_itself_has_its_title_and_no_contents(library_from: LibraryFrom) -> None:
    document = opened(edition(library_from(FILES), "us/sofa"))
    assert headings(document)[:2] == [("Title", "A more equal alliance"), ("Heading 1", "Bottom line")]
    assert not at(document.element, "//w:sdt")
    assert not document.tables


def test_sections_look_the_same_however_deep_they_lie(library_from: LibraryFrom) -> None:
    library = library_from(FILES)
    looks = [opened(each).styles for each in (edition(library), edition(library, "us"), edition(library, "us/sofa"))]
    based = [found[f"Heading {level}"].base_style.name for level, found in zip((3, 2, 1), looks, strict=True)]
    assert based == ["Heading of a Section"] * 3


def test_contents_stand_filled_in_and_nothing_asks_for_leave(library_from: LibraryFrom) -> None:
    document = opened(edition(library_from(FILES)))
    contents = at(document.element, "//w:sdtContent")[0]
    assert at(contents, ".//w:instrText/text()") == [' TOC \\o "1-2" \\h \\z \\u ']
    assert at(contents, ".//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]
    entries = [(said(p), p.style) for p in at(contents, "w:p")[1:]]
    told = [(words, f"Heading {style[-1]}") for words, style in entries]
    named = {words: style for style, words in headings(document)}
    assert told
    assert all(named[words] == style for words, style in told)
    assert set(named) - {words for words, _ in told} == {
        words for words, style in named.items() if style in ("Title", "Heading 3")
    }
    assert not at(document.settings.element, "w:updateFields")


def test_every_link_within_leads_to_a_place_that_is_there() -> None:
    document = opened(shipped())
    places = at(document.element, "//w:bookmarkStart/@w:name")
    links = at(document.element, "//w:hyperlink/@w:anchor")
    assert len(places) == len(set(places))
    assert len(set(at(document.element, "//w:bookmarkStart/@w:id"))) == len(places)
    assert set(links) <= set(places)
    assert all(place.isascii() and len(place) <= 40 for place in places)


def test_a_citation_leads_to_the_source_and_the_source_to_the_web(library_from: LibraryFrom) -> None:
    document = opened(edition(library_from({"us/sofa.toml": CARD}), "us/sofa"))
    cited, mark = (at(document.element, "//w:t[text()='[1]']/ancestor::w:p[1]")[place] for place in (0, 1))
    assert at(cited, ".//w:hyperlink/@w:anchor") == at(mark, ".//w:bookmarkStart/@w:name")
    link = at(mark, ".//w:hyperlink")[0]
    assert said(link) == "japantimes.co.jp"
    assert document.part.rels[link.get(qn("r:id"))].target_ref == "https://www.japantimes.co.jp/news/2024/09/29/ishiba"


def test_only_addresses_of_the_web_are_linked(library_from: LibraryFrom) -> None:
    document = opened(edition(library_from(FILES)))
    outside = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert outside == {"https://www.japantimes.co.jp/news/2024/09/29/ishiba", "https://example.org/?a=1&b=2"}


def test_a_card_that_is_not_in_the_edition_is_named_and_not_linked(library_from: LibraryFrom) -> None:
    card = CARD.replace("on the agenda [c1]", "on the agenda [c9] [[us/other]] [us/other#c1] [us/none#c1]")
    library = library_from({"us/sofa.toml": card, "us/other.toml": CARD.replace("A more equal", "Another")})
    document = opened(edition(library, "us/sofa"))
    assert "agenda [c9] Another alliance [us/other#c1] [us/none#c1]." in body(document)
    linked = [said(link) for link in at(document.element, "//w:hyperlink[@w:anchor]")]
    assert linked == ["c1", "[1]"]


def test_risks_stand_in_a_table_the_worst_first(library_from: LibraryFrom) -> None:
    document = opened(edition(library_from(FILES)))
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Card", "Level", "Likelihood", "Impact", "Confidence", "Trend", "Deadline"]
    assert [row[1:] for row in rows[1:]] == [
        ["▰▰▰▰ HIGH", "likely (55–80%)", "significant", "moderate", "+ worse", "31 Mar 2025"],
        ["▰▰▱▱ GUARDED", "unlikely (20–45%)", "moderate", "low", "* new", "31 Mar 2025"],
    ]
    assert at(table._tbl, "w:tr[1]/w:trPr/w:tblHeader")
    assert at(table._tbl, "w:tblPr/w:tblDescription/@w:val")[0].startswith("Ratings in force.")
    assert len(set(at(table._tbl, ".//w:shd/@w:fill"))) == 2
    assert [words[:19] for style, words in styles(document) if style == "Caption"] == ["Ratings in force. L"]


def test_a_deadline_that_has_passed_or_is_none_is_said_so(library_from: LibraryFrom) -> None:
    library = library_from({"us/a.toml": CARD, "us/b.toml": CARD.replace("by = 2025-03-31\n", "", 1)})
    made = edition_of(library, library.standings(date(2025, 4, 1)), date(2025, 4, 1))
    assert [row.cells[6].text for row in opened(made).tables[0].rows[1:]] == ["31 Mar 2025, passed", "none"]


def test_handling_stands_at_the_head_and_the_foot_of_every_page(library_from: LibraryFrom) -> None:
    section = opened(edition(library_from(FILES))).sections[0]
    assert [p.text for p in section.header.paragraphs] == [HANDLING]
    assert section.footer.paragraphs[0].text == HANDLING
    assert at(section.footer.part.element, ".//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]


def test_without_handling_the_head_is_empty(library_from: LibraryFrom) -> None:
    section = opened(edition(library_from({"us/sofa.toml": CARD}))).sections[0]
    assert [p.text for p in section.header.paragraphs] == [""]
    assert len(section.footer.paragraphs) == 1


def test_properties_name_the_edition_and_no_person(library_from: LibraryFrom) -> None:
    about = opened(
        edition(library_from(FILES | {"briefing.toml": FILES["briefing.toml"] + 'language = "et"\n'}))
    ).core_properties
    assert (about.title, about.author, about.last_modified_by, about.comments) == ("Ishiba takes office", "", "", "")
    assert about.created
    assert about.created.replace(tzinfo=None) == datetime(2024, 10, 3)
    assert about.language == "et"


def test_the_same_content_gives_the_same_bytes_wherever_and_whenever(
    library_from: LibraryFrom, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = edition(library_from(FILES))
    first = docx(made)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(1_900_000_000))
    assert docx(made) == first
    monkeypatch.undo()
    time.tzset()
    with ZipFile(BytesIO(first)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name or "customXml" in name]


def test_hostile_text_comes_out_as_itself(library_from: LibraryFrom) -> None:
    nasty = "</w:t></w:r><w:p/> &amp; #import \\ `x` $y$ @z"
    files = {
        "us/sofa.toml": CARD.replace("A more equal alliance", nasty.replace("\\", "\\\\")),
        "korea/hostile.toml": FILES["korea/hostile.toml"],
        "sources.toml": BIBLIOGRAPHY,
    }
    made = edition(library_from(files))
    document = opened(made)
    said_in_order(made, body(document))
    assert ("Heading 2", nasty) in headings(document)
    assert ("Heading 2", NASTY) in headings(document)


def test_what_xml_cannot_hold_is_replaced(library_from: LibraryFrom) -> None:
    made = page_of(library_from, Section("S", (text("a\ufffeb\uffffc"),)), title="x\ufffe" * 200)
    document = opened(made)
    assert styles(document)[-1] == ("Normal", "a\ufffdb\ufffdc")
    assert document.core_properties.title == ("x\ufffd" * 200)[:255]


def test_lists_nest_and_text_hangs_behind_its_mark(library_from: LibraryFrom) -> None:
    prose = (
        text("Before."),
        text("a", mark=Run("-")),
        text("of a", hangs=True),
        text("b", mark=Run("7."), indent=1),
        text("of b", hangs=True, indent=1),
        Paragraph((Run("x = 1\n\ty"),), verbatim=True, indent=2),
        text("c", mark=Run("-"), indent=3),
        Paragraph((Run("After,\nbroken."),)),
    )
    wide = (text("long", mark=Run("29 Dec 2024 – 3 Jan 2025")), text("short", mark=Run("Oct 2024")))
    gauges = (text("HIGH", mark=Run("▰▰▰▰", Role.HIGH)), text("none", mark=Run("-", Role.MUTED)))
    signs = (text("seen", mark=Run("-", Role.GUARDED)),)
    document = opened(page_of(library_from, *(Section("S", each) for each in (prose, wide, gauges, signs))))
    assert [each for each in styles(document) if each[1] not in ("T", "S")] == [
        ("Normal", "Before."),
        ("List Bullet", "a"),
        ("List Continue", "of a"),
        ("Entry", "7.\tb"),
        ("Entry Text", "of b"),
        ("Code Block", "x = 1\n\ty"),
        ("List Bullet 3", "c"),
        ("Normal", "After,\nbroken."),
        ("Entry Middle", "29 Dec 2024 – 3 Jan 2025   long"),
        ("Entry Middle", "Oct 2024\tshort"),
        ("Entry Middle", "▰▰▰▰\tHIGH"),
        ("Entry Middle", "-\tnone"),
        ("Entry", "-\tseen"),
    ]


def test_runs_have_the_styles_of_their_roles(library_from: LibraryFrom) -> None:
    runs = [Run(role.value, role) for role in Role]
    runs += [
        Run("there", Role.LEAD, Lead("address", "https://example.org/")),
        Run("no", Role.LEAD, Lead("region", "us")),
    ]
    document = opened(page_of(library_from, Section("S", (text(*runs),))))
    found = [(said(run), "".join(at(run, "w:rPr/w:rStyle/@w:val"))) for run in at(document.paragraphs[-1]._p, ".//w:r")]
    assert found == [
        ("text", ""),
        ("strong", "Strong"),
        ("emphasis", "Emphasis"),
        ("code", "Code"),
        ("muted", "Muted"),
        ("lead", ""),
        ("low", "Low"),
        ("guarded", "Guarded"),
        ("elevated", "Elevated"),
        ("high", "High"),
        ("there", "Hyperlink"),
        ("no", ""),
    ]
    known = {style.style_id for style in document.styles}
    assert {style for _, style in found if style} <= known


def test_every_style_that_is_used_is_there() -> None:
    document = opened(shipped())
    known = {style.style_id for style in document.styles}
    assert set(at(document.element, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")) <= known


@pytest.mark.parametrize(
    ("language", "font", "spoken"),
    [
        ("ja", "Yu Mincho", "ja"),
        ("zh-Hant", "PMingLiU", "zh-Hant"),
        ("zh-Hans-CN", "SimSun", "zh-Hans-CN"),
        ("ko", "Batang", "ko"),
        ("en", "Yu Mincho", "ja-JP"),
    ],
)
def test_cjk_letters_have_a_font_by_name(library_from: LibraryFrom, language: str, font: str, spoken: str) -> None:
    head = FILES["briefing.toml"] + f'language = "{language}"\n'
    made = edition(library_from({"us/sofa.toml": CARD, "briefing.toml": head.replace(', "korea"', "")}))
    defaults = at(opened(made).styles.element, "w:docDefaults")[0]
    assert at(defaults, ".//w:rFonts/@w:eastAsia") == [font]
    assert at(defaults, ".//w:lang/@w:eastAsia") == [spoken]


def test_a_card_in_another_language_says_so_and_runs_its_way(tmp_path: Path) -> None:
    library = read_library(twelve_regions(tmp_path / "content"))
    document = opened(edition_of(library, library.standings(DAY), DAY))
    named = {p.text: p._p for p in document.paragraphs}
    assert set(at(named["海峽中線"], ".//w:lang/@w:eastAsia")) == {"zh-Hant"}
    assert set(at(named["海峽中線"], ".//w:rFonts/@w:eastAsia")) == {"PMingLiU"}
    assert at(named["ישראל"], "w:pPr/w:bidi")
    assert at(named["ישראל"], ".//w:rtl")
    assert not at(named["Αιγαίο"], "w:pPr/w:bidi")


def test_regions_begin_a_page_and_cards_do_not(library_from: LibraryFrom) -> None:
    document = opened(edition(library_from(FILES)))
    broken = [p.text for p in document.paragraphs if at(p._p, "w:pPr/w:pageBreakBefore")]
    assert broken == ["us", "korea"]


def test_chosen_cards_say_what_they_were_chosen_by(library_from: LibraryFrom) -> None:
    made = chosen(library_from(FILES), "equal")
    document = opened(made)
    said_in_order(made, body(document))
    assert not [p for p in document.paragraphs if at(p._p, "w:pPr/w:pageBreakBefore")]


def test_without_the_library_the_line_that_installs_it_is_said(
    library_from: LibraryFrom, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = edition(library_from({"us/sofa.toml": CARD}))
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(BriefingError, match=r"pip install 'briefing\[word\]'"):
        docx(made)


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_opens_it_and_prints_all_of_it_with_its_handling(library_from: LibraryFrom, tmp_path: Path) -> None:
    files = {name: written.replace(" שלום", "").replace('language = "ja"', "") for name, written in FILES.items()}
    made = edition(library_from(files))
    file = tmp_path / "made.docx"
    file.write_bytes(docx(made))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            file,
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    said_in_order(made, pages_between(PdfReader(tmp_path / "made.pdf"), HANDLING, made.title))
