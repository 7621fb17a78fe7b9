"""A briefing's theme as Textual's: variables for the stylesheet, and a ready look for every role of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.color import Color
from textual.style import Style
from textual.theme import BUILTIN_THEMES
from textual.theme import Theme as TextualTheme

if TYPE_CHECKING:
    from textual.app import App

    from briefing.reader.themes import Theme

LEVELS: Final = ("low", "guarded", "elevated", "high")


class Worn(TextualTheme):
    """A theme that carries its looks, so that a line is drawn without asking the stylesheet for each word."""

    def __init__(self, looks: dict[str, Style], **held: Any) -> None:
        super().__init__(**held)
        self.looks = looks
        """A style by role of text; a level's `-field` and `-standing` for the matrix; `cursor`; `sought` for what a
        search matches, `found` for the match that it stands on."""


def worn(theme: Theme) -> Worn:
    """The theme for Textual to register, its name told apart from Textual's own."""
    # Textual's own stylesheets name variables that only its own themes of the terminal's colours define.
    variables = dict(BUILTIN_THEMES["ansi-dark" if theme.dark else "ansi-light"].variables) if theme.ansi else {}
    variables |= {
        "ground": theme.ground,
        "ink": theme.text,
        "muted": theme.muted,
        "rule": theme.rule,
        "raised": _mixed(theme, theme.text, 0.09),
        "scrollbar": theme.rule,
        "scrollbar-hover": theme.muted,
        "scrollbar-active": theme.accent,
        "input-cursor-background": theme.accent,
        "input-cursor-foreground": theme.ground,
        "screen-selection-background": theme.accent,
        "screen-selection-foreground": "ansi_black" if theme.ansi else theme.ground,
    }
    grounds = ("background", "background-hover", "background-active", "corner-color")
    return Worn(
        name=registered(theme.name),
        primary=theme.accent,
        accent=theme.accent,
        foreground=theme.text,
        background=theme.ground,
        surface=theme.ground,
        panel=theme.ground,
        boost=theme.ground,
        warning=theme.elevated,
        error=theme.high,
        success=theme.guarded,
        dark=theme.dark,
        ansi=theme.ansi,
        variables=variables | {f"scrollbar-{each}": theme.ground for each in grounds},
        looks=_looks(theme),
    )


def registered(name: str) -> str:
    """The name that a theme goes by inside Textual."""
    return f"briefing-{name}"


def looks(app: App[object]) -> dict[str, Style]:
    """The looks of the theme that the app wears now."""
    theme = app.current_theme
    return theme.looks if isinstance(theme, Worn) else {}


def _looks(theme: Theme) -> dict[str, Style]:
    accent = Color.parse(theme.accent)
    # The terminal's own grey is its ground in some palettes, so there quiet words are dimmed.
    muted = Style(dim=True) if theme.ansi else Style(foreground=Color.parse(theme.muted))
    found = {
        "text": Style(),
        "strong": Style(bold=True),
        "title": Style(bold=True),
        "emphasis": Style(italic=True),
        "code": Style(foreground=Color.parse(theme.guarded)),
        "muted": muted,
        "lead": Style(foreground=accent),
        "heading": Style(foreground=accent, bold=True),
        "active": Style(bold=True, underline=True),
        "fault": Style(foreground=Color.parse(theme.high), bold=True),
        "sought": Style(underline=True, bold=True)
        if theme.ansi
        else Style(background=Color.parse(_mixed(theme, theme.accent, 0.3))),
        "found": Style(reverse=True) if theme.ansi else Style(foreground=Color.parse(theme.ground), background=accent),
        "cursor": Style(reverse=True) if theme.ansi else Style(background=Color.parse(_mixed(theme, theme.text, 0.09))),
    }
    for level in LEVELS:
        colour: str = getattr(theme, level)
        found[level] = Style(foreground=Color.parse(colour), bold=True)
        found[f"{level}-field"] = (
            muted if theme.ansi else muted + Style(background=Color.parse(_mixed(theme, colour, 0.18)))
        )
        found[f"{level}-standing"] = (
            Style(foreground=Color.parse(colour), bold=True, reverse=True)
            if theme.ansi
            else Style(foreground=Color.parse(theme.ground), background=Color.parse(colour), bold=True)
        )
    return found


def _mixed(theme: Theme, colour: str, share: float) -> str:
    """A share of a colour over the ground. The terminal's own colours cannot be mixed: there the ground stays bare."""
    return theme.ground if theme.ansi else Color.parse(theme.ground).blend(Color.parse(colour), share).hex6
