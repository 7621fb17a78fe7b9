"""What the command palette offers: every action, card, region and source, each with what it does when picked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefing.publish.document import CitedSource
from briefing.publish.wording import indicator
from briefing.tui.actions import ACTIONS, shown
from briefing.tui.panes.bars import KeyBar
from briefing.tui.screens.picker import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.tui.screens.dashboard import Dashboard

    Go = Callable[[], object]


def choices(dashboard: Dashboard) -> list[Choice[Go]]:
    """All of it, cards first: they are what most people look for."""
    return [*_cards(dashboard), *_regions(dashboard), *_actions(dashboard), *_sources(dashboard)]


def _cards(dashboard: Dashboard) -> Iterator[Choice[Go]]:
    library = dashboard.library
    for reference, card in library.cards.items() if library else ():
        said = f"{indicator(dashboard.standings[reference])}  {reference}"
        text = " ".join((card.summary, card.analysis or "", *card.tags, *(claim.text for claim in card.claim)))
        yield Choice(card.title, said, partial(dashboard.follow_card, reference), text)


def _regions(dashboard: Dashboard) -> Iterator[Choice[Go]]:
    library = dashboard.library
    for number, (name, region) in enumerate(library.regions.items() if library else (), start=1):
        yield Choice(region.name, f"region {number}", partial(dashboard.go_to_region, name))


def _actions(dashboard: Dashboard) -> Iterator[Choice[Go]]:
    keys = dashboard.query_one(KeyBar).keys
    for action in ACTIONS:
        if action.palette:
            key = keys.get(action.id, action.keys[0]).partition(",")[0]
            go = partial(dashboard.run_action, action.call)
            yield Choice(action.does.rstrip("."), shown(key), partial(dashboard.call_later, go), action.id)


def _sources(dashboard: Dashboard) -> Iterator[Choice[Go]]:
    library = dashboard.library
    for number, (name, source) in enumerate(library.sources.items() if library else (), start=1):
        if source.url:
            # By way of the sheet that shows the address whole: here it may be cut.
            go = partial(dashboard.pick_source, (CitedSource(number, name, source),), name)
            yield Choice(source.publisher, f"source  {source.url}", go, f"{source.title} {name}")
