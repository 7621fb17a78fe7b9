"""The line in which a search or a filter is typed, above the keys and only while it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from briefing.tui.told import Told

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.suggester import Suggester


class Prompt(Horizontal):
    """Says what is typed at every keystroke, and whether it was kept or given up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,shift+tab", "give_up", show=False),
        Binding("up,down,pageup,pagedown,ctrl+p", "nothing", show=False),
        Binding("tab", "take_suggestion", show=False, priority=True),
    ]

    class Typed(Told):
        """The text changed."""

        purpose: str
        text: str

    class Kept(Told):
        """The text was entered."""

        purpose: str
        text: str

    class GivenUp(Told):
        """Escape was pressed: all is to be as it was before."""

        purpose: str

    def __init__(self) -> None:
        super().__init__()
        self.purpose = ""

    def compose(self) -> ComposeResult:
        """What is asked for, the text, and what comes of it."""
        yield Static(id="purpose", markup=False)
        yield Input(compact=True, select_on_focus=False)
        yield Static(id="outcome", markup=False)

    @property
    def is_open(self) -> bool:
        """Whether something is being typed."""
        return bool(self.display)

    def open(self, purpose: str, label: str, text: str = "", suggester: Suggester | None = None) -> None:
        """Begin to ask."""
        self.purpose = purpose
        self.query_one("#purpose", Static).update(Content(label))
        line = self.query_one(Input)
        line.suggester = suggester
        with line.prevent(Input.Changed):
            line.value = text
        line.cursor_position = len(text)
        self.say("")
        self.display = True
        self.hold()

    def hold(self) -> None:
        """Have the focus, at once: what is typed next is meant for it."""
        line = self.query_one(Input)
        if not line.has_focus:
            self.screen.set_focus(line)

    def close(self) -> None:
        """Ask no more."""
        self.display = False

    def say(self, words: str) -> None:
        """What came of the text so far: how many matches, or what is wrong with it."""
        self.query_one("#outcome", Static).update(Content(words))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the text on."""
        event.stop()
        self.post_message(self.Typed(self.purpose, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on that it is meant."""
        event.stop()
        self.post_message(self.Kept(self.purpose, event.value))

    def action_give_up(self) -> None:
        """Leave all as it was."""
        self.post_message(self.GivenUp(self.purpose))

    def action_nothing(self) -> None:
        """These keys would move what lies behind."""

    def action_take_suggestion(self) -> None:
        """Take what is suggested."""
        self.query_one(Input).action_cursor_right()
