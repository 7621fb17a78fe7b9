"""A check of cards as they go by, in however many parts and processes, says what a check of all of them says."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from check.mixed import MIXED, MORE_SOURCES, QUIET
from examples import CARD, write_briefing
from hypothesis import given
from hypothesis import strategies as st

from briefing.check import parts
from briefing.check.check import check
from briefing.check.parts import check_in_parts
from briefing.check.processes import shared
from briefing.check.rule import Desk
from briefing.check.rules import RULES
from briefing.library.folder import read_library
from briefing.library.library import Reading
from briefing.library.passing import read_passing
from briefing.library.shelf import Disk

if TYPE_CHECKING:
    from conftest import BriefingFrom

    from briefing.check.check import Report
    from briefing.library.toml import Text

DAY = date(2024, 11, 20)
NAMES = [
    *("us/a.toml", "us/b.toml", "us/c.toml", "us/b\u3000.toml", "us/b\u00a0.toml", "us/ b.toml"),
    *("korea/a.toml", "korea/d.toml", "korea/Not a name.toml"),
]


def both(root: Path, on: date = DAY, *, piece: int = 100) -> tuple[Report, Report]:
    """What a check of the whole says, and what one in parts of so many cards says."""
    library, passing = read_library(root), read_passing(root)
    assert passing
    with patch.object(parts, "_PIECE", piece):
        in_parts = check_in_parts(Desk(passing, library.briefing.today(on)), passing, RULES, 1)
    return check(Desk(library, library.briefing.today(on))), in_parts


@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from(MIXED)), st.integers(1, 4), st.booleans())
def test_a_check_in_parts_says_what_a_check_of_the_whole_says(
    cards: dict[str, str], piece: int, has_stray_folder: bool
) -> None:
    stray = {"stray/x.toml": CARD} if has_stray_folder else {}
    head = 'schema = 1\ntitle = "T"\nperspective = "Japan"\nas_of = 2024-10-03\nregions = ["us", "korea", "japan"]\n'
    with tempfile.TemporaryDirectory() as folder:
        files = {"briefing.toml": head, "sources.toml": MORE_SOURCES, "us/region.toml": "name = 'US'\ncode = 'US'\n"}
        whole, in_parts = both(write_briefing(Path(folder), {**files, **cards, **stray}), piece=piece)
    assert in_parts == whole


def test_a_card_that_is_meant_by_an_earlier_name_is_found_though_it_is_read_last(briefing_from: BriefingFrom) -> None:
    root = briefing_from(
        {
            "us/a.toml": QUIET.format("See [[us/former]] and [us/former#c1], not [[us/never]]."),
            "us/z.toml": f"aliases = ['us/former']\n{CARD}",
        }
    )
    whole, in_parts = both(root, piece=1)
    (broken,) = (problem for problem in in_parts.problems if problem.code == "C03")
    assert broken.message == "there is no card `us/never`"
    assert in_parts == whole


def test_no_part_can_be_made_of_a_folder_whose_briefing_toml_is_broken(briefing_from: BriefingFrom) -> None:
    assert read_passing(briefing_from({"briefing.toml": "title = ", "us/a.toml": CARD})) is None
    assert read_passing(briefing_from({"us/a.toml": CARD}).parent) is None


def test_each_card_is_read_once_and_few_are_held(briefing_from: BriefingFrom, monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()
    of_disk = Disk.read

    def counted(shelf: Disk, path: Path) -> Text:
        read[path.name] += 1
        return of_disk(shelf, path)

    monkeypatch.setattr(Disk, "read", counted)
    root = briefing_from({f"us/card-{number}.toml": CARD for number in range(700)})
    passing = read_passing(root)
    assert passing
    assert check_in_parts(Desk(passing, DAY), passing, RULES, 1).problems
    assert (len(read), max(read.values())) == (703, 1)
    assert sum(isinstance(each, Reading) and each.path.parent == root / "us" for each in gc.get_objects()) < 600


SHARED = """
import json, os, signal, sys, time
from pathlib import Path
from briefing.check.processes import shared

began = os.getpid()
folder = Path(sys.argv[1])
opened = len(os.listdir("/dev/fd"))

def work(number):
    (folder / f"{number} {os.getpid()}").touch()
    if sys.argv[2] == "dies" and os.getpid() != began:
        os.kill(os.getpid(), 9)
    if sys.argv[2] == "raises":
        raise ValueError(number)
    time.sleep(0.02)
    return [number, os.getpid() == began]

if sys.argv[2] == "heedless":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
if sys.argv[2] == "much":
    work = lambda number: time.sleep(0.05) or "x" * 300_000
try:
    done = shared(work, 40, 3)
except ValueError as error:
    done = str(error)
print(json.dumps(done))
try:
    os.waitpid(-1, 0)
    print("a child is left")
except ChildProcessError:
    print("no child is left")
print(len(os.listdir("/dev/fd")) - opened, "files are left open")
"""


def by_processes(folder: Path, how: str) -> tuple[object, list[str], set[str]]:
    """What three processes come to, what is said of them afterwards, and which processes were at work."""
    ended = subprocess.run([sys.executable, "-c", SHARED, str(folder), how], capture_output=True, text=True, check=True)
    done, *after = ended.stdout.splitlines()
    return json.loads(done), after, {each.name.split()[1] for each in folder.iterdir()}


NOTHING_LEFT = ["no child is left", "0 files are left open"]


def test_processes_share_the_work_and_leave_nothing_behind(tmp_path: Path) -> None:
    done, after, workers = by_processes(tmp_path, "well")
    assert isinstance(done, list)
    assert [number for number, _ in done] == list(range(40))
    assert len(list(tmp_path.iterdir())) == 40
    assert len(workers) == 3
    assert after == NOTHING_LEFT


def test_what_a_process_was_at_that_died_is_done_by_the_one_that_asked(tmp_path: Path) -> None:
    done, after, workers = by_processes(tmp_path, "dies")
    assert done == [[number, True] for number in range(40)]
    assert len(workers) > 1
    assert after == NOTHING_LEFT


def test_where_nobody_asks_how_children_end_the_work_is_shared_all_the_same(tmp_path: Path) -> None:
    done, after, workers = by_processes(tmp_path, "heedless")
    assert isinstance(done, list)
    assert [number for number, _ in done] == list(range(40))
    assert len(workers) == 3
    assert after == NOTHING_LEFT


@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL, signal.SIGHUP])
def test_no_process_outlives_the_one_that_asked_whatever_ends_that(tmp_path: Path, end: signal.Signals) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", SHARED, str(tmp_path), "much"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(0.7)
    run.send_signal(end)
    # Whoever is still there has the other end of what is read here.
    assert run.communicate(timeout=20) == (b"", b"")
    assert run.returncode == -end


def files_open() -> int:
    return len(os.listdir("/dev/fd"))  # noqa: PTH208 - pathlib would open one more to see how many there are


def test_where_no_process_can_be_begun_the_work_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    opened = files_open()
    assert shared(lambda number: number * 2, 5, 3) == [0, 2, 4, 6, 8]
    assert files_open() == opened


def test_a_fault_in_the_work_is_raised_where_it_was_asked_for(tmp_path: Path) -> None:
    done, after, _ = by_processes(tmp_path, "raises")
    assert done in {str(number) for number in range(40)}
    assert after == NOTHING_LEFT
