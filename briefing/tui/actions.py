"""Every action of the dashboard, declared once: bindings, footer, help, palette, remapping and docs come from here."""

from __future__ import annotations

from typing import Final, NamedTuple


class Action(NamedTuple):
    """Something a reader can do."""

    id: str
    """What it is called in the settings' `[keys]`."""
    keys: tuple[str, ...]
    """Its keys by default, the first shown; named as Textual names them."""
    label: str
    """A word or two, for the footer."""
    does: str
    """A sentence, for help and palette."""
    group: str
    footer: bool = False
    palette: bool = True
    """Whether it stands in the command palette; moving about does not."""
    of_app: bool = False
    """Whether the app does it, and not the dashboard's screen."""
    page: bool = False
    """Whether it leads to a page of its name."""

    @property
    def call(self) -> str:
        """How it is called: the name of the method that does it, without `action_`."""
        if self.page:
            return f"page('{self.id}')"
        return f"{'app.' if self.of_app else ''}{self.id.replace('-', '_')}"


MOVE, READ, PLACES, DO = "Move", "Read", "Go to", "Do"
GROUPS: Final = (MOVE, READ, PLACES, DO)

ACTIONS: Final = (
    Action("down", ("j", "down"), "down", "One card, row or line down.", MOVE, palette=False),
    Action("up", ("k", "up"), "up", "One card, row or line up.", MOVE, palette=False),
    Action("first", ("g", "home"), "first", "To the first card or the top.", MOVE, palette=False),
    Action("last", ("G", "end"), "last", "To the last card or the end.", MOVE, palette=False),
    Action("half-down", ("ctrl+d",), "half down", "Half a page down.", MOVE, palette=False),
    Action("half-up", ("ctrl+u",), "half up", "Half a page up.", MOVE, palette=False),
    Action("page-down", ("space", "pagedown"), "page", "A page down.", MOVE, palette=False),
    Action("page-up", ("b", "pageup"), "page back", "A page up.", MOVE, palette=False),
    Action(
        "pane-in",
        ("l", "right", "enter"),
        "in",
        "Into the card, or to what the row leads to.",
        MOVE,
        palette=False,
    ),
    Action("pane-out", ("h", "left"), "out", "Out of the card, back to the list.", MOVE, palette=False),
    Action("next-pane", ("tab",), "pane", "To the next pane.", MOVE, palette=False),
    Action("next-card", ("J",), "next card", "The next card, from anywhere.", READ),
    Action("previous-card", ("K",), "previous card", "The previous card, from anywhere.", READ),
    Action(
        "open-source",
        ("o",),
        "source",
        "Open the source of what is in view, its address shown first.",
        READ,
        footer=True,
    ),
    Action("pick-source", ("O",), "sources", "Pick one of the card's sources by its number.", READ),
    Action("copy-citation", ("y",), "cite", "Copy the citation of the source of what is in view.", READ),
    Action("copy-card", ("Y",), "copy card", "Copy the card as Markdown.", READ),
    Action("search", ("slash",), "search", "Search in the pane; over everything with `:`.", READ, footer=True),
    Action("next-match", ("n",), "next match", "The next match of the search.", READ, palette=False),
    Action("previous-match", ("N",), "match before", "The match before.", READ, palette=False),
    Action("filter", ("f",), "filter", "Show only the cards that a filter lets through.", READ),
    Action("sort", ("s",), "sort", "Sort the list: by level, change, deadline, date or title.", READ),
    Action("toggle-read", ("u",), "read, unread", "Mark the card read, or unread.", READ),
    Action("region-read", ("A",), "region read", "Mark all cards of the list read.", READ),
    Action("undo", ("U",), "undo", "Take the last marking back.", READ),
    Action("bookmark", ("m",), "bookmark", "Put a bookmark on the card, or take it off.", READ),
    Action("zoom", ("z",), "zoom", "Give the whole screen to the pane, or take it back.", READ),
    Action("next-region", ("]",), "next region", "The next region.", PLACES),
    Action("previous-region", ("[",), "previous region", "The region before.", PLACES),
    Action("overview", ("0",), "overview", "The one-minute page over the whole briefing.", PLACES),
    Action("changes", ("d",), "changes", "What changed since you last read.", PLACES, footer=True, page=True),
    Action("timeline", ("t",), "timeline", "What is past and what comes: events and deadlines.", PLACES, page=True),
    Action("positions", ("p",), "positions", "Who stands where on what.", PLACES, page=True),
    Action("signposts", ("w",), "signposts", "What to watch, and when it was last looked for.", PLACES, page=True),
    Action("sources", ("S",), "sources", "The sources: grades, how often cited, what rests on one.", PLACES, page=True),
    Action("score", ("C",), "scorecard", "How the judgments came out.", PLACES, page=True),
    Action("minutes", ("M",), "minutes", "What can be read in five minutes.", PLACES, page=True),
    Action("past", ("H",), "look back", "The briefing as it stood before: its revisions in git.", PLACES, page=True),
    Action("problems", ("!",), "problems", "What is wrong in the content, by file and line.", PLACES, page=True),
    Action(
        "edit",
        ("e",),
        "edit",
        "Edit the card in your editor, at the line of what is in view.",
        DO,
        footer=True,
    ),
    Action("new-card", ("plus",), "new card", "Start a new card, and open it in your editor.", DO, of_app=True),
    Action("reload", ("r",), "reload", "Read the content again, and draw the screen anew.", DO, of_app=True),
    Action("choose-theme", ("T",), "theme", "Choose the colours, seen as you choose.", DO, of_app=True),
    Action(
        "commands",
        (":", "ctrl+p"),
        "commands",
        "Find a command, card, region or source by name.",
        DO,
        footer=True,
        palette=False,
        of_app=True,
    ),
    Action("help", ("?",), "help", "Every key and what it does.", DO, footer=True),
    Action("back", ("escape",), "back", "Back: out of the card, then to the overview.", DO, palette=False),
    Action(
        "quit-back",
        ("q",),
        "back, quit",
        "Back; from the overview, quit.",
        DO,
        palette=False,
    ),
    Action("quit", ("Q",), "quit", "Quit at once.", DO),
)

REGION_KEYS: Final = tuple("123456789")
"""Keys that lead to a region by its place."""

_SHOWN: Final = {"escape": "esc", "pagedown": "pgdn", "pageup": "pgup", "plus": "+", "slash": "/"}


def shown(key: str) -> str:
    """A key as it is printed."""
    return _SHOWN.get(key, key)


BY_ID: Final = {action.id: action for action in ACTIONS}
