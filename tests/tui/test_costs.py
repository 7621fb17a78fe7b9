"""What nobody should have to wait for, counted and not timed: modules, files, widgets, lines, bytes."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest
from driving import Driven
from examples import CARD
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from benchmarks.content import write
from briefing.library.root import shipped
from briefing.reader.themes import DEFAULT_THEME, read_theme
from briefing.tui import app as app_module
from briefing.tui.app import BriefingApp
from briefing.tui.content import Content
from briefing.tui.panes.cards import HEIGHT, CardList, Row
from briefing.tui.screens.dashboard import Dashboard
from briefing.tui.screens.layout import Panes
from briefing.tui.theme import registered, worn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import BriefingFrom
    from driving import OpenDashboard
    from rich.console import RenderableType
    from terminal import Terminal
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.strip import Strip

    from briefing.library.library import Library

Start = Callable[..., "Terminal"]

QUIET = 'title = "Quiet waters"\nas_of = 2024-10-03\nsummary = "Nothing moves."\n'

AT_FIRST_FRAME = """
import json, sys
from pathlib import Path
from textual.drivers.linux_driver import LinuxDriver
from briefing.cli.main import main

title, told = sys.argv[1], Path(sys.argv[2])
write = LinuxDriver.write

def watched(driver, written):
    if title in written and not told.exists():
        told.write_text(json.dumps(sorted(sys.modules)))
    write(driver, written)

