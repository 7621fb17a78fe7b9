"""A card that is saved broken a thousand times, in every way that is known, while others are read beside it."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from examples import CARD, write_briefing
from toml_test import fetched, invalid
from torn import mutations

from briefing.library.clean import spoofing
from briefing.library.folder import read_library
from briefing.library.settle import read_again
from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

GOOD = {f"{region}/{name}.toml": CARD for region in ("us", "korea") for name in ("a", "b")}
TODAY = date(2024, 10, 3)


def trials() -> Iterator[Trial]:
    with tempfile.TemporaryDirectory() as folder:
        corpus = list(invalid(fetched(Path(folder))).values())
    changed = list(mutations(500, seed=4))
    yield _saved(13, f"{len(corpus)} invalid files of toml-test, each saved over a card that is read", corpus)
    yield _saved(4, "500 mutations of a card, each saved over it", changed)
    yield _on_screen([*corpus, *changed])


def _saved(threat: int, tried: str, saves: list[bytes]) -> Trial:
    found = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        root = write_briefing(Path(folder), {**GOOD, "us/torn.toml": CARD})
        first = library = read_library(root)
        for raw in saves:
            save(root / "us" / "torn.toml", raw)
            library = read_again(root, library, lambda _: None)
            torn = library.files["us/torn"]
            found["good cards lost"] += sum(
                library.cards.get(each) != first.cards[each] for each in first.files if each != "us/torn"
            )
            found["torn cards lost"] += torn.model is None
            found["told of another file"] += any(problem.path != torn.path for problem in library.problems)
            found["broken and not told"] += torn.last_good and not library.problems_of("us/torn")
            found["told unsafely"] += any(map(_is_unsafe, (each.message + each.help for each in library.problems)))
            found["kept as they were last good"] += torn.last_good
    kept = found.pop("kept as they were last good")
    wrong = {what: count for what, count in found.items() if count}
    seen = f"{kept} kept as last good, the others read; " + (str(wrong) if wrong else "0 good cards lost, 0 untold")
    return Trial(threat, tried, "0 exits, 0 good cards lost, each told", seen, not wrong and kept > 0)


def save(file: Path, raw: bytes) -> None:
    """Save as careful editors do, so that no two saves are one to the clock of the file system."""
    beside = file.with_name(f".{file.name}")
    beside.write_bytes(raw)
    beside.replace(file)


def _is_unsafe(words: str) -> bool:
    return "\n" in words or any(spoofing(words))


def _on_screen(saves: list[bytes]) -> Trial:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = f"{folder}/{name.lower()}"
        root = write_briefing(Path(folder, "content"), {**GOOD, "us/torn.toml": CARD})
        shown = asyncio.run(_watched(root, saves))
    holds = shown == {*(each.removesuffix(".toml") for each in GOOD), "us/torn"}
    return Trial(
        4,
        f"all {len(saves)} saved under the open dashboard, by its own watching",
        "0 exits, 0 good cards lost",
        f"open to the end, {len(shown)} of {len(GOOD) + 1} cards on its screen",
        holds,
    )


async def _watched(root: Path, saves: list[bytes]) -> set[str]:
    """The cards that the dashboard shows after the last save, which is a good one; none where it has ended."""
    from briefing.tui.app import BriefingApp

    app = BriefingApp(root, TODAY)
    async with app.run_test(size=(100, 30)) as pilot:
        for raw in saves:
            (root / "us" / "torn.toml").write_bytes(raw)  # in place, so that it is seen half-written too
            await pilot.pause(0.02)
        (root / "us" / "torn.toml").write_text(CARD.replace("more equal", "less equal"))
        async with asyncio.timeout(60):
            while not (app.library and "less" in app.library.cards["us/torn"].title and not app.library.problems):
                await pilot.pause(0.05)
        return set(app.library.cards) if app.is_running else set()
