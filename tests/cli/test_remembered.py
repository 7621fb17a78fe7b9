"""A check that was made before: said again as it was said, and only where it would be found again."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from examples import CARD, SOURCES

from briefing.cli import check, remembered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.conftest import Briefing, Ended
    from conftest import BriefingFrom

    Said = Callable[..., Ended]

FAULTY = f"""{CARD}
[[judgment]]
statement = "Formal talks are unlikely before April."
likelihood = "unlikely"
by = 2025-03-31
probability = 60
"""
"""A card with one error, J05."""
QUIET = FAULTY.replace("summary", 'ignore = ["J05"]\nsummary', 1)
QUOTED = CARD.replace('source = "jt"', 'source = "jt"\nquote = "Unless we take the initiative"')
ARCHIVED = f'{SOURCES}archive = "jt.txt"\n'
FILES = {
    "us/faulty.toml": FAULTY,
    "us/quiet.toml": QUIET,
    "us/broken.toml": 'title = "A tab\t and no end',
    "us/quoted.toml": QUOTED,
    "sources.toml": ARCHIVED,
}
TODAY = ("--today", "2024-10-03")


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let checks be remembered of files that were just written: no test here writes one twice within a tick."""
    monkeypatch.setattr(remembered, "_UNSETTLED", 0)


@pytest.fixture
def kept(tmp_path: Path) -> Callable[[], list[Path]]:
    """The checks that are remembered."""
    return lambda: sorted((tmp_path / "cache" / "briefing" / "checks").glob("*"))


@pytest.fixture
def recalled(said: Said, monkeypatch: pytest.MonkeyPatch) -> Said:
    """As `said`, and nothing may be looked at by the rules."""

    def refuse(*_: Any) -> int:
        raise AssertionError("the content was checked again")

    def run(*words: str | Path) -> Ended:
        with monkeypatch.context() as barred:
            barred.setattr(check, "check_content", refuse)
            return said(*words)

    return run


@pytest.fixture
def anew(said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """As `said`, with nothing remembered."""

    def run(*words: str | Path) -> Ended:
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(remembered, "cache_folder", lambda: tmp_path / "another")
            return said(*words)

    return run


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--strict",),
        ("--format", "json"),
        ("--format", "github"),
        ("--format", "sarif"),
        ("--statistics",),
        ("--select", "J"),
        ("--ignore", "J,C"),
        ("--ignore", "C,J,S", "--strict"),
        ("--archive", "texts"),
        ("--archive", "texts", "--format", "json"),
        ("content/us/quiet.toml",),
        ("content/us", "--format", "sarif"),
    ],
)
def test_a_check_says_again_what_it_said_in_every_form(
    said: Said,
    anew: Said,
    recalled: Said,
    briefing_from: BriefingFrom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    briefing_from(FILES)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "jt.txt").write_text("Unless we take the lead, nothing will change.")
    first = anew("check", *TODAY, *words)
    assert said("check", *TODAY, *words) == first
    assert recalled("check", *TODAY, *words) == first


@pytest.mark.parametrize("card", [CARD, QUIET])
def test_so_it_does_where_all_is_well_or_ignored(
    said: Said, recalled: Said, briefing_from: BriefingFrom, card: str
) -> None:
    words = ("check", "-C", briefing_from({"us/sofa.toml": card}), *TODAY, "--format", "github")
    assert said(*words) == recalled(*words)


def test_colours_are_those_of_the_terminal_that_it_is_said_on(
    on_terminal: Briefing, briefing_from: BriefingFrom, kept: Callable[[], list[Path]]
) -> None:
    words = ("check", "-C", str(briefing_from(FILES)), *TODAY)
    time.sleep(2.1)  # here the files have to settle
    first = on_terminal(*words)
    assert len(kept()) == 1
    assert on_terminal(*words) == first
    assert "\x1b[1;31m" in first.out
    assert "\x1b" not in on_terminal(*words, NO_COLOR="1").out
    assert len(kept()) == 1
    on_terminal(*words, COLUMNS="60")
    assert len(kept()) == 2


