"""How many small changes to the rules of `check` its tests notice, by mutmut.

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
from pathlib import Path

ROOT = Path(__file__).parent.parent
DECORATED = re.compile(r"^@((?:card|desk)_rule\([^\n]*\))\n(def (\w+).*?)(?=^[^\s)])", re.MULTILINE | re.DOTALL)
SETTINGS = """
[tool.mutmut]
source_paths = ["briefing"]
only_mutate = ["briefing/check/*.py"]
do_not_mutate = ["briefing/check/reach.py", "briefing/check/rule.py"]  # asks the network; runs at import
pytest_add_cli_args_test_selection = ["tests/check"]
pytest_add_cli_args = ["--ignore=tests/check/test_toml_corpus.py", "--ignore=tests/check/test_l03_where_links_lead.py"]
also_copy = ["tests", "content", "themes", "docs", "README.md", "LICENSE"]
"""


def undecorated(module: str) -> str:
    """The module with each rule made after its function."""
    return DECORATED.sub(r"\2\3 = \1(\3)\n\n\n", module)


def main() -> None:
    """Print what was noticed of each module."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".*_cache", ".hypothesis")
        shutil.copytree(ROOT, tree, ignore=ignored)
        for module in (tree / "briefing/check").glob("*.py"):
            module.write_text(undecorated(module.read_text(encoding="utf-8")), encoding="utf-8")
        with (tree / "pyproject.toml").open("a") as settings:
            settings.write(SETTINGS)
        environ = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        mutmut = str(Path(sys.executable).with_name("mutmut"))
        ran = subprocess.run([mutmut, "run"], cwd=tree, env=environ, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise SystemExit(ran.stdout[-3000:] + ran.stderr[-3000:])
        results = [json.loads(path.read_text()) for path in (tree / "mutants").rglob("*.py.meta")]
    codes = {name: code for each in results for name, code in each["exit_code_by_key"].items()}
    noticed, missed = Counter[str](), Counter[str]()
    for name, code in codes.items():
        (missed if code in (0, 33) else noticed)[name.split(".")[2]] += 1
    print(f"| {'module':12} | changes | noticed |\n| {'-' * 12} | ------: | ------: |")
    for topic in sorted(noticed | missed):
        every = noticed[topic] + missed[topic]
        print(f"| {topic:12} | {every:7} | {noticed[topic] / every:7.0%} |")
    print(f"| {'all':12} | {len(codes):7} | {noticed.total() / len(codes):7.0%} |")
    survivors = sorted(name for name, code in codes.items() if code in (0, 33))
    print("\nNot noticed:\n" + "\n".join(f"  {name}" for name in survivors), file=sys.stderr)


if __name__ == "__main__":
    main()
