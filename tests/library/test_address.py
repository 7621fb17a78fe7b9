"""Addresses of the web: what is accepted is plainly one, and what is refused is told why."""

from __future__ import annotations

import re
from unicodedata import category
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library.address import RefusedLink, address, web

LONG_HOST = ".".join(["a" * 63, "b" * 63, "c" * 63, "d" * 61])


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://example.org/".ljust(2049, "x"), "it is longer than 2048 characters"),
        *[
            (f"https://example.org/{hidden}x", "it holds a space, a backslash or a character that cannot be seen")
            for hidden in " \\\t\x1b\u200b\u202e\u00a0\ud800"
        ],
        *[
            (url, "only addresses that begin with http:// or https:// and name a host are opened")
            for url in ("ftp://example.org", "javascript:alert(1)", "//example.org", "https:///x", "")
        ],
        ("https://example.org@evil.example/", "it hides its host behind a user's name"),
        ("https://example.org:x/", "its host or port cannot be made out"),
        ("https://example.org:123456/", "its host or port cannot be made out"),
        ("https://example.org:0/", "its port is not between 1 and 65535"),
        ("https://example.org:65536/", "its port is not between 1 and 65535"),
        ("https://faß.de/", "its host has a letter that browsers read in two ways; write it in punycode (xn--)"),
        ("https://256.1.1.1/", "its host is not a name or number that a browser should be given"),
        ("https://[::x]/", "its host or port cannot be made out"),
        ("https://[::1::]/", "its host is not a name or number that a browser should be given"),
        (f"https://{'a' * 64}.org/", "its host is not a name or number that a browser should be given"),
        ("https://-a.org/", "its host is not a name that a browser should be given"),
        (f"https://{LONG_HOST}x/", "its host is not a name that a browser should be given"),
    ],
    ids=ascii,
)
def test_what_is_refused_is_told_why(url: str, why: str) -> None:
    with pytest.raises(RefusedLink) as refused:
        address(url)
    assert str(refused.value) == why
    assert web(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/".ljust(2048, "x"),
        "https://example.org:1/",
        "https://example.org:65535/",
        f"https://{LONG_HOST}/",
        "https://xcz.org/XCZ",
    ],
    ids=["longest", "first port", "last port", "longest host", "letters of the categories that are refused"],
)
def test_what_is_just_within_the_bounds_is_opened_as_it_is(url: str) -> None:
    assert address(url).url == url
    assert web(url) == url


PIECES = st.sampled_from(
    [
        "http", "https", "HTTP", "javascript", "file", ":", "//", "/", "@", "#", "?", "%", "[", "]", "::1", ".", "-",
        "example.org", "xn--", "0x7f", "127.1", "2130706433", "localhost", "ß", "。", "．", "⁄", "é", "日本", " ", "\\",
        "\t", "\x1b", "\u202e", "\u200d", "\ud800", "&", ";", "$(id)", "`", "'", '"', "<", ">", "%00", "%2e", "80",
    ]
)  # fmt: skip
URLS = st.one_of(
    st.lists(PIECES, max_size=12).map("".join),
    st.lists(PIECES, max_size=12).map(lambda pieces: "https://" + "".join(pieces)),
    st.text(st.characters(), max_size=30).map("http://{}".format),
    st.text(st.characters(), max_size=40),
)


@given(URLS)
def test_an_address_is_refused_or_a_plain_one_of_the_web(url: str) -> None:
    try:
        opened = address(url)
    except RefusedLink:
        return
    assert re.fullmatch(r"https?://[!-~]+", opened.url)
    assert not any(category(letter)[0] in "CZ" or letter in '"<>`\\^{}|' for letter in opened.url)
    parts = urlsplit(opened.url)
    assert (parts.scheme, parts.username) in {("http", None), ("https", None)}
    assert f"{parts.hostname}" == opened.host.strip("[]") != ""
    assert parts.port is None or 0 < parts.port < 65536
    assert address(opened.url) == opened
