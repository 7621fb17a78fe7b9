"""L01: only plain addresses of the web are opened."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from examples import CARD, SOURCES, write_briefing

from briefing.check.check import check
from briefing.check.links import without_secrets
from briefing.check.rule import Desk
from briefing.check.rules import BY_CODE
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from pathlib import Path

    from check.conftest import Found

ONLY_WEB = "only addresses that begin with http:// or https:// and name a host are opened"
HELP = "write the whole address, as https://example.org/page"
URL = "https://www.japantimes.co.jp/news/2024/09/29/ishiba"


def source(url: str) -> dict[str, str]:
    return {"us/sofa.toml": CARD, "sources.toml": SOURCES.replace(URL, url)}


def card(analysis: str) -> dict[str, str]:
    return {"us/sofa.toml": f"analysis = '''\n{analysis}'''\n{CARD}"}


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("www.example.org/page", f"`www.example.org/page` is not opened: {ONLY_WEB}"),
        ("ftp://example.org/page", f"`ftp://example.org/page` is not opened: {ONLY_WEB}"),
        ("javascript:alert(1)", f"`javascript:alert(1)` is not opened: {ONLY_WEB}"),
        ("mailto:someone@example.org", f"the link is not opened: {ONLY_WEB}"),
        ("ftp://me:secret@example.org/page", f"`ftp://` is not opened: {ONLY_WEB}"),
        ("example.org/page?token=secret", f"`example.org/page` is not opened: {ONLY_WEB}"),
        ("example.org/page#token=secret", f"`example.org/page` is not opened: {ONLY_WEB}"),
        (
            "https://example.org/a page",
            (
                "`https://example.org/a page` is not opened: "
                "it holds a space, a backslash or a character that cannot be seen"
            ),
        ),
        (
            "https://example.org:0/",
            "`https://example.org:0/` is not opened: its port is not between 1 and 65535",
        ),
    ],
)
def test_the_address_of_a_source_that_is_not_opened_is_told(found: Found, url: str, message: str) -> None:
    (problem,) = found("L01", source(url))
    assert (problem.path.name, problem.line, problem.column, problem.width) == ("sources.toml", 4, 8, len(url))
    assert problem.severity == "error"
    assert problem.message == message
    assert problem.help == HELP


@pytest.mark.parametrize(
    "url",
    [
        URL,
        "http://example.org",
        "HTTPS://EXAMPLE.ORG/",
        "https://日本.jp/頁?q=é#終",
        "https://example.org/a?next=javascript:alert(1)",
        "https://example.org/@someone",
        "https://192.0.2.1:8080/",
        "https://me:secret@example.org/",  # L02 tells of it
    ],
)
def test_an_address_of_the_web_is_clean(found: Found, url: str) -> None:
    assert found("L01", source(url)) == []
    assert found("L01", card(f"[page](<{url}>)")) == []


@pytest.mark.parametrize(
    ("analysis", "line", "column", "link", "shown"),
    [
        ("See [this](javascript:alert(1)).", 2, 12, "javascript:alert(1)", "`javascript:alert(1)`"),
        ("One.\n\n- See <ftp://example.org/>.", 4, 8, "ftp://example.org/", "`ftp://example.org/`"),
        ("[this][1]\n\n[1]: example.org/page", 4, 6, "example.org/page", "`example.org/page`"),
        ("See [this](file:///etc/passwd 'title').", 2, 12, "file:///etc/passwd", "`file:///etc/passwd`"),
        ("> See [this](../us/region.toml).", 2, 14, "../us/region.toml", "`../us/region.toml`"),
        ("See ![this](data:image/png,1).", 2, 13, "data:image/png,1", "`data:image/png,1`"),
        ("# A [b](x)", 2, 9, "x", "`x`"),
    ],
)
def test_a_link_in_running_text_is_told_where_it_stands(
    found: Found, analysis: str, line: int, column: int, link: str, shown: str
) -> None:
    (problem,) = found("L01", card(analysis))
    assert (problem.path.name, problem.line, problem.column, problem.width) == ("sofa.toml", line, column, len(link))
    assert problem.message == f"{shown} is not opened: {ONLY_WEB}"
    assert problem.help == HELP


def test_mail_is_told_at_its_text_as_the_parser_writes_the_address_anew(found: Found) -> None:
    (problem,) = found("L01", card("Write to <someone@example.org>."))
    assert (problem.line, problem.column, problem.message) == (1, 1, f"the link is not opened: {ONLY_WEB}")


def test_a_link_that_leads_nowhere_is_told_at_its_text(found: Found) -> None:
    (problem,) = found("L01", card("See [this]()."))
    assert (problem.line, problem.column, problem.message) == (1, 1, f"the link is not opened: {ONLY_WEB}")


@pytest.mark.parametrize(
    "analysis",
    [
        "`[this](javascript:alert(1))`",
        "    [this](javascript:alert(1))",
        "\\[this](javascript:alert(1))",
        "javascript:alert(1)",
        "a < b and ftp://example.org/",
        "[[us/sofa]] says so [c1], [c1]: yes",
        "It rose (see [c1]) by <5%.",
        "[this](<https://example.org/a page>)",
        "[this](https://example.org/a_(b))",
        "[this](https://example.org/a\\_b)",
        "<b href='javascript:alert(1)'>",
        "[1]: javascript:alert(1)",
    ],
)
def test_text_that_is_no_link_and_links_that_are_opened_are_clean(found: Found, analysis: str) -> None:
    assert found("L01", card(analysis)) == []


def test_the_same_link_is_told_once_a_text_and_different_ones_each(found: Found) -> None:
    summary = CARD.replace("on the agenda", "[on](x:1) [the](x:1) [agenda](x:2)")
    problems = found("L01", {"us/sofa.toml": f"analysis = '[b](x:1)'\n{summary}"})
    assert [(problem.line, problem.message.partition(" ")[0]) for problem in problems] == [
        (1, "`x:1`"),
        (4, "`x:1`"),
        (4, "`x:2`"),
    ]


def test_the_summary_of_a_region_is_looked_at_and_plain_lines_are_not(found: Found) -> None:
    region = 'name = "[a](x:1)"\ncode = "US"\nsummary = "See [this](x:2)."\n'
    (problem,) = found("L01", {"us/sofa.toml": CARD.replace("A more", "[a](x:3)"), "us/region.toml": region})
    assert (problem.path.name, problem.line, problem.column) == ("region.toml", 3, 23)


def test_a_file_that_is_being_mended_is_left_alone(tmp_path: Path) -> None:
    root = write_briefing(tmp_path, {**source("x:1"), "us/sofa.toml": f"analysis = '[b](x:1)'\n{CARD}"})
    before = read_library(root)
    (root / "us" / "sofa.toml").write_text("torn")
    (root / "sources.toml").write_text("torn")
    library = read_library(root, before)
    reports = [check(Desk(each, each.briefing.as_of), [BY_CODE["L01"]]) for each in (before, library)]
    assert [[problem.code for problem in report.problems] for report in reports] == [["L01"] * 2, ["C01"] * 2]


def test_an_endless_address_costs_no_more_than_its_length() -> None:
    began = perf_counter()
    for address in ("x", "/", "@", "@/", "x/", "a@"):
        without_secrets(address * 100_000)
    assert without_secrets("x" * 1_000_000) == f"`{'x' * 60}...`"
    assert perf_counter() - began < 5  # it was an hour


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("ftp://example.org/@someone/page", "`ftp://example.org/@someone/page`"),
        ("ftp://example.org/a/me@home/page", "`ftp://example.org/a/`"),
        ("ftp://me:hu;sh@example.org/", "`ftp://`"),
        ("ftp://me:hu?sh@example.org/", "`ftp://`"),
        ("ftp://example.org/a;b/me@home", "`ftp://example.org/a`"),
        ("@example.org", "`@example.org`"),
        ("?token=hush", "the link"),
    ],
)
def test_an_address_is_named_up_to_where_a_secret_could_begin(found: Found, url: str, shown: str) -> None:
    (problem,) = found("L01", source(url))
    assert problem.message == f"{shown} is not opened: {ONLY_WEB}"


def test_what_the_help_says_is_clean(found: Found) -> None:
    assert found("L01", source("https://www.example.org/page")) == []
