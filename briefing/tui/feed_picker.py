"""Entries of a feed, to choose some of: a small app of its own, ended by the choice."""

from __future__ import annotations

import locale
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding

from briefing.library.address import address
from briefing.library.root import shipped
from briefing.reader.places import own_themes_folder, state_file
from briefing.reader.state import State
from briefing.reader.themes import DEFAULT_THEME, read_themes
from briefing.tui.backstop import Backstop
from briefing.tui.screens.picker import Choice, Picker
from briefing.tui.terminal import TerminalApp
from briefing.tui.theme import registered, worn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from textual.binding import BindingType
    from textual.filter import LineFilter

    from briefing.intake.feed import Entry
    from briefing.tui.panes.lines import LinesPane

    Entries = tuple[Entry, ...]

_KEYS: Final = "space chooses  a all new ones  enter imports what is chosen  q leaves"


class EntryPicker(Picker["Entries"]):
    """A list to choose several of; what is there already cannot be chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "choose"), Binding("a", "all")]

    def __init__(self, title: str, entries: Sequence[Entry], fresh: AbstractSet[Entry]) -> None:
        super().__init__(title, [_choice(each, each in fresh, False) for each in entries], typing=False, note=_KEYS)
        self.fresh = fresh
        self.chosen: set[Entry] = set()

    def _shown(self) -> None:
        """Show anew what is chosen."""
        self.matches = [
            replace(each, label=_label(entry, entry in self.fresh, entry in self.chosen))
            for each in self.matches
            for entry in each.value
        ]
        self.pane.show(self._set, keep_place=True)

    def action_number(self, number: int) -> None:
        """Choose by number, or take the choice back."""
        if number <= len(self.matches):
            self._move_to(number - 1)
            self.chosen ^= self.fresh & set(self.matches[number - 1].value)
            self._shown()

    def action_choose(self) -> None:
        """Choose what is under the cursor, or take the choice back."""
        self.action_number(self.cursor + 1)

    def action_all(self) -> None:
        """Choose all that are new; if all are, none."""
        self.chosen = set() if self.chosen == self.fresh else set(self.fresh)
        self._shown()

    def action_pick(self) -> None:
        """End with what is chosen; where nothing is, with what is under the cursor."""
        under = self.matches[self.cursor].value
        chosen = tuple(entry for each in self.matches for entry in each.value if entry in self.chosen)
        self.dismiss(chosen or tuple(entry for entry in under if entry in self.fresh))

    def on_lines_pane_chosen(self, event: LinesPane.Chosen) -> None:
        """Choose what is clicked."""
        event.prevent_default()  # Textual would ask the class above too, which ends with the first click
        if isinstance(event.lead, Choice):
            self.action_number(self.matches.index(event.lead) + 1)


class FeedPicker(TerminalApp["Entries"]):
    """Shows the entries of a feed in the theme that the reader chose for the dashboard."""

    CSS_PATH = "screens/dashboard.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, title: str, entries: Sequence[Entry], fresh: AbstractSet[Entry], root: Path) -> None:
        self._backstop = Backstop(locale.getencoding())
        super().__init__()
        self.animation_level = "none"
        self._picker = EntryPicker(title, entries, fresh)
        themes = read_themes(shipped("themes"))[0] | read_themes(own_themes_folder())[0]
        theme = themes.get(State.open(state_file()).recall(root, "theme") or "") or themes[DEFAULT_THEME]
        self.register_theme(worn(theme))
        self.theme = registered(theme.name)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and after them the gate that nothing unsafe passes."""
        return [*super().get_line_filters(), self._backstop]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Values for the stylesheet until the theme is worn."""
        return dict.fromkeys(("ground", "ink", "muted", "rule", "raised"), "ansi_default")

    def on_mount(self) -> None:
        """Open the list; its end is the app's."""
        self.push_screen(self._picker, self.exit)


def pick(title: str, entries: Sequence[Entry], fresh: AbstractSet[Entry], root: Path) -> Entries:
    """The entries that somebody chooses; none where they leave."""
    return FeedPicker(title, entries, fresh, root).run() or ()


def _choice(entry: Entry, fresh: bool, chosen: bool) -> Choice[Entries]:
    return Choice(_label(entry, fresh, chosen), address(entry.url).host, (entry,))


def _label(entry: Entry, fresh: bool, chosen: bool) -> str:
    mark = ("[x]" if chosen else "[ ]") if fresh else "   "
    return f"{mark} {entry.published or '':10}  {entry.title}{'' if fresh else '  (already here)'}"
