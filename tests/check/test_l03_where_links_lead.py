"""L03, as far as the network goes: what each answer comes to."""

from __future__ import annotations

import shutil
import socket
import subprocess
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import pytest
from bad_server import HOSTS, OK, Answer, BadServer, answer, close, drip, endless, hang, to

from briefing.check.reach import Outcome, Reached, reach
from briefing.library.address import address
from briefing.library.web import is_public

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOUND = "302 Found"


@pytest.fixture
def server() -> Iterator[BadServer]:
    with BadServer() as server:
        yield server


def reached(url: str, *, private: bool = True, **seconds: float) -> Reached:
    """Where one address leads."""
    return reach([address(url)], private=private, **seconds)[url]  # type: ignore[arg-type]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The numbers of hosts that tests make up; there are no others."""
    known: dict[str, list[str]] = {}

    def look_up(host: str, *_: Any, **__: Any) -> list[Any]:
        if host not in known:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 0)) for number in known.pop(host)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


@pytest.mark.parametrize(
    ("said", "outcome", "words"),
    [
        (OK, Outcome.GOOD, "is there"),
        (answer("204 No Content"), Outcome.GOOD, "is there"),
        (answer("206 Partial Content"), Outcome.GOOD, "is there"),
        (answer("299 Whatever"), Outcome.GOOD, "is there"),
        (endless, Outcome.GOOD, "is there"),
        (answer("401 Unauthorized"), Outcome.CLOSED, "refuses programs (401)"),
        (answer("402 Payment Required"), Outcome.CLOSED, "refuses programs (402)"),
        (answer("403 Forbidden"), Outcome.CLOSED, "refuses programs (403)"),
        (answer("429 Too Many Requests"), Outcome.CLOSED, "refuses programs (429)"),
        (answer("404 Not Found"), Outcome.DEAD, "answers 404 (Not Found)"),
        (answer("404 No such \u00e9dition"), Outcome.DEAD, "answers 404 (Not Found)"),
        (answer("404 \x1b[31mNot Found"), Outcome.DEAD, "answers 404 (Not Found)"),
        (answer("410 Gone"), Outcome.DEAD, "answers 410 (Gone)"),
        (answer("500 Oh"), Outcome.DEAD, "answers 500 (Internal Server Error)"),
        (answer("999 Request denied"), Outcome.DEAD, "answers 999"),
        (answer("300 Multiple Choices"), Outcome.DEAD, "answers 300 (Multiple Choices)"),
        (answer("301 Moved Permanently"), Outcome.DEAD, "answers 301 (Moved Permanently)"),
        (close, Outcome.UNREACHED, "does not answer in HTTP"),
        (b"220 mail.example.org ESMTP\r\n", Outcome.UNREACHED, "does not answer in HTTP"),
        (b"\x00\xff\x1b[31m\r\n\r\n", Outcome.UNREACHED, "does not answer in HTTP"),
        (answer("200 OK", "X: " + "x" * 200_000), Outcome.UNREACHED, "does not answer in HTTP"),
    ],
)
def test_an_answer_is_said_in_our_own_words(server: BadServer, said: Answer, outcome: Outcome, words: str) -> None:
    server.answers["/"] = said
    found = reached(server.url("/"))
    assert (found.outcome, found.words, found.final) == (outcome, words, server.url("/"))


@pytest.mark.parametrize("said", [hang, drip])
def test_what_does_not_come_to_an_end_is_given_up(server: BadServer, said: Answer) -> None:
    server.answers["/"] = said
    found = reached(server.url("/"), each=0.2)
    assert found == Reached(Outcome.SLOW, "does not answer within 0.2 seconds", server.url("/"), None)


def test_all_redirects_share_one_deadline(server: BadServer) -> None:
    server.seconds = 0.15
    server.answers |= {f"/{n}": to(f"/{n + 1}", FOUND) for n in range(5)} | {"/5": OK}
    assert reached(server.url("/0"), each=0.5).outcome is Outcome.SLOW


def test_waiting_for_its_turn_is_not_counted(server: BadServer) -> None:
    server.seconds = 0.1
    pages = [server.url(f"/{n}") for n in range(10)]
    server.answers |= {f"/{n}": OK for n in range(10)}
    found = reach(map(address, pages), private=True, each=0.7)
    assert [found[page].outcome for page in pages] == [Outcome.GOOD] * 10


