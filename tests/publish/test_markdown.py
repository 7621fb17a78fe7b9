"""Markdown, judged by what a parser of CommonMark makes of it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from examples import CARD, twelve_regions
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefing.library.folder import read_library
from briefing.publish.card import card_document
from briefing.publish.document import Document, Lead, Paragraph, Role, Run, Section, text
from briefing.publish.markdown import markdown_briefing, markdown_document, web_address

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import LibraryFrom

DAY = date(2024, 10, 3)
ALLOWED = {"heading", "paragraph", "bullet_list", "ordered_list", "list_item", "inline"}
ALLOWED_INLINE = {"text", "strong", "em", "link", "code_inline", "softbreak", "hardbreak"}


def kind(name: str) -> str:
    return name.removesuffix("_open").removesuffix("_close")


def read_back(markdown: str) -> tuple[str, list[str]]:
    """The visible text without white space, and where links lead; anything that runs or loads is an error."""
    visible, links = "", []
    for token in MarkdownIt("commonmark").parse(markdown):
        assert kind(token.type) in ALLOWED, (token.type, markdown)
        for child in token.children or []:
            assert kind(child.type) in ALLOWED_INLINE, (child.type, markdown)
            visible += child.content
            if child.type == "link_open":
                links.append(str(child.attrs["href"]))
    return "".join(visible.split()), links


def body(*paragraphs: Paragraph, spaced: bool = False) -> str:
    """What stands under a document's only heading."""
    return markdown_document(Document("T", (), (Section("S", paragraphs, spaced=spaced),))).removeprefix(
        "# T\n\n## S\n\n"
    )


def test_a_card_in_markdown(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD})
    document = card_document(library, "us/sofa", library.standings(DAY)["us/sofa"])
    assert (
        markdown_document(document)
        == """\
# A more equal alliance

us/sofa · 3 Oct 2024

**▰▰▱▱ GUARDED**   unlikely (20–45%) × moderate

A public dispute over SOFA postpones an alliance activity, by 31 Mar 2025 · * new · confidence low

Rated 3 Oct: SOFA did not come up in the first leader call. Rests on c1

## Bottom line

SOFA revision is on the agenda [c1].

## Evidence

- **c1** Raising the alliance to the US-UK level is his mission.\\
  claim · [1] The Japan Times · B

## Sources

- **[1]** The Japan Times, 29 Sep 2024  reporting · B · [japantimes.co.jp](https://www.japantimes.co.jp/news/2024/09/29/ishiba)\\
  “Ishiba to seek a more equal alliance”\\
  National daily with its own reporters in Tokyo.
""".replace("· * new", r"· \* new")
    )


def test_lists_nest_and_keep_their_numbers() -> None:
    shown = body(
        text("Before."),
        text("a", mark=Run("-")),
        text("of a", hangs=True),
        text("b", mark=Run("7."), indent=1),
        text("of b", hangs=True, indent=1),
        Paragraph((Run("x = `1`\ny"),), verbatim=True, indent=2),
        text("After."),
        spaced=True,
    )
    assert shown == (
        "Before.\n\n- a\n\n  of a\n\n  7. b\n\n     of b\n\n     ```\n     x = `1`\n     y\n     ```\n\nAfter.\n"
    )


def test_a_fence_is_longer_than_what_it_holds() -> None:
    assert body(Paragraph((Run("````"),), verbatim=True)) == "`````\n````\n`````\n"


