"""A briefing's theme as Textual's: colours by role become the variables that the stylesheets name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.color import Color
from textual.theme import Theme as TextualTheme

if TYPE_CHECKING:
    from briefing.reader.themes import Theme


def textual_theme(theme: Theme) -> TextualTheme:
    """The theme for Textual to register, its name told apart from Textual's own."""
    levels = {f"level-{role}": getattr(theme, role) for role in ("low", "guarded", "elevated", "high")}
    return TextualTheme(
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
        variables={
            "ground": theme.ground,
            "ink": theme.text,
            "muted": theme.muted,
            "rule": theme.rule,
            "lead": theme.accent,
            **levels,
            **_tints(theme, levels),
            "scrollbar": theme.rule,
            "scrollbar-hover": theme.muted,
            "scrollbar-active": theme.accent,
            "scrollbar-background": theme.ground,
            "scrollbar-background-hover": theme.ground,
            "scrollbar-background-active": theme.ground,
            "scrollbar-corner-color": theme.ground,
            "input-cursor-background": theme.accent,
            "input-cursor-foreground": theme.ground,
            "screen-selection-background": theme.accent,
            "screen-selection-foreground": theme.ground if not theme.ansi else "ansi_black",
        },
    )


def registered(name: str) -> str:
    """The name that a theme goes by inside Textual."""
    return f"briefing-{name}"


def _tints(theme: Theme, levels: dict[str, str]) -> dict[str, str]:
    """Grounds mixed from two colours. The terminal's own colours cannot be mixed, so there the ground stays bare."""
    if theme.ansi:
        return {"raised": "ansi_default", **{f"{level}-ground": "ansi_default" for level in levels}}
    ground = Color.parse(theme.ground)
    return {
        "raised": ground.blend(Color.parse(theme.text), 0.09).hex6,
        **{f"{level}-ground": ground.blend(Color.parse(colour), 0.18).hex6 for level, colour in levels.items()},
    }
