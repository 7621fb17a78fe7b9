"""A folder is read as far as it can be: one bad file hides nothing else."""

from __future__ import annotations

import gc
import os
import socket
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examples import CARD, SOURCES

from briefing.library.folder import read_library, read_shelf
from briefing.library.problem import BriefingError, Problem, Severity
from briefing.library.toml import Text, decode

if TYPE_CHECKING:
    from conftest import BriefingFrom, LibraryFrom

    from briefing.library.library import Library

HEAD = "schema = 1\ntitle = 't'\nperspective = 'p'\nas_of = 2024-10-03\n"


def told(library: Library) -> list[tuple[str, str, str]]:
    """The problems as a reader sees them in the list: file, rule, message."""
    return [
        (str(problem.path.relative_to(library.root)), problem.code, problem.message) for problem in library.problems
    ]


def save(file: Path, text: str) -> None:
    """Save as an editor does: a new file in the old one's place."""
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def test_a_folder_without_a_briefing_is_for_the_user_to_mend(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match=r"there is no briefing in .*: it has no briefing.toml"):
        read_library(tmp_path)
    with pytest.raises(BriefingError, match=r"no briefing in .*evil<U\+001B>"):
        read_library(tmp_path / "evil\x1b")
    with pytest.raises(BriefingError):
        read_library(tmp_path / ("x" * 300))


def test_regions_stand_in_the_briefings_order_and_cards_in_order_of_name(library_from: LibraryFrom) -> None:
    library = library_from({"us/b.toml": CARD, "us/a.toml": CARD, "asean/c.toml": CARD})
    assert list(library.regions) == ["us", "asean"]
    assert list(library.files) == ["us/a", "us/b", "asean/c"]
    assert library.problems == ()


def test_one_bad_file_hides_nothing_else(library_from: LibraryFrom) -> None:
    library = library_from({"us/bad.toml": "not toml", "us/good.toml": CARD, "korea/good.toml": CARD})
    assert list(library.cards) == ["us/good", "korea/good"]
    assert list(library.files) == ["us/bad", "us/good", "korea/good"]
    assert [problem.code for problem in library.problems_of("us/bad")] == ["C01"]
    assert library.problems_of("us/good") == ()
    assert str(library.problems[0]).endswith(
        "content/us/bad.toml:1:5: error[C01]: not TOML: Expected '=' after a key in a key/value pair"
    )


def test_a_briefing_toml_that_cannot_be_read_leaves_every_card_readable(library_from: LibraryFrom) -> None:
    library = library_from(
        {"us/a.toml": CARD, "korea/b.toml": CARD.replace("2024-10-03", "2024-11-01"), "briefing.toml": "x"}
    )
    assert [problem.code for problem in library.problems] == ["C01"]
    assert list(library.cards) == ["korea/b", "us/a"]
    assert library.briefing.title == "content (briefing.toml cannot be read)"
    assert library.briefing.as_of == date(2024, 11, 1)


def test_an_unreadable_briefing_of_nothing_is_still_a_library(briefing_from: BriefingFrom, tmp_path: Path) -> None:
    (tmp_path / "briefing.toml").write_text("")
    (tmp_path / "sources.toml").write_text("")
    library = read_library(tmp_path)
    assert library.regions == {}
    assert library.outlook(library.standings(date(2024, 10, 3))).worst is None


@pytest.mark.parametrize("bad", ["not toml", "", 'name = "States"\n', "code = 5\n"])
def test_a_region_toml_that_cannot_be_read_costs_only_its_name(library_from: LibraryFrom, bad: str) -> None:
    library = library_from({"us/a.toml": CARD, "us/region.toml": bad})
    assert {problem.path.name for problem in library.problems} == {"region.toml"}
    assert (library.regions["us"].name, library.regions["us"].code) == ("us", "US")
    assert list(library.cards) == ["us/a"]


def test_a_region_without_folder_and_one_named_twice_are_told_at_their_place(library_from: LibraryFrom) -> None:
    library = library_from({"us/a.toml": CARD, "briefing.toml": f"{HEAD}regions = ['us', 'korea', 'us']\n"})
    assert [(each.code, each.line, each.column, each.width, each.message) for each in library.problems] == [
        ("C03", 5, 18, 7, "region `korea` has no folder"),
        ("C03", 5, 27, 4, "region `us` stands twice in the list"),
    ]
    assert list(library.regions) == ["us", "korea"]


def test_a_folder_of_toml_that_no_region_names_is_told(library_from: LibraryFrom) -> None:
    library = library_from(
        {"us/a.toml": CARD, "notes/x.toml": CARD, ".git/x.toml": CARD, "briefing.toml": f"{HEAD}regions = ['us']\n"}
    )
    (problem,) = library.problems
    assert (problem.code, problem.severity) == ("C07", Severity.WARNING)
    assert problem.message == "no region names the folder `notes`, so its cards are not read"


