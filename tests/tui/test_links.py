"""Links: hostile addresses start nothing, and good ones reach the browser whole, as a single argument."""

from __future__ import annotations

import json
import os
import select
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefing.library.address import RefusedLink, address
from briefing.tui.links import open_address

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = [
    json.loads(line)
    for line in Path(__file__).with_name("hostile_addresses.txt").read_text().splitlines()
    if not line.startswith("#")
]

BROWSER = """\
import json, os, sys
met = {
    "arguments": sys.argv[1:],
    "session": os.getsid(0),
    "devices": [os.fstat(stream).st_rdev for stream in range(3)],
}
with open(os.environ["ARRIVED"], "w") as arrived:
    print(json.dumps(met), file=arrived)
"""


class Browser:
    """A real browser, as far as processes go: it tells through a named pipe how it was started."""

    def __init__(self, folder: Path) -> None:
        self.program = folder / "a browser"
        self.program.write_text(f"#!{sys.executable}\n{BROWSER}")
        self.program.chmod(0o755)
        os.mkfifo(folder / "arrived")
        self.pipe = os.open(folder / "arrived", os.O_RDWR | os.O_NONBLOCK)
        self.environ = {
            "PATH": os.environ["PATH"],
            "ARRIVED": str(folder / "arrived"),
            "BROWSER": f"'{self.program}'",
        }

    def started_with(self) -> list[dict[str, Any]]:
        """Every start so far; waits for the first."""
        assert select.select([self.pipe], [], [], 30)[0], "no browser was started"
        return [json.loads(line) for line in os.read(self.pipe, 65536).decode().splitlines()]


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    browser = Browser(tmp_path)
    yield browser
    os.close(browser.pipe)


def test_no_hostile_address_starts_anything(browser: Browser) -> None:
    assert len(HOSTILE) > 60
    for url in HOSTILE:
        with pytest.raises(RefusedLink):
            open_address(address(url), browser.environ)
    # The control: the very next good one does start the browser, and it alone has arrived.
    assert open_address(address("https://example.org/"), browser.environ)
    assert [start["arguments"] for start in browser.started_with()] == [["https://example.org/"]]


@pytest.mark.parametrize("url", HOSTILE)
def test_the_reason_for_a_refusal_repeats_nothing_of_the_address(url: str) -> None:
    with pytest.raises(RefusedLink) as refused:
        address(url)
    assert str(refused.value).isascii()
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("url", "opened", "host"),
    [
        ("https://example.org", "https://example.org", "example.org"),
        ("HTTPS://Example.ORG/A?b=C#d", "https://example.org/A?b=C#d", "example.org"),
        ("http://example.org:8080/", "http://example.org:8080/", "example.org"),
        ("https://example.org./", "https://example.org./", "example.org."),
        ("http://localhost:8000", "http://localhost:8000", "localhost"),
        ("http://192.0.2.1/", "http://192.0.2.1/", "192.0.2.1"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]:80/", "[2001:db8::1]"),
        ("https://a_b.example.org/", "https://a_b.example.org/", "a_b.example.org"),
        ("https://日本語.example/", "https://xn--wgv71a119e.example/", "xn--wgv71a119e.example"),
        ("https://аpple.com/", "https://xn--pple-43d.com/", "xn--pple-43d.com"),
        ("https://ｅxample。org/", "https://example.org/", "example.org"),
        ("https://xn--wgv71a119e.example/", "https://xn--wgv71a119e.example/", "xn--wgv71a119e.example"),
        (
            "https://example.org/台湾海峡",
            "https://example.org/%E5%8F%B0%E6%B9%BE%E6%B5%B7%E5%B3%A1",
            "example.org",
        ),
        ("https://example.org/%E5%8F%B0", "https://example.org/%E5%8F%B0", "example.org"),
        ("https://example.org/a'b\"c`d<e>", "https://example.org/a'b%22c%60d%3Ce%3E", "example.org"),
        ("https://example.org/?q=$(id);ls&x=%s", "https://example.org/?q=$(id);ls&x=%s", "example.org"),
        ("https://example.org/@user:x", "https://example.org/@user:x", "example.org"),
        ("https://example.org?next=//evil", "https://example.org?next=//evil", "example.org"),
        ("https://example.org/--flag", "https://example.org/--flag", "example.org"),
    ],
)
def test_a_good_address_is_opened_in_ascii_and_shows_its_true_host(url: str, opened: str, host: str) -> None:
    assert (address(url).url, address(url).host) == (opened, host)
    assert address(opened) == address(url)


