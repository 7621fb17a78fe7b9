"""`briefing serve`: what stops it before it begins."""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.conftest import Ended
    from conftest import BriefingFrom


@pytest.fixture
def root(briefing_from: BriefingFrom) -> Path:
    return briefing_from({"us/sofa.toml": CARD})


def test_a_port_that_is_taken_is_told_with_what_to_do(said: Callable[..., Ended], root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ended = said("serve", "-C", root, "--port", port)
    assert ended.code == 2
    assert ended.err == f"briefing: port {port} is taken: name another with --port, or --port 0 for any\n"
    assert ended.out == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--port", "65536"), "--port needs a number from 0"),
        (("--port", "-1"), "--port needs a number from 0"),
        (("--sessions", "0"), "--sessions needs a number from 1"),
        (("--host", "192.0.2.1", "--port", "0"), "cannot listen on `192.0.2.1`, port 0: "),
        (("--host", "nowhere.invalid"), "cannot listen on `nowhere.invalid`, port 8000: "),
        (("--host", "0.0.0.0", "--port", "0"), "0.0.0.0 can be reached from other machines"),
        (("--port", "0", "--public-url", "https://a.example/b"), "--public-url is a host alone"),
    ],
)
def test_what_cannot_be_served_is_refused(
    said: Callable[..., Ended], root: Path, words: tuple[str, ...], told: str
) -> None:
    ended = said("serve", "-C", root, *words)
    assert ended.code == 2
    assert told in ended.err
    assert ended.out == ""


def test_a_place_that_is_not_there_is_told(said: Callable[..., Ended], root: Path) -> None:
    ended = said("serve", "-C", root, "us/sofas")
    assert ended.code == 1
    assert "there is no card or region `us/sofas`. Did you mean us/sofa?" in ended.err


@pytest.mark.parametrize("missing", ["aiohttp", "textual_serve"])
def test_without_its_extra_it_names_the_line_that_installs_it(
    said: Callable[..., Ended], root: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    for module in ("briefing.serve.site", "briefing.serve.session"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    ended = said("serve", "-C", root)
    assert ended.code == 2
    assert "pip install 'briefing[serve]'" in ended.err


def test_a_library_of_its_own_that_is_broken_is_a_fault_of_the_program(
    said: Callable[..., Ended], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "briefing.serve.pace", None)
    for module in ("briefing.serve.site", "briefing.serve.session"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    assert said("serve", "-C", root).code == 70
