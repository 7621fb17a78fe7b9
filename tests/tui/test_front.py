"""A large folder opens from what an earlier run kept of it: the same screen, its files unread."""

from __future__ import annotations

import os
import time
from datetime import date
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from driving import Driven
from examples import CARD, write_briefing

from briefing.library import toml
from briefing.library.kept import Kept, survey
from briefing.reader.places import cache_folder
from briefing.tui import app as wiring
from briefing.tui.app import BriefingApp
from briefing.tui.content import Content
from briefing.tui.front import WORTH_KEEPING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from driving import OpenDashboard

    from briefing.library.toml import Text

pytestmark = pytest.mark.anyio

PAGES = ("1", "j", "l", "!", "t", "p", "w", "S", "C", "M", "0", "2", "J", "K", "s")
ON_DAY = date(2024, 10, 3)
LEVELS = ("very unlikely", "unlikely", "likely")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """As many cards as are worth keeping, in two regions, that nobody has written to for an hour."""
    files = {
        f"{region}/card-{number:03}.toml": CARD.replace('"unlikely"', f'"{LEVELS[number % 3]}"')
        .replace("A more equal", f"{number}: a more equal")
        .replace("as_of", f'aliases = ["{region}/was-{number}"]\ntags = ["n{number % 5}"]\nas_of')
        for number in range(WORTH_KEEPING // 2)
        for region in ("us", "korea")
    }
    root = write_briefing(tmp_path / "content", files)
    for name, _ in survey(root):
        os.utime(root / name, ns=((root / name).stat().st_mtime_ns - 3600 * 10**9,) * 2)
    return root


@pytest.fixture(autouse=True)
def _kept_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "_KEEP_AFTER", 0.01)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, root: Path) -> list[str]:
    """The names of the regions' files that are opened to be read."""
    names: list[str] = []
    before = toml._bytes

    def noted(text: Text, folder: Path) -> bytes | None:
        if text.path.parent.parent == root:
            names.append(text.path.name)
        return before(text, folder)

    monkeypatch.setattr(toml, "_bytes", noted)
    return names


async def first_run(open_dashboard: OpenDashboard, root: Path, on: date = ON_DAY) -> list[str]:
    """What each page shows in a run, which keeps what it read."""
    async with open_dashboard(root, on=on) as driven:
        shown = await walk(driven)
        await driven.until(lambda: not driven.app._keeping)
        await driven.until(lambda: "keep" not in {each.group for each in driven.app.workers})
    return shown


def faults(driven: Driven) -> list[str]:
    """The codes of what is to be mended."""
    return [problem.code for problem in driven.library.problems if problem.is_fault]


async def walk(driven: Driven) -> list[str]:
    """The screen after each of many keys."""
    await driven.until(lambda: driven.app.showing and driven.app.showing.listing.is_ready)
    shown = [driven.text]
    for key in PAGES:
        await driven.press(key)
        await driven.until(lambda: "Looking ..." not in driven.text)
        shown.append(driven.text)
    return shown


async def test_a_second_run_shows_every_page_as_the_first_and_reads_no_file(
    open_dashboard: OpenDashboard, root: Path, opened: list[str]
) -> None:
    first = await first_run(open_dashboard, root)
    assert len(opened) > WORTH_KEEPING
    opened.clear()
    async with open_dashboard(root) as driven:
        assert driven.app.showing
        assert driven.app.showing.is_kept
        assert await walk(driven) == first
    assert opened == []


async def test_a_card_that_changed_between_two_runs_is_shown_as_it_is_now(
    open_dashboard: OpenDashboard, root: Path, opened: list[str]
) -> None:
    await first_run(open_dashboard, root)
    (root / "us" / "card-001.toml").write_text(CARD.replace("A more equal", "A less equal"))
    opened.clear()
    async with open_dashboard(root, at="us/card-001") as driven:
        assert driven.library.cards["us/card-001"].title == "A less equal alliance"
        await driven.shows("A less equal alliance")
    assert opened == ["card-001.toml"]


@pytest.mark.parametrize("change", ["a card more", "a card less", "a folder that no region names"])
async def test_what_came_or_went_between_two_runs_is_seen(
    open_dashboard: OpenDashboard, root: Path, change: str
) -> None:
    await first_run(open_dashboard, root)
    match change:
        case "a card more":
            (root / "us" / "another.toml").write_text(CARD)
        case "a card less":
            (root / "us" / "card-001.toml").unlink()
        case _:
            (root / "unnamed").mkdir()
            (root / "unnamed" / "card.toml").write_text(CARD)
    async with open_dashboard(root) as driven:
        await driven.until(lambda: driven.app.showing and not driven.app.showing.is_kept)
        assert ("us/another" in driven.library.cards) == (change == "a card more")
        assert ("us/card-001" in driven.library.cards) == (change != "a card less")
        assert faults(driven) == (["C07"] if "folder" in change else [])


