"""Run every trial, print the table, and write it into docs/reliability.md.

A module of this folder with a function `trials` is a proof. Name some, and only those run, and only their lines change.
"""

from __future__ import annotations

import re
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final

from torture.trial import tried

if TYPE_CHECKING:
    from torture.trial import Trial

HERE: Final = Path(__file__).parent
PAGE: Final = HERE.parent / "docs" / "reliability.md"
_HEAD: Final = ("| threat | tried | asked | seen | |", "|--:|---|---|---|---|")
_TABLE: Final = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end -->)", re.DOTALL)


def proofs(named: list[str]) -> list[Trial]:
    """What was tried: each proof in a process of its own, so that none is measured with what another left behind."""
    found: list[Trial] = []
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as apart:
        for name in named:
            found += apart.submit(tried, name).result()
    return found


def lines(trials: list[Trial]) -> dict[str, str]:
    """The lines of the table, by what stands in their first two columns: a trial that is run again has the same."""
    return {
        (about := f"| {each.threat} | {each.tried} | "): f"{about}{each.asked} | {each.seen} | "
        + ("holds |" if each.holds else "**fails** |")
        for each in trials
    }


def written(page: str, fresh: dict[str, str], *, is_whole: bool) -> str:
    """The page with these lines, in place of all others or of those that they tell anew."""
    found = _TABLE.search(page)
    before = found[0].splitlines()[len(_HEAD) :] if found and not is_whole else []
    kept = [line for line in before if not line.startswith(tuple(fresh))]
    told = sorted([*kept, *fresh.values()], key=lambda line: int(line.split()[1]))
    return _TABLE.sub(lambda _: "\n".join([*_HEAD, *told]) + "\n", page)


def main() -> None:
    """All of it, or what is named; ends with 1 where anything does not hold."""
    named = sys.argv[1:] or sorted(
        path.stem for path in HERE.glob("*.py") if "\ndef trials(" in path.read_text(encoding="utf-8")
    )
    trials = proofs(named)
    fresh = lines(trials)
    print("\n" + "\n".join([*_HEAD, *fresh.values()]))
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(written(page, fresh, is_whole=not sys.argv[1:]), encoding="utf-8")
    sys.exit(0 if trials and all(each.holds for each in trials) else 1)


if __name__ == "__main__":
    main()
