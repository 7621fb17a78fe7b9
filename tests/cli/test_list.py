"""`briefing list`, and the other commands that print a table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from examples import CARD, twelve_regions

from briefing.publish.plain import cells

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


def test_nothing_found_is_no_success(said: Said, folder: Path) -> None:
    listed = said("list", "alliance", "quiet", "-C", folder)
    assert (listed.code, listed.out) == (1, "")
    assert "no card holds these words" in listed.err


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
