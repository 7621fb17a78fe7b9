"""A page is brought here, whatever its server is up to."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bad_server import Answer, BadServer, answer, close, drip, endless, hang, page, to, trickle

from briefing.intake.fetch import NotFetchedError, Page, fetch, page_of
from briefing.library.address import address
from briefing.library.archive import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

HTML = "<p>A strait is no harbour. Kaió</p>"


@pytest.fixture
def server() -> Iterator[BadServer]:
    with BadServer() as server:
        yield server


def fetched(server: BadServer, path: str = "/", whole: float = 10, patience: float = 10) -> Page:
    return fetch(address(server.url(path)), private=True, whole=whole, patience=patience)


def refusal(server: BadServer, said: Answer, whole: float = 10, patience: float = 10) -> str:
    """Why a page is not taken, without its address."""
    server.answers["/"] = said
    with pytest.raises(NotFetchedError) as refused:
        fetched(server, whole=whole, patience=patience)
    return str(refused.value).removeprefix(f"`{server.url('/')}` ")


def test_a_page_comes_with_its_address_and_its_charset(server: BadServer) -> None:
    server.answers["/"] = page(HTML, of='text/html; charset="utf-8"')
    assert fetched(server) == Page(HTML.encode(), server.url("/"), "utf-8")


@pytest.mark.parametrize("of", ["text/plain", "application/xhtml+xml", "application/rss+xml", "application/xml", ""])
def test_pages_and_feeds_come_as_many_kinds_of_text(server: BadServer, of: str) -> None:
    server.answers["/"] = page(HTML, of=of)
    assert fetched(server).raw == HTML.encode()


def test_who_asks_is_said_and_nothing_of_the_reader(server: BadServer) -> None:
    server.answers |= {"/": answer("302 Found", "Location: /b", "Set-Cookie: seen=1"), "/b": page(HTML)}
    assert fetched(server).url == server.url("/b")
    for head in server.headers:
        names = [line.partition(":")[0] for line in head.split("\r\n")[1:] if line]
        assert names == ["Host", "User-Agent", "Accept", "Accept-Encoding"]
        assert "User-Agent: briefing/0.1.0 (import)" in head


@pytest.mark.parametrize("packing", ["gzip", "x-gzip", "GZIP"])
def test_a_page_comes_packed_if_its_server_likes(server: BadServer, packing: str) -> None:
    server.answers["/"] = page(gzip.compress(HTML.encode()), f"Content-Encoding: {packing}")
    assert fetched(server).raw == HTML.encode()


def test_a_page_that_is_packed_in_parts_comes_whole(server: BadServer) -> None:
    parts = gzip.compress(HTML.encode()) + gzip.compress(b"the rest")
    server.answers["/"] = page(parts, "Content-Encoding: gzip")
    assert fetched(server).raw == HTML.encode() + b"the rest"


def test_padding_behind_what_is_packed_is_nothing_of_the_page(server: BadServer) -> None:
    server.answers["/"] = page(gzip.compress(HTML.encode()) + b"\0" * 200_000, "Content-Encoding: gzip")
    assert fetched(server).raw == HTML.encode()


def test_each_host_on_the_way_has_as_long_as_the_first(server: BadServer) -> None:
    server.seconds = 0.7
    server.answers |= {f"/{n}": to(f"/{n + 1}") for n in range(3)} | {"/3": page(HTML)}
    assert fetched(server, "/0", patience=2, whole=60).url == server.url("/3")


def test_a_page_of_exactly_five_mebibytes_is_taken(server: BadServer) -> None:
    server.answers["/"] = page(b"x" * LARGEST)
    assert len(fetched(server).raw) == LARGEST


def test_how_much_has_come_is_told(server: BadServer) -> None:
    server.answers["/"] = page(HTML)
    told: list[tuple[int, int | None]] = []
    fetch(address(server.url("/")), private=True, told=lambda come, of: told.append((come, of)))
    assert told[-1] == (len(HTML.encode()), len(HTML.encode()))


def test_how_much_is_to_come_is_not_made_up(server: BadServer) -> None:
    server.answers["/"] = b"HTTP/1.1 200 OK\r\n\r\n" + HTML.encode()
    told: list[tuple[int, int | None]] = []
    fetch(address(server.url("/")), private=True, told=lambda come, of: told.append((come, of)))
    assert told[-1] == (len(HTML.encode()), None)


BOMB = gzip.compress(b"\0" * 50_000_000)
NOTHINGS = gzip.compress(b"") * (LARGEST // 20 + 1)
ASTRAY = (
    "is redirected to what is not opened: only addresses that begin with http:// or https:// and name a host are opened"
)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (answer("404 Not Found"), "answers 404 (Not Found)"),
        (answer("403 \x1b[31mNo"), "answers 403 (Forbidden)"),
        (answer("204 No Content"), "answers 204 (No Content)"),
        (answer("301 Moved"), "answers 301 (Moved Permanently)"),
        (page(b"%PDF", of="application/pdf"), "is `application/pdf`, and only web pages and feeds are imported"),
        (page(b"", of="image/\x1b[31m"), "is `image/<U+001B>[31m`, and only web pages and feeds are imported"),
        (page(HTML, "Content-Encoding: br"), "comes packed in a way that was not asked for, `br`"),
        (page(HTML, "Content-Encoding: gzip, gzip"), "comes packed in a way that was not asked for, `gzip, gzip`"),
        (page(HTML, "Content-Encoding: gzip"), "is not packed as its server says"),
        (page(gzip.compress(HTML.encode())[:-9], "Content-Encoding: gzip"), "breaks off"),
        (page(BOMB, "Content-Encoding: gzip"), "is larger than 5 MiB"),
        (page(gzip.compress(HTML.encode()) + BOMB, "Content-Encoding: gzip"), "is larger than 5 MiB"),
        (page(NOTHINGS, "Content-Encoding: gzip"), "is larger than 5 MiB"),
        (page(NOTHINGS, "Content-Encoding: gzip").replace(b"Content-Length", b"X-Length"), "is larger than 5 MiB"),
        (page(HTML, "Content-Encoding: deflate"), "comes packed in a way that was not asked for, `deflate`"),
        (endless, "is larger than 5 MiB"),
        (page(b"x" * (LARGEST + 1)), "is larger than 5 MiB"),
        (page(HTML).replace(b"Content-Length: ", b"Content-Length: 9"), "does not answer in HTTP"),
        (page(HTML).replace(b"Content-Length: ", b"Content-Length: x"), "does not answer in HTTP"),
        (close, "does not answer in HTTP"),
        (to("file:///etc/passwd"), ASTRAY),
        (to("javascript:alert(1)"), ASTRAY),
        (to("/"), "is redirected in a circle"),
    ],
)
def test_what_is_not_taken_is_told_in_our_own_words(server: BadServer, said: Answer, why: str) -> None:
    assert refusal(server, said) == why


def test_a_length_that_is_too_short_ends_the_page_there(server: BadServer) -> None:
    server.answers["/"] = page(HTML).replace(f"Length: {len(HTML.encode())}".encode(), b"Length: 3")
    assert fetched(server).raw == b"<p>"


def test_five_redirects_are_followed_and_six_are_not(server: BadServer) -> None:
    server.answers |= {f"/{n}": to(f"/{n + 1}") for n in range(6)} | {"/6": page(HTML)}
    assert fetched(server, "/1").url == server.url("/6")
    with pytest.raises(NotFetchedError, match="is redirected more than 5 times"):
        fetched(server, "/0")


@pytest.mark.parametrize("said", [hang, drip, trickle])
def test_a_server_that_keeps_us_waiting_is_left(server: BadServer, said: Answer) -> None:
    why = "is not sent in time: try again later, or save the page and import the file"
    assert refusal(server, said, patience=0.2) == why
    assert refusal(server, said, whole=0.2) == why


def test_a_private_network_is_asked_only_if_that_is_wanted(server: BadServer) -> None:
    server.answers["/"] = page(HTML)
    with pytest.raises(NotFetchedError, match="leads into a private network; --private asks there too"):
        fetch(address(server.url("/")), private=False)
    assert server.asked == []
    assert fetched(server).raw == HTML.encode()


def test_a_redirect_into_a_private_network_is_not_followed(server: BadServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.library.web.is_public", lambda number: str(number) != "127.0.0.9")
    server.answers |= {"/": to(server.url("/inside", "127.0.0.9")), "/inside": page(HTML)}
    with pytest.raises(NotFetchedError, match="leads into a private network"):
        fetch(address(server.url("/")), private=False)
    assert server.asked == ["GET 127.0.0.1 /"]


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"\xff\x00")
    assert page_of(tmp_path / "a.html") == Page(b"\xff\x00")


def test_what_is_no_file_to_be_read_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"x" * (LARGEST + 1))
    (tmp_path / "loop").symlink_to("loop")
    for name, why in {
        "pipe": f"{tmp_path}/pipe is not a regular file",
        "large": f"{tmp_path}/large is larger than 5 MiB",
        "loop": f"{tmp_path}/loop cannot be read: too many levels of symbolic links",
        "gone": f"{tmp_path}/gone cannot be read: no such file or directory",
        "nul\0": f"{tmp_path}/nul<U+0000> cannot be read: there can be no such name",
        "": f"{tmp_path} cannot be read: is a directory",
    }.items():
        with pytest.raises(NotFetchedError) as refused:
            page_of(tmp_path / name)
        assert str(refused.value) == why


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/tty"])
def test_a_device_is_no_page(device: str) -> None:
    with pytest.raises(NotFetchedError, match=r"regular file|cannot be read"):
        page_of(Path(device))
