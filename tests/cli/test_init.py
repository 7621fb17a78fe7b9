"""`briefing init`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.conftest import Ended

    Said = Callable[..., Ended]


def test_it_makes_a_briefing_and_says_how_to_go_on(said: Said, tmp_path: Path) -> None:
    desk = tmp_path / "my desk"
    ended = said("init", desk)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == (
        f"briefing: an example of two cards stands in {desk}. Write it over:\n"
        f"  briefing -C '{desk}'                              see it\n"
        f"  briefing check '{desk}'                           what is wrong with it\n"
        f"  briefing -C '{desk}' new sorrel-strait/my-card    begin a card\n"
    )


def test_what_it_says_to_type_is_done_and_finds_nothing(said: Said, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    said("init", desk)
    assert "Example: shipping in the Sorrel Strait" in said("-C", desk).out
    assert said("-C", desk, "new", "sorrel-strait/my-card").code == 0
    checked = said("check", desk, "--strict", "--format", "json")
    assert checked.code == 0
    assert '"problems": []' in checked.out


def test_the_day_is_the_one_that_is_said(said: Said, tmp_path: Path) -> None:
    said("--today", "2024-02-29", "init", tmp_path / "desk")
    assert "as_of = 2024-02-29" in (tmp_path / "desk" / "briefing.toml").read_text(encoding="utf-8")


def test_a_folder_that_is_in_use_is_an_error_of_use(said: Said, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    ended = said("init", tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"briefing: there is already something in {tmp_path}, and it is left as it is: "
        "name a folder that is empty or not there yet\n"
    )


@pytest.mark.parametrize("folder", [".", "../here"])
def test_the_folder_one_is_in_will_do(said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert said("init", folder).code == 0
    assert (tmp_path / "here" / "briefing.toml").is_file()
