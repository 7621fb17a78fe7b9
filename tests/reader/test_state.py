"""What is remembered, on real files: kept between runs and instances, and never at the price of a crash."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest

from briefing.reader.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REMEMBER = """
import sys
from pathlib import Path
from briefing.reader.state import State
file, content, prefix, count = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
print(flush=True)
sys.stdin.readline()
with State.open(file) as state:
    for number in range(count):
        state.remember(content, f"{prefix}{number}", "read")
        print(number, flush=True)
    sys.exit(state.complaint)
"""

SCHEMA_1 = """
CREATE TABLE remembered (
    content BLOB NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (content, name)
) WITHOUT ROWID;
PRAGMA user_version = 1;
"""
"""What the first version made."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "briefing" / "state.sqlite3"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


def values_in(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("SELECT count(*) FROM remembered").fetchone()[0])


def writer(file: Path, content: Path, prefix: str, count: int) -> subprocess.Popen[str]:
    """An instance in a process of its own, that has started and waits for a line before it writes."""
    process = subprocess.Popen(
        [sys.executable, "-c", REMEMBER, file, content, prefix, str(count)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    process.stdout.readline()
    return process


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Root may write anywhere; in a container the tests often run as root."""
    if os.getuid() != 0:
        yield
        return
    os.setresgid(65534, 65534, 0)
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
        os.setresgid(0, 0, 0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach too, unlike `tmp_path`."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
        Path(folder).chmod(0o755)


def with_no_room(write: Callable[[], object]) -> None:
    """Write while no file may grow beyond a few pages, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
    try:
        write()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_what_was_remembered_is_recalled_in_the_next_run(file: Path, content: Path) -> None:
    with State.open(file) as state:
        state.remember(content, "theme", "paper")
    with State.open(file) as state:
        assert state.recall(content, "theme") == "paper"
        assert state.complaint is None


def test_the_last_value_stands(file: Path, content: Path) -> None:
    with State.open(file) as state:
        state.remember(content, "theme", "paper")
        state.remember(content, "theme", "midnight")
        assert state.recall(content, "theme") == "midnight"


def test_each_content_folder_has_values_of_its_own_by_whatever_name_it_is_reached(
    file: Path, content: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(content)
    with State.open(file) as state:
        state.remember(content, "theme", "paper")
        assert state.recall(tmp_path / "link" / ".." / "link", "theme") == "paper"
        assert state.recall(tmp_path, "theme") is None


def test_a_folder_whose_name_is_not_utf_8_has_values_too(file: Path, tmp_path: Path) -> None:
    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    with State.open(file) as state:
        state.remember(strange, "theme", "paper")
        assert state.recall(strange, "theme") == "paper"


def test_asking_makes_no_file_and_does_not_even_load_sqlite(tmp_path: Path) -> None:
    file = tmp_path / "state" / "state.sqlite3"
    ask = (
        "import sys; from pathlib import Path; from briefing.reader.state import State\n"
        f"state = State.open(Path({str(file)!r}))\n"
        "print(state.recall(Path('.'), 'theme'), 'sqlite3' in sys.modules)"
    )
    # Measuring coverage would load sqlite3 by itself.
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    answer = subprocess.run([sys.executable, "-c", ask], env=environ, capture_output=True, text=True, check=True)
    assert answer.stdout == "None False\n"
    assert list(tmp_path.iterdir()) == []


def test_only_its_owner_can_look_into_the_folder_that_is_made(file: Path, content: Path) -> None:
    with State.open(file) as state:
        state.remember(content, "theme", "paper")
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_an_instance_sees_what_another_remembered_since(file: Path, content: Path) -> None:
    with State.open(file) as early, State.open(file) as late:
        late.remember(content, "theme", "paper")
        assert early.recall(content, "theme") == "paper"
        early.remember(content, "theme", "midnight")
        assert late.recall(content, "theme") == "midnight"


def test_of_four_instances_that_write_at_once_nothing_is_lost(file: Path, content: Path) -> None:
    writers = [writer(file, content, prefix, 250) for prefix in "abcd"]
    for process in writers:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    for process in writers:
        process.communicate()
        assert process.returncode == 0
    assert values_in(file) == 1000


def test_an_instance_that_is_killed_in_mid_write_damages_nothing(file: Path, content: Path) -> None:
    kept = 0
    for run in range(10):
        process = writer(file, content, f"run{run}-", 100_000)
        with process:
            assert process.stdin
            assert process.stdout
            process.stdin.write("\n")
            process.stdin.flush()
            for _ in range(7):
                process.stdout.readline()
            process.send_signal(signal.SIGKILL)
        kept += 7
        assert values_in(file) >= kept


@pytest.mark.parametrize("raw", [b"not a database at all, but long enough to be one" * 100, b"\xff" * 4096])
def test_a_file_that_is_no_database_is_set_aside_and_told(file: Path, content: Path, raw: bytes) -> None:
    file.parent.mkdir(parents=True)
    file.write_bytes(raw)
    with State.open(file) as state:
        assert state.complaint == f"{file} was damaged and is now state.sqlite3.1.corrupt: your marks begin anew"
        state.remember(content, "theme", "paper")
    assert file.with_name("state.sqlite3.1.corrupt").read_bytes() == raw
    with State.open(file) as state:
        assert (state.recall(content, "theme"), state.complaint) == ("paper", None)


def test_every_damaged_file_is_kept(file: Path) -> None:
    file.parent.mkdir(parents=True)
    for _ in range(3):
        file.write_bytes(b"damaged" * 1000)
        State.open(file).close()
    assert len(list(file.parent.glob("*.corrupt"))) == 3


def test_damage_in_mid_run_is_survived_by_every_instance(file: Path, content: Path) -> None:
    with State.open(file) as first, State.open(file) as second:
        for number in range(300):
            first.remember(content, f"mark{number}", "x" * 1000)
        second.remember(content, "theme", "midnight")
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with file.open("r+b") as raw:
            raw.seek(4096)
            raw.write(b"\xff" * (file.stat().st_size - 4096))
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA user_version = 1")  # a write, so that no instance trusts what it has read

        first.remember(content, "theme", "paper")
        second.remember(content, "last", "us/sofa-revision")

        assert first.complaint
        assert "your marks begin anew" in first.complaint
        assert first.recall(content, "last") == "us/sofa-revision"
        assert second.recall(content, "theme") == "paper"
    assert len(list(file.parent.glob("*.corrupt"))) == 1


def test_a_file_that_another_instance_has_set_aside_meanwhile_is_not_set_aside_again(file: Path, content: Path) -> None:
    with State.open(file) as late:
        late.remember(content, "theme", "paper")
        # What `late` does when it has met damage, while another was quicker to mend it.
        late._set_aside()
        assert late.complaint is None
        assert late.recall(content, "theme") == "paper"
    assert [each.name for each in file.parent.iterdir()] == ["state.sqlite3"]


def test_a_file_deleted_while_in_use_is_begun_anew(file: Path, content: Path) -> None:
    with State.open(file) as state:
        state.remember(content, "theme", "paper")
        file.unlink()
        assert state.recall(content, "theme") is None
        state.remember(content, "theme", "midnight")
        assert state.complaint is None
    with State.open(file) as state:
        assert state.recall(content, "theme") == "midnight"


def test_where_no_folder_can_be_made_values_last_until_the_end_and_the_reader_is_told(content: Path) -> None:
    file = Path("/dev/null/briefing/state.sqlite3")
    with State.open(file) as state:
        assert state.complaint is None
        state.remember(content, "theme", "paper")
        assert state.recall(content, "theme") == "paper"
        assert state.recall(content, "other") is None
        assert state.complaint == f"{file}: Not a directory; what you mark now is forgotten when you quit"


def test_a_file_that_may_only_be_read_is_read_and_the_reader_is_told(open_folder: Path, content: Path) -> None:
    file = open_folder / "state.sqlite3"
    with State.open(file) as state:
        state.remember(open_folder, "theme", "paper")
    file.chmod(0o444)
    open_folder.chmod(0o555)
    with as_ordinary_user(), State.open(file) as state:
        assert state.complaint == f"{file}: may not be written to; what you mark now is forgotten when you quit"
        assert state.recall(open_folder, "theme") == "paper"
        state.remember(open_folder, "theme", "midnight")
        assert state.recall(open_folder, "theme") == "midnight"
    assert [each.name for each in open_folder.iterdir()] == ["state.sqlite3"]


def test_a_damaged_file_that_may_not_be_renamed_is_told_and_left_alone(open_folder: Path) -> None:
    file = open_folder / "state.sqlite3"
    file.write_bytes(b"damaged" * 1000)
    file.chmod(0o444)
    open_folder.chmod(0o555)
    with as_ordinary_user(), State.open(file) as state:
        state.remember(open_folder, "theme", "midnight")
        assert state.recall(open_folder, "theme") == "midnight"
        assert state.complaint
    assert file.read_bytes() == b"damaged" * 1000


def test_a_file_of_a_newer_version_is_left_alone_and_the_reader_is_told(file: Path, content: Path) -> None:
    file.parent.mkdir(parents=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA user_version = 3")
    before = file.read_bytes()
    with State.open(file) as state:
        assert state.complaint
        assert "written by a newer version" in state.complaint
        state.remember(content, "theme", "paper")
        assert state.recall(content, "theme") == "paper"
        assert state.recall(content, "other") is None
    assert file.read_bytes() == before


def test_on_a_full_disk_the_old_state_stays_and_the_new_lasts_until_the_end(file: Path, content: Path) -> None:
    with State.open(file) as state:
        state.remember(content, "theme", "paper")
    with State.open(file) as state:
        with_no_room(lambda: state.remember(content, "theme", "x" * 100_000))
        assert state.complaint
        assert state.recall(content, "theme") == "x" * 100_000
    with State.open(file) as state:
        assert (state.recall(content, "theme"), state.complaint) == ("paper", None)


def test_a_table_that_is_missing_is_told_once_and_nothing_is_raised(file: Path, content: Path) -> None:
    file.parent.mkdir(parents=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE remembered (something TEXT)")
        connection.execute("INSERT INTO remembered VALUES ('else')")
        connection.execute("PRAGMA user_version = 2")
        connection.commit()
    with State.open(file) as state:
        state.remember(content, "theme", "paper")
        assert state.recall(content, "theme") == "paper"
        assert state.complaint
        assert "no column named" in state.complaint


def test_what_an_earlier_version_kept_is_still_there(file: Path, content: Path) -> None:
    file.parent.mkdir(parents=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(SCHEMA_1)
        connection.execute("INSERT INTO remembered VALUES (?, 'theme', 'paper')", (os.fsencode(content),))
        connection.commit()
    with State.open(file) as state:
        assert (state.recall(content, "theme"), state.complaint) == ("paper", None)
        assert state.ask(lambda made: made.execute("SELECT count(*) FROM last_read, bookmark").fetchone()) == (0,)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)


def test_what_is_kept_in_memory_begins_with_what_the_file_had(file: Path, content: Path) -> None:
    with State.open(file) as state:
        state.remember(content, "theme", "paper")
        with_no_room(lambda: state.remember(content, "long", "x" * 100_000))
        assert state.complaint
        assert state.recall(content, "theme") == "paper"
        version = state.version()
        with State.open(file) as other:
            other.remember(content, "theme", "midnight")
        assert (state.recall(content, "theme"), state.version()) == ("paper", version)


def test_a_change_that_fails_halfway_changes_nothing(file: Path, content: Path) -> None:
    def half(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO remembered VALUES (x'00', 'theme', 'paper')")
        raise KeyboardInterrupt

    with State.open(file) as state:
        with pytest.raises(KeyboardInterrupt):
            state.change(half)
        state.remember(content, "last", "us/sofa-revision")
    assert values_in(file) == 1


def test_the_version_is_another_only_when_another_instance_has_written(file: Path, content: Path) -> None:
    with State.open(file) as state, State.open(file) as other:
        assert state.version() is None
        state.remember(content, "theme", "paper")
        before = state.version()
        state.remember(content, "theme", "midnight")
        other.recall(content, "theme")
        assert state.version() == before
        other.remember(content, "theme", "paper")
        assert state.version() != before


def test_the_version_is_another_when_the_file_was_begun_anew(file: Path, content: Path) -> None:
    with State.open(file) as state:
        state.remember(content, "theme", "paper")
        before = state.version()
        file.unlink()
        assert state.version() is None
        state.remember(content, "theme", "paper")
        assert state.version() not in {before, None}


def test_asking_for_the_version_does_not_wait_for_a_thread_that_is_at_work(file: Path, content: Path) -> None:
    with State.open(file) as state, ThreadPoolExecutor(1) as threads:
        state.remember(content, "theme", "paper")
        before, begun, asked = state.version(), Event(), Event()

        def work(_: sqlite3.Connection) -> bool:
            begun.set()
            return asked.wait(10)

        at_work = threads.submit(state.change, work)
        begun.wait(10)
        assert state.version() == before
        asked.set()
        assert at_work.result()


def test_threads_take_turns(file: Path, content: Path) -> None:
    with State.open(file) as state:

        def remember(number: int) -> None:
            state.remember(content, f"mark{number}", "read")
            assert state.recall(content, f"mark{number}") == "read"

        with ThreadPoolExecutor(8) as threads:
            list(threads.map(remember, range(400)))
        assert state.complaint is None
    assert values_in(file) == 400


def test_a_file_that_another_instance_holds_too_long_is_told(
    file: Path, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.reader.state._BUSY_SECONDS", 0.1)
    with State.open(file) as state:
        state.remember(content, "theme", "paper")
    with State.open(file) as state, closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        state.remember(content, "theme", "midnight")
        assert state.complaint == f"{file}: database is locked; what you mark now is forgotten when you quit"
        assert state.recall(content, "theme") == "midnight"
