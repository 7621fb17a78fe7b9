"""A sheet over the screen: a document to read, or a text to take along, until a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical

from briefing.publish.document import Document, Paragraph, Run, Section, muted
from briefing.tui.actions import ACTIONS, GROUPS, PLACES, REGION_KEYS, shown
from briefing.tui.panes.lines import LinesPane
from briefing.tui.screens.over import Over
from briefing.tui.typeset import set_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType


class Sheet(Over[None]):
    """Shows a document, scrolled by the usual keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "dismiss(None)"),
        Binding("j,down", "scroll(1)"),
        Binding("k,up", "scroll(-1)"),
        Binding("space,pagedown,ctrl+d", "page(1)"),
        Binding("b,pageup,ctrl+u", "page(-1)"),
        Binding("g,home", "end(False)"),
        Binding("G,end", "end(True)"),
    ]

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document

    def compose(self) -> ComposeResult:
        """One pane in the middle."""
        with Vertical(id="sheet"):
            yield LinesPane(id="sheet-lines")

    def begin(self) -> None:
        """Set the document."""
        self.lines.show(lambda width, styles: set_document(self.document, width, styles))

    @property
    def lines(self) -> LinesPane:
        """The pane that shows it."""
        return self.query_one("#sheet-lines", LinesPane)

    def action_scroll(self, rows: int) -> None:
        """Scroll by lines."""
        self.lines.move(rows)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.lines.page(pages)

    def action_end(self, last: bool) -> None:
        """To the top or the end."""
        self.lines.move_to_end(last=last)


def help_document(keys: Mapping[str, str]) -> Document:
    """Every action by group, with the keys that it has now."""
    sections = []
    for group in GROUPS:
        rows = [
            Paragraph((Run(action.does),), Run(_keys(keys.get(action.id, ",".join(action.keys)))))
            for action in ACTIONS
            if action.group == group
        ]
        if group == PLACES:
            rows.insert(
                0,
                Paragraph((Run("The region of that place."),), Run(f"{REGION_KEYS[0]} to {REGION_KEYS[-1]}")),
            )
        sections.append(Section(group, tuple(rows)))
    opening = Paragraph(
        (
            muted("▰▰▰▱ is the level, looked up from likelihood and impact: + worse, = same, - better, * new. "),
            muted(
                "HILP is high impact at low probability. B 3 is the Admiralty code: sources from A, wholly reliable, "
            ),
            muted("to F, not to be judged; claims from 1, confirmed, to 6, not to be judged. Confidence is about the "),
            muted("basis of a judgment, not its odds. The mouse works too; esc closes this."),
        )
    )
    return Document("Keys", (opening,), tuple(sections))


def _keys(bound: str) -> str:
    return " ".join(shown(key) for key in bound.split(",") if key) or "no key"


def text_document(title: str, text: str, note: str) -> Document:
    """A text as it was copied, to be selected by hand where the clipboard cannot be reached."""
    lines = tuple(Paragraph((Run(line),)) for line in text.splitlines())
    return Document(title, (Paragraph((muted(note),)), *lines), ())
