"""The last gate before the terminal: whatever a widget drew, no control character and no foreign link goes out.

Content is clean when it leaves the library. This holds even if a widget is one day given something else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.segment import Segment
from textual.filter import LineFilter

from briefing.library.clean import spoofing
from briefing.publish.glyphs import plainly

if TYPE_CHECKING:
    from rich.style import Style
    from textual.color import Color

_BREAKS: Final = re.compile("[\n\t]")


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


class InTurn(LineFilter):
    """Filters one after the other. By themselves, each would have Textual make a line anew, which is what costs."""

    def __init__(self, filters: tuple[LineFilter, ...]) -> None:
        super().__init__()
        self.filters = filters

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments as the last leaves them."""
        for each in self.filters:
            segments = each.apply(segments, background)
        return segments


@lru_cache(4)
def in_turn(*filters: LineFilter) -> InTurn:
    """The same for the same filters, as lines are kept by what they went through."""
    return InTurn(filters)


@lru_cache(2048)
def _safe(text: str, encoding: str) -> str:
    """The text with a question mark for each unwelcome character: one for one, so that no line grows."""
    for match in [*spoofing(text), *_BREAKS.finditer(text)]:
        text = f"{text[: match.start()]}?{text[match.end() :]}"
    return plainly(text, encoding)


def _linkless(style: Style) -> Style:
    return style.update_link(None)
