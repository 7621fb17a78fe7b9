"""How many small changes to a part of the program its tests notice, by mutmut; name parts to try those alone.

Works in a copy of the tree. mutmut leaves decorated functions alone, and every rule is one: in the copy the decorator
is taken off, and applied again after the function.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
DECORATED: Final = re.compile(r"^@((?:card|desk)_rule\([^\n]*\))\n(def (\w+).*?)(?=^[^\s)])", re.MULTILINE | re.DOTALL)
COPIED: Final = ["tests", "content", "themes", "docs", "benchmarks", "torture", "README.md", "LICENSE"]
LOADER: Final = ("fit", "folder", "library", "positions", "references", "settle", "shelf", "slips", "toml", "whole")
TOLD: Final = ("test_f01_outcome_and_its_day", "test_r01_risk_that_cannot_be_rated", "test_s03_source_without_a_grade")
"""What is told by reading alone, and not again by a rule."""
UNNOTICED: Final = {0, 33}
"""How mutmut says that a change lived: all tests passed, or none runs it."""


@dataclass(frozen=True)
class Part:
    """Some of the program, and the quick tests that speak of it."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    more: tuple[str, ...] = ()
    """Arguments for pytest."""
    untouched: tuple[str, ...] = ()


PARTS: Final = {
    "rules": Part(
        ("briefing/check/*.py",),
        ("tests/check",),
        ("--ignore=tests/check/test_toml_corpus.py", "--ignore=tests/check/test_l03_where_links_lead.py"),
        ("briefing/check/reach.py", "briefing/check/rule.py"),  # asks the network; runs at import
    ),
    "loader": Part(
        tuple(f"briefing/library/{name}.py" for name in LOADER),
        ("tests/library", "tests/model/test_round_trip.py", *(f"tests/check/{name}.py" for name in TOLD)),
        ("--ignore=tests/library/test_revision.py", "--ignore=tests/library/test_history.py"),
    ),
    "sanitiser": Part(("briefing/library/clean.py",), ("tests/library/test_clean.py",)),
    "links": Part(
        ("briefing/library/address.py", "briefing/library/links.py", "briefing/tui/links.py"),
        ("tests/library/test_links.py", "tests/library/test_address.py", "tests/tui/test_links.py"),
    ),
    "state": Part(
        ("briefing/reader/marks.py", "briefing/reader/state.py"),
        ("tests/reader/test_marks.py", "tests/reader/test_state.py", "tests/reader/test_unkept.py"),
    ),
    "kept": Part(("briefing/library/at_rest.py", "briefing/library/kept.py"), ("tests/library/test_kept.py",)),
}


def undecorated(module: str) -> str:
    """The module with each rule made after its function."""
    return DECORATED.sub(r"\2\3 = \1(\3)\n\n\n", module)


def settings(part: Part) -> str:
    """What mutmut is told; a TOML array of strings is one of JSON."""
    return f"""
[tool.mutmut]
source_paths = ["briefing"]
only_mutate = {json.dumps(part.modules)}
do_not_mutate = {json.dumps(part.untouched)}
pytest_add_cli_args_test_selection = {json.dumps(part.tests)}
pytest_add_cli_args = {json.dumps(part.more)}
also_copy = {json.dumps(COPIED)}
"""


def tried(part: Part) -> dict[str, bool]:
    """Each change by its name, and whether it was noticed."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
        shutil.copytree(ROOT, tree, ignore=ignored)
        for module in (tree / "briefing/check").glob("*.py"):
            module.write_text(undecorated(module.read_text(encoding="utf-8")), encoding="utf-8")
        with (tree / "pyproject.toml").open("a") as appended:
            appended.write(settings(part))
        environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        environ["CI"] = "1"  # the same examples in each run
        mutmut = str(Path(sys.executable).with_name("mutmut"))
        ran = subprocess.run([mutmut, "run"], cwd=tree, env=environ, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise SystemExit(ran.stdout[-3000:] + ran.stderr[-3000:])
        results = [json.loads(path.read_text()) for path in (tree / "mutants").rglob("*.py.meta")]
    codes = {name: code for each in results for name, code in each["exit_code_by_key"].items()}
    return {name: code not in UNNOTICED for name, code in codes.items()}


def module_of(change: str) -> str:
    """Where a change was made, as `library.fit`; mutmut names it `briefing.library.fit.x_fit__mutmut_1`."""
    return re.split(r"\.x[_ǁ]", change)[0].removeprefix("briefing.")


def main() -> None:
    """Print what was noticed of each module."""
    print(f"| {'part':9} | {'module':18} | changes | noticed |\n| {'-' * 9} | {'-' * 18} | ------: | ------: |")
    for name in sys.argv[1:] or PARTS:
        changes = tried(PARTS[name])
        every = Counter(map(module_of, changes))
        seen = Counter(module_of(change) for change, noticed in changes.items() if noticed)
        for module in sorted(every):
            print(f"| {name:9} | {module:18} | {every[module]:7} | {seen[module] / every[module]:7.0%} |")
        print(f"| {name:9} | {'all':18} | {len(changes):7} | {seen.total() / len(changes):7.0%} |", flush=True)
        survivors = sorted(change for change, noticed in changes.items() if not noticed)
        print(f"Not noticed in {name}:\n" + "\n".join(f"  {each}" for each in survivors), file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
