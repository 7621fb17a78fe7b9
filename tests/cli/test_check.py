"""`briefing check`: what it looks at, what it tells of, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from check.mixed import MIXED, MORE_SOURCES
from examples import CARD, write_briefing

from briefing.check.rules import RULES
from briefing.library.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.conftest import Briefing, Ended
    from conftest import BriefingFrom

    Said = Callable[..., Ended]

TODAY = ("--today", "2024-10-03")
FAULTY = f"""{CARD}
[[judgment]]
statement = "Formal talks are unlikely before April."
likelihood = "unlikely"
by = 2025-03-31
probability = 60
"""
"""A card with one error, J05, at line 29."""
OLD = CARD.replace("as_of = 2024-10-03", "as_of = 2024-08-01").replace("on = 2024-10-03", "on = 2024-08-01")
"""A card with one warning, T01."""


@pytest.fixture
def found(said: Said) -> Callable[..., list[str]]:
    """The codes that a check tells of, each with its file's name."""

    def found(*words: str | Path) -> list[str]:
        problems = json.loads(said("check", "--format", "json", *words).out)["problems"]
        return [f"{problem['code']} {Path(problem['path']).name}" for problem in problems]

    return found


def test_where_all_is_well_nothing_is_printed(said: Said, briefing_from: BriefingFrom) -> None:
    ended = said("check", "-C", briefing_from({"us/sofa.toml": CARD}), *TODAY)
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_the_first_briefing_has_nothing_to_mend(said: Said) -> None:
    ended = said("check", "-C", Path(__file__).parents[2] / "content", "--strict")
    assert (ended.code, ended.err) == (0, "")


def test_only_who_stands_elsewhere_is_told_that_it_is_the_first_briefing(
    said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert said("check").err.startswith("briefing: no briefing here: checking the one that comes with the program, ")
    checkout = Path(__file__).parents[2]
    for here in (checkout, checkout / "content", checkout / "content/us"):
        monkeypatch.chdir(here)
        assert said("check").err == ""


def test_an_error_ends_the_check_with_one(said: Said, briefing_from: BriefingFrom) -> None:
    ended = said("check", "-C", briefing_from({"us/sofa.toml": FAULTY}), *TODAY)
    assert ended.code == 1
    assert ended.out.endswith("\n\n1 error in 1 file\n")


def test_a_warning_ends_it_with_one_only_if_it_is_strict(said: Said, briefing_from: BriefingFrom) -> None:
    words = ("check", "-C", briefing_from({"us/sofa.toml": OLD}), *TODAY)
    assert said(*words).code == 0
    assert said(*words).out.endswith("\n\n1 warning in 1 file\n")
    assert said(*words, "--strict").code == 1


def test_information_alone_never_ends_it_with_one(said: Said, briefing_from: BriefingFrom) -> None:
    card = CARD.replace('source = "jt"', 'source = "jt"\norigin = "hudson"')
    sources = """
[jt]
title = "Ishiba to seek a more equal alliance"
publisher = "The Japan Times"
kind = "reporting"
reliability = "B"
descriptor = "National daily."
[hudson]
title = "The future"
publisher = "Hudson Institute"
kind = "primary"
reliability = "B"
descriptor = "Think tank."
"""
    root = briefing_from({"us/sofa.toml": card, "sources.toml": sources})
    ended = said("check", "-C", root, *TODAY, "--strict", "--select", "S05")
    assert ended.code == 0
    assert ended.out.startswith("information[S05]: ")
    assert ended.out.endswith("\n\n1 note in 1 file\n")


def test_a_card_that_cannot_be_read_is_an_error_and_never_a_partial_success(
    said: Said, briefing_from: BriefingFrom
) -> None:
    ended = said("check", "-C", briefing_from({"us/sofa.toml": CARD, "us/bad.toml": "title = "}), *TODAY)
    assert ended.code == 1
    assert "error[C01]: not TOML" in ended.out


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("--select", "J05"), ["J05 sofa.toml"]),
        (("--select", "j"), ["J05 sofa.toml"]),
        (("--select", "J0,T"), ["T01 old.toml", "J05 sofa.toml"]),
        (("--select", "J05", "--select", "T01"), ["T01 old.toml", "J05 sofa.toml"]),
        (("--select", "J,T", "--ignore", "T0"), ["J05 sofa.toml"]),
        (("--ignore", "J05, T01"), []),
        (("--select", "S"), []),
    ],
)
def test_rules_are_chosen_by_their_codes_or_the_beginnings_of_them(
    found: Callable[..., list[str]], briefing_from: BriefingFrom, words: tuple[str, ...], codes: list[str]
) -> None:
    root = briefing_from({"us/sofa.toml": FAULTY, "us/old.toml": OLD})
    assert found("-C", root, *TODAY, *words) == codes