def test_what_there_is_no_time_left_for_is_left_out(server: BadServer) -> None:
    server.answers |= {"/1": OK, "/2": hang}
    asked = [address(server.url("/1")), address(server.url("/2")), address(server.url("/3"))]
    assert list(reach(asked, private=True, whole=1)) == [server.url("/1")]


@pytest.mark.parametrize("status", ["301 Moved Permanently", "308 Permanent Redirect"])
def test_a_page_that_has_moved_for_good_is_told_with_its_new_address(server: BadServer, status: str) -> None:
    server.answers |= {"/old": to("/new", status), "/new": OK}
    found = reached(server.url("/old"))
    assert found == Reached(Outcome.MOVED, "has moved for good", server.url("/new"), 200)


@pytest.mark.parametrize("status", ["302 Found", "303 See Other", "307 Temporary Redirect"])
def test_a_page_that_is_elsewhere_for_now_is_good(server: BadServer, status: str) -> None:
    server.answers |= {"/old": to("/new", status), "/new": OK}
    assert reached(server.url("/old")) == Reached(Outcome.GOOD, "is there", server.url("/new"), 200)


@pytest.mark.parametrize(
    ("first", "second", "new"),
    [
        ("301 Moved", "308 Moved", "/c"),
        ("301 Moved", "302 Found", "/b"),
        ("302 Found", "301 Moved", None),
    ],
)
def test_the_new_address_is_as_far_as_moves_for_good_lead(
    server: BadServer, first: str, second: str, new: str | None
) -> None:
    server.answers |= {"/a": to("/b", first), "/b": to("/c", second), "/c": OK}
    found = reached(server.url("/a"))
    assert (found.outcome, found.final) == (
        (Outcome.MOVED, server.url(new)) if new else (Outcome.GOOD, server.url("/c"))
    )


def test_a_page_that_has_moved_to_nowhere_is_dead(server: BadServer) -> None:
    server.answers["/old"] = to("/gone")
    found = reached(server.url("/old"))
    assert found == Reached(Outcome.DEAD, "answers 404 (Not Found)", server.url("/gone"), 404)


def test_five_redirects_are_followed_and_six_are_not(server: BadServer) -> None:
    server.answers |= {f"/{n}": to(f"/{n + 1}", FOUND) for n in range(6)} | {"/6": OK}
    assert reached(server.url("/1")).outcome is Outcome.GOOD
    found = reached(server.url("/0"))
    assert found == Reached(Outcome.ASTRAY, "is redirected more than 5 times", server.url("/5"), 302)


@pytest.mark.parametrize("target", ["/1", "/2"])
def test_a_circle_of_redirects_is_left(server: BadServer, target: str) -> None:
    server.answers |= {"/1": to("/2"), "/2": to(target)}
    found = reached(server.url("/1"))
    assert found == Reached(Outcome.ASTRAY, "is redirected in a circle", server.url("/2"), 301)
    assert len(server.asked) == 2


NOT_WEB = ": only addresses that begin with http:// or https:// and name a host are opened"


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("file:///etc/passwd", NOT_WEB),
        ("javascript:alert(1)", NOT_WEB),
        ("ftp://example.org/", NOT_WEB),
        ("http://user@example.org/", ": it hides its host behind a user's name"),
        ("http://example.org/" + "x" * 3000, ": it is longer than 2048 characters"),
        ("/\x1b[31m", ": it holds a space, a backslash or a character that cannot be seen"),
        ("http://[::1", ""),
    ],
)
def test_a_redirect_is_followed_only_to_what_may_be_opened(server: BadServer, location: str, why: str) -> None:
    server.answers["/"] = to(location)
    found = reached(server.url("/"))
    assert found == Reached(Outcome.ASTRAY, f"is redirected to what is not opened{why}", server.url("/"), 301)


@pytest.mark.parametrize(("location", "path"), [("/a b", "/a%20b"), ("/\u00e9", "/%C3%A9"), ("?q#part", "/?q")])
def test_a_redirect_is_read_as_browsers_read_it(server: BadServer, location: str, path: str) -> None:
    server.answers |= {"/": to(location, FOUND), path: OK}
    assert reached(server.url("/")).outcome is Outcome.GOOD
    assert server.asked == ["HEAD 127.0.0.1 /", f"HEAD 127.0.0.1 {path}"]


