"""A search in one of the panes."""

from __future__ import annotations

from briefing.tui.panes.cards import CardList
from briefing.tui.panes.lines import LinesPane

Pane = CardList | LinesPane


class Seeking:
    """The pane that is searched, and where the reader was in it before."""

    def __init__(self) -> None:
        self.pane: Pane | None = None
        self._began = (0, 0)

    def begin(self, pane: Pane) -> None:
        """Search this pane from now on."""
        self.pane, self._began = pane, pane.place

    @property
    def is_on(self) -> bool:
        """Whether something is searched for in a pane that is shown."""
        return self.pane is not None and bool(self.pane.sought) and self.pane.is_on_screen

    def seek(self, text: str) -> None:
        """Mark these words, and go to the first."""
        if self.pane:
            self.pane.seek(text)

    def step(self, step: int) -> None:
        """Go to the next match, or with -1 to the one before."""
        if self.pane:
            self.pane.step(step)

    def give_up(self) -> None:
        """Mark nothing, and have the reader where they were."""
        if self.pane:
            self.pane.seek("")
            self.pane.put_back(self._began)

    @property
    def count(self) -> str:
        """Which match of how many: `3/14`; empty where nothing is searched for."""
        number, total = self.pane.match if self.pane else (0, 0)
        return f"{number}/{total}" if self.pane and self.pane.sought else ""

    @property
    def words(self) -> str:
        """What is searched for, which match this is, and how to go on."""
        sought = self.pane.sought if self.pane else ""
        if self.pane is None or not self.pane.match[1]:
            return f"/{sought}  is not here"
        return f"/{sought}  {self.count}  n next  N before  esc ends"