def test_a_choice_that_leaves_no_rule_is_an_error_of_use(said: Said, briefing_from: BriefingFrom) -> None:
    ended = said("check", "-C", briefing_from({"us/sofa.toml": FAULTY}), "--select", "J05", "--ignore", "J")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "briefing: no rule is left to look by: --ignore takes out all that --select names\n"


def test_a_finding_that_a_card_ignores_is_counted(said: Said, briefing_from: BriefingFrom) -> None:
    quiet = FAULTY.replace("summary", 'ignore = ["J05"]\nsummary', 1)
    root = briefing_from({"us/quiet.toml": quiet, "us/sofa.toml": FAULTY, "us/other.toml": quiet})
    ended = said("check", "-C", root, *TODAY)
    assert ended.code == 1
    assert ended.out.endswith("\n\n1 error in 1 file\n2 findings ignored by their cards: J05 2\n")


@pytest.mark.parametrize("form", [(), ("--format", "github"), ("--statistics",)])
def test_what_cards_ignore_is_said_even_where_all_else_is_well(
    said: Said, briefing_from: BriefingFrom, form: tuple[str, ...]
) -> None:
    quiet = FAULTY.replace("summary", 'ignore = ["J05"]\nsummary', 1)
    ended = said("check", "-C", briefing_from({"us/quiet.toml": quiet}), *TODAY, *form)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "briefing: 1 finding ignored by its card: J05 1\n"


def test_statistics_count_each_rule_the_most_first(said: Said, briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/old.toml": OLD, "us/older.toml": OLD, "us/sofa.toml": FAULTY})
    ended = said("check", "-C", root, *TODAY, "--statistics")
    assert ended.code == 1
    assert [line.split()[:3] for line in ended.out.splitlines()] == [
        ["2", "T01", "overdue"],
        ["1", "J05", "probability-outside-its-band"],
    ]
    assert "A judgment's percent lies outside" in ended.out


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_explained(said: Said, rule: Any) -> None:
    ended = said("check", "--explain", rule.code.lower(), "-C", "/nowhere")
    assert ended.code == 0
    assert ended.out == f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.about}\n"


