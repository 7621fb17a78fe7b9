"""What lies over the dashboard until it is left."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

Result = TypeVar("Result")


class Over(ModalScreen[Result]):
    """A screen that is left once, however many keys that leave it were typed ahead."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave it with a result, unless that has been done: another screen would be taken away in its place."""
        return super().dismiss(result) if self.is_current else AwaitComplete.nothing()  # type: ignore[no-untyped-call]  # Textual gives it no types
