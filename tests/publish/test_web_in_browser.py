"""The page in Debian's Chromium, as a reader has it: on a screen, on a telephone, by keyboard, on paper."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from examples import twelve_regions
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from briefing.library.folder import read_library
from briefing.publish.edition import edition_of
from briefing.publish.web.page import html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = Path("/usr/bin/chromium")
HANDLING = "OFFICIAL & for the desk <only>"
DAY = date(2024, 10, 3)
WIDE, PHONE = (1200, 900), (400, 800)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The first briefing with a handling line, one in twelve scripts, and one card, as files."""
    folder = tmp_path_factory.mktemp("pages")
    shipped, twelve = read_library(ROOT / "content"), read_library(twelve_regions(folder / "twelve"))
    handled = replace(shipped, briefing=replace(shipped.briefing, handling=HANDLING))
    editions = {
        "whole": edition_of(handled, handled.standings(DAY), DAY),
        "twelve": edition_of(twelve, twelve.standings(DAY), date(2025, 5, 10)),
        "card": edition_of(shipped, shipped.standings(DAY), DAY, "us/sofa-revision"),
    }
    written = {name: folder / f"{name}.html" for name in editions}
    for name, file in written.items():
        file.write_text(html(editions[name]), encoding="utf-8")
    return written


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.fail("these tests drive Chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(context: BrowserContext, file: Path) -> tuple[Page, list[str], list[str]]:
    """The page, what the console says, and every address asked for."""
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri(), wait_until="networkidle")
    return page, said, asked


