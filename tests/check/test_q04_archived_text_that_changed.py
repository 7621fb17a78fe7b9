"""Q04: the text that was verified is the text that is there."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from check.quoting import ARTICLE, found_of

if TYPE_CHECKING:
    from pathlib import Path

HAVE = sha256(ARTICLE.encode()).hexdigest()
OTHER = "0123456789ab" + "c" * 52


def test_another_file_than_was_verified_is_told_at_its_sum(tmp_path: Path) -> None:
    (problem,) = found_of(tmp_path, "Q04", '"The governor"', f'sha256 = "{OTHER}"\n')
    assert (problem.path.name, problem.line, problem.column, problem.width) == ("sources.toml", 12, 1, 6)
    assert problem.severity == "error"
    assert problem.message == (
        f"`jt.txt` is another file than was verified: its sha256 begins with {HAVE[:12]}, not 0123456789ab"
    )
    assert problem.help == f'find out what changed, verify the quotations, and put `sha256 = "{HAVE}"`'


def test_the_sum_that_the_help_offers_is_clean(tmp_path: Path) -> None:
    assert found_of(tmp_path, "Q04", '"The governor"', f'sha256 = "{HAVE}"\n') == []


def test_without_a_sum_nothing_is_compared(tmp_path: Path) -> None:
    assert found_of(tmp_path, "Q04", '"The governor"') == []


def test_a_file_that_cannot_be_read_is_not_another_file(tmp_path: Path) -> None:
    text = "x" * (5 * 1024 * 1024 + 1)
    assert found_of(tmp_path, "Q04", '"The governor"', f'sha256 = "{OTHER}"\n', text) == []


def test_the_bytes_count_and_not_how_they_read(tmp_path: Path) -> None:
    windows = ARTICLE.replace("\n", "\r\n")
    about = f'sha256 = "{HAVE}"\n'
    assert found_of(tmp_path, "Q01", '"will not become faster"', about, windows) == []
    assert len(found_of(tmp_path, "Q04", '"will not become faster"', about, windows)) == 1