@pytest.mark.parametrize("name", ["My Card", "Sofa", "sofa_x", "evil\x1b[2J", "日本", "-a", "a--b"])
def test_a_file_name_that_cannot_be_a_reference_is_told_and_safe_to_show(library_from: LibraryFrom, name: str) -> None:
    library = library_from({f"us/{name}.toml": CARD, "us/good.toml": CARD})
    (problem,) = library.problems
    shown = name.replace("\x1b", "<U+001B>")
    assert problem.message == f"`{shown}.toml` is not a card's file name"
    assert "\x1b" not in str(problem)
    assert set(library.files) == {f"us/{shown}.toml", "us/good"}
    assert list(library.cards) == ["us/good"]


def test_a_file_whose_name_only_looks_like_that_of_a_card_hides_neither_it_nor_another(
    library_from: LibraryFrom,
) -> None:
    library = library_from({"us/a.toml": CARD, "us/a\u3000.toml": CARD, "us/a\u00a0.toml": CARD})
    assert list(library.cards) == ["us/a"]
    assert sorted(library.files) == ["us/a", "us/a .toml", "us/a .toml (2)"]
    assert [problem.message for problem in library.problems] == ["`a .toml` is not a card's file name"] * 2


def test_what_editors_leave_behind_is_no_card(library_from: LibraryFrom) -> None:
    leavings = [".a.toml.swp", "a.toml~", "#a.toml#", ".#a.toml", "#a.toml", ".hidden.toml", "4913", "a.toml.bak"]
    library = library_from({"us/a.toml": CARD} | {f"us/{name}": "torn" for name in leavings})
    assert library.problems == ()
    assert list(library.files) == ["us/a"]


def test_special_files_are_told_at_once_and_never_waited_for(
    briefing_from: BriefingFrom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = briefing_from({"us/good.toml": CARD})
    us = root / "us"
    os.mkfifo(us / "fifo.toml")
    (us / "zero.toml").symlink_to("/dev/zero")
    (us / "loop.toml").symlink_to("loop.toml")
    (us / "gone.toml").symlink_to("nowhere.toml")
    (us / "folder.toml").mkdir()
    (us / "large.toml").write_bytes(b"#" * 2 * 1024 * 1024)
    (us / "sparse.toml").touch()
    os.truncate(us / "sparse.toml", 1 << 40)
    (tmp_path / "secret.toml").write_text(CARD)
    (us / "leaving.toml").symlink_to(tmp_path / "secret.toml")
    (us / "staying.toml").symlink_to("good.toml")
    monkeypatch.chdir(us)  # a socket's path may have no more than a hundred characters
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.toml")

    library = read_library(root)

    assert list(library.cards) == ["us/good", "us/staying"]
    said = {name: (code, message) for name, code, message in told(library)}
    assert said.pop("us/socket.toml")[0] == "C06"
    assert said.pop("us/loop.toml") in {
        ("C06", "cannot be read: a link that leads back to itself"),
        ("C06", "cannot be read: too many levels of symbolic links"),
    }
    assert said == {
        "us/fifo.toml": ("C06", "not a regular file"),
        "us/zero.toml": ("C06", "a link that leaves the folder"),
        "us/gone.toml": ("C06", "there is no gone.toml"),
        "us/folder.toml": ("C06", "not a regular file"),
        "us/large.toml": ("C06", "larger than 1 MiB, the most a file of a briefing may have"),
        "us/sparse.toml": ("C06", "larger than 1 MiB, the most a file of a briefing may have"),
        "us/leaving.toml": ("C06", "a link that leaves the folder"),
    }
    assert all(library.files[f"us/{name}"].model is None for name in ("fifo", "zero", "loop", "gone", "folder"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_told(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD, "us/good.toml": CARD})
    (root / "us" / "a.toml").chmod(0)
    library = read_library(root)
    assert told(library) == [("us/a.toml", "C06", "cannot be read: permission denied")]
    assert list(library.cards) == ["us/good"]


def test_a_region_that_is_a_link_out_of_the_folder_is_told_once(briefing_from: BriefingFrom, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("region", "a", "b"):
        (elsewhere / f"{name}.toml").write_text(CARD)
    root = briefing_from({"us/good.toml": CARD, "briefing.toml": f"{HEAD}regions = ['us', 'korea', 'loop']\n"})
    (root / "korea").symlink_to(elsewhere)
    (root / "loop").symlink_to("loop")
    (root / "unnamed").symlink_to(elsewhere)

    library = read_library(root)

    assert told(library) == [
        ("briefing.toml", "C03", "region `loop` has no folder"),
        ("korea", "C06", "a link that leaves the folder"),
    ]
    assert list(library.files) == ["us/good"]


def test_a_region_that_is_a_link_within_the_folder_is_read(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"asean/a.toml": CARD, "briefing.toml": f"{HEAD}regions = ['sea']\n"})
    (root / "sea").symlink_to("asean")
    assert list(read_library(root).cards) == ["sea/a"]


def test_the_whole_folder_may_be_reached_by_a_link(briefing_from: BriefingFrom, tmp_path: Path) -> None:
    briefing_from({"us/a.toml": CARD})
    (tmp_path / "link").symlink_to("content")
    library = read_library(tmp_path / "link")
    assert library.problems == ()
    assert list(library.cards) == ["us/a"]


def test_files_that_have_not_changed_are_not_read_again(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD, "us/b.toml": CARD, "us/bad.toml": "not toml"})
    first = read_library(root)
    save(root / "us" / "a.toml", CARD.replace("A more equal", "A less equal"))
    second = read_library(root, first)

    assert second.cards["us/a"].title == "A less equal alliance"
    again = {path.name for path, reading in second.readings.items() if reading is first.readings[path]}
    assert again == {"briefing.toml", "sources.toml", "region.toml", "b.toml", "bad.toml"}
    assert second.problems == first.problems


def test_the_last_good_version_of_a_card_stays_marked_until_it_is_mended(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD, "us/b.toml": CARD})
    good = read_library(root)
    save(root / "us" / "a.toml", CARD[:80])
    torn = read_library(root, good)
    still = read_library(root, torn)
    save(root / "us" / "a.toml", CARD)
    mended = read_library(root, still)

    for library in (torn, still):
        assert library.cards["us/a"] == good.cards["us/a"]
        assert library.files["us/a"].last_good
        assert [problem.code for problem in library.problems] == ["C01"]
    assert not mended.files["us/a"].last_good
    assert mended.problems == ()