def _edited(root: Path) -> None:
    """As many bytes, and the day put back as rsync and tar do."""
    file = root / "us" / "faulty.toml"
    before = file.stat()
    file.write_text(FAULTY.replace("= 60", "= 30"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _exchanged(root: Path) -> None:
    """Two files of one size change their names."""
    (root / "us" / "quiet.toml").rename(root / "us" / "x.toml")
    (root / "us" / "faulty.toml").rename(root / "us" / "quiet.toml")
    (root / "us" / "x.toml").rename(root / "us" / "faulty.toml")


def _added(root: Path) -> None:
    (root / "us" / "another.toml").write_text(FAULTY)


def _unnamed(root: Path) -> None:
    (root / "asean").mkdir()
    (root / "asean" / "summit.toml").write_text(CARD)


def _text_changed(root: Path) -> None:
    (root.parent / "texts" / "jt.txt").write_text("Unless we take the initiative ...")


def _text_gone(root: Path) -> None:
    (root.parent / "texts" / "jt.txt").unlink()


CHANGES: list[Callable[[Path], object]] = [
    _edited,
    _exchanged,
    _added,
    _unnamed,
    _text_changed,
    _text_gone,
    lambda root: (root / "us" / "broken.toml").unlink(),
    lambda root: (root / "us" / "faulty.toml").rename(root / "us" / "sofa.toml"),
    lambda root: (root / "us" / "faulty.toml").rename(root / "us" / "faulty.txt"),
    lambda root: (root / "us" / "region.toml").unlink(),
    lambda root: (root / "us").rename(root / "korea"),
    lambda root: (root / "sources.toml").write_text(ARCHIVED.replace('reliability = "B"\n', "")),
    lambda root: (root / "briefing.toml").write_text((root / "briefing.toml").read_text().replace('["us"]', "[]")),
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("processes", [1, 3])
def test_after_a_change_it_is_checked_anew_however_many_look_for_it(
    said: Said,
    anew: Said,
    briefing_from: BriefingFrom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], object],
    processes: int,
) -> None:
    monkeypatch.setattr(remembered, "_PIECE", 2)
    monkeypatch.setattr(remembered, "usable", lambda: processes)
    root = briefing_from(FILES)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "jt.txt").write_text("Unless we take the lead, nothing.")
    words = ("check", "-C", root, *TODAY, "--archive", tmp_path / "texts", "--format", "json")
    before = said(*words)
    time.sleep(0.02)  # longer than a tick of the file system
    change(root)
    after = said(*words)
    assert after == anew(*words)
    assert after != before


def test_the_archive_of_the_settings_counts_as_one_that_is_named(
    said: Said, anew: Said, recalled: Said, briefing_from: BriefingFrom, tmp_path: Path
) -> None:
    words = ("check", "-C", briefing_from(FILES), *TODAY)
    unverified = said(*words)
    settings = tmp_path / "config" / "briefing" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'archive = "{tmp_path / "texts"}"\n')
    missing = said(*words)
    assert missing == recalled(*words)
    assert "is not there: no quotation is verified" in missing.err
    assert missing.out == unverified.out
    (tmp_path / "texts").mkdir()
    assert said(*words) == anew(*words)
    (tmp_path / "texts" / "jt.txt").write_text("Unless we take the initiative, nothing will change.")
    verified = said(*words)
    assert verified == recalled(*words) == anew(*words)
    assert verified.out == unverified.out
    assert verified.err == ""


