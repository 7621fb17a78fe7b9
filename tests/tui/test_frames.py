"""What is sent of a frame: little, and the terminal shows all of it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from terminal import Terminal
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from benchmarks.content import write
from briefing.tui.frames import Frames

if TYPE_CHECKING:
    from pathlib import Path

    from pyte.screens import Char

Start = Callable[..., Terminal]

WIDTH, HEIGHT, CUTS = 24, 3, (0, 9, 24)
ON_RED = Style(color="#ffffff", bgcolor="#aa0000")
CONSOLE = Console(color_system="truecolor", force_terminal=True)

styles = st.sampled_from(
    [
        Style(),
        ON_RED,
        ON_RED + Style(bold=True),
        ON_RED + Style(color="#00ff00"),
        ON_RED + Style(underline=True, italic=True),
        Style(color="#00ff00", bgcolor="#aa0000", reverse=True),
        Style(color="red", bgcolor="bright_black"),
        Style(color="color(200)"),
    ]
)
letters = st.sampled_from(["a", "b", " ", "    ", "海", "峡", "▰", "×", "é", "e\u0301", "ｶ", "か\u3099"])
texts = st.lists(letters, max_size=6).map("".join)
pieces = st.lists(st.tuples(texts, styles), max_size=4)
frames = st.lists(st.lists(pieces, min_size=2, max_size=2), min_size=HEIGHT, max_size=HEIGHT)


def strip(of: list[tuple[str, Style]], width: int) -> Strip:
    return Strip([Segment(text, style) for text, style in of]).adjust_cell_length(width, ON_RED)


def drawn(frame: list[list[list[tuple[str, Style]]]]) -> list[dict[int, Strip | None]]:
    """The lines of a frame, each in two pieces."""
    return [
        {start: strip(of, end - start) for of, start, end in zip(line, CUTS[:-1], CUTS[1:], strict=True)}
        for line in frame
    ]


def seen(character: Char) -> tuple[object, ...]:
    """What a person sees of a cell: of a blank without a line under it, the ground alone."""
    if character.data == " " and not (character.reverse or character.underscore):
        return (" ", character.bg)
    return tuple(character)


def cells(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    return [[seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


@given(st.lists(st.tuples(frames, st.sets(st.integers(0, HEIGHT - 1), min_size=1), st.booleans()), max_size=5))
def test_whatever_is_drawn_the_terminal_shows_what_all_of_it_would_have_shown(
    steps: list[tuple[list[list[list[tuple[str, Style]]]], set[int], bool]],
) -> None:
    # A column is left free: in the last one the emulator has an accent begin a line of its own.
    ours, theirs = pyte.Screen(WIDTH + 1, HEIGHT), pyte.Screen(WIDTH + 1, HEIGHT)
    known = Frames()
    for frame, lines, whole in steps:
        chops = drawn(frame)
        update: LayoutUpdate | ChopsUpdate
        if whole:
            update = LayoutUpdate(
                [[each for each in line.values() if each] for line in chops], Region(0, 0, WIDTH, HEIGHT)
            )
        else:
            some = [line if y in lines else dict.fromkeys(line) for y, line in enumerate(chops)]
            update = ChopsUpdate(some, [(y, 0, WIDTH) for y in sorted(lines)], [list(CUTS[1:])] * HEIGHT)
        pyte.Stream(ours).feed(known.send(update, ColorSystem.TRUECOLOR))
        pyte.Stream(theirs).feed(update.render_segments(CONSOLE))
        assert cells(ours) == cells(theirs)


def test_a_frame_that_changes_nothing_is_not_sent_and_one_after_forgetting_is_sent_whole() -> None:
    frame = LayoutUpdate([[strip([("海峡 and straits", ON_RED)], WIDTH)]], Region(0, 0, WIDTH, 1))
    known = Frames()
    whole = known.send(frame, ColorSystem.TRUECOLOR)
    assert "海峡 and straits" in whole
    assert known.send(frame, ColorSystem.TRUECOLOR) == ""
    known.forget()
    assert known.send(frame, ColorSystem.TRUECOLOR) == whole


def test_of_a_line_only_the_letters_that_differ_are_sent() -> None:
    known = Frames()
    for title in ("A hotline at sea", "A hotline at war"):
        frame = LayoutUpdate([[strip([(title, ON_RED)], WIDTH)]], Region(0, 0, WIDTH, 1))
        sent = known.send(frame, ColorSystem.TRUECOLOR)
    assert sent == "\x1b[1;14H\x1b[38;2;255;255;255;48;2;170;0;0mwar\x1b[m"


def test_after_many_keys_the_screen_is_what_it_is_when_drawn_anew(tmp_path: Path, terminal: Start) -> None:
    write(tmp_path / "content", 300)
    run = terminal("-C", str(tmp_path / "content"))
    run.shows("Worst first")
    while run.read(2):
        pass
    for key in "1jjjl hGkkk]Gkjzz?\x1btjjG\x1b0jj2Gkkgjk:nato\x1b!\x1bGkk":
        run.type(key)
        run.settle(0.2)
    run.settle(2)
    before = cells(run.screen)
    run.raw = b""
    os.kill(run.process.pid, signal.SIGWINCH)
    run.settle(1)
    assert len(run.raw) > 120 * 40, "all of it was drawn anew"
    assert cells(run.screen) == before
    run.type("Q")
    assert run.ended() == 0
