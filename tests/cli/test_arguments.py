"""What the words of the command line are taken for."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examples import CARD

from briefing.cli.arguments import DIRECTORY, FILE, parser, with_command

if TYPE_CHECKING:
    from cli.conftest import Briefing
    from conftest import BriefingFrom


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ([], []),
        (["korea"], ["open", "korea"]),
        (["korea/october-surprise"], ["open", "korea/october-surprise"]),
        (["-C", "show", "korea"], ["-C", "show", "open", "korea"]),
        (["--content=show", "korea"], ["--content=show", "open", "korea"]),
        (["--today", "2024-10-03", "show"], ["--today", "2024-10-03", "show"]),
        (["open", "show"], ["open", "show"]),
        (["--", "-odd"], ["open", "--", "-odd"]),
        (["--today", "2024-10-03"], ["--today", "2024-10-03"]),
        ([""], ["open", ""]),
    ],
)
def test_a_first_word_that_is_no_command_is_a_place(written: list[str], taken: list[str]) -> None:
    assert with_command(written) == taken


@pytest.mark.parametrize(
    "written",
    [
        ["-C", "desk", "--today", "2024-10-05", "show", "us"],
        ["show", "us", "-C", "desk", "--today", "2024-10-05"],
        ["-C", "other", "show", "us", "--content", "desk", "--today=2024-10-05"],
    ],
)
def test_folder_and_day_stand_before_or_behind_the_command(written: list[str]) -> None:
    arguments = parser().parse_args(written)
    assert (arguments.content, arguments.today, arguments.place) == ("desk", date(2024, 10, 5), "us")


def test_without_a_command_the_dashboard_is_opened() -> None:
    arguments = parser().parse_args(["--today", "2024-10-05"])
    assert (arguments.command, arguments.place, arguments.content) == ("open", None, None)


def test_a_day_that_is_none_is_refused_with_how_to_write_it(briefing: Briefing) -> None:
    ended = briefing("show", "--today", "3 Oct")
    assert ended.code == 2
    assert "'3 Oct' is not a day: write it as 2024-10-03" in ended.err


def test_options_are_never_guessed_from_their_beginning(briefing: Briefing) -> None:
    assert briefing("show", "--mark").code == 2


def test_a_place_that_begins_with_a_hyphen_is_no_option(briefing: Briefing, briefing_from: BriefingFrom) -> None:
    ended = briefing("-C", str(briefing_from({"us/sofa.toml": CARD})), "--", "--markdown")
    assert ended.code == 1
    assert "no card or region `--markdown`" in ended.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sarch", "sofa"], "briefing: there is no command `sarch`. Did you mean search?\n"),
        (["chek", "--strict"], "briefing: there is no command `chek`. Did you mean check?\n"),
        (["us/sfoa", "sofa"], "briefing: there is no card or region `us/sfoa`. Did you mean us/sofa?\n"),
        (["us", "sofa"], "briefing: error: unrecognized arguments: sofa\n"),
        (["us/sofa", "--json"], "briefing: error: unrecognized arguments: --json\n"),
        (["open", "sarch", "sofa"], "briefing: error: unrecognized arguments: sofa\n"),
        (["--json"], "briefing: error: unrecognized arguments: --json\n"),
    ],
)
def test_words_behind_no_command_are_told_what_they_are_taken_for(
    briefing: Briefing, briefing_from: BriefingFrom, words: list[str], told: str
) -> None:
    ended = briefing(*words, BRIEFING_CONTENT=str(briefing_from({"us/sofa.toml": CARD})))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(told)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show", "--view", "scorecard"], "'sources', 'score'); did you mean score?\n"),
        (["show", "--view", "map"], "'sources', 'score')\n"),
        (["show", "--view"], "expected one argument: timeline, positions, signposts, sources, score\n"),
        (["show", "--minutes"], "expected one argument\n"),
    ],
)
def test_what_can_be_chosen_is_named(briefing: Briefing, words: list[str], told: str) -> None:
    ended = briefing(*words)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(told)


def test_the_version_and_the_help_are_printed(briefing: Briefing) -> None:
    assert briefing("--version").out.startswith("briefing 0.")
    helped = briefing("--help")
    assert helped.code == 0
    assert "briefing korea/october-surprise" in helped.out
    assert max(map(len, helped.out.splitlines())) <= 100


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completions_are_printed_for_a_shell(briefing: Briefing, shell: str) -> None:
    ended = briefing("--print-completion", shell)
    assert ended.code == 0
    assert "show" in ended.out
    if shell == "bash":
        assert subprocess.run(["bash", "-n"], input=ended.out, text=True).returncode == 0


def test_folders_and_files_are_completed_as_shtab_means_it() -> None:
    import shtab

    assert {shell: shtab.DIRECTORY[shell] for shell in DIRECTORY} == DIRECTORY
    assert {shell: shtab.FILE[shell] for shell in FILE} == FILE


def test_codes_are_taken_in_capitals_or_not_together_or_one_by_one() -> None:
    arguments = parser().parse_args(["check", "--select", "j, S04", "--select=t", "--ignore", "J0", "us", "korea"])
    assert (arguments.select, arguments.ignore) == (["J", "S04", "T"], ["J0"])
    assert (arguments.paths, arguments.form, arguments.strict) == (["us", "korea"], "text", False)
    assert parser().parse_args(["check", "--explain", "j05"]).explain == "J05"


def test_a_rule_is_known_by_its_name_too() -> None:
    arguments = parser().parse_args(
        ["check", "--explain", "hedge-that-says-nothing", "--select", "j,Overdue", "--ignore", "deadline-passed, J0"]
    )
    assert arguments.explain == "J07"
    assert (arguments.select, arguments.ignore) == (["J", "T01"], ["T04", "J0"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--select", "J99"], "argument --select: no rule is `J99`; did you mean J09?"),
        (["--ignore", "J05,sx4"], "argument --ignore: no rule is `sx4`; did you mean S04?"),
        (["--select", "X"], "argument --select: no rule is `X`; the topics are C, J, S, Q, R, T, F, I, L"),
        (["--select", "J05,"], "argument --select: no rule is ``; the topics are"),
        (
            ["--explain", "r"],
            (
                "argument --explain: 2 rules begin with R; name one of them: "
                "R01 risk-that-cannot-be-rated, R02 level-moved-without-a-reason\n"
            ),
        ),
        (["--explain", "J0"], "argument --explain: 9 rules begin with J0; name one of them: J01 no-likelihood-in"),
        (["--explain", "J7"], "argument --explain: no rule is `J7`; did you mean J07?"),
        (["--explain", "jot"], "argument --explain: no rule is `jot`; those of J are J01, J02, J03"),
        (["--explain", ""], "argument --explain: no rule is ``; the topics are C, J"),
        (["--explain", "hedge-that-says-nothin"], "no rule is `hedge-that-says-nothin`; did you mean hedge-that-says-"),
        (["--select", "overdu"], "argument --select: no rule is `overdu`; did you mean overdue?"),
        (["--explain", "\x1b[2J"], "argument --explain: no rule is `<U+001B>[2J`; the topics are"),
        (["--format", "xml"], "argument --format: invalid choice: 'xml' (choose from "),
        (["--statistics", "--format", "json"], "argument --format: not allowed with argument --statistics"),
    ],
)
def test_what_check_cannot_do_is_refused(briefing: Briefing, words: list[str], told: str) -> None:
    ended = briefing("check", *words)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["init", "desk"], {"folder": Path("desk")}),
        (["init", "desk", "--today", "2024-10-05"], {"folder": Path("desk"), "today": date(2024, 10, 5)}),
        (["new", "us/base-deal"], {"reference": "us/base-deal", "title": None, "edit": False}),
        (["new", "us/base-deal", "--title", "A deal", "--edit", "-C", "desk"], {"title": "A deal", "content": "desk"}),
        (["schema"], {"kind": None, "folder": None}),
        (["schema", "card", "--to", "~/schemas"], {"kind": "card", "folder": Path("~/schemas").expanduser()}),
        (["check", "--archive", "texts", "--links", "--private"], {"archive": "texts", "links": True, "private": True}),
    ],
)
def test_the_words_of_a_command_mean_what_they_say(words: list[str], meant: dict[str, object]) -> None:
    arguments = vars(parser().parse_args(words))
    assert {name: arguments[name] for name in meant} == meant


def test_the_pages_made_from_the_program_are_fresh() -> None:
    root = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-m", "docs.generate", "--check"], cwd=root, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