def test_another_day_another_version_and_another_program_are_other_checks(
    said: Said, recalled: Said, briefing_from: BriefingFrom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    said("check", "-C", root, *TODAY)
    assert recalled("check", "-C", root, *TODAY).code == 0
    assert recalled("check", "-C", root, "--today", "2024-12-24").code == 70
    with monkeypatch.context() as newer:
        newer.setattr(remembered, "VERSION", "99")
        assert recalled("check", "-C", root, *TODAY).code == 70
    program = tmp_path / "program"
    program.mkdir()
    (program / "rule.py").touch()
    monkeypatch.setattr(remembered, "_PROGRAM", program)
    assert recalled("check", "-C", root, *TODAY).code == 70


def test_of_a_file_that_may_be_changed_again_within_its_stamp_nothing_is_remembered(
    said: Said, briefing_from: BriefingFrom, kept: Callable[[], list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    words = ("check", "-C", briefing_from({"us/sofa.toml": FAULTY}), *TODAY)
    assert said(*words).code == 1
    assert kept() == []


def test_where_a_link_stands_for_a_file_nothing_is_remembered(
    said: Said, briefing_from: BriefingFrom, kept: Callable[[], list[Path]]
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    (root / "us" / "also.toml").symlink_to(root / "us" / "sofa.toml")
    assert said("check", "-C", root, *TODAY).code == 0
    assert kept() == []


def test_what_the_network_or_git_is_asked_is_not_remembered(
    said: Said, briefing_from: BriefingFrom, kept: Callable[[], list[Path]]
) -> None:
    without_links = SOURCES.replace('url = "https://www.japantimes.co.jp/news/2024/09/29/ishiba"\n', "")
    root = briefing_from({"us/sofa.toml": CARD, "sources.toml": without_links})
    assert said("check", "-C", root, *TODAY, "--links").code == 0
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a"]):
        subprocess.run(["git", "-C", root, *words], check=True)
    assert said("check", "-C", root, *TODAY, "--at", "HEAD").code == 0
    assert kept() == []


def _cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-7])


def _flipped(file: Path) -> None:
    written = bytearray(file.read_bytes())
    written[-20] ^= 1
    file.write_bytes(written)


def _of_another_form(file: Path) -> None:
    file.write_text("no memory of any check\n[]")


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    "spoil", [_cut_short, _flipped, _of_another_form, _a_folder, lambda file: file.write_bytes(b"")]
)
def test_a_memory_that_is_spoilt_is_done_without(
    said: Said, briefing_from: BriefingFrom, kept: Callable[[], list[Path]], spoil: Callable[[Path], object]
) -> None:
    words = ("check", "-C", briefing_from(FILES), *TODAY)
    first = said(*words)
    for file in kept():
        spoil(file)
    assert said(*words) == first


def test_where_nothing_can_be_kept_nothing_is_said_of_it(
    briefing: Briefing, briefing_from: BriefingFrom, tmp_path: Path
) -> None:
    words = ("check", "-C", str(briefing_from(FILES)), *TODAY)
    (tmp_path / "cache").write_text("a file where the folder should be")
    first = briefing(*words)
    assert (first.code, first.err) == (1, "")
    assert briefing(*words) == first


def test_a_full_disk_is_no_reason_to_fail(
    unmeasured: dict[str, str], briefing_from: BriefingFrom, kept: Callable[[], list[Path]]
) -> None:
    root = briefing_from(FILES)
    time.sleep(2.1)  # here the files have to settle
    command = 'ulimit -f 0; exec "$@"'
    ended = subprocess.run(
        ["sh", "-c", command, "sh", sys.executable, "-m", "briefing", "check", "-C", root, *TODAY],
        env=unmeasured,
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stderr) == (1, "")
    assert kept() == []


def test_two_checks_at_once_say_the_same(
    briefing: Briefing, briefing_from: BriefingFrom, kept: Callable[[], list[Path]]
) -> None:
    words = ("check", "-C", str(briefing_from(FILES)), *TODAY)
    time.sleep(2.1)  # here the files have to settle
    with ThreadPoolExecutor(4) as pool:
        first, *others = pool.map(lambda _: briefing(*words), range(4))
    assert others == [first] * 3
    assert len(kept()) == 1
    assert briefing(*words) == first


def test_few_checks_are_remembered_and_none_that_said_much(
    said: Said, briefing_from: BriefingFrom, kept: Callable[[], list[Path]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = briefing_from({"us/sofa.toml": FAULTY})
    for day in range(1, 26):
        said("check", "-C", root, "--today", f"2024-10-{day:02}")
    assert len(kept()) == 20
    newest = max(kept(), key=os.path.getmtime)
    monkeypatch.setattr(remembered, "_LARGEST", 100)
    said("check", "-C", root, "--today", "2024-11-01")
    assert max(kept(), key=os.path.getmtime) == newest


def test_a_memory_cannot_write_to_the_terminal_what_content_could_not(
    said: Said, recalled: Said, briefing_from: BriefingFrom, kept: Callable[[], list[Path]]
) -> None:
    words = ("check", "-C", briefing_from({"us/sofa.toml": CARD}), *TODAY)
    said(*words)
    (file,) = kept()
    remembered._keep(file, [None, "", 0, [["", "\x1b]0;title\x07"]]])
    assert recalled(*words).out == "<U+001B>]0;title<U+0007>"
