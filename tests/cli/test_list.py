"""`briefing list`, and the other commands that print a table."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD, twelve_regions

from briefing.cli.list import list_cards
from briefing.library.folder import read_library
from briefing.publish.plain import cells
from briefing.reader.marks import ReadLog
from briefing.reader.places import state_file
from briefing.reader.state import State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cli.conftest import Ended
    from conftest import BriefingFrom

    Said = Callable[..., Ended]

TODAY = ("--today", "2024-10-03")
CONTEXT = 'title = "Ｑｕｉｅｔ Straße"\nas_of = 2024-10-03\ntags = ["Missiles"]\nsummary = "All quiet."\n'


@pytest.fixture
def folder(briefing_from: BriefingFrom) -> Path:
    return briefing_from({"us/sofa.toml": CARD, "korea/quiet.toml": CONTEXT + 'also_in = ["us"]\n'})


def test_a_card_is_a_line(said: Said, folder: Path) -> None:
    listed = said("list", "-C", folder, *TODAY)
    assert listed.code == 0
    assert listed.out == (
        "▰▰▱▱ GUARDED  * new  us/sofa      A more equal alliance  by 31 Mar 2025\n"
        "context              korea/quiet  Ｑｕｉｅｔ Straße\n"
    )


def test_columns_stand_in_line_in_every_script(said: Said, tmp_path: Path) -> None:
    listed = said("list", "-C", twelve_regions(tmp_path / "content"), "--today", "2025-05-10")
    columns = {cells(line[: line.index("by 31 Dec")]) for line in listed.out.splitlines()}
    assert len(columns) == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["alliance"], "us/sofa"),
        (["US/", "EQUAL"], "us/sofa"),
        (["missiles"], "korea/quiet"),
        (["quiet", "STRASSE"], "korea/quiet"),
    ],
)
def test_words_are_looked_for_whatever_their_case_or_width(
    said: Said, folder: Path, words: list[str], found: str
) -> None:
    listed = said("list", *words, "-C", folder, *TODAY)
    assert [found in line for line in listed.out.splitlines()] == [True]


def test_a_card_is_listed_by_an_earlier_reference(said: Said, briefing_from: BriefingFrom) -> None:
    renamed = briefing_from({"us/sofa.toml": CARD.replace("as_of", 'aliases = ["us/status"]\nas_of', 1)})
    assert "us/sofa" in said("list", "us/status", "-C", renamed, *TODAY).out


def test_nothing_found_is_no_success(said: Said, folder: Path) -> None:
    listed = said("list", "alliance", "quiet", "-C", folder)
    assert (listed.code, listed.out) == (1, "")
    assert "no card holds these words" in listed.err


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["level>=guarded"], ["us/sofa"]),
        (["level:none", "or", "alliance"], ["us/sofa", "korea/quiet"]),
        (["region:us -is:context"], ["us/sofa"]),
        (["not", "tag:missiles"], ["us/sofa"]),
        (['"more equal"'], ["us/sofa"]),
        (["is:draft"], ["us/draft"]),
        (["status:draft or is:new"], ["us/sofa", "us/draft"]),
    ],
)
def test_a_filter_asks_for_more_than_words(
    said: Said, briefing_from: BriefingFrom, words: list[str], found: list[str]
) -> None:
    draft = CONTEXT.replace("as_of", 'status = "draft"\nas_of').replace("Missiles", "Bases")
    files = {"us/sofa.toml": CARD, "us/draft.toml": draft, "korea/quiet.toml": CONTEXT + 'also_in = ["us"]\n'}
    listed = json.loads(said("list", *words, "--json", "-C", briefing_from(files), *TODAY).out)
    assert [card["reference"] for card in listed] == found


def test_what_is_wrong_with_a_filter_is_pointed_at(said: Said, folder: Path) -> None:
    listed = said("list", "海峡", "level>=hihg", "-C", folder)
    assert (listed.code, listed.out) == (2, "")
    assert listed.err == (
        "briefing: filter: `hihg` is none of low, guarded, elevated, high, none; did you mean `high`?\n"
        "  海峡 level>=hihg\n"
        "              ^\n"
    )
    assert said("list", "tag:", "-C", folder).err.endswith("  tag:\n      ^\nas Missiles\n")


@pytest.mark.parametrize("term", ["-is:context", "-has:risk", "-context", "-海峡", "-level=none"])
def test_a_term_turned_round_by_a_hyphen_is_told_how_to_be_written(said: Said, folder: Path, term: str) -> None:
    listed = said("-C", folder, "list", "alliance", term)
    assert (listed.code, listed.out) == (2, "")
    assert listed.err == (
        f"briefing: there is no option `{term}`.\n"
        f"To turn a term of the filter round write `not {term[1:]}`, "
        f"or put the filter last, behind `--`: `-- {term}`\n"
    )


@pytest.mark.parametrize(
    "words", [["not", "is:context"], ["--", "-is:context"], ["-is:context alliance"], ["--", "-has:gap", "alliance"]]
)
def test_written_so_it_is_taken(said: Said, folder: Path, words: list[str]) -> None:
    listed = said("-C", folder, *TODAY, "list", *words)
    assert [line.split()[4] for line in listed.out.splitlines()] == ["us/sofa"]


def test_options_are_still_options(said: Said, folder: Path) -> None:
    assert said("list", f"-C{folder}", "--json").code == 0
    assert "usage: briefing list" in said("list", "-h").out
    assert "unrecognized arguments: --foo" in said("list", "--foo").err


def test_an_order_that_is_asked_for_goes_over_all_regions(
    said: Said, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert list_cards(folder, date(2024, 10, 3), [], "text", "title") == 0
    assert [line.split()[-1] for line in capsys.readouterr().out.splitlines()] == ["2025", "Straße"]
    assert list_cards(folder, date(2024, 10, 3), [], "json", "date") == 0
    assert [card["reference"] for card in json.loads(capsys.readouterr().out)] == ["us/sofa", "korea/quiet"]


def test_unread_cards_are_those_that_the_reader_has_not_marked(said: Said, folder: Path) -> None:
    assert len(said("list", "is:unread", "-C", folder, *TODAY).out.splitlines()) == 2
    library = read_library(folder)
    with State(state_file()) as state:
        ReadLog(state).mark_read(library, ["us/sofa"], date(2024, 10, 3))
        ReadLog(state).bookmark(library, "us/sofa", True)
    assert "us/sofa" not in said("list", "is:unread", "-C", folder, *TODAY).out
    assert "us/sofa" in said("list", "is:bookmarked", "-C", folder, *TODAY).out
    assert said("list", "is:changed", "-C", folder).code == 1


def test_a_filter_that_needs_no_marks_does_not_look_for_them(said: Said, folder: Path, tmp_path: Path) -> None:
    assert said("list", "is:overdue", "-C", folder).code == 0
    assert not (tmp_path / "state").exists()


def test_marks_that_cannot_be_read_are_told_of(said: Said, folder: Path) -> None:
    state_file().parent.mkdir(parents=True)
    state_file().mkdir()
    listed = said("list", "is:unread", "-C", folder, *TODAY)
    assert listed.code == 0
    assert str(state_file()) in listed.err


def test_an_empty_briefing_says_so(said: Said, briefing_from: BriefingFrom) -> None:
    listed = said("list", "-C", briefing_from({}), "--json")
    assert (listed.code, listed.out) == (1, "[]\n")
    assert "no cards" in listed.err


def test_a_file_that_cannot_be_read_is_listed_as_that(said: Said, briefing_from: BriefingFrom) -> None:
    listed = said("list", "-C", briefing_from({"us/sofa.toml": CARD, "us/bad.toml": "="}))
    assert listed.code == 3
    assert listed.out.startswith("cannot be read ")
    assert "us/bad" in listed.out.splitlines()[0]


def test_a_passed_deadline_is_told(said: Said, folder: Path) -> None:
    assert "deadline passed 31 Mar 2025" in said("list", "-C", folder, "--today", "2025-04-01").out


def test_json_is_an_array_of_cards(said: Said, folder: Path) -> None:
    first, second = json.loads(said("list", "--json", "-C", folder, *TODAY).out)
    assert (first["reference"], first["derived"]["level"]) == ("us/sofa", "guarded")
    assert (second["title"], second["derived"]["level"]) == ("Ｑｕｉｅｔ Straße", None)


def test_the_keys_are_printed_in_groups(said: Said) -> None:
    printed = said("keys")
    assert printed.code == 0
    assert printed.out.startswith("Move\n\n  j down ")
    assert "1–9" in printed.out


def test_keys_of_ones_own_are_printed_in_place_of_the_default(said: Said, tmp_path: Path) -> None:
    settings = tmp_path / "config/briefing/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keys]\nquit = "ctrl+x"\n')
    actions = {action["id"]: action for action in json.loads(said("keys", "--json").out)}
    assert actions["quit"]["keys"] == ["ctrl+x"]
    assert "| `ctrl+x` |" in said("keys", "--markdown").out


def test_the_themes_are_named_and_which_is_the_default(said: Said) -> None:
    lines = said("themes").out.splitlines()
    assert [line.split()[0] for line in lines if line.endswith("default")] == ["midnight"]


def test_ones_own_themes_join_those_that_are_shipped_and_bad_ones_are_told(said: Said, tmp_path: Path) -> None:
    own = tmp_path / "config/briefing/themes"
    own.mkdir(parents=True)
    roles = ("ground", "text", "muted", "rule", "accent", "low", "guarded", "elevated", "high")
    colours = "".join(f'{role} = "#000000"\n' for role in roles)
    (own / "dusk.toml").write_text(f'name = "dusk"\ndark = true\n{colours}')
    (own / "bad.toml").write_text('name = "bad"\n')
    printed = said("themes")
    assert printed.code == 3
    assert [line.split() for line in printed.out.splitlines() if "dusk" in line] == [["dusk", "dark", "your", "own"]]
    assert "bad.toml" in printed.err


def test_paths_are_printed_with_whether_they_are_there(said: Said, folder: Path, tmp_path: Path) -> None:
    printed = said("paths", "-C", folder)
    assert printed.code == 0
    content, settings, *_ = printed.out.splitlines()
    assert content == f"content   {folder}"
    assert settings.split() == ["settings", str(tmp_path / "config/briefing/config.toml"), "not", "there"]


def test_paths_tell_what_the_settings_name_and_what_is_wrong_with_them(
    said: Said, folder: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "config/briefing/config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'archive = "{tmp_path}/texts"\nthemse = "x"\n')
    printed = said("paths", "-C", folder)
    assert printed.code == 3
    assert f"{tmp_path}/texts" in printed.out
    assert "config.toml:2: `themse` is not a key" in printed.err
