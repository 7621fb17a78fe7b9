"""What SECURITY.md and docs/reliability.md say, each held by places and tests that there are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_promise_names_a_test_and_every_test_it_names_exists() -> None:
    promised = PAGE.partition("## What is promised")[2].partition("## What is not promised")[0]
    promises = re.split(r"^\d\. ", promised, flags=re.MULTILINE)[1:]
    assert len(promises) == 7
    for promise in promises:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", promise)
        assert named, promise
        for file, name in named:
            tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
            functions = {each.name for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)}
            assert name in functions, f"{file} has no {name}"
    assert promised.count("::") == sum(len(re.findall(r"`tests/[\w/]+\.py::\w+`", promise)) for promise in promises)


def test_every_place_and_test_that_the_page_on_reliability_names_exists() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    threats = re.findall(r"^\| (\d+) \|.*\| (.+?) \| (.+?) \|$", page.partition("## What was tried")[0], re.MULTILINE)
    assert [int(number) for number, _, _ in threats] == list(range(1, 14))
    for _, places, tests in threats:
        for folder, named in (("briefing", places), ("tests", tests)):
            assert "`" in named
            for path in re.findall("`(.+?)`", named):
                assert (ROOT / folder / path).exists(), path