def test_a_last_good_version_is_not_held_to_todays_sources(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD})
    good = read_library(root)
    save(root / "us" / "a.toml", "")
    save(root / "sources.toml", SOURCES.replace("[jt]", "[japan-times]"))
    assert {problem.path.name for problem in read_library(root, good).problems} == {"a.toml"}


def test_a_card_that_is_deleted_goes_and_one_that_is_added_comes(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD})
    first = read_library(root)
    (root / "us" / "a.toml").unlink()
    save(root / "us" / "b.toml", CARD)
    assert list(read_library(root, first).files) == ["us/b"]


@pytest.mark.parametrize("name", ["briefing.toml", "sources.toml", "us/region.toml"])
def test_what_holds_the_cards_together_keeps_its_last_good_version_too(briefing_from: BriefingFrom, name: str) -> None:
    root = briefing_from({"us/a.toml": CARD})
    first = read_library(root)
    (root / name).unlink()
    second = read_library(root, first)

    assert told(second) == [(name, "C06", f"there is no {name.rpartition('/')[2]}")]
    assert (second.briefing, second.regions, second.sources) == (first.briefing, first.regions, first.sources)
    assert second.cards == first.cards


def test_a_folder_that_vanishes_leaves_the_briefing_without_cards(briefing_from: BriefingFrom, tmp_path: Path) -> None:
    root = briefing_from({"us/a.toml": CARD})
    first = read_library(root)
    root.rename(tmp_path / "elsewhere")
    second = read_library(root, first)
    assert second.briefing == first.briefing
    assert ("briefing.toml", "C03", "region `us` has no folder") in told(second)
    assert {problem.line for problem in second.problems} == {0}


class Said:
    """A shelf of nothing but texts by path: folders and files that no disk has ever held."""

    def __init__(self, root: Path, files: dict[str, str]) -> None:
        self.root = root
        self.files = {root / path: text for path, text in files.items()}

    def names(self, folder: Path) -> list[str]:
        return sorted({path.relative_to(folder).parts[0] for path in self.files if path.is_relative_to(folder)})

    def is_folder(self, path: Path) -> bool:
        return path not in self.files and bool(self.names(path))

    def barred(self, folder: Path) -> str:
        return "a folder that nobody may look into" if folder.name == "secret" else ""

    def stamp(self, path: Path) -> tuple[str, ...] | None:
        return (self.files[path],) if path in self.files else None

    def read(self, path: Path) -> Text:
        text = Text(path, self.stamp(path))
        decode(text, self.files[path].encode())
        return text


