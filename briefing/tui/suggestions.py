"""What a filter may go on with, suggested while it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.suggester import Suggester

from briefing.find.complete import completions, token_start

if TYPE_CHECKING:
    from briefing.library.library import Library


class FilterSuggester(Suggester):
    """The likeliest way to go on with a filter, by what the content knows."""

    def __init__(self, library: Library) -> None:
        super().__init__(case_sensitive=True)
        self.library = library

    async def get_suggestion(self, value: str) -> str | None:
        """The whole filter with what is begun at its end completed; None where nothing is begun there."""
        begun = token_start(value, len(value))
        found = completions(value, len(value), self.library) if begun < len(value) else []
        return next((f"{value[:begun]}{each}" for each in found if each != value[begun:]), None)
