"""How an address of the web is asked. Most of it is shown where links are looked at, and where pages are fetched."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from briefing.library.web import is_public


@pytest.mark.parametrize(
    "number",
    ["5f00::1", "3fff::1", "3fff:fff::1", "192.0.0.1", "192.0.0.255", "192.88.99.1", "64:ff9b::192.88.99.1"],
)
def test_what_is_set_aside_is_not_public_whatever_python_knows_of_it(number: str) -> None:
    assert not is_public(ip_address(number))


@pytest.mark.parametrize("number", ["192.0.1.1", "192.88.98.1", "192.88.100.1", "2a00:1450::1"])
def test_its_neighbours_are_public(number: str) -> None:
    assert is_public(ip_address(number))