@pytest.mark.parametrize("length", [2049, 100_000])
def test_an_address_of_any_length_is_judged(length: int) -> None:
    with pytest.raises(RefusedLink, match="longer than 2048"):
        address("https://example.org/".ljust(length, "x"))
    with pytest.raises(RefusedLink):
        address(f"https://{'é' * 2000}.example/")


def test_the_address_is_one_argument_and_the_browser_cannot_touch_the_terminal(browser: Browser) -> None:
    assert open_address(address("https://example.org/?q=$(id);ls&x=%s'\"*"), browser.environ)
    (start,) = browser.started_with()
    assert start["arguments"] == ["https://example.org/?q=$(id);ls&x=%s'%22*"]
    assert start["session"] != os.getsid(0)
    assert start["devices"] == [Path(os.devnull).stat().st_rdev] * 3


def test_the_browser_of_the_environment_may_have_arguments_of_its_own(browser: Browser) -> None:
    browser.environ["BROWSER"] = f"'{browser.program}' --new-tab --url=%s &"
    assert open_address(address("https://example.org/"), browser.environ)
    assert browser.started_with()[0]["arguments"] == ["--new-tab", "--url=https://example.org/"]


@pytest.mark.parametrize("first", ["no-such-browser", "w3m", "/usr/bin/lynx %s", "'unbalanced", "", " "])
def test_the_next_browser_of_the_list_is_tried_where_one_cannot_be_used(browser: Browser, first: str) -> None:
    browser.environ["BROWSER"] = f"{first}:'{browser.program}'"
    assert open_address(address("https://example.org/"), browser.environ)
    assert browser.started_with()[0]["arguments"] == ["https://example.org/"]


@pytest.mark.parametrize("name", ["w3m", "lynx"])
def test_a_browser_that_would_draw_over_us_is_passed_over(browser: Browser, name: str) -> None:
    (browser.program.parent / name).symlink_to(browser.program)
    browser.environ |= {"BROWSER": name, "PATH": str(browser.program.parent)}
    assert not open_address(address("https://example.org/"), browser.environ)


def test_a_browser_is_looked_for_where_the_environment_says(browser: Browser) -> None:
    (browser.program.parent / "my-browser").symlink_to(browser.program)
    browser.environ |= {"BROWSER": "my-browser", "PATH": str(browser.program.parent)}
    assert open_address(address("https://example.org/"), browser.environ)
    assert browser.started_with()[0]["arguments"] == ["https://example.org/"]


def test_a_browser_that_the_system_cannot_start_counts_as_none(browser: Browser, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/no/such/interpreter\n")
    broken.chmod(0o755)
    assert not open_address(address("https://example.org/"), {"BROWSER": str(broken)})
    assert open_address(address("https://example.org/"), browser.environ | {"BROWSER": f"{broken}:'{browser.program}'"})
    assert browser.started_with()[0]["arguments"] == ["https://example.org/"]


def test_without_browser_or_window_nothing_is_started() -> None:
    assert not open_address(address("https://example.org/"), {"BROWSER": "no-such-browser"})
    assert not open_address(address("https://example.org/"), {"PATH": os.environ["PATH"]})


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS opens addresses by a program of its own")
@pytest.mark.parametrize("desktop", ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"])
def test_on_a_desktop_its_own_opener_is_started(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, desktop: str
) -> None:
    (browser.program.parent / "xdg-open").symlink_to(browser.program)
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(desktop, "here")
    monkeypatch.setenv("PATH", str(browser.program.parent))
    monkeypatch.setenv("ARRIVED", browser.environ["ARRIVED"])
    assert open_address(address("https://example.org/"))
    assert browser.started_with()[0]["arguments"] == ["https://example.org/"]
