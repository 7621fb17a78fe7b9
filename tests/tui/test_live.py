"""Content that changes while it is read: seen at once, the place kept, nothing good lost."""

from __future__ import annotations

import os
import shutil
import time
from datetime import date
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

import pytest
from driving import Driven
from examples import CARD, SOURCES

from briefing.library.root import shipped
from briefing.tui.app import BriefingApp
from briefing.tui.content import Content, watched
from briefing.tui.panes.bars import NoticeBar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import BriefingFrom
    from driving import OpenDashboard

    from briefing.library.library import Library

pytestmark = pytest.mark.anyio

QUIET = 'title = "Quiet waters"\nas_of = 2024-10-03\nsummary = "Nothing moves."\n'
FILES = {"us/alliance.toml": CARD, "us/quiet.toml": QUIET}


def save_in_place(path: Path, text: str) -> None:
    path.write_text(text)


def save_by_rename(path: Path, text: str) -> None:
    new = path.with_name(f".{path.name}.new")
    new.write_text(text)
    new.replace(path)


def save_by_unlinking(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text)


@pytest.mark.parametrize("save", [save_in_place, save_by_rename, save_by_unlinking])
async def test_a_save_by_any_editor_shows_without_a_key(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, save: Callable[[Path, str], None]
) -> None:
    root = briefing_from(FILES)
    async with open_dashboard(root) as opened:
        await opened.press("1")
        await opened.until(lambda: opened.app.watching)
        save(root / "us/alliance.toml", CARD.replace("A more equal alliance", "A much more equal alliance"))
        await opened.shows("A much more equal alliance")
        assert opened.dashboard.reference == "us/alliance"


