"""Pick one of many by typing a part of its name: commands, cards, sources, themes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input
from textual.worker import get_current_worker

from briefing.find.text import fold
from briefing.tui.panes.fitted import fitted
from briefing.tui.panes.lines import LinesPane
from briefing.tui.screens.over import Over
from briefing.tui.told import Told
from briefing.tui.typeset import BLANK, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.style import Style

Value = TypeVar("Value")
MOST = 200
"""Matches that are shown."""
_AT_ONCE = 1000
"""Choices that are looked through within a frame; more are looked through on a thread, and typing goes on."""


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """One thing to pick."""

    label: str
    aside: str
    """Said quietly behind the label, and searched too."""
    value: Value
    text: str = ""
    """Searched, not shown."""
    below: str = ""
    """Shown on a line of its own, whole."""


class Sieve(Generic[Value]):
    """Choices made ready to be looked through at every keystroke: folded once."""

    def __init__(self, choices: Sequence[Choice[Value]]) -> None:
        self.choices = choices
        self._folded = [(fold(each.label), fold(f"{each.label} {each.aside}")) for each in choices]
        self._texts = [fold(each.text) for each in choices]

    def best_first(self, typed: str) -> list[Choice[Value]]:
        """The choices that hold every word typed, in any script: first those that begin so, then by name, by text."""
        query = fold(typed).strip()
        words = query.split()
        if not words:
            return list(self.choices)
        begun = re.compile(rf"\b{re.escape(query)}")
        ranked = []
        for place, ((label, said), text) in enumerate(zip(self._folded, self._texts, strict=True)):
            if label.startswith(query):
                rank = 0
            elif all(word in label for word in words):
                rank = 1 if begun.search(label) else 2
            elif all(word in said for word in words):
                rank = 3
            elif all(word in said or word in text for word in words):
                rank = 4
            else:
                continue
            ranked.append((rank, place))
        return [self.choices[place] for _, place in sorted(ranked)]


class Picker(Over[Value | None], Generic[Value]):
    """A list to pick from, by cursor, by number or by typing; None is picked by escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)"),
        Binding("down,ctrl+n", "move(1)"),
        Binding("up,ctrl+p", "move(-1)"),
        Binding("pagedown", "page(1)"),
        Binding("pageup", "page(-1)"),
        Binding("enter", "pick"),
        Binding("j", "move(1)"),
        Binding("k", "move(-1)"),
        Binding("g,home", "end(False)"),
        Binding("G,end", "end(True)"),
        Binding("q", "dismiss(None)"),
        # Where a name is typed, digits are part of it: the line to type in takes them first.
        *(Binding(digit, f"number({digit})") for digit in "123456789"),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice[Value]],
        *,
        typing: bool = True,
        start: int = 0,
        empty: str = "Nothing matches. Delete a letter, or escape.",
        seen: Callable[[Value], None] | None = None,
        note: str = "",
        find: Callable[[str], Sequence[Choice[Value]]] | None = None,
    ) -> None:
        super().__init__()
        self.heading = title
        self.choices = choices
        self.typing = typing
        self.cursor = start
        self.empty = empty
        self.seen = seen
        self.note = note
        self.find = find or Sieve(choices).best_first
        """What is offered for what is typed, the best first."""
        self.matches = choices
        self.typed = ""

    def compose(self) -> ComposeResult:
        """What is typed above, what matches below."""
        with Vertical(id="picker", classes="" if self.typing else "-few"):
            if self.typing:
                yield Input(placeholder=self.heading, id="typed", compact=True)
            yield LinesPane(cursor=True, lit=True, id="matches")

    def begin(self) -> None:
        """Show all, with the cursor where it starts."""
        self.pane.show(self._set, place=(self.cursor, 0))
        if not self.typing:
            self.pane.focus()

    @property
    def pane(self) -> LinesPane:
        """The list."""
        return self.query_one("#matches", LinesPane)

    def _set(self, width: int, styles: dict[str, Style]) -> list[Line]:
        lines = [] if self.typing else [Line(Content.styled(self.heading, styles["heading"])), BLANK]
        if not self.matches:
            lines.append(Line(Content.styled(self.empty, styles["muted"])))
        for choice in self.matches[:MOST]:
            label = fitted(choice.label, width)
            aside = fitted(f"  {choice.aside}", max(width - cell_len(label), 0)) if choice.aside else ""
            lines.append(Line(Content(label) + Content.styled(aside, styles["muted"]), lead=choice))
            if choice.below:
                lines += [Line(each) for each in Content.styled(f"    {choice.below}", styles["muted"]).wrap(width)]
        if len(self.matches) > MOST:
            lines.append(BLANK)
            lines.append(
                Line(Content.styled(f"{len(self.matches) - MOST} more: type on to narrow them", styles["muted"]))
            )
        if self.note:
            lines += [BLANK, *(Line(each) for each in Content.styled(self.note, styles["muted"]).wrap(width))]
        return lines

    class Found(Told):
        """What matches was found."""

        typed: str
        matches: Sequence[Choice[Any]]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the list to what is typed, with the cursor on the best; of what is typed fast, the last counts."""
        typed, self.cursor = event.value, 0
        if len(self.choices) <= _AT_ONCE:
            self.narrow(typed)
        else:
            self.run_worker(lambda: self._find(typed), thread=True, exclusive=True)

    def _find(self, typed: str) -> None:
        matches = self._matching(typed)
        if not get_current_worker().is_cancelled:
            self.post_message(self.Found(typed, matches))

    def on_picker_found(self, event: Found) -> None:
        """Show it."""
        self._show(event.typed, event.matches)

    def narrow(self, typed: str) -> None:
        """Show only what matches."""
        self._show(typed, self._matching(typed))

    def _matching(self, typed: str) -> Sequence[Choice[Value]]:
        return self.find(typed) if typed.strip() else self.choices

    def _show(self, typed: str, matches: Sequence[Choice[Value]]) -> None:
        self.typed, self.matches = typed, matches
        self.cursor = max(min(self.cursor, len(matches[:MOST]) - 1), 0)
        self.pane.show(self._set, place=(self.cursor, 0))

    def on_input_submitted(self) -> None:
        """Pick what is under the cursor."""
        self.action_pick()

    def on_lines_pane_chosen(self, event: LinesPane.Chosen) -> None:
        """Pick what is clicked."""
        if isinstance(event.lead, Choice):
            self.dismiss(event.lead.value)

    def _move_to(self, place: int) -> None:
        """Move the cursor; kept here and not in the pane, as keys may come before the pane is laid out."""
        if self.matches:
            self.cursor = max(min(place, len(self.matches[:MOST]) - 1), 0)
            self.pane.put(self.cursor)
            if self.seen:
                self.seen(self.matches[self.cursor].value)

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._move_to(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by pages."""
        self._move_to(self.cursor + pages * max(self.pane.size.height - 1, 1))

    def action_end(self, last: bool) -> None:
        """To the first or the last."""
        self._move_to(len(self.matches) if last else 0)

    def action_pick(self) -> None:
        """Pick what is under the cursor, of what matches all that was typed by now."""
        typed = self.query(Input)
        if typed and typed.first().value != self.typed:
            self.narrow(typed.first().value)
        self.action_number(self.cursor + 1)

    def action_number(self, number: int) -> None:
        """Pick by number."""
        if number <= len(self.matches):
            self.dismiss(self.matches[number - 1].value)
