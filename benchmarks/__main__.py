"""Measure, print the table, and write it into docs/performance.md.

A module of this folder with a function `rows` is a part of it. Where only some of them or of the sizes are asked for,
nothing is written.
"""

from __future__ import annotations

import os
import platform
import re
import sys
import time
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Final

from benchmarks.table import Plan, Row, table

HERE: Final = Path(__file__).parent
PAGE: Final = HERE.parent / "docs" / "performance.md"
SIZES: Final = (15, 1_000, 10_000, 100_000)
PARTS: Final = ("start", "keys", "search", "save", "check", "export")
_TABLE: Final = re.compile(r"(?<=<!-- table -->\n).*?(?=<!-- end -->)", re.DOTALL)


def measured(parts: list[str], plan: Plan) -> list[Row]:
    """The rows of these parts, each printed as it comes."""
    rows: list[Row] = []
    for part in parts:
        start = time.monotonic()
        print(f"{part} ...", flush=True)
        os.sync()  # what was installed, or written by the part before, would be written beside what is measured
        for row in import_module(f"benchmarks.{part}").rows(plan):
            rows.append(row)
            print(f"  {row}", flush=True)
        print(f"  {time.monotonic() - start:.0f} s", flush=True)
    return rows


def main() -> None:
    """All of it; ends with 1 where a target is not met."""
    grammar = ArgumentParser(prog="python -m benchmarks", description="Measure, and write docs/performance.md.")
    grammar.add_argument("parts", nargs="*", metavar="PART", help=f"only these of {', '.join(PARTS)}")
    grammar.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of cards, with commas between")
    grammar.add_argument("--rounds", type=int, default=7, help="how often each is measured")
    grammar.add_argument("--peers", action="store_true", help="install other programs and measure beside them, too")
    asked = grammar.parse_args()
    if wrong := set(asked.parts) - set(PARTS):
        grammar.error(f"there is no part {', '.join(sorted(wrong))}; there are {', '.join(PARTS)}")
    sizes = tuple(int(size) for size in asked.sizes.split(","))
    rows = measured(asked.parts or list(PARTS), Plan(sizes, asked.rounds, asked.peers))
    lines = "\n".join(table(rows))
    told = f"{asked.rounds} rounds, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    print(f"\n{lines}\n\n{told}")
    if not asked.parts and sizes == SIZES:
        written = f"{lines}\n\n{told}.\n"
        PAGE.write_text(_TABLE.sub(lambda _: written, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit(0 if all(row.is_met for row in rows) else 1)


if __name__ == "__main__":
    main()
