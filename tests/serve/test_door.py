"""Who is let in to a served briefing."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from serve.visiting import Serve, Served

PATHS = ("/", "/ws", "/textual.js", "/room.js", "/nowhere")
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def test_the_token_of_the_address_is_changed_for_a_cookie_that_no_script_and_no_other_site_can_use(
    served: Served,
) -> None:
    came = served.get(f"/?token={served.token}")
    assert came.status == 200
    assert came.headers["Refresh"] == "0; url=/"
    flags = came.headers["Set-Cookie"].split("; ")
    assert set(flags[1:]) == {"HttpOnly", "Path=/", "SameSite=Strict"}
    page = served.get("/", Cookie=came.cookie)
    assert page.status == 200
    assert "<title>Twelve seas</title>" in page.body
    assert served.token not in came.body + page.body


def test_each_start_has_a_token_of_its_own_that_cannot_be_guessed(serve: Serve) -> None:
    first, second = serve(), serve()
    assert first.token != second.token
    assert len(first.token) >= 43
    assert second.get("/", Cookie=second.cookie.replace(second.token, first.token)).status == 401


@pytest.mark.parametrize("path", PATHS)
def test_without_the_token_nothing_is_given(served: Served, path: str) -> None:
    headers = UPGRADE | {"Origin": served.origin} if path == "/ws" else {}
    answer = served.get(path, **headers)
    assert answer.status == 401
    assert "Open the whole address that you were given" in answer.body
    assert "Twelve seas" not in answer.body
    assert not served.dashboards


@pytest.mark.parametrize("token", ["", "x", "wrong" * 20, "%E6%97%A5%E6%9C%AC", "%00"])
def test_a_wrong_token_is_refused(served: Served, token: str) -> None:
    assert served.get(f"/?token={token}").status == 401
    name = served.cookie.partition("=")[0]
    assert served.get("/", Cookie=f"{name}={token}").status == 401


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["evil.example", "localhost:{port}", "127.0.0.1", "127.0.0.1:{port}.evil.example", ""])
def test_a_foreign_host_is_refused_even_with_the_cookie(served: Served, path: str, host: str) -> None:
    port = served.host.rpartition(":")[2]
    answer = served.get(path, Cookie=served.cookie, Origin=served.origin, Host=host.format(port=port))
    assert answer.status == 403
    assert served.origin in answer.body
    assert not served.dashboards


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost", "https://{host}", ""])
def test_a_foreign_origin_is_refused_even_with_the_cookie(served: Served, path: str, origin: str) -> None:
    answer = served.get(path, Cookie=served.cookie, Origin=origin.format(host=served.host), **UPGRADE)
    assert answer.status == 403
    assert not served.dashboards


def test_a_websocket_that_does_not_say_who_opens_it_is_refused(served: Served) -> None:
    assert served.get("/ws", Cookie=served.cookie, **UPGRADE).status == 403
    assert not served.dashboards


def test_every_answer_keeps_browsers_from_framing_sniffing_and_fetching_from_elsewhere(served: Served) -> None:
    cookie = served.cookie
    answers = [
        *(served.get(path, Cookie=cookie) for path in ("/", "/textual.js", "/nowhere", "/a/b", "/mono.ttf/")),
        served.get(f"/?token={served.token}"),
        served.get("/"),
        served.get("/", Host="evil.example"),
        served.get("/", Cookie=cookie, method="POST"),
        served.get("/ws", Cookie=cookie, Origin=served.origin),
    ]
    assert [answer.status for answer in answers] == [200, 200, 404, 404, 404, 200, 401, 403, 405, 400]
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert f"connect-src ws://{served.host}/ws;" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] in ("no-store", "no-cache")
        assert answer.headers.get_all("Server") == ["briefing"]


def test_all_that_the_page_names_is_given_by_the_same_server(served: Served) -> None:
    cookie = served.cookie
    page = served.get("/", Cookie=cookie).body
    styles = served.get("/room.css", Cookie=cookie).body
    named = [*re.findall(r'(?:src|href)="([^"]+)"', page), *re.findall(r'url\("([^"]+)"\)', styles)]
    assert {"/textual.js", "/room.js", "/room.css", "/xterm.css", "/mono.ttf", "/mono-italic.ttf"} <= set(named)
    for each in set(named) - {"/", "data:,"}:
        answer = served.get(each, method="HEAD", Cookie=cookie)
        assert answer.status == 200, each
        kind = {"js": "text/javascript", "css": "text/css", "ttf": "font/ttf"}[each.rpartition(".")[2]]
        assert answer.headers["Content-Type"] == kind


def test_the_title_is_text_in_the_page(serve: Serve, tmp_path: Path) -> None:
    from examples import write_briefing

    root = write_briefing(tmp_path / "hostile", {"us/region.toml": 'name = "US"\ncode = "US"\n'})
    toml = root / "briefing.toml"
    toml.write_text(toml.read_text().replace("Ishiba takes office", "</title><script src=//evil>$ground $$"))
    served = serve(root=root)
    page = served.get("/", Cookie=served.cookie).body
    assert "&lt;/title&gt;&lt;script src=//evil&gt;$ground $$" in page
    assert page.count("<script") == 2


def test_behind_a_proxy_only_the_public_address_is_answered_and_the_cookie_is_for_tls_alone(serve: Serve) -> None:
    served = serve("--public-url", "https://briefing.example.org/")
    here = served.listening
    assert served.origin == "https://briefing.example.org"
    assert served.get("/", at=here, Host=here).status == 403
    came = served.get(f"/?token={served.token}", at=here)
    flags = came.headers["Set-Cookie"].split("; ")
    assert flags[0].startswith("__Host-briefing=")
    assert set(flags[1:]) == {"HttpOnly", "Path=/", "SameSite=Strict", "Secure"}
    page = served.get("/", at=here, Cookie=came.cookie)
    assert 'data-session-websocket-url="wss://briefing.example.org/ws"' in page.body
    assert "connect-src wss://briefing.example.org/ws;" in page.headers["Content-Security-Policy"]
    assert served.get("/ws", at=here, Cookie=came.cookie, Origin=f"http://{here}", **UPGRADE).status == 403


def test_without_tls_it_warns_of_those_on_the_way(serve: Serve) -> None:
    served = serve("--host", "0.0.0.0", "--public-url", "http://desk.internal:8000")
    assert served.address.startswith("http://desk.internal:8000/?token=")
    assert "warning: without TLS, whoever is on the way can read" in served.end()[2]


@pytest.mark.parametrize("url", ["http://[2001:db8::1]", "http://desk.internal"])
def test_the_cookie_of_an_address_without_a_port_is_named_after_the_usual_one(serve: Serve, url: str) -> None:
    served = serve("--public-url", url)
    here = served.listening
    came = served.get(f"/?token={served.token}", at=here)
    assert came.status == 200
    assert came.cookie.startswith("briefing-80=")
    assert served.get("/", at=here, Cookie=came.cookie).status == 200


def test_what_is_no_request_is_answered_and_not_worth_a_word(serve: Serve) -> None:
    served = serve()
    host, port = served.host.split(":")
    for raw in (
        b"\x1b]52;c;AAAA\x07 / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: \x1b[31mx\r\n\r\n",
        b"\x16\x03\x01\x00\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    ):
        with socket.create_connection((host, int(port)), timeout=20) as connection:
            connection.sendall(raw)
            assert connection.recv(20).startswith(b"HTTP/1.")
    assert served.get("/", Cookie=served.cookie).status == 200
    err = served.end()[2]
    assert len(err.splitlines()) == 2
    assert "Twelve seas" not in err
