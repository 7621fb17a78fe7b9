"""What is taken from a page and from a dashboard, and what size a screen may have."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.serve.wire import HEAD, size, to_dashboard, to_page

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["stdin", "resize", "ping"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["width", "height"]), inner),
)


def payload(packet: bytes) -> bytes:
    assert int.from_bytes(packet[1:HEAD], "big") == len(packet) - HEAD
    return packet[HEAD:]


def test_what_is_typed_goes_on_as_it_is() -> None:
    packet = to_dashboard(json.dumps(["stdin", "日本 \x1b[A"]))
    assert packet[:1] == b"D"
    assert payload(packet) == "日本 \x1b[A".encode()


def test_half_a_character_becomes_a_question_mark() -> None:
    assert payload(to_dashboard('["stdin", "\\ud83d"]')) == b"?"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ((120, 40), (120, 40)),
        ((10**9, 10**9), (500, 200)),
        ((0, -3), (1, 1)),
    ],
)
def test_a_screen_is_held_to_a_size_that_can_be_drawn(asked: tuple[int, int], given: tuple[int, int]) -> None:
    assert size(*asked) == given
    packet = to_dashboard(json.dumps(["resize", {"width": asked[0], "height": asked[1]}]))
    assert packet[:1] == b"M"
    assert json.loads(payload(packet)) == {"type": "resize", "width": given[0], "height": given[1]}


def test_the_page_may_say_that_it_is_looked_at_and_ask_whether_anybody_is_there() -> None:
    assert json.loads(payload(to_dashboard('["focus"]'))) == {"type": "focus"}
    assert json.loads(payload(to_dashboard('["blur"]'))) == {"type": "blur"}
    assert to_dashboard('["ping", "1700000000000"]') == b""


@pytest.mark.parametrize(
    "message",
    [
        "",
        "{}",
        "[",
        "[" * 10_000,
        '["quit"]',
        '["deliver_chunk_request", {"key": "a", "size": 9}]',
        '["stdin", 7]',
        '["resize", {"width": 1e9, "height": 1}]',
        '["resize", {"width": ' + "9" * 5000 + ', "height": 1}]',
    ],
)
def test_what_the_page_never_says_is_refused(message: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        to_dashboard(message)


@given(JSON)
def test_any_json_is_a_packet_or_refused(said: object) -> None:
    try:
        packet = to_dashboard(json.dumps(said))
    except ValueError:
        return
    assert packet == b"" or payload(packet)[:0] == b""


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://www.japantimes.co.jp/a?b=c#d", "https://www.japantimes.co.jp/a?b=c#d"),
        ("https://日本.example/", "https://xn--wgv71a.example/"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://user@host.example/", None),
    ],
)
def test_a_dashboard_opens_addresses_of_the_web_only(url: str, opened: str | None) -> None:
    asked = to_page(json.dumps({"type": "open_url", "url": url, "new_tab": False}).encode())
    assert (asked and json.loads(asked)) == (opened and ["open_url", {"url": opened, "new_tab": True}])


@pytest.mark.parametrize("said", [{"type": "exit"}, {"type": "deliver_file_start", "path": "/etc/passwd"}, 7])
def test_nothing_else_that_a_dashboard_says_reaches_the_page(said: object) -> None:
    assert to_page(json.dumps(said).encode()) is None
