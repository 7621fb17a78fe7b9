"""A frame in fewer bytes: over a slow line what is written is what a reader waits for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from textual.drivers.linux_driver import LinuxDriver

_PIECES: Final = re.compile(
    r"""
    \x1b\[ ([\d;]*) m ([^\x1b\0-\x1f]*) (\x1b\[0m)?  # a look, what is written in it, and its end
    | ([^\x1b\0-\x1f]+)
    | (?:\r?\n)? (\x1b\[\d+;\d+H)  # before a move to a place a new line is needless
    | (\x1b\[ [0-?]* [!-/]* [@-~] | \x1b[]P_^X] .*? (?:\x07|\x1b\\) | \x1b .? | [\0-\x1a\x1c-\x1f])
    """,
    re.VERBOSE | re.DOTALL,
)
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
    """Textual's driver for terminals, in fewer bytes."""

    def write(self, data: str) -> None:
        """Write a frame."""
        super().write(spared(data))