@pytest.mark.parametrize(
    ("run", "written"),
    [
        (Run("sure", Role.STRONG), "a **sure** b"),
        (Run(" sure ", Role.EMPHASIS), "a  *sure*  b"),
        (Run("f(`x`)", Role.CODE), "a ``f(`x`)`` b".replace("``f(`x`)``", "`` f(`x`) ``")),
        (Run("HIGH", Role.HIGH), "a **HIGH** b"),
        (
            Run("site", Role.LEAD, Lead("address", "https://e.org/a_(b)?c&d")),
            "a [site](https://e.org/a_%28b%29?c&amp;d) b",
        ),
        (Run("site", Role.LEAD, Lead("address", "javascript:alert(1)")), "a site b"),
        (Run("other card", Role.LEAD, Lead("card", "us/x")), "a other card b"),
        (Run("[c1]", Role.LEAD, Lead("part", "c1")), "a [c1] b"),
        (Run("[c1](x)", Role.TEXT), r"a \[c1\](x) b"),
    ],
)
def test_runs_are_written_by_their_roles(run: Run, written: str) -> None:
    assert body(text("a ", run, " b")) == f"{written}\n"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.org",
        "http://",
        "https://good.org@evil.org/",
        "https://good.org\\@evil.org/",
        "https:///path",
        "ssh://-oProxyCommand=x",
        "",
    ],
)
def test_only_plain_addresses_of_the_web_are_linked(url: str) -> None:
    assert web_address(url) is None


def test_what_an_address_holds_cannot_end_the_link() -> None:
    address = web_address('https://e.org/a)<b>"c"`d`[e]é')
    assert address
    assert not set(address) & set(' ()<>"`')


SIGNS = st.text(st.sampled_from("ab1 0.)(-+*_`#<>&;:!|~=[]\\/\n\t\"'“”「海가▰é\u00a0\u3000{}^$xp"), max_size=14)
ADDRESSES = st.sampled_from(
    ["https://e.com/a?b=1&copy;=2#(x)", "javascript:alert(1)", "http://x y", "HTTP://É.com/<a>", "data:x"]
)
RUNS = st.builds(Run, SIGNS, st.sampled_from(Role), st.none() | st.builds(Lead, st.just("address"), ADDRESSES))
MARKS = st.none() | st.builds(Run, st.sampled_from(["-", "1.", "7.", "[1]", "+", "c1", "?"]))
PARAGRAPHS = st.builds(
    lambda runs, mark, hangs, indent: Paragraph(runs, mark, hangs and mark is None, indent),
    st.lists(RUNS, max_size=4).map(tuple),
    MARKS,
    st.booleans(),
    st.integers(0, 3),
)
SECTIONS = st.builds(
    Section, st.just("S"), st.lists(PARAGRAPHS, max_size=5).map(tuple), aside=st.just(""), spaced=st.booleans()
)


@given(SIGNS, st.lists(SECTIONS, max_size=2))
def test_text_stays_text_whatever_signs_it_holds(title: str, sections: list[Section]) -> None:
    title = title.replace("\n", " ")
    expected = title
    for section in sections:
        expected += section.title
        for paragraph in section.paragraphs:
            if paragraph.mark and paragraph.mark.text not in ("-", "1.", "7."):
                expected += paragraph.mark.text
            expected += paragraph.text
    visible, links = read_back(markdown_document(Document(title, (), tuple(sections))))
    assert visible == "".join(expected.split())
    assert all(link.lower().startswith(("http://", "https://")) for link in links)


HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> ![x](http://e.org/x.png) [click](javascript:alert(1)) "
    "<http://e.org> &lt; [ref]: http://e.org `code` **bold**"
)


def test_hostile_text_in_every_field_shows_as_it_is(library_from: LibraryFrom) -> None:
    library = library_from({"us/sofa.toml": CARD.replace("A more equal alliance", HOSTILE).replace("Raising", HOSTILE)})
    document = card_document(library, "us/sofa", library.standings(DAY)["us/sofa"])
    visible, links = read_back(markdown_document(document))
    assert visible.count("".join(HOSTILE.split())) == 2
    assert links == ["https://www.japantimes.co.jp/news/2024/09/29/ishiba"]


def test_a_briefing_is_one_outline(tmp_path: Path) -> None:
    library = read_library(twelve_regions(tmp_path / "content"))
    on = date(2025, 5, 10)
    shown = markdown_briefing(library, library.standings(on), on)
    depths = [int(token.tag[1]) for token in MarkdownIt("commonmark").parse(shown) if token.type == "heading_open"]
    assert depths[0] == 1
    assert depths.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(depths))
    read_back(shown)
