"""Files are written from the dashboard: one is opened in the editor, a card is begun, the briefing is copied."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual.app import SuspendNotSupported

from briefing.library.problem import BriefingError
from briefing.library.root import shipped
from briefing.tui.editor import chosen, command, opens_window
from briefing.tui.launch import launch
from briefing.tui.messages import EditFile
from briefing.tui.screens.ask import Ask

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

_READING_ROOM: Final = "this is a reading room: nothing is edited here"


def edit(app: BriefingApp, asked: EditFile) -> None:
    """Open the editor there; the shipped briefing is first copied to a folder of the reader's own."""
    notice = app.dashboard.notice
    if app.read_only:
        notice(_READING_ROOM, grave=True)
        return
    if app.root == shipped("content"):
        _offer_copy(app, asked)
        return
    try:
        editor = chosen(app.settings.editor if app.settings else None, os.environ)
    except BriefingError as error:
        notice(str(error), grave=True)
        return
    arguments = command(editor, asked.path, asked.line, asked.column)
    name = Path(arguments[0]).name
    try:
        if opens_window(editor):
            launch(arguments, os.environ)
            notice(f"opened {asked.path.name} in {name}; changes show here as you save")
            return
        with app.suspend():
            code = subprocess.run(arguments, check=False).returncode
    except SuspendNotSupported:
        notice(f"{name} needs a terminal of its own, and there is none here", grave=True)
        return
    except OSError as error:
        notice(f"{arguments[0]} cannot be started: {error.strerror}", grave=True)
        return
    if code:
        notice(f"{name} ended with code {code}", grave=True)
    app.read_again()


def begin_card(app: BriefingApp) -> None:
    """Ask for the name of a new card, write its file, and open it."""
    # Whoever only opens the editor does not wait for what writes TOML.
    from briefing.intake.draft import draft, require_room

    notice, library = app.dashboard.notice, app.library
    if app.read_only:
        notice(_READING_ROOM, grave=True)
        return
    if library is None or app.root == shipped("content"):
        notice("this briefing came with the program and is left as it is; e offers a copy", grave=True)
        return

    def refusal(reference: str) -> str:
        try:
            require_room(library, reference)
        except BriefingError as error:
            return str(error)
        return ""

    def answered(reference: str | None) -> None:
        if reference is None:
            return
        try:
            path = draft(library, app.calendar, reference)
        except (BriefingError, OSError) as error:
            notice(str(error).partition("\n")[0], grave=True)
            return
        app.post_message(EditFile(path, 1, 1))

    question = (
        "A new card: its region and its name, in lower-case letters and digits with hyphens between.\n"
        "It begins as a draft: `:` finds it, and lists show it once its `status` says published."
    )
    region = app.dashboard.region_id.strip("*")
    app.push_screen(Ask(question, f"{region}/" if region else "", refusal), answered)


def _offer_copy(app: BriefingApp, asked: EditFile) -> None:
    """The shipped briefing stays as it is: offer a copy, and go on there."""
    from briefing.intake.begin import copy

    inside = asked.path.relative_to(app.root)

    def answered(folder: str | None) -> None:
        if not folder:
            return
        try:
            target = Path(folder).expanduser().absolute()
            if not (target / inside).is_file():
                copy(app.root, target)
        except (OSError, RuntimeError) as error:
            there = isinstance(error, FileExistsError)
            reason = "it is there already" if there else getattr(error, "strerror", None) or str(error)
            app.dashboard.notice(f"not copied to {folder}: {reason}", grave=True)
            return
        app.go_on_in(target.resolve())
        app.dashboard.notice(f"now reading {app.root}; next time: briefing -C {app.root}")
        app.post_message(EditFile(app.root / inside, asked.line, asked.column))

    default = Path("~/briefing").expanduser()
    there = (default / "briefing.toml").is_file()
    offer = (
        "Go on in the briefing that is there already?" if there else "Copy it to a folder of your own and edit there?"
    )
    question = (
        f"This briefing came with the program and is left as it is.\n{offer}\n"
        "It is a closed edition: it is read as of its own day until `closed` leaves briefing.toml."
    )
    app.push_screen(Ask(question, str(default)), answered)