# What is looked at


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a briefing of two regions in `content`."""
    write_briefing(tmp_path / "content", {"us/sofa.toml": FAULTY, "us/other.toml": FAULTY, "korea/quiet.toml": FAULTY})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        ([], ["quiet", "other", "sofa"]),
        (["content"], ["quiet", "other", "sofa"]),
        (["content/us"], ["other", "sofa"]),
        (["content/us/sofa.toml"], ["sofa"]),
        (["content/korea", "content/us/sofa.toml"], ["quiet", "sofa"]),
        (["./content/../content/us/sofa.toml"], ["sofa"]),
        (["content/sources.toml"], []),
        (["-C", "content", "content/korea"], ["quiet"]),
    ],
)
def test_only_the_files_and_folders_that_are_named_are_told_of(
    found: Callable[..., list[str]], here: Path, paths: list[str], files: list[str]
) -> None:
    assert found("--select", "J05", *paths) == [f"J05 {name}.toml" for name in files]


def test_a_file_is_judged_with_all_of_its_briefing_around_it(said: Said, here: Path) -> None:
    (here / "content/us/sofa.toml").write_text(CARD.replace("[c1]", "[[korea/quiet]] [[korea/quite]]"))
    ended = said("check", "content/us/sofa.toml", "--select", "C03")
    assert ended.out.count("error[C03]") == 1
    assert "there is no card `korea/quite`; did you mean `korea/quiet`?" in ended.out


def test_a_file_in_a_folder_that_no_region_names_is_told_of_with_its_folder(
    found: Callable[..., list[str]], here: Path
) -> None:
    (here / "content/asean").mkdir()
    (here / "content/asean/nato.toml").write_text(CARD)
    assert found("content/asean/nato.toml") == ["C07 asean"]


def test_files_of_several_briefings_are_looked_at_in_turn(found: Callable[..., list[str]], here: Path) -> None:
    write_briefing(here / "desk", {"asean/nato.toml": FAULTY})
    assert found("--select", "J05", "desk/asean", "content/korea") == ["J05 nato.toml", "J05 quiet.toml"]


def test_the_nearest_briefing_above_a_file_is_its_own(found: Callable[..., list[str]], here: Path) -> None:
    write_briefing(here / "content/korea/inner", {"asean/nato.toml": FAULTY})
    assert found("--select", "J05", "content/korea/inner/asean/nato.toml") == ["J05 nato.toml"]


def test_a_way_through_a_link_leads_to_the_same_file(found: Callable[..., list[str]], here: Path) -> None:
    (here / "link").symlink_to("content")
    (here / "content/us/linked.toml").symlink_to("sofa.toml")
    assert found("--select", "J05", "link/us/sofa.toml") == ["J05 sofa.toml"]
    assert found("--select", "J05", "link/us/linked.toml") == ["J05 linked.toml"]


def test_a_file_that_the_briefing_does_not_read_is_named(said: Said, here: Path) -> None:
    (here / "content/us/notes.txt").write_text("")
    ended = said("check", "content/us/notes.txt")
    assert (ended.code, ended.out) == (2, "")
    assert (
        ended.err == f"briefing: {here}/content/us/notes.txt is no file of the briefing, so nothing would look at it\n"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["content/us/soffa.toml"], "there is no file or folder content/us/soffa.toml\n"),
        (["us"], "there is no file or folder us\n"),
        (["."], "belongs to no briefing: neither it nor a folder above it has a briefing.toml\n"),
        (["-C", "content", "desk"], "/content, the folder that -C names\n"),
        (["-C", "desk"], "it has no briefing.toml"),
        (["--archive", "nowhere"], "there is no archive in nowhere: name a folder that is there, or leave it out\n"),
        (["--archive", "content/briefing.toml"], "there is no archive in content/briefing.toml"),
    ],
)
def test_what_cannot_be_looked_at_is_an_error_of_use(said: Said, here: Path, words: list[str], told: str) -> None:
    (here / "desk").mkdir()
    ended = said("check", *words)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err


# What it is judged by


def test_the_day_is_that_of_the_briefing_or_the_one_given(
    found: Callable[..., list[str]], briefing_from: BriefingFrom
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    assert found("-C", root, "--select", "T01", *TODAY) == []
    assert found("-C", root, "--select", "T01", "--today", "2024-12-24") == ["T01 sofa.toml"]


QUOTING = CARD.replace('source = "jt"', 'source = "jt"\nquote = "We will take the lead"')
ARCHIVED = """
[jt]
title = "Ishiba to seek a more equal alliance"
publisher = "The Japan Times"
kind = "reporting"
archive = "jt.txt"
"""


@pytest.fixture
def quoting(tmp_path: Path, briefing_from: BriefingFrom) -> Path:
    """A briefing with a quotation, and beside it an archive that has another."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/jt.txt").write_text("We take the initiative.\n")
    return briefing_from({"us/sofa.toml": QUOTING, "sources.toml": ARCHIVED})


def test_quotations_are_verified_where_an_archive_is_named(
    found: Callable[..., list[str]], quoting: Path, tmp_path: Path
) -> None:
    assert found("-C", quoting, "--select", "Q", "--archive", tmp_path / "texts") == ["Q01 sofa.toml"]
    assert found("-C", quoting, "--select", "Q") == []


def test_the_archive_of_the_settings_is_used_where_it_is_there(said: Said, quoting: Path, tmp_path: Path) -> None:
    settings = tmp_path / "config/briefing/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'archive = "{tmp_path}/texts"\n')
    assert "error[Q01]" in said("check", "-C", quoting, "--select", "Q").out
    settings.write_text(f'archive = "{tmp_path}/nowhere"\n')
    ended = said("check", "-C", quoting, "--select", "Q")
    assert (ended.code, ended.out) == (0, "")
    assert (
        ended.err == f"briefing: the archive of the settings, {tmp_path}/nowhere, is not there: "
        "no quotation is verified\n"
    )


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> list[tuple[date, list[str], bool]]:
    """How the network was asked; it answers that one link in each of two files is dead."""
    asked: list[tuple[date, list[str], bool]] = []

    def check_links(library: Any, today: date, paths: list[Path], *, private: bool) -> list[Problem]:
        asked.append((today, [path.name for path in paths], private))
        return [
            Problem(library.root / place, 4, 1, "L03", "answers 404", severity=Severity.WARNING)
            for place in ("us/sofa.toml", "sources.toml")
        ]

    monkeypatch.setitem(sys.modules, "briefing.cli.linked", SimpleNamespace(check_links=check_links))
    return asked


