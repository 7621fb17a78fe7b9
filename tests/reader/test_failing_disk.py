"""The state on a disk that fails: what was kept before is kept still, and no mark is lost that was not told to be."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD
from failing import ERRORS, failures

from briefing.library.folder import read_library
from briefing.reader.day_cache import DayCache
from briefing.reader.marks import ReadLog
from briefing.reader.state import State

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import BriefingFrom

TODAY = date(2024, 10, 3)


@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("left_open", [False, True], ids=["after a quiet end", "after a kill"])
def test_whatever_call_fails_the_old_marks_are_intact_and_the_new_are_kept_or_told(
    briefing_from: BriefingFrom, tmp_path: Path, error: int, lasting: bool, left_open: bool
) -> None:
    library = read_library(briefing_from({f"us/{name}.toml": CARD for name in "abcd"}))
    file, before = tmp_path / "state" / "state.sqlite3", tmp_path / "before"
    with State.open(file) as state:
        ReadLog(state).mark_read(library, ["us/a"], TODAY)
        state.remember(library.root, "theme", "paper")
        if left_open:
            shutil.copytree(file.parent, before)  # the marks stand in the journal yet
    if not left_open:
        shutil.copytree(file.parent, before)
    tried = 0
    for disk in failures(file.parent, error, lasting):
        shutil.rmtree(file.parent)
        shutil.copytree(before, file.parent)
        with disk, State.open(file) as state:
            log, kept = ReadLog(state), {"us/a"}
            for reference in ("us/b", "us/c", "us/d"):
                log.mark_read(library, [reference], TODAY)
                if state.complaint is None:
                    kept.add(reference)
            assert state.complaint is None or str(file) in state.complaint
            assert disk.failed or kept == set(library.cards)
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        with State.open(file) as state:
            assert ReadLog(state).marks(library).read_on.keys() >= kept, disk.failed
            assert (state.recall(library.root, "theme"), state.complaint) == ("paper", None)
        assert not list(file.parent.glob("*.corrupt"))
        tried += 1
    assert tried > 1


@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("error", ERRORS)
def test_where_there_is_no_file_yet_the_first_mark_is_kept_or_told(
    briefing_from: BriefingFrom, tmp_path: Path, error: int, lasting: bool
) -> None:
    library = read_library(briefing_from({"us/a.toml": CARD}))
    file = tmp_path / "state" / "state.sqlite3"
    told = 0
    for disk in failures(tmp_path / "state", error, lasting):
        shutil.rmtree(tmp_path / "state", ignore_errors=True)
        with disk, State.open(file) as state:
            ReadLog(state).mark_read(library, ["us/a"], TODAY)
            complaint = state.complaint
        told += complaint is not None
        with State.open(file) as state:
            assert complaint or ReadLog(state).marks(library).read_on, disk.failed
            assert state.complaint is None
    assert told > 0


@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("error", ERRORS)
def test_a_damaged_file_is_kept_and_told_whatever_else_fails(
    briefing_from: BriefingFrom, tmp_path: Path, error: int, lasting: bool
) -> None:
    library = read_library(briefing_from({"us/a.toml": CARD}))
    file = tmp_path / "state" / "state.sqlite3"
    for disk in failures(file.parent, error, lasting):
        shutil.rmtree(file.parent, ignore_errors=True)
        file.parent.mkdir()
        file.write_bytes(b"damaged" * 1000)
        with disk, State.open(file) as state:
            ReadLog(state).mark_read(library, ["us/a"], TODAY)
            assert ReadLog(state).marks(library).read_on, disk.failed
            assert str(file) in str(state.complaint), disk.failed
        assert b"damaged" * 1000 in [path.read_bytes() for path in file.parent.iterdir()], disk.failed


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_answers_of_the_day_are_the_old_ones_or_the_new(tmp_path: Path, error: int) -> None:
    file = tmp_path / "cache" / "answers"
    for disk in failures(file.parent, error):
        shutil.rmtree(file.parent, ignore_errors=True)
        DayCache(file, TODAY, int).keep({"old": 1})
        cache = DayCache(file, TODAY, int)
        with disk:
            cache.keep({"new": 2})
        kept = DayCache(file, TODAY, int).recall()
        assert kept == {"new": 2} or (kept == {"old": 1} and str(file) in str(cache.complaint)), disk.failed
        assert [path.name for path in file.parent.iterdir()] == ["answers"] or disk.kept_from_cleaning
    assert DayCache(file, TODAY, int).recall() == {"new": 2}
