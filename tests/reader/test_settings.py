"""Settings: all of them optional, and a bad one costs the reader that one only."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.reader.places import own_themes_folder
from briefing.reader.settings import Settings, read_settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_all_that_can_be_set(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/analyst")
    file.write_text(
        """
        archive = "~/press archive"
        editor = "code --reuse-window"
        themes = "my themes"

        [keys]
        quit = "x"
        next_card = ["n", "ctrl+n"]
        zoom = []

        [filters]
        worst = "level>=elevated"
        "before the summit" = 'by<2024-12-01 -is:draft "host nation"'
        """
    )
    settings, problems = read_settings(file)
    assert problems == ()
    assert settings.archive == Path("/home/analyst/press archive")
    assert settings.editor == "code --reuse-window"
    assert settings.themes == tmp_path / "my themes"
    assert settings.keys == {"quit": ("x",), "next_card": ("n", "ctrl+n"), "zoom": ()}
    assert settings.filters == {
        "worst": "level>=elevated",
        "before the summit": 'by<2024-12-01 -is:draft "host nation"',
    }


def test_nothing_needs_to_be_set(file: Path) -> None:
    file.write_text("")
    for settings, problems in (read_settings(file), read_settings(file.with_name("none.toml"))):
        assert problems == ()
        assert (settings.keys, settings.filters, settings.archive, settings.editor) == ({}, {}, None, None)
        assert settings.themes == own_themes_folder()


def test_a_misspelt_key_is_told_at_its_line_and_the_rest_stands(file: Path) -> None:
    file.write_text('editor = "vim"\narchve = "/archive"\n')
    settings, (problem,) = read_settings(file)
    assert settings.editor == "vim"
    assert settings.archive is None
    assert (problem.path, problem.line, problem.column, problem.code) == (file, 2, 1, "C02")
    assert "did you mean `archive`?" in problem.message


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("archive = 3", "`archive`: must be a folder or file, in quotes"),
        ('archive = " "', "`archive`: must be a folder or file, in quotes"),
        ('archive = "~nobody-here/x"', "`archive`: begins with the home of a user who is not known here"),
        ("editor = 3", "`editor` must be text, in quotes"),
        ('editor = ""', "`editor` must not be empty"),
        ('editor = "a\\nb"', "`editor` must stand on one line"),
        ("themes = []", "`themes`: must be a folder or file, in quotes"),
        ("keys = 3", "`keys` must be a table"),
        ("keys.quit = 3", "`quit`: must be a key or a list of keys, each in quotes"),
        ('keys.quit = ""', "`quit`: must be a key or a list of keys, each in quotes"),
        ('keys.quit = ["q", 3]', "`quit`: must be a key or a list of keys, each in quotes"),
        ("filters.worst = 3", "`worst` must be text, in quotes"),
    ],
)
def test_a_bad_value_is_told_at_its_line_and_the_rest_stands(file: Path, line: str, message: str) -> None:
    file.write_text(f'filters.mine = "tag:basing"\n{line}\n')
    settings, (problem,) = read_settings(file)
    assert (problem.line, problem.code, problem.message) == (2, "C02", message)
    assert settings == Settings(filters={"mine": "tag:basing"})


def test_what_is_not_toml_leaves_all_as_if_nothing_were_set(file: Path) -> None:
    file.write_text('editor = "vim"\narchive = \n')
    settings, (problem,) = read_settings(file)
    assert settings == Settings()
    assert (problem.line, problem.code) == (2, "C01")


@pytest.mark.parametrize("name", ["folder", "file/config.toml", "loop", "broken"])
def test_settings_that_cannot_be_read_are_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "broken").symlink_to(tmp_path / "nowhere")
    settings, (problem,) = read_settings(tmp_path / name)
    assert settings == Settings()
    assert problem.code == "C06"