@pytest.mark.parametrize(
    "head",
    [answer("405 No"), answer("501 No"), answer("403 No"), answer("404 No"), answer("500 No"), close, b"?\r\n\r\n"],
)
def test_a_server_that_does_not_know_head_is_asked_for_the_page(server: BadServer, head: Answer) -> None:
    server.answers |= {"HEAD /": head, "GET /": OK}
    assert reached(server.url("/")).outcome is Outcome.GOOD
    assert server.asked == ["HEAD 127.0.0.1 /", "GET 127.0.0.1 /"]


def test_a_server_that_is_asked_too_often_is_not_asked_again(server: BadServer) -> None:
    server.answers |= {"HEAD /": answer("429 No"), "GET /": OK}
    assert reached(server.url("/")).outcome is Outcome.CLOSED
    assert server.asked == ["HEAD 127.0.0.1 /"]


def test_a_request_says_who_asks_and_nothing_of_the_reader(server: BadServer) -> None:
    server.answers |= {"/": answer("302 Found", "Location: /b", "Set-Cookie: seen=1"), "/b": OK}
    reached(server.url("/"))
    host = f"127.0.0.1:{server.port}"
    assert server.headers == [
        f"HEAD {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: briefing/0.1.0 (link check)\r\nAccept: */*\r\n\r\n"
        for path in ("/", "/b")
    ]


def test_a_proxy_of_the_environment_is_not_used(server: BadServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    server.answers["/"] = OK
    assert reached(server.url("/")).outcome is Outcome.GOOD


def test_at_most_four_are_asked_at_once_and_a_host_one_at_a_time(server: BadServer) -> None:
    server.seconds = 0.02
    pages = [server.url(f"/{n}", host) for n in range(4) for host in HOSTS]
    server.answers |= {f"/{n}": OK for n in range(4)}
    found = reach(map(address, pages), private=True)
    assert {each.outcome for each in found.values()} == {Outcome.GOOD}
    assert len(server.asked) == len(pages) == 36
    assert (server.most_at_once, server.most_of_a_host) == (4, 1)


def test_a_host_is_asked_one_at_a_time_by_way_of_redirects_too(server: BadServer) -> None:
    server.seconds = 0.02
    server.answers |= {"/": to(server.url("/end", HOSTS[0]), FOUND), "/end": OK}
    reach([address(server.url("/", host)) for host in HOSTS[1:]], private=True)
    assert server.most_at_once == 4
    assert server.most_of_a_host == 1


def test_how_far_it_is_is_told(server: BadServer) -> None:
    server.answers |= {"/1": OK, "/2": OK}
    said: list[tuple[int, str]] = []
    reach(
        [address(server.url("/1")), address(server.url("/2"))],
        private=True,
        told=lambda done, host: said.append((done, host)),
    )
    assert said == [(0, "127.0.0.1"), (1, "127.0.0.1"), (1, "127.0.0.1"), (2, "127.0.0.1")]


def test_a_private_network_is_asked_only_if_that_is_wanted(server: BadServer) -> None:
    server.answers["/"] = OK
    found = reached(server.url("/"), private=False)
    assert found == Reached(Outcome.PRIVATE, "leads into a private network", server.url("/"), None)
    assert server.asked == []
    assert reached(server.url("/"), private=True).outcome is Outcome.GOOD


@pytest.mark.parametrize(
    "number",
    [
        *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "2002:7f00:1::1"),
        *("fec0::1", "feff::1", "::127.0.0.1", "::10.0.0.1", "::8.8.8.8", "::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8"),
        *("64:ff9b::10.0.0.1", "64:ff9b::224.0.0.1", "64:ff9b:1::10.0.0.1", "64:ff9b:1:ffff::8.8.8.8"),
    ],
)
def test_a_name_with_one_private_number_among_others_is_private(names: dict[str, list[str]], number: str) -> None:
    names["www.example.org"] = ["93.184.216.34", "93.184.216.35", "93.184.216.36", number]
    assert reached("http://www.example.org/", private=False).outcome is Outcome.PRIVATE


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "2606:2800:220:1::1", "64:ff9b::8.8.8.8", "2002:808:808::1", "::ffff:8.8.8.8"]
)
def test_a_public_number_is_public_however_it_is_wrapped(number: str) -> None:
    assert is_public(ip_address(number))


