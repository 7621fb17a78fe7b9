"""How the program ends, run as it is run by people and by other programs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examples import CARD, twelve_regions

from briefing.cli.main import report

if TYPE_CHECKING:
    from cli.conftest import Briefing
    from conftest import BriefingFrom

MISSPELT = CARD.replace('likelihood = "unlikely"', 'likelyhood = "unlikely"')


def test_without_a_terminal_the_plain_briefing_is_printed(briefing: Briefing, briefing_from: BriefingFrom) -> None:
    ended = briefing("-C", str(briefing_from({"us/sofa.toml": CARD})))
    assert ended.code == 0
    assert ended.out.startswith("Ishiba takes office\n")
    assert "A more equal alliance" in ended.out
    assert ended.err == ""


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_that_can_do_nothing_gets_the_plain_briefing(
    on_terminal: Briefing, briefing_from: BriefingFrom, term: str
) -> None:
    ended = on_terminal("-C", str(briefing_from({"us/sofa.toml": CARD})), keyboard=True, TERM=term)
    assert ended.code == 0
    assert "A more equal alliance" in ended.out
    assert "\x1b" not in ended.out


@pytest.mark.parametrize(
    ("words", "seen"), [((), "no rating in force"), (("us",), "A more equal"), (("us/sofa",), "unreviewed since")]
)
def test_on_a_terminal_the_dashboard_is_opened_and_ends_well(
    on_terminal: Briefing, briefing_from: BriefingFrom, words: tuple[str, ...], seen: str
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    ended = on_terminal(*words, keyboard=True, keys="Q", seen=seen, BRIEFING_CONTENT=str(root))
    assert (ended.code, ended.err) == (0, "")


def test_without_a_keyboard_it_points_to_show(on_terminal: Briefing, briefing_from: BriefingFrom) -> None:
    ended = on_terminal("-C", str(briefing_from({"us/sofa.toml": CARD})))
    assert ended.code == 4
    assert "briefing show" in ended.err
    assert ended.out == ""


def test_a_place_that_does_not_exist_is_told_before_the_screen_is_taken(
    on_terminal: Briefing, briefing_from: BriefingFrom
) -> None:
    ended = on_terminal("-C", str(briefing_from({"us/sofa.toml": CARD})), "us/soffa", keyboard=True)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "briefing: there is no card or region `us/soffa`. Did you mean us/sofa?\n"


def test_a_misspelt_command_is_recognised(on_terminal: Briefing, briefing_from: BriefingFrom) -> None:
    ended = on_terminal("-C", str(briefing_from({"us/sofa.toml": CARD})), "shwo", keyboard=True)
    assert ended.code == 1
    assert "Did you mean show?" in ended.err


def test_a_folder_without_a_briefing_is_told_on_a_terminal_too(on_terminal: Briefing, tmp_path: Path) -> None:
    ended = on_terminal("-C", str(tmp_path / "nowhere"), keyboard=True)
    assert (ended.code, ended.out) == (2, "")
    assert "no briefing.toml" in ended.err


@pytest.mark.parametrize("command", ["show", "list", "open"])
def test_a_missing_folder_is_an_error_of_use(briefing: Briefing, tmp_path: Path, command: str) -> None:
    ended = briefing(command, "-C", str(tmp_path / "nowhere"))
    assert (ended.code, ended.out) == (2, "")
    assert "no briefing.toml" in ended.err


@pytest.mark.parametrize("command", ["show", "list"])
def test_what_is_good_is_put_out_and_what_is_not_is_named(
    briefing: Briefing, briefing_from: BriefingFrom, command: str
) -> None:
    root = briefing_from({"us/sofa.toml": CARD, "us/bad.toml": "title = ", "us/slip.toml": MISSPELT})
    ended = briefing(command, "-C", str(root))
    assert ended.code == 3
    assert "A more equal alliance" in ended.out
    assert "2 problems in 2 files" in ended.err or "3 problems in 2 files" in ended.err
    assert "us/bad.toml:1: not TOML" in ended.err
    assert "us/slip.toml:" in ended.err


def test_a_bare_start_in_a_pipe_is_done_even_if_a_file_is_bad(briefing: Briefing, briefing_from: BriefingFrom) -> None:
    ended = briefing("-C", str(briefing_from({"us/sofa.toml": CARD, "us/bad.toml": "title = "})))
    assert ended.code == 0
    assert "us/bad.toml" in ended.err


def test_many_bad_files_are_counted_and_five_named(briefing: Briefing, briefing_from: BriefingFrom) -> None:
    root = briefing_from({f"us/bad-{number}.toml": "=" for number in range(8)})
    ended = briefing("show", "-C", str(root))
    assert ended.err.splitlines()[0] == "briefing: 8 problems in 8 files; the rest is shown"
    assert len(ended.err.splitlines()) == 7
    assert ended.err.endswith("and 3 more\n")


def test_a_good_card_is_whole_whatever_the_others_are(briefing: Briefing, briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD, "us/bad.toml": "title = "})
    assert briefing("show", "us/sofa", "-C", str(root)).code == 0
    assert briefing("show", "us/bad", "-C", str(root)).code == 3
    assert briefing("show", "us", "-C", str(root)).code == 3


def test_warnings_alone_take_nothing_from_what_is_shown(briefing: Briefing, briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    (root / "unnamed").mkdir()
    (root / "unnamed/card.toml").write_text(CARD)
    ended = briefing("show", "-C", str(root))
    assert (ended.code, ended.err) == (0, "")
    assert "no region names the folder `unnamed`" in " ".join(ended.out.split())


@pytest.mark.parametrize("held_back", [True, False])
def test_a_closed_pipe_ends_it_silently(environ: dict[str, str], tmp_path: Path, held_back: bool) -> None:
    root = twelve_regions(tmp_path / "content")
    ours, theirs = os.pipe()
    os.close(ours)
    ended = subprocess.run(
        [sys.executable, "-m", "briefing", "show", "-C", root],
        env=environ | ({} if held_back else {"PYTHONUNBUFFERED": "1"}),
        stdout=theirs,
        stderr=subprocess.PIPE,
    )
    os.close(theirs)
    assert (ended.returncode, ended.stderr) == (141, b"")


def test_a_reader_that_has_seen_enough_ends_it_silently(environ: dict[str, str], tmp_path: Path) -> None:
    # Longer than the 64 KiB that a pipe holds: the program is still writing when `head` leaves.
    root = twelve_regions(tmp_path / "content")
    (root / "arctic/long.toml").write_text(f'title = "Long"\nas_of = 2025-05-01\nsummary = "{"word " * 3000}"\n')
    for number in range(12):
        (root / f"arctic/long-{number}.toml").write_text(
            f'title = "Long"\nas_of = 2025-05-01\nsummary = "x"\nanalysis = "{"word " * 3900}"\n'
        )
    line = f'"{sys.executable}" -m briefing show -C "{root}" | head -1; echo "${{PIPESTATUS[0]}}"'
    ended = subprocess.run(["bash", "-c", line], env=environ, capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("Twelve seas\n141\n", "")


def test_a_full_disk_is_told_in_words(environ: dict[str, str], briefing_from: BriefingFrom) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no full disk here")
    root = briefing_from({"us/sofa.toml": CARD})
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "briefing", "show", "-C", root], env=environ, stdout=full, stderr=subprocess.PIPE
        )
    assert ended.returncode == 2
    assert ended.stderr == b"briefing: No space left on device\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_encoding_without_gauges_gets_ascii_ones(
    briefing: Briefing, briefing_from: BriefingFrom, encoding: str
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    ended = briefing("show", "-C", str(root), "--today", "2024-10-03", PYTHONIOENCODING=encoding)
    assert ended.code == 0
    assert "##.. GUARDED" in ended.out


def test_a_locale_without_utf8_is_no_crash(briefing: Briefing, tmp_path: Path) -> None:
    root = twelve_regions(tmp_path / "content")
    ended = briefing("list", "-C", str(root), LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert ended.code == 0
    assert len(ended.out.splitlines()) == 12


HOSTILE = CARD.replace("A more equal alliance", r"Evil \u001b]52;c;aGk=\u0007 \u009b31m \u202e title").replace(
    "SOFA revision", r"\u001b[2J revision"
)


@pytest.mark.parametrize(
    "words",
    [(), ("show",), ("show", "--markdown"), ("show", "--json"), ("list",), ("list", "--json"), ("show", "us/x")],
)
def test_nothing_that_acts_on_a_terminal_gets_through(
    briefing: Briefing, briefing_from: BriefingFrom, words: tuple[str, ...]
) -> None:
    root = briefing_from({"us/sofa.toml": HOSTILE})
    (root / "us/na\x1b[31mme.toml").write_text(CARD)
    ended = briefing(*words, "-C", str(root))
    written = (ended.out + ended.err).replace("\n", "")
    assert not [character for character in written if not character.isprintable() and character != "\t"]
    assert "<U+001B>" in ended.out or ended.code == 1


def test_arguments_are_not_repeated_raw(briefing: Briefing, briefing_from: BriefingFrom) -> None:
    root = str(briefing_from({"us/sofa.toml": CARD}))
    assert "\x1b" not in briefing("show", "\x1b[31m", "-C", root).err
    assert "\x1b" not in briefing("--today", "\x1b[31m", "-C", root).err
    assert "\x1b" not in briefing("show", "--json\x1b[31m", "-C", root).err


def test_a_fault_of_the_program_is_reported_clean() -> None:
    told = report(ValueError("\x1b]0;title\x07"))
    assert "ValueError" in told
    assert "briefing 0." in told


BROKEN = """
import sys
import briefing.cli.show
def faulty(*_): raise ValueError("\\x1b]0;owned\\x07")
briefing.cli.show.show = faulty
from briefing.cli.main import run
sys.argv = ["briefing", "show"]
run()
"""


def test_an_internal_error_ends_with_a_clean_report(environ: dict[str, str]) -> None:
    ended = subprocess.run([sys.executable, "-c", BROKEN], env=environ, capture_output=True, text=True)
    assert (ended.returncode, ended.stdout) == (70, "")
    assert "Please report it" in ended.stderr
    assert "ValueError: <U+001B>]0;owned<U+0007>" in ended.stderr
    assert "\x1b" not in ended.stderr


def test_an_interrupt_ends_it_with_130(environ: dict[str, str], tmp_path: Path) -> None:
    # It waits for a reader of its output that never comes, so the interrupt meets it at work.
    root = twelve_regions(tmp_path / "content")
    for number in range(12):
        (root / f"arctic/long-{number}.toml").write_text(
            f'title = "Long"\nas_of = 2025-05-01\nsummary = "x"\nanalysis = "{"word " * 3900}"\n'
        )
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", "show", "-C", root],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    process.stdout.read(1)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert process.communicate()[1] == b""


def test_a_folder_that_cannot_be_looked_at_is_told_in_words(briefing: Briefing) -> None:
    ended = briefing("show", "-C", "x" * 5000)
    assert ended.code == 2
    assert ended.err.startswith("briefing: ")
    assert "Traceback" not in ended.err
