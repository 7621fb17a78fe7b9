"""When two addresses lead to one page."""

from __future__ import annotations

import pytest

from briefing.library.address import RefusedLink
from briefing.library.canonical import canonical, is_tracker, same_page


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("HTTPS://WWW.Example.org/A/b", "https://www.example.org/A/b"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80/a", "http://example.org/a"),
        ("https://example.org:80/a", "https://example.org:80/a"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/a?", "https://example.org/a"),
        ("https://example.org/a?id=7&utm_source=mail&UTM_Medium=x&fbclid=1", "https://example.org/a?id=7"),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?b=2&a=1"),
        ("https://example.org/%7Ea/%2Fb", "https://example.org/~a/%2Fb"),
        ("https://example.org/日本", "https://example.org/%E6%97%A5%E6%9C%AC"),
    ],
)
def test_an_address_is_kept_without_what_is_not_the_page(written: str, kept: str) -> None:
    assert canonical(written) == kept
    assert canonical(kept) == kept


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/a",
        "https://example.org/a/",
        "https://example.org/a/amp",
        "https://example.org/a/amp/",
        "https://example.org/a?amp=1",
        "https://example.org/a?outputType=amp",
        "https://Example.org:443/a/?utm_campaign=x#top",
    ],
)
def test_one_page_goes_by_many_addresses(other: str) -> None:
    assert same_page(other) == same_page("https://example.org/a")


@pytest.mark.parametrize(
    "other", ["https://example.org/A", "https://example.org/a?id=7", "https://example.com/a", "https://example.org/amp"]
)
def test_other_pages_stay_apart(other: str) -> None:
    assert same_page(other) != same_page("https://example.org/a")


@pytest.mark.parametrize("written", ["javascript:alert(1)", "file:///etc/passwd", "", "https://u@example.org/"])
def test_what_is_not_opened_is_not_compared(written: str) -> None:
    with pytest.raises(RefusedLink):
        canonical(written)


def test_a_parliaments_session_is_no_tracker() -> None:
    assert is_tracker("utm_id")
    assert not is_tracker("session")
