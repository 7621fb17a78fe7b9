"""Where readers find a served briefing."""

from __future__ import annotations

import pytest

from briefing.library.problem import BriefingError
from briefing.serve.origin import listening_at, public


@pytest.mark.parametrize(
    ("host", "port", "origin", "websocket"),
    [
        ("127.0.0.1", 8000, "http://127.0.0.1:8000", "ws://127.0.0.1:8000/ws"),
        ("::1", 8000, "http://[::1]:8000", "ws://[::1]:8000/ws"),
        ("127.0.0.1", 80, "http://127.0.0.1", "ws://127.0.0.1/ws"),
        ("::1", 80, "http://[::1]", "ws://[::1]/ws"),
    ],
)
def test_a_server_on_this_machine_is_found_by_its_address_and_port(
    host: str, port: int, origin: str, websocket: str
) -> None:
    found = listening_at(host, port)
    assert (str(found), found.websocket, found.is_secure) == (origin, websocket, False)
    assert found.port == str(port)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://briefing.example.org", "https://briefing.example.org"),
        ("https://Briefing.example.org/", "https://briefing.example.org"),
        ("https://briefing.example.org:443", "https://briefing.example.org"),
        ("https://briefing.example.org:8443/", "https://briefing.example.org:8443"),
        ("http://desk.internal:80", "http://desk.internal"),
        ("https://外務.example", "https://xn--lhrz8l.example"),
    ],
)
def test_a_public_address_is_taken_as_browsers_will_write_it(url: str, origin: str) -> None:
    found = public(url)
    assert str(found) == origin
    assert found.is_secure == url.startswith("https")
    assert found.websocket == f"{origin.replace('http', 'ws', 1)}/ws"


@pytest.mark.parametrize(
    ("url", "port"),
    [("https://a.example", "443"), ("https://[2001:db8::1]", "443"), ("http://[2001:db8::1]:8001", "8001")],
)
def test_the_port_is_told_even_where_it_goes_without_saying(url: str, port: str) -> None:
    assert public(url).port == port


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("briefing.example.org", "only addresses that begin with http"),
        ("https://a.example/briefing/", "without a path"),
        ("https://a.example?x", "without a path"),
        ("https://a.example#x", "without a path"),
        ("https://me@a.example", "behind a user's name"),
        ("ftp://a.example", "only addresses"),
    ],
)
def test_a_public_address_that_is_not_a_host_is_refused(url: str, why: str) -> None:
    with pytest.raises(BriefingError, match=why):
        public(url)