def test_a_briefing_is_read_wherever_its_files_stand(tmp_path: Path) -> None:
    root = tmp_path / "nowhere"
    files = {
        "briefing.toml": f"{HEAD}regions = ['us', 'secret', 'gone']\n",
        "sources.toml": SOURCES,
        "us/region.toml": "name = 'States'\ncode = 'US'\n",
        "us/a.toml": CARD,
        "us/b.toml": "torn",
        "secret/a.toml": CARD,
        "notes/x.toml": CARD,
    }
    library = read_shelf(Said(root, files), {})
    assert not root.exists()
    assert list(library.cards) == ["us/a"]
    assert [(str(problem.path.relative_to(root)), problem.code) for problem in library.problems] == [
        ("briefing.toml", "C03"),
        ("notes", "C07"),
        ("secret", "C06"),
        ("us/b.toml", "C01"),
    ]
    again = read_shelf(Said(root, files | {"us/b.toml": CARD}), library.readings)
    assert list(again.cards) == ["us/a", "us/b"]
    assert again.files["us/a"] is library.files["us/a"]


def test_the_collector_is_as_it_was_after_a_reading(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/a.toml": CARD})
    assert gc.isenabled()
    read_library(root)
    assert gc.isenabled()
    gc.disable()
    try:
        read_library(root)
        assert not gc.isenabled()
    finally:
        gc.enable()


def rated(likelihood: str, impact: str, **changes: str) -> str:
    text = CARD.replace('"unlikely"', f'"{likelihood}"').replace('"moderate"', f'"{impact}"')
    return "".join(f"{key} = {value}\n" for key, value in changes.items()) + text


def test_a_region_lists_its_own_worst_first_then_its_guests_and_the_unreadable_before_all(
    library_from: LibraryFrom,
) -> None:
    library = library_from(
        {
            "us/calm.toml": rated("unlikely", "minor"),
            "us/grave.toml": rated("likely", "significant"),
            "us/torn.toml": "not toml",
            "us/draft.toml": rated("likely", "significant", status="'draft'"),
            "us/over.toml": rated("likely", "significant", status="'retired'", also_in="['korea']"),
            "korea/guest.toml": rated("almost certain", "catastrophic", also_in="['us', 'korea']"),
        }
    )
    standings = library.standings(date(2024, 10, 3))
    assert library.listed("us", standings) == ["us/torn", "us/grave", "us/calm", "korea/guest"]
    assert library.listed("korea", standings) == ["korea/guest"]
    assert library.worst_first(["us/calm", "us/grave"], standings) == ["us/grave", "us/calm"]

    assert library.outlook(standings, "us").worst == "us/grave"
    assert library.outlook(standings, "us").cards == 2
    assert library.outlook(standings).worst == "korea/guest"
    assert library.outlook(standings).cards == 3  # a guest counts once, at home


def test_a_closed_briefing_is_judged_as_of_its_own_day(library_from: LibraryFrom) -> None:
    library = library_from({"us/a.toml": CARD, "briefing.toml": f"{HEAD}regions = ['us']\nclosed = true\n"})
    assert library.standings(date(2030, 1, 1))["us/a"].freshness == "fresh"
    still_open = replace(library, briefing=replace(library.briefing, closed=False))
    assert still_open.standings(date(2030, 1, 1))["us/a"].freshness == "overdue"


def test_a_key_of_the_model_is_found_in_its_file(library_from: LibraryFrom) -> None:
    reading = library_from({"us/a.toml": CARD}).files["us/a"]
    assert reading.position(("risk", "assessment", 0, "why")) == (14, 1, 3)
    assert reading.position(("summary",), "[c1]") == (3, 43, 4)


def test_a_problem_names_its_place_as_far_as_it_has_one(tmp_path: Path) -> None:
    whole = Problem(tmp_path / "evil\x1b.toml", 0, 0, "C06", "not a regular file")
    assert str(whole) == f"{tmp_path}/evil<U+001B>.toml: error[C06]: not a regular file"


def test_a_region_that_was_misspelt_is_told_with_the_folder_that_may_be_meant(library_from: LibraryFrom) -> None:
    head = 'schema = 1\ntitle = "T"\nperspective = "Japan"\nas_of = 2024-10-03\nregions = ["korae"]\n'
    problems = library_from({"briefing.toml": head, "korea/card.toml": CARD}).problems
    told = next(problem for problem in problems if problem.code == "C03")
    assert (told.line, told.column) == (5, 12)
    assert told.message == "region `korae` has no folder; did you mean `korea`?"
    assert told.help.startswith("write `korea`, make the folder korae/")


def test_a_region_whose_folder_is_shut_is_told_as_a_whole(
    briefing_from: BriefingFrom, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != root / "us" and may(path, mode))
    (problem,) = (each for each in read_library(root).problems if each.code == "C06")
    assert (problem.path, problem.line) == (root / "us", 0)
    assert (problem.message, problem.help) == ("cannot be looked into: permission denied", "let it be read")
