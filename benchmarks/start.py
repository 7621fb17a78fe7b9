"""Starting, being there and leaving, beside a bare Textual app on the same terminal.

First paint is the frame with the briefing's title, ready the frame on which a card of it can be read. What is held in
memory is looked at once nothing is done any more, and then the key to leave is pressed.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from contextlib import closing, suppress
from math import inf
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.content import kept
from benchmarks.peers import installed
from benchmarks.table import Row
from benchmarks.watched import BRIEFING, GREETING, HELLO, NeverShownError, Watched, home
from briefing.tui.front import WORTH_KEEPING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.peers import Peer
    from benchmarks.table import Plan

A_CARD: Final = r"(?<![\d-])\d+: \S"
"""What the titles of cards begin with, and dates do not."""
_NEVER_READ: Final = "ready, never read before"
_READY: Final = {15: 1.6, 100_000: 1.7}
_FEW: Final = 15
"""So few are measured as somebody meets them for the first time."""
_COLD: Final = 10_000
_PATIENCE: Final = 600.0
"""Seconds that a folder may take to be kept."""


class Start(NamedTuple):
    """One start: milliseconds, and memory in MB where the system tells."""

    painted: float
    ready: float
    gone: float
    memory: tuple[float, float] | None


def rows(plan: Plan) -> Iterator[Row]:
    """What the table says of it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "hello.py").write_text(HELLO)
        for cards in plan.sizes:
            if cards >= WORTH_KEEPING:
                _read_once(place, cards)
            starts = [_beside(place, cards, cold=cards == _FEW) for _ in range(plan.rounds + 1)][1:]
            yield from _of(starts, cards)
            if cards == _COLD:
                starts = [_beside(place, cards, cold=True) for _ in range(plan.rounds + 1)][1:]
                pairs = [(ours.ready, hello.painted) for ours, hello in starts]
                yield Row.of_pairs(_NEVER_READ, cards, "hello", 2, pairs)
        yield from _beside_peers(plan, place)


def _read_once(place: Path, cards: int) -> None:
    """Open the folder until what was read of it is kept for the next start."""
    at_home = place / str(cards)
    watched = Watched(BRIEFING, home(at_home, BRIEFING_CONTENT=str(kept(cards))))
    try:
        watched.until(f"{cards} cards")
        end = time.monotonic() + _PATIENCE
        while not any(map(_is_whole, at_home.rglob("*.sqlite3"))):
            watched.rest()
            if time.monotonic() > end:
                raise NeverShownError(f"nothing was kept of {cards} cards")
        watched.gone("Q")
    finally:
        watched.close()


def _is_whole(database: Path) -> bool:
    """Whether all of a folder is kept in it."""
    with closing(sqlite3.connect(database)) as connection, suppress(sqlite3.Error):
        return bool(connection.execute("SELECT count(*) FROM made").fetchone()[0])
    return False


def _of(starts: Sequence[tuple[Start, Start]], cards: int) -> Iterator[Row]:
    yield Row.of_pairs("first paint", cards, "hello", 1.2, [(ours.painted, hello.painted) for ours, hello in starts])
    ready = [(ours.ready, hello.painted) for ours, hello in starts]
    yield Row.of_pairs(_NEVER_READ if cards == _FEW else "ready", cards, "hello", _READY.get(cards), ready)
    held = [(ours.memory, hello.memory) for ours, hello in starts if ours.memory and hello.memory]
    if held:
        most = 1.5 if cards == 100_000 else None
        yield Row.of_pairs("memory at rest", cards, "hello", most, [(ours[0], hello[0]) for ours, hello in held])
        yield Row.of_pairs("memory at most", cards, "hello", most, [(ours[1], hello[1]) for ours, hello in held])
    yield Row.of_pairs("quit", cards, "hello", 1, [(ours.gone, hello.gone) for ours, hello in starts])


def _beside(place: Path, cards: int, *, cold: bool) -> tuple[Start, Start]:
    """One start of the dashboard and one of the bare app."""
    hello = started((sys.executable, str(place / "hello.py")), home(place / "hello"), GREETING, GREETING, "\x11")
    if cold:
        with tempfile.TemporaryDirectory(dir=place) as fresh:
            return _started_on(cards, Path(fresh)), hello
    return _started_on(cards, place / str(cards)), hello


def _started_on(cards: int, at_home: Path) -> Start:
    environ = home(at_home, BRIEFING_CONTENT=str(kept(cards)))
    return started(BRIEFING, environ, f"{cards} cards", A_CARD, "Q")


def started(program: Sequence[str], environ: dict[str, str], painted: str, ready: str, leave: str) -> Start:
    """One start of a program, from its process to its end."""
    watched = Watched(program, environ)
    try:
        at_first = watched.until(painted)
        at_last = watched.until(ready) if ready != painted else at_first
        watched.rest()
        memory = watched.megabytes()
        return Start(at_first * 1000, at_last * 1000, watched.gone(leave), memory)
    finally:
        watched.close()


def _beside_peers(plan: Plan, place: Path) -> Iterator[Row]:
    """First paints of other programs, and how soon fifteen cards are ready beside the fastest made with Textual."""
    if not plan.peers or _FEW not in plan.sizes:
        return
    peers = [peer for peer in installed() if _first_paint(peer, place) is not None]
    rounds = []
    for _ in range(plan.rounds):
        ours, hello = _beside(place, _FEW, cold=True)
        rounds.append((ours.ready, hello.painted, [_first_paint(peer, place) or inf for peer in peers]))
    paints = {peer: [others[place] for _, _, others in rounds] for place, peer in enumerate(peers)}
    for peer, painted in paints.items():
        pairs = [(paint, hello) for paint, (_, hello, _) in zip(painted, rounds, strict=True)]
        yield Row.of_pairs(f"first paint of {peer.name}", _FEW, "hello", None, pairs)
    of_textual = [peer for peer in peers if peer.is_of_textual]
    if of_textual:
        fastest = min(of_textual, key=lambda peer: median(paints[peer]))
        pairs = [(ready, paint) for paint, (ready, _, _) in zip(paints[fastest], rounds, strict=True)]
        yield Row.of_pairs(_NEVER_READ, _FEW, f"first paint of {fastest.name}", 1, pairs)


def _first_paint(peer: Peer, place: Path) -> float | None:
    """Milliseconds until it stands; None, with a word, where it does not come to that."""
    watched = Watched(peer.program, home(place / peer.name, PYTHONPATH=""))
    try:
        return watched.until(peer.shows) * 1000
    except NeverShownError:
        print(f"  {peer.name}: left out, it does not start here", flush=True)
        return None
    finally:
        watched.close()
