"""A served briefing in Chromium, as readers have it."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from shutil import which
from typing import TYPE_CHECKING, Any

import pytest
from examples import CARD, SOURCES, write_briefing
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from serve.visiting import Serve, Served

CHROMIUM = which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")

FIND_TERMINAL = """
// The page keeps its terminal to itself: catch it as it is put in its place.
Object.defineProperty(Object.prototype, "terminal", {
  configurable: true,
  set(terminal) {
    window.found ??= terminal;
    Object.defineProperty(this, "terminal", { value: terminal, writable: true, configurable: true });
  },
});
"""
SCREEN = """() => {
  const terminal = window.found;
  const line = (row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? "";
  return terminal ? Array.from({ length: terminal.rows }, (_, row) => line(row)).join("\\n") : "";
}"""
CELL = """() => {
  const box = document.querySelector(".xterm-screen").getBoundingClientRect();
  return [box.left, box.top, box.width / window.found.cols, box.height / window.found.rows];
}"""


class Sheet:
    """A page in the browser, and all that is heard of it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.console: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    @property
    def text(self) -> str:
        """What the terminal in the page shows."""
        return str(self.page.evaluate(SCREEN))

    def enter(self, served: Served) -> None:
        """Open the address with the token, and wait for the page behind it."""
        self.page.goto(served.address)
        self.page.wait_for_url(f"{served.origin}/")

    def shows(self, *words: str) -> None:
        """Wait until the terminal shows all of these."""
        self.until(lambda: all(each in self.text for each in words))

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; fail with the screen if it never does."""
        for _ in range(600):
            if holds():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"it never came:\n{self.text}\n{self.console}")

    def press(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.page.keyboard.press(key)

    def click(self, words: str) -> None:
        """Click on words that the terminal shows."""
        row, line = next((row, line) for row, line in enumerate(self.text.split("\n")) if words in line)
        left, top, width, height = self.page.evaluate(CELL)
        self.page.mouse.click(left + (line.index(words) + 2.5) * width, top + (row + 0.5) * height)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # No name is looked up: whatever happens here, nothing leaves this machine.
        rules = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", rules])


@pytest.fixture
def open_sheet(chromium: Browser) -> Iterator[Callable[[], Sheet]]:
    """Open a page of a new reader, who has no cookie yet."""
    contexts = []

    def opened() -> Sheet:
        context = chromium.new_context(viewport={"width": 1280, "height": 800})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.add_init_script(FIND_TERMINAL)
        contexts.append(context)
        return Sheet(context.new_page())

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def sheet(open_sheet: Callable[[], Sheet]) -> Sheet:
    return open_sheet()


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[Any]]]:
    """Another site: its address, and what was asked of it, with the page that it came from."""
    asked: list[Any] = []

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["Referer"]))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<a href='{links.get(self.path, '/')}'>there</a>".encode())

        def log_message(self, *_: object) -> None:
            pass

    links: dict[str, str] = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}", [asked, links]
        server.shutdown()


def test_the_dashboard_comes_by_itself_with_no_complaint_and_nothing_from_elsewhere(
    served: Served, sheet: Sheet
) -> None:
    sheet.enter(served)
    sheet.shows("Twelve seas", "Overview", "? help")
    assert sheet.page.title() == "Twelve seas"
    assert sheet.page.evaluate("document.fonts.check('16px \"Roboto Mono\"')")
    assert sheet.console == []
    assert len(sheet.requests) > 5
    assert {url for url in sheet.requests if not url.startswith(f"{served.origin}/")} == set()
    assert sheet.page.evaluate("document.cookie") == ""
    assert served.token not in sheet.page.content()


def test_a_region_is_opened_by_its_key_and_by_a_click_and_its_script_is_shown(served: Served, sheet: Sheet) -> None:
    sheet.enter(served)
    sheet.shows("Twelve seas", "12 unread")
    sheet.press("9")
    sheet.shows("확장억제", "협의체가 다시 열린다.")
    sheet.press("]")
    sheet.shows("海峽中線", "軍機越過中線的次數增加。")
    sheet.press("1")
    sheet.shows("The route opens earlier.")
    sheet.click("2 BAL")
    sheet.shows("Kaabel katkes jaanuaris.")


def test_the_screen_follows_the_window(served: Served, sheet: Sheet) -> None:
    sheet.enter(served)
    sheet.shows("Twelve seas", "12 unread")
    wide = sheet.page.evaluate("window.found.cols")
    sheet.page.set_viewport_size({"width": 640, "height": 500})
    sheet.until(lambda: sheet.page.evaluate("window.found.cols") < wide)
    sheet.until(lambda: "Twelve seas" in sheet.text and "move" in sheet.text.rstrip().rpartition("\n")[2])
    right, bottom = sheet.page.evaluate(
        "(() => { const box = document.querySelector('.xterm-screen').getBoundingClientRect();"
        "return [box.right, box.bottom] })()"
    )
    assert right <= 640
    assert bottom <= 500


def cited(root: Path, url: str) -> Path:
    return write_briefing(
        root, {"us/sofa.toml": CARD, "sources.toml": SOURCES.replace("https://www.japantimes.co.jp", url)}
    )


@pytest.mark.parametrize("by_mouse", [False, True])
def test_a_source_opens_once_in_a_page_that_learns_nothing_of_this_one(
    serve: Serve, sheet: Sheet, tmp_path: Path, elsewhere: Any, by_mouse: bool
) -> None:
    url, (asked, _) = elsewhere
    served = serve("us/sofa", root=cited(tmp_path / "cited", url))
    sheet.enter(served)
    sheet.shows("A more equal alliance", "Evidence")
    sheet.press("o")
    sheet.shows("enter opens the address", url)
    with sheet.page.context.expect_page() as opening:
        sheet.click(url) if by_mouse else sheet.press("Enter")
    opening.value.wait_for_url(f"{url}/news/2024/09/29/ishiba")
    sheet.shows(f"your browser was asked to open {url}/news")
    assert opening.value.evaluate("window.opener") is None
    assert len(sheet.page.context.pages) == 2
    assert [each for each in asked if each[0] != "/favicon.ico"] == [("/news/2024/09/29/ishiba", None)]


def test_a_citation_goes_to_the_clipboard_which_the_page_may_fill_and_not_read(
    served: Served, sheet: Sheet, elsewhere: Any
) -> None:
    sheet.enter(served)
    sheet.shows("Twelve seas", "12 unread")
    sheet.press("9")
    sheet.shows("확장억제")
    sheet.press("y")
    sheet.shows("Copied: citation")
    pasted = "navigator.clipboard.readText().catch(error => error.name)"
    assert sheet.page.evaluate(pasted) == "NotAllowedError"
    another = sheet.page.context.new_page()
    another.goto(elsewhere[0])
    sheet.until(lambda: "The Japan Times, “Ishiba to seek a more equal alliance”" in another.evaluate(pasted))


def test_a_link_from_another_site_leads_in(served: Served, sheet: Sheet, elsewhere: Any) -> None:
    url, (_, links) = elsewhere
    links["/mail"] = served.address
    sheet.page.goto(f"{url}/mail")
    sheet.page.click("a")
    sheet.page.wait_for_url(f"{served.origin}/")
    sheet.shows("Twelve seas")


def test_another_site_cannot_open_the_websocket_of_a_reader(served: Served, sheet: Sheet, elsewhere: Any) -> None:
    url, _ = elsewhere
    sheet.enter(served)
    sheet.shows("Twelve seas")
    sheet.page.goto(url)
    opened = sheet.page.evaluate(
        f"""new Promise(done => {{
          const socket = new WebSocket("ws://{served.host}/ws?width=80&height=24");
          socket.onopen = () => done("open");
          socket.onerror = () => done("refused");
        }})"""
    )
    assert opened == "refused"


def test_a_reader_who_quits_is_told_and_comes_back_by_enter(served: Served, sheet: Sheet) -> None:
    sheet.enter(served)
    sheet.shows("Twelve seas", "12 unread")
    assert not sheet.page.is_visible("text=It has been closed")
    sheet.press("Q")
    sheet.page.wait_for_selector("text=It has been closed")
    sheet.until(lambda: sheet.page.evaluate("document.activeElement.textContent") == "Open it again")
    sheet.press("Enter")
    sheet.page.wait_for_selector("text=It has been closed", state="hidden")
    sheet.shows("Twelve seas")


def test_a_page_without_the_token_says_what_to_do(served: Served, sheet: Sheet) -> None:
    sheet.page.goto(f"{served.origin}/")
    assert "Open the whole address that you were given" in sheet.page.inner_text("body")
    assert [each for each in sheet.console if "401" not in each] == []


def test_a_reader_too_many_is_told_to_wait(serve: Serve, open_sheet: Callable[[], Sheet]) -> None:
    served = serve("--sessions", "1")
    first, second = open_sheet(), open_sheet()
    first.enter(served)
    first.shows("Twelve seas")
    second.page.goto(served.address)
    second.page.wait_for_selector("text=Just now the one place is taken")
    first.page.close()
    second.page.wait_for_selector("#terminal", state="attached")
    second.shows("Twelve seas")
