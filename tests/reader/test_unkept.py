"""A state that lasts as long as the run, as readers of a served briefing have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from examples import CARD

from briefing.reader.marks import ReadLog
from briefing.reader.places import state_file
from briefing.reader.state import State, Unkept

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from conftest import LibraryFrom


def test_it_remembers_to_the_end_of_the_run_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library_from: LibraryFrom
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    library = library_from({"us/sofa.toml": CARD})
    with Unkept() as state, Unkept() as another:
        assert state.recall(library.root, "theme") is None
        assert state.version() is None
        state.remember(library.root, "theme", "paper")
        ReadLog(state).bookmark(library, "us/sofa", True)
        assert state.recall(library.root, "theme") == "paper"
        assert "us/sofa" in ReadLog(state).marks(library).bookmarked
        assert another.recall(library.root, "theme") is None
        assert state.complaint is None
    assert Unkept().recall(library.root, "theme") is None
    assert not (tmp_path / "state").exists()


def test_it_knows_nothing_of_what_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with State.open(state_file()) as kept:
        kept.remember(tmp_path, "theme", "paper")
    with Unkept() as state:
        state.remember(tmp_path, "other", "x")
        assert state.recall(tmp_path, "theme") is None
