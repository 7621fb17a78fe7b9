"""Places: where the XDG variables say, and never made by merely asking."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from briefing.reader.places import config_folder, own_themes_folder, settings_file, state_file, state_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_the_xdg_variables_are_honoured_and_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "s"))
    assert config_folder() == tmp_path / "c" / "briefing"
    assert settings_file() == tmp_path / "c" / "briefing" / "config.toml"
    assert own_themes_folder() == tmp_path / "c" / "briefing" / "themes"
    assert state_folder() == tmp_path / "s" / "briefing"
    assert state_file() == tmp_path / "s" / "briefing" / "state.sqlite3"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="macOS keeps such files in its own Library")
def test_without_them_the_home_folder_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert settings_file() == tmp_path / ".config" / "briefing" / "config.toml"
    assert state_folder() == tmp_path / ".local" / "state" / "briefing"
    assert list(tmp_path.iterdir()) == []
