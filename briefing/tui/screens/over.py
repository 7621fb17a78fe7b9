"""What lies over the dashboard until it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual._styles_cache import StylesCache
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen
from textual.widgets import Input

if TYPE_CHECKING:
    from textual import events

Result = TypeVar("Result")


class Over(ModalScreen[Result]):
    """A screen that is left once, however many keys that leave it were typed ahead."""

    def on_mount(self) -> None:
        """Begin, unless the program ends before there is anything of it."""
        if self.children:
            self.begin()

    def begin(self) -> None:
        """Show what there is to show, now that there is somewhere to show it."""

    def on_unmount(self) -> None:
        """Let go of all that was drawn: Textual remembers the styles of widgets that are gone, and with them that."""
        StylesCache.get_inner_outer.cache_clear()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave it with a result, unless that has been done: another screen would be taken away in its place."""
        if self.is_current and self.is_mounted:
            return super().dismiss(result)
        if self.is_current:
            self.call_later(self._leave, result)  # what is taken away half made would miss its own parts
        nothing: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]  # Textual gives it no types
        return nothing

    def _leave(self, result: Result | None) -> None:
        self.dismiss(result)  # not to be awaited: it is asked for by the screen itself

    def on_key(self, event: events.Key) -> None:
        """Take along what is typed before the line to type in has the focus: nobody waits for it to open."""
        typed = self.query(Input)
        if typed and not typed.first().has_focus and event.is_printable and event.character:
            typed.first().insert_text_at_cursor(event.character)
            event.stop()
