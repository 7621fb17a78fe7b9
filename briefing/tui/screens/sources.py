"""Pick a source to open, its whole address in view."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from briefing.library.address import RefusedLink, address
from briefing.publish.document import CitedSource
from briefing.tui.screens.picker import Choice, Picker

if TYPE_CHECKING:
    from collections.abc import Sequence


class SourcePicker(Picker[CitedSource]):
    """Sources by number; one alone is shown to be confirmed."""

    def __init__(self, title: str, sources: Sequence[CitedSource], start: str) -> None:
        choices = [
            Choice(f"[{cited.number}] {cited.source.publisher}", cited.source.kind.value, cited, below=_where(cited))
            for cited in sources
        ]
        place = next((place for place, cited in enumerate(sources) if cited.id == start), 0)
        several = len(sources) > 1
        note = f"enter{' or its number' if several else ''} opens the address in your browser, esc goes back"
        super().__init__(title if several else "Source", choices, typing=False, start=place, note=note)


def _where(cited: CitedSource) -> str:
    """When it was published, under which title, and its whole address."""
    source = cited.source
    published = f"{source.published}, " if source.published else ""
    where = source.url or "no address"
    with suppress(RefusedLink):
        where = address(where).url  # as the browser is given it, a host of look-alike letters in punycode
    return f"{published}“{source.title}”  {where}"
