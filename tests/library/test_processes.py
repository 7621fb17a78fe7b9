"""Work that several processes share: what it comes to, and what is left when one of them dies, or all are ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from briefing.library.processes import shared, usable

if TYPE_CHECKING:
    from pathlib import Path

SHARED = """
import json, os, signal, sys, time
from pathlib import Path
from briefing.library.processes import shared

began = os.getpid()
folder = Path(sys.argv[1])
opened = len(os.listdir("/dev/fd"))

def work(numbers):
    (number,) = numbers
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
    work = lambda numbers: time.sleep(0.05) or "x" * 300_000
try:
    done = shared(work, range(40), 1, 3)
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
    assert shared(sum, range(5), 2, 3) == [1, 5, 4]
    assert files_open() == opened


def test_a_fault_in_the_work_is_raised_where_it_was_asked_for(tmp_path: Path) -> None:
    done, after, _ = by_processes(tmp_path, "raises")
    assert done in {str(number) for number in range(40)}
    assert after == NOTHING_LEFT


def test_more_than_can_be_called_by_a_byte_goes_in_larger_pieces() -> None:
    done = shared(list, range(1000), 1, 2)
    assert [number for piece in done for number in piece] == list(range(1000))
    assert {len(piece) for piece in done} == {4}


def test_of_several_threads_no_process_is_a_copy() -> None:
    asked: list[int] = []
    beside = Thread(target=lambda: asked.append(usable()))
    beside.start()
    beside.join()
    assert asked == [1]
