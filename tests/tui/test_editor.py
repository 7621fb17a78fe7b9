"""Editors: found as the user wishes, asked in their own syntax, and never through a shell."""

from __future__ import annotations

import os
import pty
import select
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from briefing.library.problem import BriefingError
from briefing.tui.editor import chosen, command, opens_window

CARD = Path("/briefing/us/sofa revision.toml")


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder for $PATH with a few editors in it."""
    for name in ("vi", "nano", "code", "my editor"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    return tmp_path


@pytest.mark.parametrize(
    ("editor", "arguments"),
    [
        ("vi", "-c 14 -- '{path}'"),
        ("vim", "'+normal! 14G02l' -- '{path}'"),
        ("nvim", "'+normal! 14G02l' -- '{path}'"),
        ("gvim", "-f '+normal! 14G02l' -- '{path}'"),
        ("nano", "+14,3 -- '{path}'"),
        ("emacs", "+14:3 '{path}'"),
        ("emacsclient -t", "+14:3 '{path}'"),
        ("hx", "'{path}:14:3'"),
        ("helix", "'{path}:14:3'"),
        ("kak", "+14:3 '{path}'"),
        ("micro", "+14:3 '{path}'"),
        ("code", "--wait --goto '{path}:14:3'"),
        ("code --reuse-window", "--wait --goto '{path}:14:3'"),
        ("code-insiders", "--wait --goto '{path}:14:3'"),
        ("codium", "--wait --goto '{path}:14:3'"),
        ("cursor", "--wait --goto '{path}:14:3'"),
        ("subl", "--wait '{path}:14:3'"),
        ("zed", "--wait '{path}:14:3'"),
        ("ed", "'{path}'"),
        ("/opt/nvim.appimage -u NONE", "'+normal! 14G02l' -- '{path}'"),
        ("'/opt/my editors/nano' -l", "+14,3 -- '{path}'"),
    ],
)
def test_each_editor_is_asked_in_its_own_syntax(editor: str, arguments: str) -> None:
    expected = shlex.split(editor) + shlex.split(arguments.format(path=CARD))
    assert command(editor, CARD, 14, 3) == expected


def test_without_a_line_the_editor_just_opens_the_file() -> None:
    assert command("vim", CARD, 0, 0) == ["vim", str(CARD)]


def test_without_a_column_the_line_begins_at_its_beginning() -> None:
    assert command("vim", CARD, 14, 0) == ["vim", "+normal! 14G0", "--", str(CARD)]
    assert command("nano", CARD, 14, 0) == ["nano", "+14,1", "--", str(CARD)]


@pytest.mark.parametrize("editor", ["vim", "hx", "code", "ed"])
@pytest.mark.parametrize("name", ["-c :!touch pwned", "--cmd=x", "+14", "{line}.toml"])
def test_no_name_of_a_file_passes_for_an_option_or_a_placeholder(editor: str, name: str) -> None:
    assert command(editor, Path(name), 14, 3)[-1].startswith(f"{Path.cwd()}/{name}")


@pytest.mark.parametrize("editor", ["vim", "nvim"])
def test_vim_puts_the_cursor_there(editor: str, tmp_path: Path) -> None:
    if not shutil.which(editor):
        pytest.skip(f"{editor} is not installed")
    card = tmp_path / "a card.toml"
    card.write_text("title = 1\n\n要約 = 'x'\n")
    tell = 'autocmd VimLeavePre * call writefile([getline(".")[col(".")-1:], line(".")], $AT)'
    at = tmp_path / "at"
    arguments = command(f"{editor} -es -u NONE --cmd {shlex.quote(tell)}", card, 3, 4)
    subprocess.run(arguments, input="qa!\n", text=True, env={**os.environ, "AT": str(at)}, check=False, timeout=30)
    assert at.read_text().splitlines() == ["= 'x'", "3"]


@pytest.mark.skipif(not shutil.which("nano"), reason="nano is not installed")
def test_nano_puts_the_cursor_there(tmp_path: Path) -> None:
    card = tmp_path / "a card.toml"
    card.write_text("title = 1\n\nsummary = 'x'\n")
    screen, terminal = pty.openpty()
    arguments = command("nano --ignorercfiles", card, 3, 9)
    with subprocess.Popen(
        arguments, stdin=terminal, stdout=terminal, stderr=terminal, env={**os.environ, "TERM": "xterm"}
    ) as nano:
        os.close(terminal)
        shown = b""
        while b"Exit" not in shown and b"^X" not in shown:
            assert select.select([screen], [], [], 30)[0], shown
            shown += os.read(screen, 65536)
        os.write(screen, b"HERE\x0f\r\x18")  # type, write out, confirm the name, leave
        while nano.poll() is None:
            if select.select([screen], [], [], 0.1)[0]:
                try:
                    os.read(screen, 65536)
                except OSError:
                    break
    os.close(screen)
    assert card.read_text() == "title = 1\n\nsummary HERE= 'x'\n"


def test_the_settings_come_before_visual_and_visual_before_editor(installed: Path) -> None:
    environ = {"PATH": str(installed), "VISUAL": "code --new-window", "EDITOR": "vi"}
    assert chosen("nano -l", environ) == "nano -l"
    assert chosen(None, environ) == "code --new-window"
    assert chosen(" ", {**environ, "VISUAL": ""}) == "vi"


def test_without_any_wish_the_first_of_the_usual_editors_is_taken(installed: Path) -> None:
    assert chosen(None, {"PATH": str(installed)}) == "nano"
    (installed / "nano").unlink()
    assert chosen(None, {"PATH": str(installed)}) == "vi"


def test_an_editor_with_a_space_in_its_path_is_found(installed: Path) -> None:
    assert chosen(f"'{installed}/my editor' --fast", {}) == f"'{installed}/my editor' --fast"


def test_an_editor_in_the_home_folder_may_be_written_with_a_tilde(
    installed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(installed))
    assert chosen("~/code", {}) == "~/code"
    assert command("~/code -n", CARD, 0, 0) == [f"{installed}/code", "-n", str(CARD)]


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({}, "no editor found: set $EDITOR"),
        ({"EDITOR": "vmi"}, "no editor `vmi`, which is $EDITOR, can be found"),
        ({"VISUAL": "vi 'x"}, "cannot be understood: No closing quotation"),
    ],
)
def test_no_editor_is_told_in_plain_words(environ: dict[str, str], words: str, tmp_path: Path) -> None:
    with pytest.raises(BriefingError) as told:
        chosen(None, {"PATH": str(tmp_path), **environ})
    assert words in str(told.value)


@pytest.mark.parametrize("editor", ["code -n", "/usr/bin/subl", "gvim"])
def test_an_editor_with_a_window_of_its_own_leaves_the_terminal_alone(editor: str) -> None:
    assert opens_window(editor)


@pytest.mark.parametrize("editor", ["vim", "emacsclient", "ed", "flatpak run org.gnome.TextEditor"])
def test_in_doubt_an_editor_is_given_the_terminal(editor: str) -> None:
    assert not opens_window(editor)
