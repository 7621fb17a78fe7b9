"""What a check of ten thousand cards costs, beside reading the same files with tomli and pydantic and nothing else.

Three programs, each a process of its own, in turns: the floor reads every file, parses it with tomli and makes the
models; `load` reads the folder as a Library; `check` is the command as a desk runs it. Only ratios are quoted.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parent.parent
CARDS = int(os.environ.get("CARDS", "10000"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
REGIONS = 20

FLOOR = """
import sys
from pathlib import Path
import tomli
from briefing.model.card import Card
cards = []
for path in sorted(Path(sys.argv[1]).glob("r*/card-*.toml")):
    cards.append(Card.model_validate(tomli.loads(path.read_text(encoding="utf-8"))))
"""
LOAD = """
import sys
from pathlib import Path
from briefing.library.folder import read_library
read_library(Path(sys.argv[1]))
"""
CHECK = """
import sys
from briefing.cli.main import main
sys.exit(main(["check", "-C", sys.argv[1], "--today", "2024-10-03"]))
"""


def generated(root: Path) -> None:
    """Write a folder of clean cards like the shipped ones: each of its own names, days and words."""
    shipped = ROOT / "content"
    bodies = [path.read_text(encoding="utf-8") for path in sorted(shipped.glob("*/*.toml")) if path.stem != "region"]
    regions = [f"r{number:02}" for number in range(REGIONS)]
    listed = ", ".join(f'"{region}"' for region in regions)
    root.joinpath("briefing.toml").write_text(
        f'schema = 1\ntitle = "Ten thousand"\nperspective = "Japan"\nas_of = 2024-10-03\nregions = [{listed}]\n'
        "closed = true\n"
    )
    root.joinpath("sources.toml").write_text((shipped / "sources.toml").read_text(encoding="utf-8"))
    for number, region in enumerate(regions):
        folder = root / region
        folder.mkdir()
        folder.joinpath("region.toml").write_text(f'name = "Region {number}"\ncode = "R{number:02}"\n')
    for number in range(CARDS):
        body = bodies[number % len(bodies)]
        day = date(2024, 9, 1) + timedelta(days=number % 20)
        marked = body.replace('title = "', f'title = "{number}: ', 1).replace("29 September", f"{day.day} September")
        root.joinpath(regions[number % REGIONS], f"card-{number:05}.toml").write_text(_alone(marked), encoding="utf-8")


def _alone(card: str) -> str:
    """The card without what leads to cards that are not in the folder."""
    kept = re.sub(r"\n\[\[related\]\]\n(?:[^\[\n].*\n)*", "\n", card)
    kept = re.sub(r"(also_in|aliases) = \[.*\]\n", "", kept)
    kept = re.sub(r"\[\[[a-z-]+/[a-z-]+(?:#[a-z0-9]+)?\]\]", "another card", kept)
    return re.sub(r'(, )?"[a-z-]+/[a-z-]+#[a-z0-9-]+"', "", kept).replace("[, ", "[")


def milliseconds(program: str, root: Path) -> float:
    """How long the process takes, from start to end."""
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", program, str(root)],
        check=False,
        env=environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Print the table."""
    programs = {"tomli + pydantic": FLOOR, "load": LOAD, "check": CHECK}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        generated(root)
        times: dict[str, list[float]] = {name: [] for name in programs}
        for place in range(ROUNDS + 1):
            for name, program in programs.items():
                took = milliseconds(program, root)
                if place:  # the first round fills caches
                    times[name].append(took)
    floor = times["tomli + pydantic"]
    print(f"| {CARDS} cards".ljust(19) + "| median ms | spread      | ratio |")
    print("| ---------------- | --------: | ----------: | ----: |")
    for name, each in times.items():
        ratio = statistics.median(took / base for took, base in zip(each, floor, strict=True))
        spread = f"{min(each):.0f}-{max(each):.0f}"
        print(f"| {name:16} | {statistics.median(each):9.0f} | {spread:>11} | {ratio:5.2f} |")
    print(f"\n{ROUNDS} rounds, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
