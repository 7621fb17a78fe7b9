"""The collector rests as long as anybody on any thread asks for it, and goes on afterwards if it is to."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from briefing.library.collector import COLLECTOR

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    gc.enable()


def test_it_rests_until_the_last_who_asked_is_done_whoever_asked_first() -> None:
    first, second = COLLECTOR.at_rest(), COLLECTOR.at_rest()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert not gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_where_it_did_not_run_before_it_does_not_after() -> None:
    gc.disable()
    with COLLECTOR.at_rest():
        pass
    assert not gc.isenabled()


def test_it_goes_on_once_nobody_asks_for_rest_if_it_was_told_to_meanwhile() -> None:
    gc.disable()
    with COLLECTOR.at_rest():
        COLLECTOR.go_on()
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    COLLECTOR.go_on()
    assert gc.isenabled()
