"""What the terminal shows already: of each frame only what differs is sent, for a slow line feels every byte.

Textual sends whatever was drawn again, each piece of it with all of its colours. Here it is held against what was sent
before, cell by cell, and a colour is named where it changes.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console
    from rich.style import Style

Run = tuple[str, str]
"""Text, and the numbers of the sequence that gives it its look. A cell is one too, the second of two an empty one."""

_NEAR: Final = 8
"""Cells alike between two that differ are sent again if they are fewer: a step over them takes as many bytes."""
_WIDE: Final = "\u3000"
"""The first of those that take two cells."""
_NUMBERS: Final = re.compile(r"[34]8;(?:5;\d+|2;\d+;\d+;\d+)|\d+")
_UNSEEN_ON_BLANKS: Final = frozenset(("1", "2", "3"))
"""Bold, dim and italic."""


class Frames:
    """The terminal as it was left by what was sent."""

    def __init__(self) -> None:
        self._lines: dict[int, list[object]] = {}
        """What the cells of each line show: a run of their own, or all runs of the piece that they are part of."""

    @property
    def show_something(self) -> bool:
        """Whether anything was sent since all was forgotten."""
        return bool(self._lines)

    def forget(self) -> None:
        """Take nothing for granted: whatever is drawn next is sent whole."""
        self._lines.clear()

    def difference(self, update: object) -> object:
        """What stands for a frame and, when it is written, is held against those before."""
        return _Difference(self, update) if isinstance(update, LayoutUpdate | ChopsUpdate) else update

    def send(self, update: LayoutUpdate | ChopsUpdate, colours: ColorSystem) -> str:
        """What has the terminal show the frame; from here on it counts as sent."""
        written: list[str] = []
        look = ""
        for y, x, strip in _pieces(update):
            runs = [(text, _numbers(style, colours) if style else "") for text, style, _ in strip]
            sure = all(text.isascii() or _is_sure(text) for text, _ in runs)
            cells: list[Any] = _cells(runs) if sure else [tuple(runs)] * strip.cell_length
            line = self._lines.setdefault(y, [])
            line.extend([None] * (x + len(cells) - len(line)))
            before = line[x : x + len(cells)]
            if cells == before:
                continue
            line[x : x + len(cells)] = cells
            for start, changed in _changed(before, cells) if sure and any(before) else [(0, runs)]:
                written.append(f"\x1b[{y + 1};{x + start + 1}H")
                for text, wanted in changed:
                    if wanted != look:
                        sequence, look = _turn(look, wanted, text.isspace())
                        written.append(sequence)
                    written.append(text)
        return "".join(written) + ("\x1b[m" if look else "")


class _Difference(CompositorUpdate):
    """A frame that is compared only when it is really written: some never are."""

    def __init__(self, frames: Frames, update: LayoutUpdate | ChopsUpdate) -> None:
        self._frames, self._update = frames, update

    def render_segments(self, console: Console) -> str:
        """What Textual writes of it."""
        return self._frames.send(self._update, console._color_system or ColorSystem.TRUECOLOR)  # noqa: SLF001 - as Textual asks for it


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """What was drawn, each piece of a line with its place."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in strips:
                yield y, x, strip
                x += strip.cell_length
    else:
        for y in sorted({y for y, _, _ in update.spans}):
            for x, drawn in update.chops[y].items():
                if drawn is not None:
                    yield y, x, drawn


def _cells(runs: Sequence[Run]) -> list[Run]:
    cells: list[Run] = []
    for text, look in runs:
        blank = (" ", _on_blank(look))
        if text.isascii():
            cells += [blank if character == " " else (character, look) for character in text]
        else:
            for character in text:
                cells.append(blank if character == " " else (character, look))
                if character >= _WIDE:
                    cells.append(("", look))
    return cells


def _changed(before: Sequence[object], cells: Sequence[Run]) -> Iterator[tuple[int, Sequence[Run]]]:
    """The stretches of a piece that differ, each with its first cell."""
    places = [place for place, (old, new) in enumerate(zip(before, cells, strict=True)) if old != new]
    start = end = places[0]
    for place in places:
        if place - end > _NEAR:
            yield start, cells[start : end + 1]
            start = place
        end = place
    yield start, cells[start : end + 1]


def _is_sure(text: str) -> bool:
    """Whether every terminal draws a text alike. A piece with anything else is sent whole, lest its halves part."""
    return max(text) >= _WIDE and _cjk().fullmatch(text) is not None


@cache
def _cjk() -> re.Pattern[str]:
    """ASCII, and what every terminal draws as wide; it takes a millisecond to make, and few first frames have it."""
    return re.compile(
        "[ -~\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*"
    )


@lru_cache(2048)
def _numbers(style: Style, colours: ColorSystem) -> str:
    """The numbers of the sequence for a style.

    The same as Textual makes, which holds the last 16,384: as each piece of text has its place in its style, that would
    be more memory with every day until it is 10 MB.
    """
    numbers: str = Strip.render_ansi.__wrapped__(Strip, style, colours)
    return numbers


class _Look(NamedTuple):
    """What the numbers of a sequence say."""

    style: tuple[str, ...]
    ink: str
    ground: str

    @property
    def numbers(self) -> str:
        return ";".join(filter(None, (*self.style, self.ink, self.ground)))


@lru_cache(2048)
def _look(numbers: str) -> _Look:
    style, ink, ground = [], "", ""
    for each in _NUMBERS.findall(numbers):
        first = int(each.partition(";")[0])
        if first // 10 in (3, 9):
            ink = each
        elif first // 10 in (4, 10):
            ground = each
        else:
            style.append(each)
    return _Look(tuple(style), ink, ground)


@lru_cache(2048)
def _on_blank(numbers: str) -> str:
    """As much of a look as can be seen where there is no character."""
    look = _look(numbers)
    return look.ground if _UNSEEN_ON_BLANKS.issuperset(look.style) else numbers


@lru_cache(2048)
def _turn(before: str, after: str, blank: bool) -> Run:
    """The sequence that turns one look into another, and the look that there is then; of a blank what is seen."""
    old, new = _look(before), _look(after)
    if blank and _on_blank(before) == old.ground and _on_blank(after) == new.ground:
        new = old._replace(ground=new.ground)
    if new.style != old.style:
        return f"\x1b[{new._replace(style=('0', *new.style)).numbers}m", new.numbers
    turned = [
        now or none for was, now, none in ((old.ink, new.ink, "39"), (old.ground, new.ground, "49")) if was != now
    ]
    return f"\x1b[{';'.join(turned)}m" if turned else "", new.numbers
