"""Themes are chosen, each shown while the cursor is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.library.root import shipped
from briefing.reader.places import own_themes_folder
from briefing.reader.themes import read_themes
from briefing.tui.screens.picker import Choice, Picker
from briefing.tui.theme import registered, worn

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp


def choose(app: BriefingApp) -> None:
    """Choose one; escape puts the old one back."""
    own = app.settings.themes if app.settings else own_themes_folder()
    themes, faults = read_themes(shipped("themes"), own)
    for theme in themes.values():
        app.register_theme(worn(theme))
    before = app.theme
    choices = [
        Choice(name, "the terminal's own colours" if theme.ansi else "dark" if theme.dark else "light", name)
        for name, theme in themes.items()
    ]
    start = next((place for place, name in enumerate(themes) if registered(name) == before), 0)

    def seen(name: str) -> None:
        app.theme = registered(name)

    def picked(name: str | None) -> None:
        app.theme = registered(name) if name else before
        if name:
            app.state.remember(app.root, "theme", name)
            if app.state.complaint:
                app.dashboard.notice(app.state.complaint, grave=True)

    note = f"left out: {faults[0]}" if faults else "enter keeps it, esc goes back"
    app.push_screen(Picker("Theme", choices, typing=False, start=start, seen=seen, note=note), picked)