def test_the_network_is_asked_only_where_that_is_asked_for(
    found: Callable[..., list[str]], briefing_from: BriefingFrom, links: list[tuple[date, list[str], bool]]
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    assert found("-C", root, *TODAY) == []
    assert links == []
    assert found("-C", root, *TODAY, "--links") == ["L03 sources.toml", "L03 sofa.toml"]
    assert links == [(date.today(), ["content"], False)]  # the cache goes by the calendar
    found("-C", root, *TODAY, "--links", "--private")
    assert found(root / "us" / "sofa.toml", *TODAY, "--links", "--private") == ["L03 sofa.toml"]
    assert links[1:] == [(date.today(), [name], True) for name in ("content", "sofa.toml")]


def test_dead_links_are_chosen_and_ignored_as_other_findings_are(
    said: Said, briefing_from: BriefingFrom, links: list[tuple[date, list[str], bool]]
) -> None:
    root = briefing_from({"us/sofa.toml": CARD.replace("summary", 'ignore = ["L03"]\nsummary', 1)})
    ended = said("check", "-C", root, *TODAY, "--links")
    assert ended.out.count("warning[L03]") == 1
    assert ended.out.endswith("1 warning in 1 file\n1 finding ignored by its card: L03 1\n")
    assert said("check", "-C", root, *TODAY, "--links", "--ignore", "L").out == ""
    assert len(links) == 1


def test_it_runs_as_a_program_does(briefing: Briefing, briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": FAULTY})
    ended = briefing("check", "-C", str(root), *TODAY)
    assert (ended.code, ended.err) == (1, "")
    assert ended.out.startswith("error[J05]: 60 percent is ")
    assert "\n  --> content/us/sofa.toml:" in ended.out


@pytest.mark.parametrize(("words", "code"), [(["--select", "J"], "C01"), (["--ignore", "C"], "C01")])
@pytest.mark.parametrize("form", ["json", "sarif", "github", "text"])
def test_that_a_file_cannot_be_read_is_told_whichever_rules_are_chosen(
    said: Said, here: Path, words: list[str], code: str, form: str
) -> None:
    (here / "content/us/sofa.toml").write_text("title =")
    ended = said("check", "content/us/sofa.toml", "--format", form, *words)
    assert (ended.code, ended.err) == (1, "")
    assert ended.out.count(code) == {"json": 1, "sarif": 2, "github": 1, "text": 1}[form]


def test_a_rule_that_was_not_chosen_is_described_where_it_told_something(said: Said, here: Path) -> None:
    words = ("check", "content/us/sofa.toml", "--format", "sarif", "--select", "J05")
    (here / "content/us/sofa.toml").write_text("title =")
    (run,) = json.loads(said(*words).out)["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["C01", "J05"]
    assert [(each["ruleId"], each["ruleIndex"]) for each in run["results"]] == [("C01", 0)]
    (here / "content/us/sofa.toml").write_text(FAULTY)
    (run,) = json.loads(said(*words).out)["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["J05"]


def test_an_archive_with_a_name_that_no_folder_can_have_is_only_not_there(
    said: Said, quoting: Path, tmp_path: Path
) -> None:
    name = "a" * 300
    settings = tmp_path / "config/briefing/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'archive = "{tmp_path}/{name}"\n')
    ended = said("check", "-C", quoting)
    assert (ended.code, ended.err) == (
        0,
        f"briefing: the archive of the settings, {tmp_path}/{name}, is not there: no quotation is verified\n",
    )
    ended = said("check", "-C", quoting, "--archive", name)
    assert ended.err == f"briefing: there is no archive in {name}: name a folder that is there, or leave it out\n"
    assert ended.code == 2


def test_a_link_to_what_no_file_can_be_named_is_told_as_any_other(said: Said, here: Path) -> None:
    (here / "content/us/long.toml").symlink_to("a" * 300)
    ended = said("check", "content/us/long.toml")
    assert (ended.code, ended.err) == (1, "")
    assert ended.out.startswith("error[C06]: ")


CHECK = """
import sys
from briefing.cli import check, main

check.usable = lambda: int(sys.argv[1])
main.main(["check", "--today", "2024-11-20", "-C", sys.argv[2]])
"""


def test_the_command_says_the_same_by_one_process_and_by_several(
    environ: dict[str, str], briefing_from: BriefingFrom
) -> None:
    cards = {f"us/card-{number}.toml": MIXED[number % len(MIXED)] for number in range(350)}
    root = briefing_from({**cards, "sources.toml": MORE_SOURCES})
    by_one, by_several = (
        subprocess.run(
            [sys.executable, "-c", CHECK, processes, str(root)],
            env={**environ, "XDG_CACHE_HOME": str(root.parent / processes)},
            capture_output=True,
            text=True,
            check=True,
        )
        for processes in ("1", "3")
    )
    assert by_several.stdout == by_one.stdout
    assert len(by_one.stdout.splitlines()) > 1000
    assert (by_one.stderr, by_several.stderr) == ("", "")
