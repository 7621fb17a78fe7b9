"""A frame in fewer bytes: over a slow line what is written is what a reader waits for."""

from __future__ import annotations

import asyncio
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from asyncio import Task

_PIECES: Final = re.compile(
    r"""
    \x1b\[ ([\d;]*) m ([^\x1b\0-\x1f]*) (\x1b\[0m)?  # a look, what is written in it, and its end
    | ([^\x1b\0-\x1f]+)
    | (?:\r?\n)? (\x1b\[\d+;\d+H)  # before a move to a place a new line is needless
    | (\x1b\[ [0-?]* [!-/]* [@-~] | \x1b[]P_^X] .*? (?:\x07|\x1b\\) | \x1b .? | [\0-\x1a\x1c-\x1f])
    """,
    re.VERBOSE | re.DOTALL,
)
_AHEAD: Final = 2
"""Pieces that may wait for the line; a frame is one or a few."""
_PAUSE: Final = 0.02
_OFF: Final = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29", "21": "24", "53": "55"}
"""What ends an attribute, by what begins it."""
_SEEN_ON_BLANKS: Final = frozenset(("4", "7", "9", "21", "53"))
"""Attributes that show where there is no letter."""


class _Look(NamedTuple):
    """How letters look."""

    attributes: frozenset[str] = frozenset()
    ink: str = "39"
    ground: str = "49"


_PLAIN: Final = _Look()


def spared(frame: str) -> str:
    """The frame with each look begun where it changes, and not anew for each piece of text.

    Textual begins and ends one for every piece: most of a frame is that. At its end all looks plain, as it was before.
    """
    written: list[str] = []
    wanted = shown = _PLAIN
    for codes, styled, ends, plain, move, other in _PIECES.findall(frame):
        if move:
            written.append(move)
            continue
        if other:
            written.append(_change(shown, _PLAIN) + other)
            shown = _PLAIN
            continue
        if not plain:
            wanted = _look(codes, wanted)
        if text := styled or plain:
            look = wanted
            if text.isspace() and not (wanted.attributes | shown.attributes) & _SEEN_ON_BLANKS:
                look = shown._replace(ground=wanted.ground)
            if look != shown:
                written.append(_change(shown, look))
                shown = look
            written.append(text)
        if ends:
            wanted = _PLAIN
    return "".join(written) + _change(shown, _PLAIN)


@lru_cache(4096)
def _look(codes: str, before: _Look) -> _Look:
    """What a sequence makes of a look."""
    attributes, ink, ground = before
    todo = iter((codes or "0").split(";"))
    for code in todo:
        if code in ("38", "48"):
            kind = next(todo, "")
            colour = ";".join([code, kind, *(next(todo, "") for _ in range(3 if kind == "2" else 1))])
            ink, ground = (colour, ground) if code == "38" else (ink, colour)
        elif code == "0":
            attributes, ink, ground = _PLAIN
        elif code in _OFF:
            attributes |= {code}
        elif code in _OFF.values():
            attributes = frozenset(each for each in attributes if _OFF[each] != code)
        elif code[:1] in ("3", "9"):
            ink = code
        else:
            ground = code
    return _Look(attributes, ink, ground)


@lru_cache(4096)
def _change(before: _Look, after: _Look) -> str:
    """The shortest sequence from one look to another."""
    if before == after:
        return ""
    if after == _PLAIN:
        return "\x1b[0m"
    ended = {_OFF[each] for each in before.attributes - after.attributes}
    begun = {each for each in after.attributes if each not in before.attributes or _OFF[each] in ended}
    codes = [*sorted(ended), *sorted(begun)]
    codes += [after.ink] * (after.ink != before.ink) + [after.ground] * (after.ground != before.ground)
    return f"\x1b[{';'.join(codes)}m"


class SparingDriver(LinuxDriver):
    """Textual's driver for terminals, in fewer bytes, and without frames that would be old when they are seen."""

    _catching_up: Task[None] | None = None

    def write(self, data: str) -> None:
        """Write a frame; the next is drawn when this one is on its way."""
        super().write(spared(data))
        if self._waiting > _AHEAD and self._catching_up is None:
            self._catching_up = self._loop.create_task(self._catch_up())

    async def _catch_up(self) -> None:
        """Draw nothing until what waits has been written: then once, as it has become by then."""
        with self._app.batch_update():
            while self._waiting:
                await asyncio.sleep(_PAUSE)
        self._catching_up = None
        for screen in self._app.screen_stack[-1:]:  # there is none any more where it ends meanwhile
            screen.check_idle()

    @property
    def _waiting(self) -> int:
        """Pieces that the line has not taken yet."""
        writer = self._writer_thread
        return writer._queue.qsize() if writer else 0  # noqa: SLF001 - Textual tells it to nobody
