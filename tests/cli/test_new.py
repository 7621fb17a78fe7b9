"""`briefing new`."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from examples import CARD

from briefing.library.root import shipped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.conftest import Briefing, Ended
    from conftest import BriefingFrom

    Said = Callable[..., Ended]


@pytest.fixture
def desk(briefing_from: BriefingFrom) -> Path:
    return briefing_from({"us/sofa.toml": CARD})


@pytest.fixture
def editor(tmp_path: Path) -> Callable[[str, str], str]:
    """Make an editor of a name, which leaves in `tmp_path/asked` what it was asked for."""

    def made(name: str, then: str = "") -> str:
        path = tmp_path / name
        path.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/asked"\n{then}\n')
        path.chmod(0o755)
        return str(path)

    return made


def test_the_path_is_printed_and_what_to_do_is_said(said: Said, desk: Path) -> None:
    ended = said("-C", desk, "new", "us/base-deal", "--title", "The base deal")
    path = desk / "us" / "base-deal.toml"
    assert (ended.code, ended.out) == (0, f"{path}\n")
    assert ended.err == (
        'briefing: us/base-deal is a draft until its `status` says "published"\n'
        f"`briefing check {path}` tells what is wrong with it\n"
    )
    assert 'title = "The base deal"\n' in path.read_text(encoding="utf-8")


def test_the_card_speaks_from_the_day_that_is_said(said: Said, desk: Path) -> None:
    said("-C", desk, "--today", "2024-10-09", "new", "us/base-deal")
    assert "as_of = 2024-10-09 " in (desk / "us" / "base-deal.toml").read_text(encoding="utf-8")


def test_a_card_that_is_there_already_is_an_error_of_use(said: Said, desk: Path) -> None:
    ended = said("-C", desk, "new", "us/sofa")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"briefing: {desk / 'us' / 'sofa.toml'} is there already, and it is left as it is: choose another name\n"
    )
    assert (desk / "us" / "sofa.toml").read_text() == CARD


def test_the_shipped_briefing_is_left_as_it_is(briefing: Briefing) -> None:
    before = sorted(shipped("content").rglob("*"))
    ended = briefing("new", "us/base-deal")
    assert (ended.code, ended.out) == (2, "")
    assert "came with the program and is left as it is" in ended.err
    assert sorted(shipped("content").rglob("*")) == before


def test_an_editor_of_its_own_window_is_opened_at_the_title_and_waited_for(
    said: Said, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: Callable[..., str]
) -> None:
    monkeypatch.setenv("VISUAL", editor("code", "sleep 0.2; echo closed"))
    ended = said("-C", desk, "new", "us/base-deal", "--edit")
    path = desk / "us" / "base-deal.toml"
    assert (ended.code, ended.out) == (0, f"{path}\n")
    wait, goto, at = (tmp_path / "asked").read_text().splitlines()
    assert (wait, goto) == ("--wait", "--goto")
    name, line, column = at.rsplit(":", 2)
    assert name == str(path)
    assert path.read_text(encoding="utf-8").splitlines()[int(line) - 1][int(column) - 1 :] == 'Base deal"'


def test_an_editor_in_the_terminal_is_opened_at_the_title(
    on_terminal: Briefing, desk: Path, tmp_path: Path, editor: Callable[..., str]
) -> None:
    named = editor("nano", "echo here I am")
    ended = on_terminal("-C", str(desk), "new", "us/base-deal", "--edit", keyboard=True, EDITOR=named, VISUAL="")
    path = desk / "us" / "base-deal.toml"
    assert (ended.code, ended.out) == (0, f"{path}\nhere I am\n")
    assert (tmp_path / "asked").read_text().splitlines() == ["+3,10", "--", str(path)]


def test_the_editor_of_the_settings_goes_before_the_others(
    said: Said, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: Callable[..., str]
) -> None:
    (tmp_path / "config" / "briefing").mkdir(parents=True)
    (tmp_path / "config" / "briefing" / "config.toml").write_text(f'editor = "{editor("subl")}"\n')
    monkeypatch.setenv("VISUAL", "/nowhere/vi")
    assert said("-C", desk, "new", "us/base-deal", "--edit").code == 0
    assert (tmp_path / "asked").read_text().startswith("--wait\n")


def test_an_editor_that_needs_a_terminal_is_not_opened_without_one(
    said: Said, desk: Path, monkeypatch: pytest.MonkeyPatch, editor: Callable[..., str]
) -> None:
    named = editor("vim")
    monkeypatch.setenv("VISUAL", named)
    ended = said("-C", desk, "new", "us/base-deal", "--edit")
    assert (ended.code, ended.out) == (4, "")
    assert ended.err == (
        f"briefing: {named} needs a terminal, and there is none here; nothing was written. Leave --edit out\n"
    )
    assert not (desk / "us" / "base-deal.toml").exists()


def test_an_editor_that_is_not_there_is_told_before_anything_is_written(
    said: Said, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    ended = said("-C", desk, "new", "us/base-deal", "--edit")
    assert (ended.code, ended.out) == (2, "")
    assert "no editor `no-such-editor`, which is $VISUAL, can be found" in ended.err
    assert not (desk / "us" / "base-deal.toml").exists()


def test_an_editor_that_fails_is_told_and_the_card_stays(
    said: Said, desk: Path, monkeypatch: pytest.MonkeyPatch, editor: Callable[..., str]
) -> None:
    named = editor("code", "exit 3")
    monkeypatch.setenv("VISUAL", named)
    ended = said("-C", desk, "new", "us/base-deal", "--edit")
    path = desk / "us" / "base-deal.toml"
    assert ended.code == 2
    assert ended.err == f"briefing: {named} ended with code 3; the card stands in {path}\n"
    assert path.is_file()


def test_an_interrupt_is_the_editors_own(on_terminal: Briefing, desk: Path, editor: Callable[..., str]) -> None:
    named = editor("nano", "kill -INT $PPID; sleep 0.3; echo still open")
    ended = on_terminal("-C", str(desk), "new", "us/base-deal", "--edit", keyboard=True, EDITOR=named, VISUAL="")
    assert ended.code == 0
    assert ended.out.endswith("still open\n")


def test_neither_the_dashboard_nor_a_parser_of_markdown_is_loaded(environ: dict[str, str], desk: Path) -> None:
    program = (
        "import sys\nfrom briefing.cli.main import main\ncode = main(sys.argv[1:])\n"
        "print(code, sorted({'textual', 'rich', 'watchfiles', 'markdown_it'} & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "-C", str(desk), "new", "us/base-deal"],
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.splitlines()[-1] == "0 []"
