"""What is written to the terminal in fewer bytes looks the same there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from briefing.library.root import shipped
from briefing.tui.sparing import spared

if TYPE_CHECKING:
    from collections.abc import Callable

    from terminal import Terminal

COLOURS = st.sampled_from(["#0e131a", "#d3dce6", "red", "bright_blue", "color(200)", "default"])
STYLES = st.builds(
    Style,
    color=COLOURS,
    bgcolor=COLOURS,
    bold=st.booleans(),
    dim=st.booleans(),
    italic=st.booleans(),
    underline=st.booleans(),
    reverse=st.booleans(),
    strike=st.booleans(),
)
TEXTS = st.text(alphabet=" ab▰海[0m;", min_size=1, max_size=6)
PIECES = st.tuples(st.integers(1, 10), st.integers(1, 30), st.lists(st.tuples(TEXTS, STYLES), max_size=4))
SEQUENCES = (
    "\x1b[?1049h",
    "\x1b[?25l",
    "\x1b[>4;1m",
    "\x1b]52;c;aGk=\x07",
    "\x1b]0;a title\x1b\\",
    "\x1bP1$r\x1b\\",
    "\x1b[<u",
)


def drawn(frame: str) -> list[tuple[object, ...]]:
    """What a terminal shows of it, cell by cell: of a blank without its letters' colour."""
    screen = pyte.Screen(60, 12)
    pyte.Stream(screen).feed(frame)
    cells = [screen.buffer[row][column] for row in range(12) for column in range(60)]
    return [
        (each.data, each.bg, each.underscore, each.strikethrough, each.reverse)
        + ((each.fg, each.bold, each.italics) if each.data != " " or each.reverse else ())
        for each in cells
    ]


@given(st.lists(PIECES, max_size=8))
def test_a_frame_looks_the_same_in_fewer_bytes(pieces: list[tuple[int, int, list[tuple[str, Style]]]]) -> None:
    frame = "\r\n".join(
        f"\x1b[{row};{column}H"
        + "".join(style.render(text, color_system=ColorSystem.TRUECOLOR) for text, style in texts)
        for row, column, texts in pieces
    )
    assert drawn(spared(frame)) == drawn(frame)
    assert len(spared(frame)) <= len(frame) + len("\x1b[0m")


@pytest.mark.parametrize("sequence", SEQUENCES)
def test_what_is_no_text_passes_as_it_is_and_in_a_plain_look(sequence: str) -> None:
    assert spared(sequence) == sequence
    assert spared(f"\x1b[1mx{sequence}y\x1b[0m") == f"\x1b[1mx\x1b[0m{sequence}\x1b[1my\x1b[0m"


def test_a_step_in_the_list_is_six_kilobytes_at_most(terminal: Callable[..., Terminal]) -> None:
    run = terminal("-C", str(shipped("content")), "--today", "2024-10-03")
    run.shows("Worst first")
    run.type("1")
    run.shows("Bottom line")
    run.settle()
    for _ in range(4):
        run.raw = b""
        run.type("j")
        run.settle()
        assert 0 < len(run.raw) <= 6 * 1024