LinuxDriver.write = watched
sys.exit(main([]))
"""
"""Starts the dashboard as `briefing` does, and tells which modules are loaded as its first title goes out."""


def test_the_first_frame_is_out_before_models_and_whatever_else_is_heavy_is_loaded(
    briefing_from: BriefingFrom, terminal: Start, tmp_path: Path
) -> None:
    told = tmp_path / "modules.json"
    run = terminal(
        "Ishiba takes office",
        str(told),
        program=(sys.executable, "-c", AT_FIRST_FRAME),
        environ={"BRIEFING_CONTENT": str(briefing_from({"us/alliance.toml": CARD}))},
    )
    run.shows("Worst first")
    run.type("Q")
    assert run.ended() == 0
    modules = set(json.loads(told.read_text()))
    assert "briefing.tui.app" in modules
    assert not modules & {"argparse", "markdown_it", "pydantic_core", "toml_rs", "sqlite3", "tree_sitter", "watchfiles"}
    assert not modules & {"textual.widgets._markdown", "briefing.library.folder", "briefing.reader.settings"}
    assert not [name for name in modules if name.startswith(("briefing.check", "briefing.model.", "briefing.intake"))]


@pytest.mark.anyio
async def test_the_first_frame_is_drawn_again_only_when_there_is_more_to_show(
    briefing_from: BriefingFrom, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    may_read = Event()
    read, display = Content.read, BriefingApp._display

    def late(content: Content) -> None:
        may_read.wait(10)
        read(content)

    def counted(app: BriefingApp, screen: Screen[object], update: RenderableType | None) -> None:
        if update is not None:
            drawn.append(update)
        display(app, screen, update)

    monkeypatch.setattr(Content, "read", late)
    monkeypatch.setattr(BriefingApp, "_display", counted)
    monkeypatch.setattr(app_module, "_DRAWN_AGAIN", 60.0)
    app = BriefingApp(briefing_from({"us/alliance.toml": CARD}), date(2024, 10, 3))
    async with app.run_test(size=(120, 40)) as pilot:
        before = len(drawn)
        await pilot.pause(0.2)
        assert len(drawn) == before
        may_read.set()
        driven = Driven(app, pilot)
        await driven.shows("A more equal alliance")
        assert len(drawn) > before


@pytest.mark.anyio
async def test_of_what_panes_stand_on_one_line_is_drawn(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: Counter[type[Widget]] = Counter()
    render_line = Widget.render_line

    def counted(widget: Widget, y: int) -> Strip:
        drawn[type(widget)] += 1
        return render_line(widget, y)

    async with open_dashboard(briefing_from({"us/alliance.toml": CARD})) as opened:
        monkeypatch.setattr(Widget, "render_line", counted)
        for widget in (opened.app.screen, *opened.app.screen.walk_children()):
            widget.refresh()
        await opened.pilot.pause(0.2)
    assert drawn[Panes] == 1
    assert drawn[Dashboard] == 1


_opened: list[Path] | None = None
"""The files that this process opens, while somebody counts them."""


def _hear(event: str, told: tuple[object, ...]) -> None:
    if event == "open" and _opened is not None and isinstance(told[0], str | bytes | os.PathLike):
        _opened.append(Path(os.fsdecode(told[0])))


@pytest.fixture
def opened_files() -> Iterator[list[Path]]:
    """Every file that is opened from here on, in any way that Python has."""
    global _opened
    if _opened is None:
        sys.addaudithook(_hear)
    _opened = []
    yield _opened
    _opened = None


@pytest.mark.anyio
async def test_a_save_has_its_own_file_read_and_no_other(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, opened_files: list[Path]
) -> None:
    cards = {f"us/quiet-{number}.toml": QUIET for number in range(30)}
    root = briefing_from({"us/alliance.toml": CARD, **cards, "korea/track.toml": QUIET})
    async with open_dashboard(root) as opened:
        await opened.press("1")
        await opened.until(lambda: opened.app.watching)
        opened_files.clear()
        (root / "us/alliance.toml").write_text(CARD.replace("A more equal", "A much more equal"))
        await opened.shows("A much more equal alliance")
        await opened.until(lambda: opened.app.is_checked)
        read = [path for path in opened_files if path.is_relative_to(root) and path.suffix == ".toml"]
    assert set(read[1:]) == {root / "us/alliance.toml"}, "the first is our own writing"


@pytest.mark.anyio
async def test_what_has_not_changed_since_it_was_read_is_checked_once(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[int] = []

    def found(_: Content, library: Library) -> Library:
        checked.append(len(library.files))
        return library

    monkeypatch.setattr(Content, "_found", found)
    root = briefing_from({"us/alliance.toml": CARD})
    async with open_dashboard(root) as opened:

        async def at_rest() -> None:
            await opened.until(lambda: all(each.is_finished for each in opened.app.workers if each.group == "read"))

        await opened.until(lambda: opened.app.watching)
        await at_rest()
        assert checked == [1]
        (root / "us/quiet.toml").write_text(QUIET)
        await opened.until(lambda: len(checked) > 1)
        await opened.press("r")
        await at_rest()
        assert checked[1:] == [2, 2], "a change is checked, and whoever asks has it checked again"


@pytest.mark.anyio
async def test_a_card_has_as_many_widgets_as_any_other_however_long_it_is(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    claims = "".join(f'\n[[claim]]\ntext = "Claim number {number}."\nsource = "jt"\n' for number in range(400))
    root = briefing_from({"us/alliance.toml": CARD + claims, "us/quiet.toml": QUIET})
    async with open_dashboard(root) as opened:
        await opened.press("1")
        assert "us/alliance" in opened.text
        of_the_long = [type(widget) for widget in opened.app.screen.walk_children()]
        await opened.press("j")
        assert "us/quiet" in opened.text
        of_the_short = [type(widget) for widget in opened.app.screen.walk_children()]
    assert of_the_long == of_the_short
    assert len(of_the_long) <= 30


class Rows(list[Row]):
    """Rows that remember which of them were looked at."""

    made: set[int]

    def __getitem__(self, place: object) -> Row:  # type: ignore[override]  # a list of cards is never cut
        assert isinstance(place, int)
        self.made.add(place)
        return super().__getitem__(place)


class OneList(App[None]):
    """The list of a region with nothing around it, which nothing changes but what is done to it."""

    def __init__(self) -> None:
        super().__init__()
        theme, _ = read_theme(shipped("themes") / f"{DEFAULT_THEME}.toml")
        assert theme
        self.register_theme(worn(theme))
        self.theme = registered(theme.name)

    def compose(self) -> ComposeResult:
        yield CardList()


MOVES: dict[str, Callable[[CardList], None]] = {
    "down": lambda cards: cards.move(1),
    "up": lambda cards: cards.move(-1),
    "page": lambda cards: cards.page(1),
    "first": lambda cards: cards.move_to_end(last=False),
    "last": lambda cards: cards.move_to_end(last=True),
}


@pytest.mark.anyio
@pytest.mark.parametrize("move", MOVES)
async def test_of_ten_thousand_rows_only_those_in_view_are_made_and_drawn(
    monkeypatch: pytest.MonkeyPatch, move: str
) -> None:
    drawn: list[int] = []
    render_line = CardList.render_line

    def counted(cards: CardList, y: int) -> Strip:
        drawn.append(y)
        return render_line(cards, y)

    app = OneList()
    async with app.run_test(size=(40, 36)) as pilot:
        cards = app.screen.query_one(CardList)
        rows = Rows(Row(f"us/{place}", f"Card {place}", "context", "muted", "", False) for place in range(10_000))
        rows.made = set()
        cards.show(rows, 5_000)
        await pilot.pause()
        monkeypatch.setattr(CardList, "render_line", counted)
        rows.made.clear()
        MOVES[move](cards)
        await pilot.pause()
        assert f"Card {cards.cursor}" in "".join(strip.text for strip in app.screen._compositor.render_strips())
    assert 0 < len(drawn) <= 36
    assert 0 < len(rows.made) <= 36 // HEIGHT + 1


@pytest.mark.anyio
async def test_going_to_a_card_of_another_length_has_nothing_laid_out_anew(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid_out: list[object] = []
    refresh_layout = Screen._refresh_layout

    def counted(screen: Screen[object], size: Size | None = None, scroll: bool = False) -> None:
        laid_out.append(screen)
        refresh_layout(screen, size, scroll)

    claims = "".join(f'\n[[claim]]\ntext = "Claim number {number}."\nsource = "jt"\n' for number in range(60))
    longer = "".join(f'\n[[claim]]\ntext = "Claim number {number}."\nsource = "jt"\n' for number in range(90))
    monkeypatch.setattr(BriefingApp, "read_again", lambda app: None)
    async with open_dashboard(briefing_from({"us/a.toml": CARD + claims, "us/b.toml": CARD + longer})) as opened:
        await opened.press("1")
        monkeypatch.setattr(Screen, "_refresh_layout", counted)
        await opened.press("j")
        await opened.pilot.pause(0.3)
        assert "us/b" in opened.text
        assert laid_out == []
        await opened.press("z")
        await opened.until(lambda: laid_out)


BYTES_OF_A_KEY = 6 * 1024


def sent(run: Terminal, keys: str) -> int:
    """How many bytes reach the terminal from the key until the screen is at rest."""
    before = len(run.raw)
    run.type(keys)
    while run.read(1):
        pass
    return len(run.raw) - before


def test_a_key_sends_little_and_a_reader_who_reads_is_sent_nothing(tmp_path: Path, terminal: Start) -> None:
    write(tmp_path / "content", 60)
    run = terminal("-C", str(tmp_path / "content"))
    run.shows("Worst first")
    run.type("1l")
    run.shows("Bottom line")
    while run.read(3):
        pass
    assert run.read(5) == b""
    run.type("h")
    run.settle()
    bytes_sent = [sent(run, key) for key in "jjk"]
    assert max(bytes_sent) <= BYTES_OF_A_KEY, bytes_sent
    run.type("Q")
    assert run.ended() == 0
