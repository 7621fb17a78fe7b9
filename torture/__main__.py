"""Run every trial, print the table, and write it into docs/reliability.md.

A module of this folder with a function `trials` is a proof. Name some, and only those run and nothing is written.
"""

from __future__ import annotations

import re
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from torture.trial import Trial

HERE: Final = Path(__file__).parent
PAGE: Final = HERE.parent / "docs" / "reliability.md"
_TABLE: Final = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end -->)", re.DOTALL)


def proofs() -> dict[str, list[Trial]]:
    """What was tried, by module; printed as it comes."""
    named = sys.argv[1:] or sorted(
        path.stem for path in HERE.glob("*.py") if "\ndef trials(" in path.read_text(encoding="utf-8")
    )
    found: dict[str, list[Trial]] = {}
    for name in named:
        start = time.monotonic()
        print(f"{name} ...", flush=True)
        found[name] = []
        for trial in import_module(f"torture.{name}").trials():
            found[name].append(trial)
            print(f"  {'holds' if trial.holds else 'FAILS'}  {trial.tried}: {trial.seen}", flush=True)
        print(f"  {time.monotonic() - start:.0f} s", flush=True)
    return found


def table(trials: list[Trial]) -> Iterator[str]:
    """The lines of the table, by threat."""
    yield "| threat | tried | asked | seen | |"
    yield "|--:|---|---|---|---|"
    for each in sorted(trials, key=lambda trial: trial.threat):
        told = "holds" if each.holds else "**fails**"
        yield f"| {each.threat} | {each.tried} | {each.asked} | {each.seen} | {told} |"


def main() -> None:
    """All of it; ends with 1 where anything does not hold."""
    trials = [trial for each in proofs().values() for trial in each]
    lines = "\n".join(table(trials)) + "\n"
    print("\n" + lines)
    if not sys.argv[1:] and PAGE.exists():
        PAGE.write_text(_TABLE.sub(lambda _: lines, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    failing = [trial for trial in trials if not trial.holds]
    sys.exit(1 if failing or not trials else 0)


if __name__ == "__main__":
    main()
