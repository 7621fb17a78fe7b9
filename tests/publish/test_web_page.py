"""The page of the web, judged by parsers of HTML and CSS."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
from examples import CARD, twelve_regions
from hypothesis import given
from hypothesis import strategies as st
from publish.everywhere import PLAIN, Live, saying

from briefing.library.folder import read_library
from briefing.model.card import Assessment
from briefing.model.scales import Confidence, Impact, Likelihood
from briefing.publish.document import Document, Lead, Paragraph, Role, Run, Section, muted, text
from briefing.publish.edition import Edition, edition_of, edition_of_cards
from briefing.publish.web.charts import chart
from briefing.publish.web.page import html, letter
from briefing.publish.whole import Page

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from conftest import LibraryFrom

    from briefing.library.library import Library

ROOT = Path(__file__).parent.parent.parent
DAY = date(2024, 10, 3)
H = "{http://www.w3.org/1999/xhtml}"
ADDED = ("number", "matrix", "steps", "skip")
"""Classes of what a page has beyond the words of its documents; its contents are the other."""


def shipped(place: str | None = None) -> Edition:
    return edition(library(), place)


def edition(read: Library, place: str | None = None) -> Edition:
    return edition_of(read, read.standings(DAY), DAY, place)


def parsed(page: str) -> Element:
    tree: Element = html5lib.HTMLParser(strict=True).parse(page)
    return tree


def all_of(page: str, tag: str) -> list[Element]:
    return list(parsed(page).iter(f"{H}{tag}"))


def squeezed(words: str) -> str:
    return "".join(words.split())


def words_of(element: Element) -> str:
    """The words of an element without what only the page has."""
    if element.tag == f"{H}nav" or set(element.get("class", "").split()) & set(ADDED):
        return element.tail or ""
    return (element.text or "") + "".join(map(words_of, element)) + (element.tail or "")


def words_in(documents: list[Document]) -> str:
    """The words of documents as every format has them, but for the bullets of lists."""
    words = ""
    for document in documents:
        words += document.title + "".join(map(paragraph_words, document.opening))
        for section in document.sections:
            words += section.title + (f"({section.aside})" if section.aside else "")
            words += "".join(map(paragraph_words, section.paragraphs))
    return words


def paragraph_words(paragraph: Paragraph) -> str:
    mark = paragraph.mark
    shown = mark and not (mark.text == "-" and mark.role in (Role.TEXT, Role.MUTED)) and mark.text[-1] != "."
    return f"{mark.text if mark and shown else ''} {paragraph.text}"


def of_paragraphs(*paragraphs: Paragraph, spaced: bool = False) -> str:
    """What a page sets under the only heading of a document."""
    page = html(made(Document("T", (), (Section("S", paragraphs, spaced=spaced),))))
    found = re.search(r"<h2>S</h2>\n(.*?)\n?</section>", page, re.DOTALL)
    assert found
    return found[1].rstrip("\n")


def made(document: Document) -> Edition:
    return Edition(library(), {}, DAY, document.title, (Page(document),))


@cache
def library() -> Library:
    """The first briefing; for documents made here, which show none of its cards."""
    return read_library(ROOT / "content")


# -- the same words


@pytest.mark.parametrize("place", [None, "us", "us/sofa-revision"])
@pytest.mark.parametrize("form", [html, letter])
def test_a_page_has_the_words_of_the_documents_in_their_order(place: str | None, form: object) -> None:
    circulated = shipped(place)
    assert callable(form)
    body = next(parsed(form(circulated)).iter(f"{H}body"))
    assert squeezed(words_of(body)) == squeezed(words_in([page.document for page in circulated.pages]))


def test_words_of_any_script_stay_as_they_are_and_say_their_language(tmp_path: Path) -> None:
    twelve = read_library(twelve_regions(tmp_path / "content"))
    circulated = edition_of(twelve, twelve.standings(DAY), date(2025, 5, 10))
    body = next(parsed(html(circulated)).iter(f"{H}body"))
    assert squeezed(words_of(body)) == squeezed(words_in([page.document for page in circulated.pages]))
    languages = {each.get("id"): each.get("lang") for each in body.iter(f"{H}article")}
    assert languages["tokyo/outlook"] == languages["region-tokyo"] == "ja"
    assert languages["gulf/outlook"] == "ar"
    assert {each.get("lang") for each in body.iter(f"{H}h4") if each.text == "Bottom line"} == {"en", None}


def test_chosen_cards_stand_without_regions() -> None:
    standings = library().standings(DAY)
    circulated = edition_of_cards(library(), standings, DAY, ["us/sofa-revision", "asean/asian-nato"], "@us")
    body = next(parsed(html(circulated)).iter(f"{H}body"))
    assert squeezed(words_of(body)) == squeezed(words_in([page.document for page in circulated.pages]))
    assert [each.get("id") for each in body.iter(f"{H}article")] == ["asean/asian-nato", "us/sofa-revision"]


# -- citations and links


def test_every_link_inside_leads_to_one_place() -> None:
    for circulated in (shipped(), shipped("us"), shipped("us/sofa-revision")):
        for form in (html, letter):
            page = form(circulated)
            ids = [each.get("id", "") for each in parsed(page).iter() if each.get("id")]
            assert len(set(ids)) == len(ids)
            hrefs = {each.get("href", "") for each in all_of(page, "a")}
            assert {href[1:] for href in hrefs if href.startswith("#")} <= set(ids)


def test_a_citation_leads_to_the_entry_of_its_source_under_the_card_and_from_there_to_the_web() -> None:
    circulated = shipped()
    tree = parsed(html(circulated))
    entries = {each.get("id"): each for each in tree.iter(f"{H}li") if "." in each.get("id", "")}
    cited = 0
    for card in tree.iter(f"{H}article"):
        for link in card.iter(f"{H}a"):
            words = "".join(link.itertext())
            if re.fullmatch(r"\[\d+\]", words):
                cited += 1
                assert link.get("href") == f"#{card.get('id')}.{words[1:-1]}"
                assert "".join(entries[link.get("href", "")[1:]].itertext()).strip().startswith(words)
    assert cited == sum(
        run.text.startswith("[") and run.lead.kind == "source"
        for page in circulated.pages
        for section in page.document.sections
        for paragraph in section.paragraphs
        for run in paragraph.runs
        if run.lead
    )
    numbers = {
        f"{page.document.reference}.{each.number}" for page in circulated.pages for each in page.document.sources
    }
    assert set(entries) == numbers


def test_links_out_say_their_host_and_tell_nothing_of_where_they_were_followed_from() -> None:
    out = [each for each in all_of(html(shipped()), "a") if not each.get("href", "").startswith("#")]
    assert out
    for link in out:
        assert link.get("rel") == "noreferrer noopener"
        assert "".join(link.itertext()) in link.get("href", "")


def test_claims_cards_and_parts_of_other_cards_are_led_to_where_they_are_in_the_edition(
    library_from: LibraryFrom,
) -> None:
    card = CARD.replace("SOFA revision", "See [[us/b]] and [us/b#c1], [c1], [c9]; SOFA revision")
    read = library_from({"us/a.toml": card, "us/b.toml": CARD})
    alone, both = html(edition(read, "us/a")), html(edition(read, "us"))
    assert '<a href="#us/a:c1">[c1]</a>' in alone
    assert "#us/b" not in alone
    assert "[c9]" in alone
    assert ":c9" not in alone
    assert '<a href="#us/b">A more equal alliance</a> and <a href="#us/b:c1">[us/b#c1]</a>' in both
    assert '<li id="us/b:c1">' in both


def test_rows_of_the_overview_lead_to_their_cards(library_from: LibraryFrom) -> None:
    page = html(edition(library_from({"us/a.toml": CARD})))
    assert '<a href="#us/a"><b class="guarded">GUARDED</b><strong>  us</strong>  A more equal alliance</a>' in page


def test_a_document_may_lead_to_what_is_not_on_the_page() -> None:
    leads = [Lead("region", "us"), Lead("problem", "0"), Lead("source", "x"), Lead("card", "no/card")]
    runs = [Run("w", Role.LEAD, lead) for lead in leads] + [Run("[1]", Role.LEAD, Lead("source", "x"))]
    shown = of_paragraphs(text(*runs), text("row", lead=Lead("card", "no/card")))
    assert shown == "<p>wwww[1]</p>\n<p>row</p>"


# -- forms


def test_lists_nest_and_keep_their_numbers() -> None:
    shown = of_paragraphs(
        text("Before."),
        text("a", mark=Run("-")),
        text("of a", hangs=True),
        text("b", mark=Run("7."), indent=1),
        text("of b", hangs=True, indent=1),
        Paragraph((Run("x = `1`\n  <y>"),), verbatim=True, indent=2),
        text("c", mark=Run("-")),
        text("d", mark=Run("1.")),
        text("After."),
        spaced=True,
    )
    assert shown.replace("\n", "") == (
        '<p>Before.</p><ul class="bullets" role="list"><li><p>a</p><p>of a</p>'
        '<ol class="numbers" role="list" start="7"><li><p>b</p><p>of b</p>'
        "<pre><code>x = `1`  &lt;y&gt;</code></pre></li></ol></li><li><p>c</p></li></ul>"
        '<ol class="numbers" role="list" start="1"><li><p>d</p></li></ol><p>After.</p>'
    )


def test_marks_stand_before_their_entries_and_dates_say_their_day() -> None:
    shown = of_paragraphs(
        text("b", mark=muted("3 Oct")),
        text("of b", hangs=True),
        text("c", mark=muted("Oct 2024")),
        text(muted("from 3 Oct 2024, 31 Feb 2024 and 29 Sep"), mark=muted("-")),
        Paragraph((Run("code"),), mark=muted("c1"), verbatim=True),
    )
    assert shown.replace("\n", "") == (
        '<ul class="marks wide" role="list">'
        '<li><p><span class="mark"><time datetime="2024-10-03">3 Oct</time> </span>b</p><p>of b</p></li>'
        '<li><p><span class="mark"><time datetime="2024-10">Oct 2024</time> </span>c</p></li>'
        '<li><p class="quiet"><span class="mark"><span class="muted">-</span> </span>from '
        '<time datetime="2024-10-03">3 Oct 2024</time>, 31 Feb 2024 and 29 Sep</p></li>'
        '<li><p><span class="mark"><span class="muted">c1</span> </span></p><pre><code>code</code></pre></li></ul>'
    )


@pytest.mark.parametrize(
    ("run", "shown"),
    [
        (Run("sure", Role.STRONG), "<strong>sure</strong>"),
        (Run("said", Role.EMPHASIS), "<em>said</em>"),
        (Run("f(<x>)", Role.CODE), "<code>f(&lt;x&gt;)</code>"),
        (Run("▰▰▰▰ HIGH", Role.HIGH), '<b class="high"><span class="gauge" aria-hidden="true">▰▰▰▰</span> HIGH</b>'),
        (Run("so", Role.MUTED), '<span class="muted">so</span>'),
        (
            Run("e.org", Role.LEAD, Lead("address", "https://e.org/?a='b'&c")),
            '<a href="https://e.org/?a=&#x27;b&#x27;&amp;c" rel="noreferrer noopener">e.org</a>',
        ),
        (Run("site", Role.LEAD, Lead("address", "javascript:alert(1)")), "site"),
    ],
)
def test_runs_are_set_by_their_roles(run: Run, shown: str) -> None:
    assert of_paragraphs(text("a ", run, " b")) == f"<p>a {shown} b</p>"


def test_a_line_that_is_meant_to_break_breaks() -> None:
    assert of_paragraphs(Paragraph((Run("a\nb"),))) == "<p>a<br>b</p>"


# -- text stays text


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"' onload='x' --><!-- </style></title></svg>"
    "[k](javascript:alert(1)) <http://e.org> &lt; {{ 7*7 }} {% raw %} <b>b</b> ]]>"
)


def test_hostile_text_in_every_field_stays_text(library_from: LibraryFrom) -> None:
    plain, hostile = library_from(PLAIN), library_from(saying(HOSTILE))
    assert not hostile.cards["us/a"].title.startswith("A more")
    for form in (html, letter):
        clean, live = Live(form(edition(plain))), Live(form(edition(hostile)))
        known = {tag for tag, _ in clean.tags}
        assert live.tags <= clean.tags | {("code", ())}, live.tags - clean.tags
        assert {tag for tag, _ in live.tags} <= known | {"code"}
        # That one is Markdown for a link to the web.
        assert {each for each in live.addresses if each[0] != "#"} == {"http://e.org"}
        body = next(parsed(form(edition(hostile))).iter(f"{H}body"))
        assert "49" not in words_of(body)
        assert squeezed("".join(body.itertext())).count("<script>alert(1)</script>") > 20


SIGNS = st.text(st.sampled_from("ab 1.<>&\"'/=!-[]{}%#;:()`*\n▰海é"), max_size=16)
MARKS = st.none() | st.builds(
    Run, st.sampled_from(["-", "1.", "7.", "[1]", "+", "c1", "?", "3 Oct"]), st.sampled_from(Role)
)
LEADS = st.none() | st.builds(Lead, st.sampled_from(["address", "card", "part", "source"]), SIGNS)
PARAGRAPHS = st.builds(
    lambda runs, mark, hangs, indent, lead: Paragraph(runs, mark, hangs and mark is None, indent, lead),
    st.lists(st.builds(Run, SIGNS, st.sampled_from(Role), LEADS), max_size=4).map(tuple),
    MARKS,
    st.booleans(),
    st.integers(0, 3),
    LEADS,
)
SECTIONS = st.builds(Section, SIGNS, st.lists(PARAGRAPHS, max_size=5).map(tuple), SIGNS, st.booleans())


@given(SIGNS, st.lists(SECTIONS, max_size=2))
def test_whatever_a_document_holds_its_page_is_well_formed_and_says_it(title: str, sections: list[Section]) -> None:
    circulated = made(Document(title, (), tuple(sections)))
    for form in (html, letter):
        tree = parsed(form(circulated))
        body = next(tree.iter(f"{H}body"))
        # Bullets and numbers are words only in a list of other marks.
        shown, meant = (
            re.sub(r"[-.17]", "", each) for each in (words_of(body), words_in([circulated.pages[0].document]))
        )
        assert squeezed(shown) == squeezed(meant)
        assert not {each.tag for each in tree.iter()} & {
            f"{H}{tag}" for tag in ("script", "img", "iframe", "form", "object")
        }


# -- the outline, the head, the style


@pytest.mark.parametrize("place", [None, "us", "us/sofa-revision"])
def test_headings_are_one_outline(place: str | None) -> None:
    body = next(parsed(html(shipped(place))).iter(f"{H}body"))
    depths = [int(each.tag[-1]) for each in body.iter() if re.fullmatch(rf"{re.escape(H)}h\d", each.tag)]
    assert depths[0] == 1
    assert depths.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(depths))


def test_the_contents_lead_to_every_page_and_to_the_sections_of_the_first() -> None:
    circulated = shipped()
    nav = next(parsed(html(circulated)).iter(f"{H}nav"))
    hrefs = [each.get("href") for each in nav.iter(f"{H}a")]
    cards = [f"#{reference}" for reference in circulated.cards]
    assert [href for href in hrefs if href in cards] == cards
    assert [href for href in hrefs if href not in cards] == [
        "#matrix",
        *(f"#section-{number}" for number, _ in enumerate(circulated.pages[0].document.sections, start=1)),
        *(f"#region-{region}" for region in circulated.library.regions),
    ]


def test_handling_stands_at_head_and_foot_of_the_page() -> None:
    circulated = shipped("us")
    assert "<header" not in html(circulated)
    briefing = replace(circulated.library.briefing, handling="Desk <only>")
    handled = replace(circulated, library=replace(circulated.library, briefing=briefing))
    tree = parsed(html(handled))
    for tag in ("header", "footer"):
        (line,) = tree.iter(f"{H}{tag}")
        assert "".join(line.itertext()).strip() == "Desk <only>"
    assert letter(handled).count("<p><strong>Desk &lt;only&gt;</strong></p>") == 2


def test_the_policy_lets_in_the_style_and_nothing_else() -> None:
    page = html(shipped("us"))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    hashed = b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = (each.get("content", "") for each in all_of(page, "meta") if each.get("http-equiv"))
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashed}'; img-src 'none'; base-uri 'none'; form-action 'none'"
    )
    assert page.index("Content-Security-Policy") < page.index("<style>")
    assert '<meta name="referrer" content="no-referrer">' in page
    assert " style=" not in page
    assert not re.search(r"url\(|@import|expression", style)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_that_text_has_can_be_read_by_day_and_by_night() -> None:
    style = (ROOT / "briefing/publish/web/page.css").read_text(encoding="utf-8")
    grounds = re.findall(r"--ground: (#[0-9a-f]{6}).*?--high: #[0-9a-f]{6};", style, re.DOTALL)
    palettes = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", each)) for each in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]
    assert [each["ground"] for each in palettes] == grounds
    assert len(palettes) == 2
    for palette in palettes:
        ground = luminance(palette["ground"])
        for name in ("text", "muted", "accent", "low", "guarded", "elevated", "high"):
            ink = luminance(palette[name])
            assert (max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5, (name, palette[name])


# -- what is drawn


def test_the_matrix_shows_the_cards_of_the_edition_each_in_its_field() -> None:
    circulated = shipped("us")
    (table,) = all_of(html(circulated), "table")
    heads = ["".join(each.itertext()) for each in table.iter(f"{H}th") if each.get("scope") == "col"]
    found = {}
    for row in list(table.iter(f"{H}tr"))[1:]:
        impact, *fields = row
        for head, field in zip(heads, fields, strict=True):
            assert f"{field.get('class')}" in "".join(field.itertext())
            for link in field.iter(f"{H}a"):
                found[link.get("href", "")[1:]] = (head.rsplit(" ", 1)[0], impact.text, "".join(link.itertext()))
    cards = list(circulated.cards)
    assert found == {
        reference: (
            rating.likelihood,
            rating.impact,
            f"{cards.index(reference) + 1} {circulated.cards[reference].title}",
        )
        for reference in cards
        if (rating := circulated.standings[reference].assessment)
    }


def test_a_card_in_the_matrix_says_that_its_rating_is_unreviewed(library_from: LibraryFrom) -> None:
    read = library_from({"us/a.toml": CARD, "us/b.toml": CARD})
    later = date(2024, 12, 1)
    page = html(edition_of(read, read.standings(later), later))
    assert "A more equal alliance, unreviewed</span></a>" in page


def test_one_card_alone_has_no_matrix() -> None:
    assert "<table" not in html(shipped("us/sofa-revision"))


def rated(on: date, likelihood: Likelihood) -> Assessment:
    return Assessment(on=on, likelihood=likelihood, impact=Impact.MODERATE, confidence=Confidence.LOW, why="w")


def test_a_history_is_drawn_by_the_calendar_and_told_in_words() -> None:
    ratings = [
        rated(date(2024, 9, 1), Likelihood.UNLIKELY),
        rated(date(2024, 9, 11), Likelihood.LIKELY),
        rated(date(2024, 9, 12), Likelihood.ALMOST_CERTAIN),
    ]
    drawn = chart(ratings, date(2024, 9, 21))
    assert drawn.words == (
        "Level over time: GUARDED from 1 Sep 2024, ELEVATED from 11 Sep 2024, HIGH from 12 Sep 2024; until 21 Sep 2024."
    )
    assert [(step.level, step.start, step.end) for step in drawn.steps] == [
        ("guarded", "0%", "47%"),
        ("elevated", "47%", "51.7%"),
        ("high", "51.7%", "100%"),
    ]
    assert [step.y for step in drawn.steps] == [60, 36, 12]
    assert [(label.words, label.x) for label in drawn.labels] == [
        ("21 Sep 2024", "100%"),
        ("1 Sep 2024", "0%"),
        ("12 Sep", "51.7%"),
    ]


def test_ratings_of_one_day_and_of_a_day_to_come_are_drawn_too() -> None:
    same = chart([rated(DAY, Likelihood.UNLIKELY), rated(DAY, Likelihood.LIKELY)], DAY)
    assert [(step.start, step.end) for step in same.steps] == [("0%", "0%"), ("0%", "100%")]
    assert [label.words for label in same.labels] == ["3 Oct 2024"]
    ahead = chart([rated(date(2024, 10, 13), Likelihood.LIKELY), rated(DAY, Likelihood.UNLIKELY)], DAY)
    assert [(step.level, step.end) for step in ahead.steps] == [("guarded", "94%"), ("elevated", "100%")]


def test_histories_are_drawn_beside_their_words_and_hidden_from_nobody() -> None:
    tree = parsed(html(shipped("us")))
    drawings = list(tree.iter("{http://www.w3.org/2000/svg}svg"))
    assert len(drawings) == sum(len(card.risk.assessment) > 1 for card in shipped("us").cards.values() if card.risk)
    assert all(each.get("role") == "img" and each.get("aria-label", "").startswith("Level over") for each in drawings)


# -- the same bytes

AGAIN = """
import sys
from datetime import date
from pathlib import Path
from briefing.library.folder import read_library
from briefing.publish.edition import edition_of
from briefing.publish.mail import mail
from briefing.publish.web.page import html
library = read_library(Path(sys.argv[1]))
edition = edition_of(library, library.standings(date.today()), date.today())
sys.stdout.buffer.write(html(edition).encode() + mail(edition))
"""


def test_the_same_content_gives_the_same_bytes_anywhere() -> None:
    made = [
        subprocess.run(
            [sys.executable, "-c", AGAIN, str(ROOT / "content")],
            env=os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "LC_ALL": "C"},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for zone, seed in (("Asia/Tokyo", "1"), ("America/Los_Angeles", "2"))
    ]
    assert made[0] == made[1]
    assert html(shipped()).encode() in made[0]