async def test_a_save_under_a_kept_folder_is_shown(open_dashboard: OpenDashboard, root: Path) -> None:
    await first_run(open_dashboard, root)
    async with open_dashboard(root, at="us/card-001") as driven:
        await driven.until(lambda: driven.app.watching)
        (root / "us" / "card-001.toml").write_text(CARD.replace("A more equal", "A less equal"))
        await driven.shows("A less equal alliance")
        (root / "us" / "card-001.toml").write_text("title = ")
        await driven.shows("last good version")


async def test_another_day_is_judged_anew(open_dashboard: OpenDashboard, root: Path, opened: list[str]) -> None:
    await first_run(open_dashboard, root)
    opened.clear()
    async with open_dashboard(root, on=date(2025, 6, 1)) as driven:
        assert driven.app.showing
        assert not driven.app.showing.is_kept
        await driven.shows("judged on 1 Jun 2025")
        await driven.until(lambda: "T04" in faults(driven))
    assert opened == [], "what the files say is the same on any day"


async def test_a_folder_with_a_file_at_fault_is_read_anew(open_dashboard: OpenDashboard, root: Path) -> None:
    (root / "us" / "card-001.toml").write_text("not toml")
    os.utime(root / "us" / "card-001.toml", (10**9, 10**9))
    await first_run(open_dashboard, root)
    async with open_dashboard(root) as driven:
        assert driven.app.showing
        assert not driven.app.showing.is_kept
        assert faults(driven) == ["C01"]


async def test_a_copy_that_is_spoilt_is_done_without(open_dashboard: OpenDashboard, root: Path) -> None:
    first = await first_run(open_dashboard, root)
    (database,) = cache_folder().glob("*.sqlite3")
    database.write_bytes(b"not a database" * 1000)
    async with open_dashboard(root) as driven:
        assert await walk(driven) == first


async def test_a_copy_that_goes_while_it_is_shown_is_done_without(
    open_dashboard: OpenDashboard, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "Cargo.toml").write_text("[package]\n")
    (root / "unnamed").mkdir()
    (root / "unnamed" / "card.toml").write_text(CARD)
    first = await first_run(open_dashboard, root)
    monkeypatch.setattr(wiring, "_MADE_READY", 0)  # so that nothing is unpacked before it is asked for
    async with open_dashboard(root) as driven:
        assert driven.app.showing
        assert driven.app.showing.is_kept
        for path in cache_folder().iterdir():
            path.unlink()
        shown = [driven.text]
        for key in PAGES:
            await driven.press(key)
            await driven.until(lambda: "Looking ..." not in driven.text)
            shown.append(driven.text)
        assert shown == first
        title = driven.library.briefing.title
        (root / "us" / "card-001.toml").write_text(CARD.replace("A more equal", "A less equal"))
        await driven.until(lambda: driven.library.cards["us/card-001"].title == "A less equal alliance")
        await driven.until(lambda: driven.app.is_checked)
        assert driven.library.briefing.title == title
        assert faults(driven) == ["C07"]


async def test_a_save_ends_the_keeping_of_what_was_read_before_it(
    open_dashboard: OpenDashboard, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, stopped_at_all, in_time = Event(), Event(), []
    read_again = Content.read_again

    def keep(kept: Kept, library: object, made: object, *, stopped: Callable[[], bool]) -> None:
        begun.set()
        while not stopped():
            time.sleep(0.01)
        stopped_at_all.set()

    def noted(content: Content, *what: Any, **how: Any) -> None:
        in_time.append(stopped_at_all.wait(5))
        read_again(content, *what, **how)

    monkeypatch.setattr(Kept, "keep", keep)
    async with open_dashboard(root, on=ON_DAY) as driven:
        await driven.until(begun.is_set)
        monkeypatch.setattr(Content, "read_again", noted)
        driven.app.read_again()
        await driven.until(lambda: in_time)
    assert in_time[0]


async def test_a_small_folder_is_not_kept(open_dashboard: OpenDashboard, tmp_path: Path) -> None:
    await first_run(open_dashboard, write_briefing(tmp_path / "small", {"us/a.toml": CARD}))
    assert not [*cache_folder().glob("*.sqlite3")]


async def test_for_whom_only_reads_nothing_is_kept(root: Path) -> None:
    app = BriefingApp(root, ON_DAY, read_only=True)
    async with app.run_test(size=(120, 40)) as pilot:
        driven = Driven(app, pilot)
        await driven.until(lambda: app.is_checked and app.dashboard.marks)
        await driven.until(lambda: not app._keeping)
        await driven.until(lambda: "keep" not in {each.group for each in app.workers})
    assert not cache_folder().exists()
