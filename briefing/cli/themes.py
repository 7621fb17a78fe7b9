"""`briefing themes`: the colours that there are to choose from."""

from __future__ import annotations

from briefing.cli.columns import aligned
from briefing.cli.partly import partly
from briefing.cli.streams import put
from briefing.library.root import shipped
from briefing.reader.places import config_folder, settings_file
from briefing.reader.settings import read_settings
from briefing.reader.themes import DEFAULT_THEME, read_themes


def themes() -> int:
    """Print the names of the themes, those that come with the program first, then the user's own."""
    own_folder = read_settings(settings_file())[0].themes
    known, _ = read_themes(shipped("themes"))
    own, problems = read_themes(own_folder)
    rows = [
        (
            name,
            "dark" if theme.dark else "light",
            "default" if name == DEFAULT_THEME else "your own" if name in own else "",
        )
        for name, theme in (known | own).items()
    ]
    put(aligned(rows))
    return partly(problems, config_folder())
