"""Which folder is read."""

from __future__ import annotations

from pathlib import Path

from briefing.library.root import content_folder, shipped


def briefing_in(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "briefing.toml").touch()
    return folder


def test_a_folder_that_was_chosen_goes_before_all_else(tmp_path: Path) -> None:
    briefing_in(tmp_path / "content")
    environ = {"BRIEFING_CONTENT": "/elsewhere"}
    assert content_folder("desk", environ, tmp_path) == tmp_path / "desk"
    assert content_folder("/desk", environ, tmp_path) == Path("/desk")
    assert content_folder("desk/../other", environ, tmp_path) == tmp_path / "other"


def test_the_environment_goes_before_the_folder_beside(tmp_path: Path) -> None:
    briefing_in(tmp_path / "content")
    assert content_folder(None, {"BRIEFING_CONTENT": "desk"}, tmp_path) == tmp_path / "desk"


def test_a_folder_named_content_is_read_if_it_holds_a_briefing(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert content_folder(None, {}, tmp_path) == shipped("content")
    (tmp_path / "content" / "briefing.toml").touch()
    assert content_folder(None, {"BRIEFING_CONTENT": ""}, tmp_path) == tmp_path / "content"


def test_inside_a_briefing_that_one_is_read(tmp_path: Path) -> None:
    desk = briefing_in(tmp_path / "desk")
    (desk / "us").mkdir()
    assert content_folder(None, {}, desk) == desk
    assert content_folder(None, {}, desk / "us") == desk
    briefing_in(desk / "us" / "content")
    assert content_folder(None, {}, desk / "us") == desk / "us" / "content"


def test_the_home_folder_may_be_a_tilde_and_the_home_of_nobody_is_only_a_name(tmp_path: Path) -> None:
    assert content_folder("~/desk", {}, tmp_path) == (Path.home() / "desk").resolve()
    assert content_folder("~nobody-of-this-name/desk", {}, tmp_path) == tmp_path / "~nobody-of-this-name/desk"


def test_a_loop_of_links_is_only_a_folder_without_a_briefing(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert content_folder("loop", {}, tmp_path).name == "loop"


def test_what_is_shipped_stands_beside_the_package_in_a_checkout() -> None:
    assert shipped("themes") == Path(__file__).resolve().parents[2] / "themes"
