"""The briefing at one revision after another: what its regions came to, each file read once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD, write_briefing
from library.repository import ENVIRON, begin, commit, git

from briefing.library.history import history
from briefing.library.problem import BriefingError
from briefing.library.revision import read_revision, revisions
from briefing.model.scales import Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HIGH = CARD.replace('"unlikely"', '"likely"').replace('"moderate"', '"catastrophic"')


@pytest.fixture(autouse=True, scope="module")
def nobodys_settings() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRON.items():
            patch.setenv(name, value)
        yield


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Four commits: a calm briefing, one card worse, the calm again, and a card broken."""
    content = write_briefing(begin(tmp_path) / "content", {"us/a.toml": CARD, "us/b.toml": CARD, "korea/c.toml": CARD})
    for day, text in enumerate((CARD, HIGH, CARD, "torn"), 3):
        (content / "us" / "a.toml").write_text(text)
        commit(tmp_path, f"Day {day}", f"2024-10-{day:02}T09:00:00+0900")
    return content


def test_each_region_has_its_worst_level_at_each_revision(content: Path) -> None:
    pasts = tuple(history(content))
    assert [past.revision for past in pasts] == list(revisions(content))
    assert [
        (
            past.revision.day.day,
            (worst := past.worst("us")) and worst.level,
            (calm := past.worst("korea")) and calm.level,
        )
        for past in pasts
    ] == [
        (6, Level.GUARDED, Level.GUARDED),
        (5, Level.GUARDED, Level.GUARDED),
        (4, Level.HIGH, Level.GUARDED),
        (3, Level.GUARDED, Level.GUARDED),
    ]
    assert (worst := pasts[2].worst()) is not None
    assert worst.level is Level.HIGH
    assert [problem.code for problem in pasts[0].library.problems] == ["C01"]


def test_each_is_what_reading_it_alone_gives(content: Path) -> None:
    for past in history(content):
        assert past.library == read_revision(content, past.revision.id)


def test_a_file_that_did_not_change_is_read_once(content: Path) -> None:
    pasts = tuple(history(content))
    assert len({id(past.library.files["us/a"]) for past in pasts}) == 4
    for reference in ("us/b", "korea/c"):
        assert len({id(past.library.files[reference]) for past in pasts}) == 1


def test_a_past_is_judged_as_of_its_own_day(content: Path) -> None:
    (content / "us" / "a.toml").write_text(CARD)
    commit(content, "Later", "2026-01-01T09:00:00+0900")
    later, earlier = tuple(history(content, 2))
    assert later.revision.day == date(2026, 1, 1)
    assert later.standings["us/b"].deadline_passed
    assert later.worst() is None
    assert not earlier.standings["us/b"].deadline_passed


def test_as_many_are_read_as_are_asked_for_and_git_ends_with_them(content: Path) -> None:
    assert len(tuple(history(content, 2))) == 2
    running = history(content)
    assert next(running).revision.subject == "Day 6"
    running.close()


def test_revisions_without_a_briefing_are_left_out(content: Path) -> None:
    git(content.parent, "mv", "content", "elsewhere")
    commit(content.parent, "Moved away")
    git(content.parent, "mv", "elsewhere", "content")
    commit(content.parent, "And back")
    assert [past.revision.subject for past in history(content, 3)] == ["And back", "Day 6"]


def test_without_a_repository_the_first_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(BriefingError, match="is in no git repository"):
        next(history(tmp_path))
