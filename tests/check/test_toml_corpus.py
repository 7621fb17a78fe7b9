"""The corpus of toml-test: what is not TOML 1.0 is told, each at a line."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD, write_briefing
from toml_test import fetched, invalid

from briefing.check.check import check
from briefing.check.rule import Desk
from briefing.check.rules import BY_CODE
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from pathlib import Path

GOOD_IN_1_0 = "toml-test/tests/files-toml-1.0.0"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return fetched(tmp_path_factory.mktemp("corpus"))


def codes_found(folder: Path, cards: dict[str, bytes]) -> dict[str, set[str]]:
    """What is found of a file's form in each of these cards, always at a line, and never in a good card beside them."""
    root = write_briefing(folder, {"us/good.toml": CARD})
    for number, raw in enumerate(cards.values()):
        (root / "us" / f"{number}.toml").write_bytes(raw)
    library = read_library(root)
    rules = [BY_CODE[code] for code in ("C01", "C05", "C06", "C09")]
    problems = check(Desk(library, date(2024, 10, 3)), rules).problems
    assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)
    assert library.cards["us/good"].title == "A more equal alliance"
    found: dict[str, set[str]] = {f"{number}.toml": set() for number in range(len(cards))}
    for problem in problems:
        if problem.code in {rule.code for rule in rules}:
            found[problem.path.name].add(problem.code)
    return dict(zip(cards, found.values(), strict=True))


def test_every_file_that_is_not_toml_1_0_is_told_at_a_line(tmp_path: Path, corpus: dict[str, bytes]) -> None:
    found = codes_found(tmp_path, invalid(corpus))

    assert len(found) > 480
    assert [name for name, codes in found.items() if codes not in ({"C01"}, {"C05"}, {"C06"})] == []
    assert {name.rpartition("invalid/")[2] for name, codes in found.items() if codes == {"C05"}} == {
        "inline_table_trailing_comma.toml",
        "datetime/no-secs.toml",
        "inline-table/linebreak-01.toml",
        "inline-table/linebreak-02.toml",
        "inline-table/linebreak-03.toml",
        "inline-table/linebreak-04.toml",
        "inline-table/trailing-comma.toml",
        "local-datetime/no-secs.toml",
        "local-time/no-secs.toml",
        "string/basic-byte-escapes.toml",
    }


def test_of_valid_files_just_those_of_toml_1_1_are_told(tmp_path: Path, corpus: dict[str, bytes]) -> None:
    older = set(corpus[GOOD_IN_1_0].decode().split())
    folder = "toml-test/tests/"
    valid = {name.removeprefix(folder): raw for name, raw in corpus.items() if name.startswith(f"{folder}valid/")}
    # The examples of the newer standard repeat most of the older one's, and no list tells which.
    tried = {name: raw for name, raw in valid.items() if name.endswith(".toml") and "/spec-1.1.0/" not in name}
    found = codes_found(tmp_path, tried)

    assert len(found) > 190
    assert {name: codes for name, codes in found.items() if codes} == {
        name: {"C05"} for name in tried if name not in older
    }
    assert len(set(tried) - older) == 5
