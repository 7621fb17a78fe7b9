"""Lines that are all alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.strip import Strip


def alike(draw: Callable[[Region], list[Strip]], crop: Region) -> list[Strip]:
    """One is drawn and stands for all: of what panes stand on, hardly any is seen, and Textual would draw it whole."""
    return draw(Region(crop.x, crop.y, crop.width, 1)) * crop.height
