"""Ask for one line of text, with an answer ready to be taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from briefing.tui.screens.over import Over

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType


class Ask(Over[str | None]):
    """A question and a line to answer it in; None is the answer of escape."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)")]

    def __init__(self, question: str, answer: str, refusal: Callable[[str], str] = lambda _: "") -> None:
        super().__init__()
        self.question = question
        self.answer = answer
        self.refusal = refusal
        """Why an answer will not do, told under it; empty where it will."""

    def compose(self) -> ComposeResult:
        """The question above the answer."""
        with Vertical(id="ask"):
            yield Static(self.question, markup=False)
            yield Input(self.answer, compact=True, select_on_focus=False)
            yield Static("", markup=False, id="refusal")
            yield Static("enter yes, esc no", markup=False, classes="quiet")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the answer, if it will do."""
        if refused := self.refusal(event.value):
            self.query_one("#refusal", Static).update(Content(refused))
        else:
            self.dismiss(event.value)
