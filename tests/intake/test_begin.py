"""The briefing that one starts from."""

from __future__ import annotations

import errno
import json
import os
import tomllib
from datetime import date, timedelta
from shutil import rmtree
from typing import TYPE_CHECKING

import pytest
from failing import failures, files_in

from briefing.check.check import check
from briefing.check.rule import Desk
from briefing.intake.begin import begin, copy
from briefing.library.folder import read_library
from briefing.library.problem import BriefingError
from briefing.model.card import Card
from briefing.model.closed import keys

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 3, 31)
FILES = [
    "briefing.schema.json",
    "briefing.toml",
    "card.schema.json",
    "region.schema.json",
    "sorrel-strait",
    "sources.schema.json",
    "sources.toml",
]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_it_is_a_briefing_of_one_region_and_two_cards_that_speak_from_today(tmp_path: Path) -> None:
    begin(tmp_path / "desk", TODAY)
    library = read_library(tmp_path / "desk")
    assert (library.briefing.as_of, library.briefing.closed) == (TODAY, False)
    assert list(library.regions) == ["sorrel-strait"]
    rated, context = library.cards.values()
    assert rated.risk
    assert rated.risk.by == TODAY + timedelta(days=180)
    assert (rated.as_of, context.as_of, context.risk) == (TODAY, TODAY, None)


@pytest.mark.parametrize(
    "today", [TODAY, date(2024, 2, 29), date(2025, 12, 31), date(2026, 1, 1), date(2031, 7, 15)], ids=str
)
def test_nothing_is_wrong_with_it_on_its_day(tmp_path: Path, today: date) -> None:
    begin(tmp_path / "desk", today)
    report = check(Desk(read_library(tmp_path / "desk"), today))
    assert (report.problems, report.ignored) == ((), ())


def test_its_whole_card_shows_every_table(tmp_path: Path) -> None:
    begin(tmp_path / "desk", TODAY)
    card = read_library(tmp_path / "desk").cards["sorrel-strait/pilotage-rules"]
    filled = {table for table in keys(Card) if getattr(card, table)}
    assert set(keys(Card)) - filled == {"also_in", "aliases", "ignore", "language"}
    assert {signpost.if_seen.value for signpost in card.signpost} == {"raises", "lowers"}


def test_every_file_names_the_schema_that_lies_beside(tmp_path: Path) -> None:
    root = tmp_path / "desk"
    begin(root, TODAY)
    for path in root.rglob("*.toml"):
        mark, schema = path.read_text(encoding="utf-8").splitlines()[0].split(":schema ")
        assert mark == "#"
        assert json.loads((path.parent / schema).read_text(encoding="utf-8"))["$schema"]
    assert names(root) == FILES


@pytest.mark.parametrize("mode", ["a new folder", "a new folder in a new folder", "an empty folder", "a fresh clone"])
def test_the_folder_is_new_or_empty(tmp_path: Path, mode: str) -> None:
    root = tmp_path / "desks" / "desk"
    if mode == "a new folder":
        root.parent.mkdir()
    elif mode == "an empty folder":
        root.mkdir(parents=True)
    elif mode == "a fresh clone":
        (root / ".git").mkdir(parents=True)
    begin(root, TODAY)
    assert [name for name in names(root) if name != ".git"] == FILES


def test_an_empty_folder_stays_the_same_one_so_that_a_shell_in_it_is_not_lost(tmp_path: Path) -> None:
    before = tmp_path.stat().st_ino
    begin(tmp_path, TODAY)
    assert tmp_path.stat().st_ino == before


@pytest.mark.parametrize("taken", ["a file", "a folder with a file"])
def test_what_stands_there_is_left_as_it_is(tmp_path: Path, taken: str) -> None:
    there = tmp_path / "desk"
    if taken == "a file":
        there.write_text("mine")
    else:
        there.mkdir()
        (there / "notes.txt").write_text("mine")
    with pytest.raises(BriefingError) as refused:
        begin(there, TODAY)
    assert str(refused.value) == (
        f"there is already something in {there}, and it is left as it is: name a folder that is empty or not there yet"
    )
    kept = there if there.is_file() else there / "notes.txt"
    assert kept.read_text() == "mine"
    assert names(tmp_path) == ["desk"]


def test_a_beginning_that_fails_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(kind: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("briefing.intake.begin.schema_text", full)
    with pytest.raises(OSError, match="No space left"):
        begin(tmp_path / "desk", TODAY)
    assert names(tmp_path / "desk") == []


@pytest.mark.parametrize(("error", "lasting"), [(errno.ENOSPC, True), (errno.ENOSPC, False), (errno.EIO, False)])
def test_a_copy_is_whole_or_not_there_whatever_call_fails(tmp_path: Path, error: int, lasting: bool) -> None:
    begin(tmp_path / "desk", TODAY)
    folder, told = tmp_path / "copies" / "mine", []
    for disk in failures(folder.parent, error, lasting):
        rmtree(folder.parent, ignore_errors=True)
        try:
            with disk:
                copy(tmp_path / "desk", folder)
        except OSError as fault:
            told.append((fault.strerror, fault.filename))
            assert disk.kept_from_cleaning or not folder.parent.exists() or not list(folder.parent.iterdir())
        else:
            assert files_in(folder) == files_in(tmp_path / "desk")
    assert {*told} == {(os.strerror(error), str(folder))}
    assert files_in(folder) == files_in(tmp_path / "desk")


def test_no_copy_is_made_where_something_is(tmp_path: Path) -> None:
    begin(tmp_path / "desk", TODAY)
    (tmp_path / "there").mkdir()
    with pytest.raises(FileExistsError):
        copy(tmp_path / "desk", tmp_path / "there")
    assert names(tmp_path / "there") == []


def test_the_files_are_as_open_to_others_as_any_that_one_makes(tmp_path: Path) -> None:
    (tmp_path / "like").mkdir()
    begin(tmp_path / "desk", TODAY)
    assert (tmp_path / "desk" / "sorrel-strait").stat().st_mode == (tmp_path / "like").stat().st_mode


def test_it_is_toml_that_other_tools_read(tmp_path: Path) -> None:
    begin(tmp_path / "desk", TODAY)
    for path in (tmp_path / "desk").rglob("*.toml"):
        assert tomllib.loads(path.read_text(encoding="utf-8"))