@pytest.mark.parametrize("name", ["whole", "twelve", "card"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_opens_in_silence_asks_for_nothing_and_fits(
    browser: Browser, pages: dict[str, Path], name: str, size: tuple[int, int], scheme: Any
) -> None:
    with browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme) as context:
        page, said, asked = opened(context, pages[name])
        assert said == []
        assert asked == [pages[name].as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert ground == {"light": "rgb(251, 249, 244)", "dark": "rgb(14, 19, 26)"}[scheme]


@pytest.mark.parametrize("name", ["whole", "twelve", "card"])
@pytest.mark.parametrize("size", [WIDE, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(
    browser: Browser, pages: dict[str, Path], name: str, size: tuple[int, int], scheme: Any
) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    viewport: Any = {"width": size[0], "height": size[1]}
    with browser.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True) as context:
        page, _, _ = opened(context, pages[name])
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        told = [(each["id"], each["nodes"][0]["html"][:200], len(each["nodes"])) for each in found["violations"]]
        assert told == [], json.dumps(told, indent=1)
        assert len(found["passes"]) > 20


def test_tab_reaches_every_link_in_the_order_of_the_page(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.new_context(viewport={"width": 1200, "height": 900}) as context:
        page, _, _ = opened(context, pages["card"])
        links = page.evaluate("[...document.links].map(link => link.outerHTML)")
        reached = []
        for _ in links:
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.outerHTML"))
            # What is reached is seen.
            assert page.evaluate(
                "(() => { const box = document.activeElement.getBoundingClientRect();"
                " return box.width > 4 && box.top >= 0 && box.bottom <= innerHeight })()"
            )
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert reached == links
        assert len(links) > 40


def test_tab_reaches_contents_matrix_and_cards_of_a_whole_briefing(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.new_context(viewport={"width": 1200, "height": 900}) as context:
        page, _, _ = opened(context, pages["whole"])
        links = page.evaluate("[...document.links].map(link => link.getAttribute('href'))")
        reached = []
        for _ in links:
            page.keyboard.press("Tab")
            reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
        assert reached == links


def test_the_first_link_skips_the_contents(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.new_context(viewport={"width": 1200, "height": 900}) as context:
        page, _, _ = opened(context, pages["whole"])
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.innerText") == "Skip the contents"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.matrix') !== null")


def test_a_number_in_the_matrix_names_its_card_when_it_is_reached(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.new_context(viewport={"width": 400, "height": 800}) as context:
        page, _, _ = opened(context, pages["whole"])
        link = page.locator(".matrix a[href='#us/sofa-revision']")
        tip = link.locator(".tip")
        assert tip.bounding_box()["width"] <= 1  # type: ignore[index]
        link.hover()
        box = tip.bounding_box()
        assert box
        assert box["width"] > 100
        assert 0 <= box["x"] < box["x"] + box["width"] <= 400
        link.click()
        assert page.evaluate("document.querySelector(':target h3').innerText").endswith(
            "An equal alliance: SOFA and treaty"
        )


@pytest.mark.parametrize("width", [360, 420, 540, 600])
def test_no_word_of_the_matrix_breaks_on_a_narrow_screen(browser: Browser, pages: dict[str, Path], width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page, _, _ = opened(context, pages["whole"])
        lines = page.evaluate(
            "[...document.querySelectorAll('th[scope=row]')].map(head => { const range = document.createRange();"
            " range.selectNodeContents(head.firstChild); return range.getClientRects().length })"
        )
        assert lines == [1] * 5


def test_script_that_came_in_would_not_run(browser: Browser, pages: dict[str, Path], tmp_path: Path) -> None:
    spoiled = tmp_path / "spoiled.html"
    page_text = pages["card"].read_text(encoding="utf-8")
    spoiled.write_text(
        page_text.replace(
            "<main>",
            "<main><script>document.title='live'</script><img src='http://127.0.0.1:9/x'><p style='display:none'>x</p>",
        ),
        encoding="utf-8",
    )
    with browser.new_context() as context:
        page, said, _ = opened(context, spoiled)
        assert page.title() == "An equal alliance: SOFA and treaty"
        assert sum("Content Security Policy" in each for each in said) >= 3


def test_on_paper_each_page_has_the_handling_line_at_head_and_foot_and_its_number(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with browser.new_context(color_scheme="dark") as context:
        page, _, _ = opened(context, pages["whole"])
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, tagged=True)))
    sheets = [each.extract_text(extraction_mode="layout").strip().splitlines() for each in printed.pages]
    for number, lines in enumerate(sheets, start=1):
        head, *_, foot, folio = (line.strip() for line in lines if line.strip())
        assert (head, foot, folio) == (HANDLING, HANDLING, f"{number} / {len(sheets)}")
    assert 30 < len(sheets) < 60


def test_on_paper_cards_begin_pages_and_sources_give_their_addresses(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.new_context() as context:
        page, _, _ = opened(context, pages["whole"])
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = [" ".join(each.extract_text().split()).partition(f"{HANDLING} ")[2] for each in printed.pages]
    library = read_library(ROOT / "content")
    begun = set()
    for number, (reference, card) in enumerate(edition_of(library, library.standings(DAY), DAY).cards.items(), start=1):
        region = reference.partition("/")[0]
        # The first card of a region stands under the region's own words.
        begins = f"{number} {card.title} " if region in begun else f"{library.regions[region].name} "
        begun.add(region)
        assert (
            sum(sheet.startswith(f"{begins}") and f"{number} {card.title} {reference}" in sheet for sheet in sheets)
            == 1
        )
    whole = "".join("".join(sheets).split())
    assert "<https://www.japantimes.co.jp/news/2024/09/29/japan/politics/ishiba-japan-foreign-policy>" in whole


def test_print_is_dark_on_white_whatever_the_screen(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.new_context(color_scheme="dark") as context:
        page, _, _ = opened(context, pages["card"])
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.documentElement).color") == "rgb(35, 41, 47)"
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_each_paragraph_runs_in_the_direction_of_its_script(browser: Browser, pages: dict[str, Path]) -> None:
    with browser.new_context(viewport={"width": 1200, "height": 900}) as context:
        page, _, _ = opened(context, pages["twelve"])
        sides = page.evaluate(
            """[...document.querySelectorAll('#gulf\\\\/outlook h3, #korea\\\\/outlook h3')].map(heading => {
                const range = document.createRange(); range.selectNodeContents(heading);
                const words = range.getBoundingClientRect(), room = heading.getBoundingClientRect();
                return words.left - room.left < 2 ? 'left' : room.right - words.right < 2 ? 'right' : 'neither' })"""
        )
        assert sides == ["right", "left"]
