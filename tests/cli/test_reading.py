"""A command reads the folder as it is, or as it stood at a revision or on a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD, write_briefing
from library.repository import ENVIRON, begin, commit, git

from briefing.cli.reading import library_of, revision_of
from briefing.library.problem import BriefingError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A briefing committed on 3 October, and changed since."""
    for name, value in ENVIRON.items():
        monkeypatch.setenv(name, value)
    content = write_briefing(begin(tmp_path) / "content", {"us/a.toml": CARD})
    commit(tmp_path)
    (content / "us" / "a.toml").write_text(CARD.replace("A more equal", "A less equal"))
    return content


def test_without_a_revision_it_is_the_folder_as_it_is(content: Path) -> None:
    assert library_of(content, None).cards["us/a"].title == "A less equal alliance"


@pytest.mark.parametrize("at", ["HEAD", "main", "2024-10-03", "2024-12-31", "2024-W40", "20241003", "2024-99-99"])
def test_a_revision_goes_by_a_name_or_a_day_and_brings_its_own(content: Path, at: str) -> None:
    for tag in ("2024-W40", "20241003", "2024-99-99"):
        git(content, "tag", tag)
    revision = revision_of(content, at)
    assert revision.day == date(2024, 10, 3)
    assert library_of(content, revision).cards["us/a"].title == "A more equal alliance"


@pytest.mark.parametrize(
    ("at", "wrong"),
    [
        ("yesterday", "git knows no revision `yesterday`."),
        ("2024-13-01", "2024-13-01 is no day, and git knows no revision `2024-13-01`."),
        ("main..HEAD", "git knows no revision `main..HEAD`."),
    ],
)
def test_of_what_is_neither_it_is_told_what_is_taken(content: Path, at: str, wrong: str) -> None:
    with pytest.raises(BriefingError) as told:
        revision_of(content, at)
    first, revisions, days = str(told.value).splitlines()
    assert first == wrong
    assert "HEAD~3" in revisions
    assert days == "A day is written as 2024-10-03."


@pytest.mark.parametrize(
    ("at", "meant"),
    [
        ("2024-10-3", " Did you mean 2024-10-03?"),
        ("3 Oct 2024", " Did you mean 2024-10-03?"),
        ("October 3, 2024", " Did you mean 2024-10-03?"),
        ("20241003", " Did you mean 2024-10-03?"),
        ("3/10/2024", ""),
        ("2024-13-1", ""),
    ],
)
def test_a_day_written_otherwise_is_told_as_it_is_to_be_written(content: Path, at: str, meant: str) -> None:
    with pytest.raises(BriefingError) as told:
        revision_of(content, at)
    assert str(told.value).splitlines()[-1] == f"A day is written as 2024-10-03.{meant}"


def test_without_a_repository_it_is_still_told_how_a_day_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    content = write_briefing(tmp_path / "content", {})
    with pytest.raises(BriefingError, match=r"2024-13-01 is no day, and .* no git repository(.|\n)*as 2024-10-03"):
        revision_of(content, "2024-13-01")


def test_before_the_first_commit_there_is_nothing_to_read(content: Path) -> None:
    with pytest.raises(BriefingError, match=r"nothing of .*content had been committed by 2 Oct 2024"):
        revision_of(content, "2024-10-02")