def test_a_redirect_into_a_private_network_is_not_followed(server: BadServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.library.web.is_public", lambda number: str(number) != "127.0.0.9")
    server.answers |= {"/": to(server.url("/inside", "127.0.0.9")), "/inside": OK}
    found = reached(server.url("/"), private=False)
    assert found == Reached(Outcome.PRIVATE, "leads into a private network", server.url("/inside", "127.0.0.9"), None)
    assert server.asked == ["HEAD 127.0.0.1 /"]


def test_the_number_that_was_looked_at_is_the_one_that_is_asked(server: BadServer, names: dict[str, list[str]]) -> None:
    names["www.example.org"] = ["127.0.0.3"]  # known once: whoever looks it up again finds nothing
    server.answers["/"] = OK
    assert reached(server.url("/", "www.example.org")).outcome is Outcome.GOOD
    assert server.asked == ["HEAD www.example.org /"]


def test_a_host_is_asked_at_its_next_number_where_the_first_is_out_of_reach(
    server: BadServer, names: dict[str, list[str]]
) -> None:
    names["www.example.org"] = ["127.0.0.77", "127.0.0.3"]  # at the first nobody listens
    server.answers["/"] = OK
    assert reached(server.url("/", "www.example.org")).outcome is Outcome.GOOD


def test_a_host_that_does_not_exist_is_told(names: dict[str, list[str]]) -> None:
    found = reached("http://www.example.org/")
    assert found == Reached(Outcome.UNREACHED, "has a host that does not exist", "http://www.example.org/", None)


def test_a_name_that_cannot_be_looked_up_now_may_be_there_tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: Any, **__: Any) -> list[Any]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert reached("http://www.example.org/").words == "has a host whose name cannot be looked up now"


def test_a_name_that_is_never_found_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from threading import Event

    never = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: never.wait(60) and [])
    assert reached("http://www.example.org/", each=0.1).outcome is Outcome.SLOW
    never.set()


def test_a_port_where_nobody_listens_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert reached(f"http://127.0.0.1:{port}/").words == "refuses the connection"


def test_a_server_that_speaks_plainly_where_tls_is_wanted_is_told(server: BadServer) -> None:
    found = reached(server.url("/").replace("http:", "https:"))
    assert server.asked == ["TLS"]
    assert (found.outcome, found.words) == (Outcome.UNREACHED, "does not speak TLS as it should")


def test_a_server_that_says_nothing_where_tls_is_wanted_is_given_up(server: BadServer) -> None:
    server.answers["TLS"] = hang
    assert reached(server.url("/").replace("http:", "https:"), each=0.2).outcome is Outcome.SLOW


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of www.example.org that only its maker trusts."""
    if not shutil.which("openssl"):
        pytest.skip("there is no openssl")
    key, signed, both = (tmp_path / name for name in ("key.pem", "signed.pem", "both.pem"))
    about = ["-subj", "/CN=www.example.org", "-addext", "subjectAltName=DNS:www.example.org", "-days", "2"]
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run([*made, *about, "-keyout", key, "-out", signed], check=True, capture_output=True)
    both.write_text(key.read_text() + signed.read_text())
    return both


def test_a_certificate_is_looked_at_by_the_name_of_the_host(
    certificate: Path, names: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with BadServer(certificate) as server:
        server.answers["/"] = OK
        names |= {"www.example.org": ["127.0.0.1"]}
        found = reached(server.url("/", "www.example.org"))
        assert (found.outcome, found.words) == (
            Outcome.UNREACHED,
            "shows a certificate that is signed by nobody but itself",
        )
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        names |= {"www.example.org": ["127.0.0.1"], "www.example.com": ["127.0.0.1"]}
        assert reached(server.url("/", "www.example.org")).outcome is Outcome.GOOD
        assert reached(server.url("/", "www.example.com")).words == "shows a certificate that is another host's"


@pytest.mark.parametrize(
    ("status", "lasts"),
    [
        *((status, True) for status in (200, 301, 403, 404, 410, 499)),
        *((status, False) for status in (None, 408, 425, 429, 500, 503)),
    ],
)
def test_what_may_be_over_in_an_hour_does_not_last(status: int | None, lasts: bool) -> None:
    assert Reached(Outcome.DEAD, "", "", status).lasts is lasts
