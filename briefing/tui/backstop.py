"""The last gate before the terminal: whatever a widget drew, no control character and no foreign link goes out.

Content is clean when it leaves the library. This holds even if a widget is one day given something else.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

from briefing.library.clean import clean
from briefing.publish.wording import plainly

if TYPE_CHECKING:
    from textual.color import Color


class Backstop(LineFilter):
    """Replaces what must not reach a terminal, and what the terminal's encoding does not have."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self.encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, each safe to write."""
        return [
            Segment(_safe(text, self.encoding), _linkless(style) if style and style.link else style, control)
            for text, style, control in segments
        ]


@lru_cache(4096)
def _safe(text: str, encoding: str) -> str:
    return plainly(clean(text).replace("\n", " ").replace("\t", " "), encoding)


def _linkless(style: Style) -> Style:
    return style.update_link(None)
