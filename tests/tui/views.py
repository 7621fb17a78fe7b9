"""Every view of a briefing, gone through as a reader would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.tui.actions import ACTIONS

if TYPE_CHECKING:
    from tui.hands import Hands

PAGES: Final = tuple(action.keys[0] for action in ACTIONS if action.page)
_SHEETS: Final = (("?",), ("O",), ("o",), ("y",), ("Y",), (":", "x"), (":", "["), ("T", "j"))
"""What lies over a card; each is left by escape."""


async def looked_through(hands: Hands) -> None:
    """See every page and every card, each from its top to its end, and what lies over a card."""
    for page in PAGES:
        await hands.press("0", page)
        await _scrolled(hands)
    await hands.press("0")
    await _scrolled(hands)
    await hands.press("1", "g")
    seen = set()
    while (reference := hands.app.dashboard.reference) not in seen:
        seen.add(reference)
        await hands.press("l")
        await _scrolled(hands)
        for keys in _SHEETS:
            await hands.press(*keys)
            hands.frame()
            await hands.press("escape")
        await hands.press("h", "j")
    assert seen == set(hands.app.dashboard.listing.cards("us"))


async def _scrolled(hands: Hands) -> None:
    """Look at the pane page by page."""
    before = None
    while (place := hands.app.dashboard.pane.place) != before:
        before = place
        hands.frame()
        await hands.press("space")
