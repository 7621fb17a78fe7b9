"""The user's editor: which it is, and how it is asked to open a file at a line."""

from __future__ import annotations

import shlex
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Final

from briefing.library.problem import BriefingError

if TYPE_CHECKING:
    from collections.abc import Mapping

_VIM: Final = ("+normal! {line}G0{right}", "--", "{path}")
"""Moves by characters, and unlike `cursor()` needs neither a byte column nor a build with scripting."""
_AT: Final = "{path}:{line}:{column}"
_CODE: Final = ("--wait", "--goto", _AT)
_ZED: Final = ("--wait", _AT)
_ARGUMENTS: Final[dict[str, tuple[str, ...]]] = {
    "vi": ("-c", "{line}", "--", "{path}"),  # what POSIX promises of every vi
    "vim": _VIM,
    "nvim": _VIM,
    "gvim": ("-f", *_VIM),
    "mvim": ("-f", *_VIM),
    "nano": ("+{line},{column}", "--", "{path}"),
    "emacs": ("+{line}:{column}", "{path}"),
    "emacsclient": ("+{line}:{column}", "{path}"),
    "hx": (_AT,),
    "helix": (_AT,),
    "kak": ("+{line}:{column}", "{path}"),
    "micro": ("+{line}:{column}", "{path}"),
    "code": _CODE,
    "code-insiders": _CODE,
    "codium": _CODE,
    "vscodium": _CODE,
    "cursor": _CODE,
    "subl": _ZED,
    "zed": _ZED,
    "zeditor": _ZED,
}
_WINDOWED: Final = {name for name, arguments in _ARGUMENTS.items() if "--wait" in arguments or "-f" in arguments}
_USUAL: Final = ("nano", "vim", "vi")


def chosen(settings_editor: str | None, environ: Mapping[str, str]) -> str:
    """The editor of the settings, `$VISUAL`, `$EDITOR`, or the first of the usual ones that is installed.

    Raises BriefingError where none is, or where the one that was asked for is not to be found: another in its
    place would be a surprise.
    """
    path = environ.get("PATH")
    asked = (
        ("editor in the settings", settings_editor),
        *((f"${name}", environ.get(name)) for name in ("VISUAL", "EDITOR")),
    )
    for where, editor in asked:
        if editor and editor.strip():
            if not which(_words(editor)[0], path=path):
                raise BriefingError(f"no editor `{editor}`, which is {where}, can be found; is it installed?")
            return editor
    for editor in _USUAL:
        if which(editor, path=path):
            return editor
    raise BriefingError("no editor found: set $EDITOR, or `editor` in the settings, to the command of yours")


def command(editor: str, path: Path, line: int, column: int) -> list[str]:
    """The arguments that open the file in the editor, at a line and column from 1 (0: wherever it likes).

    They are for a process, not for a shell. The path is absolute, so that none passes for an option.
    """
    words = _words(editor)
    templates = _ARGUMENTS.get(_name(words), ("{path}",)) if line > 0 else ("{path}",)
    column = max(column, 1)
    values = {
        "path": path.absolute(),
        "line": line,
        "column": column,
        "right": f"{column - 1}l" if column > 1 else "",
    }
    return [*words, *(template.format_map(values) for template in templates)]


def opens_window(editor: str) -> bool:
    """Whether it leaves the terminal alone; in doubt it does not, for none may draw over the dashboard."""
    return _name(_words(editor)) in _WINDOWED


def _words(editor: str) -> list[str]:
    try:
        first, *others = shlex.split(editor)
    except ValueError as error:
        raise BriefingError(f"the editor's command `{editor}` cannot be understood: {error}") from None
    if first.startswith("~/"):
        first = str(Path(first).expanduser())
    return [first, *others]


def _name(words: list[str]) -> str:
    """What the editor is known by: `nvim` for `/opt/nvim.appimage`, `vim` for `vim.gtk3`."""
    return Path(words[0]).name.partition(".")[0].lower()