async def test_a_reload_keeps_the_card_its_scroll_and_the_pane(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    claims = "".join(f'\n[[claim]]\ntext = "Claim number {number}."\nsource = "jt"\n' for number in range(2, 40))
    root = briefing_from(FILES | {"us/alliance.toml": CARD + claims})
    async with open_dashboard(root) as opened:
        await opened.press("1", "l", "space")
        top = opened.dashboard.card.scroll_offset.y
        save_in_place(root / "us/alliance.toml", (CARD + claims).replace("Claim number 39.", "Claim of another day."))
        await opened.press("r")
        await opened.until(lambda: "another day" in str(opened.dashboard.shown))
        assert opened.dashboard.card.scroll_offset.y == top > 0
        assert opened.dashboard.pane is opened.dashboard.card


async def test_a_broken_save_keeps_the_last_good_version_and_says_where(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(FILES)
    async with open_dashboard(root) as opened:
        await opened.press("1")
        save_in_place(root / "us/alliance.toml", CARD.replace('"unlikely"', "unlikely"))
        await opened.press("r")
        await opened.shows("alliance.toml:11 not TOML")
        assert "last good version" in opened.text
        assert "unlikely (20–45%) × moderate" in opened.text
        assert "! 1 error" in opened.text
        await opened.press("!")
        assert "error[C01] not TOML: Invalid value" in opened.text
        save_in_place(root / "us/alliance.toml", CARD)
        await opened.press("r")
        await opened.shows("None: nothing is wrong with any file.")
        await opened.press("q")
        assert opened.dashboard.reference == "us/alliance"
        assert "last good version" not in opened.text


JUDGED = f"""{CARD}
[[judgment]]
statement = "Formal talks may open before April."
likelihood = "unlikely"
by = 2025-03-31
"""


async def test_what_the_rules_find_follows_a_save_and_is_counted_by_how_grave_it_is(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    unseen = SOURCES.replace("accessed = 2024-10-03\n", "")
    root = briefing_from({"us/alliance.toml": f'{CARD}origin = "jt"\n', "sources.toml": unseen})
    async with open_dashboard(root) as opened:
        assert [problem.code for problem in opened.library.problems] == ["S05"]
        assert "!" not in opened.lines[0]  # what is only to be known is not to be mended
        save_in_place(root / "us/alliance.toml", JUDGED)
        await opened.press("r")
        await opened.shows("! 2 warnings")
        assert "alliance.toml:22 the statement does not say how likely it is" in opened.text
        await opened.press("!")
        assert "2 warnings in 1 file" in opened.text
        assert "  us/alliance.toml" in opened.lines
        assert "22:1  warning[J01] the statement does not say how likely it is" in opened.text
        assert "22:27 warning[J07]" in opened.text
        save_in_place(root / "us/alliance.toml", JUDGED.replace("talks may open", "talks are unlikely to open"))
        await opened.press("r")
        await opened.shows("mended: no problems are left")
        assert "None: nothing is wrong with any file." in opened.text


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (CARD.replace("as_of = 2024-10-03", 'as_of = "2024-10-03"'), "alliance.toml:2 `as_of` must be a day"),
        (CARD.replace('confidence = "low"', 'confidence = "lo"'), "alliance.toml:13 `lo` is not a value"),
        (CARD.replace("title =", "tilte = 'x'\ntitle ="), "alliance.toml:1 `tilte` is not a key of a card"),
        (CARD.replace('equal alliance"', "equal alliance"), "alliance.toml:1 not TOML"),
        (CARD.replace("[c1]", "[c9]"), "alliance.toml:3 [c9] cites nothing"),
        (CARD.replace("A more", "A\ufeff more"), "alliance.toml:1 a character that must not reach a terminal"),
    ],
)
async def test_whatever_a_save_breaks_is_told_and_so_is_its_mending(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, wrong: str, told: str
) -> None:
    root = briefing_from(FILES)
    async with open_dashboard(root) as opened:
        await opened.press("1")
        await opened.until(lambda: opened.app.watching)
        for _ in range(2):
            save_in_place(root / "us/alliance.toml", wrong)
            await opened.shows(told)
            save_in_place(root / "us/alliance.toml", CARD)
            await opened.shows("mended: no problems are left")


async def test_of_two_faults_the_mending_of_one_is_told_with_what_is_left(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(FILES)
    async with open_dashboard(root) as opened:
        await opened.until(lambda: opened.app.watching)
        save_in_place(root / "us/quiet.toml", f"{QUIET}tag = []\n")
        await opened.shows("quiet.toml:4 `tag` is not a key of a card")
        save_in_place(root / "us/alliance.toml", CARD.replace("[c1]", "[c9]"))
        await opened.shows("alliance.toml:3 [c9] cites nothing")
        save_in_place(root / "us/alliance.toml", CARD)
        await opened.shows("mended; one problem is left  (! shows all)")
        (root / "us").rename(root / "away")
        await opened.shows("region `us` has no folder")
        (root / "away").rename(root / "us")
        await opened.shows("quiet.toml:4 `tag` is not a key of a card")


async def test_enter_on_a_problem_opens_the_editor_at_its_line(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor = tmp_path / "code"  # a name that is known to open a window of its own
    editor.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > {tmp_path}/asked\n")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    root = briefing_from({"us/alliance.toml": JUDGED})
    async with open_dashboard(root) as opened:
        await opened.press("!", "j", "enter")
        await opened.until((tmp_path / "asked").exists)
        await opened.until(lambda: (tmp_path / "asked").read_text().endswith("\n"))
    assert f"{root}/us/alliance.toml:22:27" in (tmp_path / "asked").read_text()


async def test_a_new_card_is_written_as_a_draft_and_opened(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor = tmp_path / "code"
    editor.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > {tmp_path}/asked\n")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    root = briefing_from(FILES)
    async with open_dashboard(root) as opened:
        await opened.press("1", "plus")
        assert "A new card: its region and its name" in opened.text
        await opened.press(*"hotline", "enter")
        await opened.until((tmp_path / "asked").exists)
        assert 'status = "draft"' in (root / "us/hotline.toml").read_text()
        await opened.shows("opened hotline.toml")
        await opened.press("r")
        await opened.until(lambda: "us/hotline" in opened.library.files)
        await opened.press("plus", *"hotline", "enter")
        assert "is there already, and it is left as it is" in " ".join(opened.text.split())
        await opened.press("ctrl+u", *"eu/x", "enter")
        assert "briefing.toml names no region `eu`" in opened.text
        await opened.press("ctrl+u", *"us/My card", "enter")
        assert "does not name a card: write region/name, as us/sofa-revision" in " ".join(opened.text.split())
        await opened.press("escape")
        assert "A new card" not in opened.text


async def test_no_card_is_added_to_the_shipped_briefing(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(shipped("content")) as opened:
        await opened.press("plus")
        assert "this briefing came with the program and is left as it is; e offers a copy" in opened.text


async def test_a_file_seen_empty_for_a_moment_is_not_told_as_a_problem(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(FILES)
    told: set[str] = set()
    async with open_dashboard(root) as opened:
        await opened.until(lambda: opened.app.watching)

        def reads(version: int) -> bool:
            told.add(opened.dashboard.query_one(NoticeBar).notice)
            return f"Version {version} " in opened.library.cards["us/alliance"].title

        for version in range(10):
            with (root / "us/alliance.toml").open("w") as file:
                file.flush()
                os.fsync(file.fileno())
                await opened.pilot.pause(0.05)
                file.write(CARD.replace("A more equal", f"Version {version} of an equal"))
            await opened.until(partial(reads, version))
        assert told == {""}


async def test_a_new_card_and_a_deleted_one_show(briefing_from: BriefingFrom, open_dashboard: OpenDashboard) -> None:
    root = briefing_from(FILES)
    async with open_dashboard(root) as opened:
        await opened.press("1", "j")
        (root / "us/fresh.toml").write_text(QUIET.replace("Quiet waters", "Fresh wind"))
        (root / "us/quiet.toml").unlink()
        await opened.press("r")
        await opened.shows("Fresh wind")
        assert "Quiet waters" not in opened.text


async def test_past_midnight_all_is_of_the_new_day(briefing_from: BriefingFrom) -> None:
    days = [date(2024, 10, 3)]
    app = BriefingApp(briefing_from(FILES), days[0], clock=lambda: days[-1])
    async with app.run_test(size=(120, 40)) as pilot:
        opened = Driven(app, pilot)
        await opened.shows("* new")
        assert "0 overdue" in opened.text
        days.append(date(2025, 4, 1))
        await opened.shows("1 overdue")
        assert "judged on 1 Apr 2025" in opened.text


def taken_away(root: Path) -> None:
    root.rename(root.with_name("elsewhere"))


@pytest.mark.parametrize("go", [shutil.rmtree, taken_away])
async def test_a_folder_that_goes_leaves_what_stood_in_it_and_is_read_and_watched_again_once_it_is_back(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, go: Callable[[Path], object]
) -> None:
    root = briefing_from(FILES)
    async with open_dashboard(root) as opened:
        await opened.press("1")
        await opened.until(lambda: opened.app.watching)
        go(root)
        await opened.shows("the folder has gone; this is what stood in it")
        assert "A more equal alliance" in opened.text
        await opened.press("r")
        await opened.shows("the folder has gone")
        assert "A more equal alliance" in opened.text
        briefing_from({"us/alliance.toml": CARD.replace("A more equal", "A remade")})
        await opened.shows("A remade alliance")
        for version in ("first", "second"):
            save_in_place(root / "us/alliance.toml", CARD.replace("A more equal", f"A {version}"))
            await opened.shows(f"A {version} alliance")


async def test_a_region_that_is_added_while_the_briefing_is_open_is_watched_too(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(FILES)
    async with open_dashboard(root) as opened:
        await opened.until(lambda: opened.app.watching)
        briefing_from(FILES | {"korea/track.toml": QUIET})
        await opened.until(lambda: "korea" in opened.library.regions)
        await opened.press("2")
        await opened.shows("Quiet waters")
        for said in ("Fresh wind", "High seas"):
            save_in_place(root / "korea/track.toml", QUIET.replace("Quiet waters", said))
            await opened.shows(said)


def made_anew(region: Path) -> None:
    files = {path.name: path.read_text() for path in region.iterdir()}
    shutil.rmtree(region)
    region.mkdir()
    for name, text in files.items():
        (region / name).write_text(text)


def exchanged(region: Path) -> None:
    shutil.copytree(region, region.with_name(".next"))
    region.rename(region.with_name(".before"))
    region.with_name(".next").rename(region)


@pytest.mark.parametrize("replace", [made_anew, exchanged])
async def test_a_region_whose_folder_is_replaced_is_still_watched(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, replace: Callable[[Path], None]
) -> None:
    root = briefing_from(FILES)
    async with open_dashboard(root) as opened:
        await opened.press("1")
        await opened.until(lambda: opened.app.watching)
        replace(root / "us")
        for version in ("first", "second"):
            save_in_place(root / "us/alliance.toml", CARD.replace("A more equal", f"A {version}"))
            await opened.shows(f"A {version} alliance")


async def test_what_a_save_broke_is_told_though_a_folder_comes_while_it_is_checked(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = briefing_from(FILES)
    begun, found = Event(), Content._found

    def slow(content: Content, library: Library) -> Library:
        begun.set()
        time.sleep(0.5)
        return found(content, library)

    async with open_dashboard(root) as opened:
        await opened.until(lambda: opened.app.watching and opened.app.is_checked)
        monkeypatch.setattr(Content, "_found", slow)
        save_in_place(root / "us/alliance.toml", CARD.replace("[c1]", "[c9]"))
        await opened.until(begun.is_set)
        (root / "pictures").mkdir()
        await opened.shows("alliance.toml:3 [c9] cites nothing")


def test_only_folders_that_may_hold_content_are_watched_and_no_file_is_looked_up(briefing_from: BriefingFrom) -> None:
    root = briefing_from(FILES | {"korea/track.toml": QUIET, "korea/older/track.toml": QUIET, ".git/config": ""})
    (root / "loop").symlink_to("loop")
    (root / "nowhere").symlink_to("briefing.toml/nothing")
    assert [*watched(root)] == [root, root / "korea", root / "us"]
    assert watched(root / "gone") == {root / "gone": None}


async def test_a_region_that_goes_while_it_is_read_leads_back_to_the_overview(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(FILES | {"korea/track.toml": QUIET})
    async with open_dashboard(root) as opened:
        await opened.press("2")
        head = (root / "briefing.toml").read_text()
        (root / "briefing.toml").write_text(head.replace('"us", "korea"', '"us"'))
        await opened.press("r")
        await opened.until(lambda: "korea" not in opened.library.regions)
        assert opened.dashboard.view == "overview"


async def test_the_shipped_briefing_is_copied_before_it_is_edited(
    open_dashboard: OpenDashboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "code"
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/called\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    monkeypatch.setenv("HOME", str(tmp_path))
    before = {path: path.read_bytes() for path in shipped("content").rglob("*.toml")}
    async with open_dashboard(shipped("content")) as opened:
        await opened.press("1", "e")
        assert "Copy it to a folder of your own" in opened.text
        await opened.press("enter")
        await opened.until(lambda: opened.app.library and opened.app.library.root == tmp_path / "briefing")
        assert (tmp_path / "briefing" / "briefing.toml").is_file()
        assert opened.dashboard.region_id == "us"
        await opened.until((tmp_path / "called").is_file)
        assert str(tmp_path / "briefing" / "us") in (tmp_path / "called").read_text()
    assert before == {path: path.read_bytes() for path in shipped("content").rglob("*.toml")}


async def test_copying_over_a_folder_that_is_there_is_refused(
    open_dashboard: OpenDashboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "briefing").mkdir()
    (tmp_path / "briefing" / "mine.txt").write_text("mine")
    async with open_dashboard(shipped("content")) as opened:
        await opened.press("1", "e", "enter")
        assert "it is there already" in opened.text
        assert opened.app.root == shipped("content")


async def test_no_editor_is_a_sentence_and_not_a_crash(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("1", "e")
        assert "no-such-editor" in opened.text


async def test_the_keys_for_regions_survive_a_region_that_went(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(FILES | {"korea/track.toml": QUIET})
    async with open_dashboard(root) as opened:
        await opened.press("2", "!")
        head = (root / "briefing.toml").read_text()
        (root / "briefing.toml").write_text(head.replace('"us", "korea"', '"us"'))
        await opened.press("r")
        await opened.until(lambda: "korea" not in opened.library.regions)
        await opened.press("escape", "]", "]", "[", "1")
        assert opened.dashboard.region_id == "us"


async def test_a_card_that_loses_its_rating_while_the_overview_is_on_screen_leaves_the_matrix(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from({"us/a.toml": CARD, "us/b.toml": CARD.replace("A more", "Another, a more")})
    async with open_dashboard(root, (195, 60)) as opened:
        await opened.until(lambda: opened.app.watching)
        assert "b  ▰▰▱▱ Another" in opened.text
        (root / "us" / "b.toml").write_text('title = "Another"\nas_of = 2024-10-03\nsummary = "No rating."\n')
        await opened.until(lambda: opened.library.cards["us/b"].risk is None)
        await opened.pilot.resize_terminal(160, 50)
        await opened.until(lambda: "b  ▰▰▱▱" not in opened.text)
        assert "a  ▰▰▱▱ A more equal alliance" in opened.text
