"""What the command palette offers: every action, card, region and source, each with what it does when picked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from briefing.find.text import excerpt
from briefing.publish.document import CitedSource
from briefing.publish.wording import indicator
from briefing.tui.actions import ACTIONS, shown
from briefing.tui.panes.bars import KeyBar
from briefing.tui.screens.picker import Choice, Sieve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from briefing.find.search import Concordance, Hit
    from briefing.tui.screens.dashboard import Dashboard


_LINE = 60
"""Characters of the line that shows why a card was found."""


class Go(NamedTuple):
    """What picking a choice does; equal where it is the same."""

    do: Callable[..., object]
    to: object = None

    def __call__(self) -> None:
        """Do it."""
        self.do() if self.to is None else self.do(self.to)


class Palette:
    """All that can be gone to or done: cards first, as they are what most people look for."""

    def __init__(self, dashboard: Dashboard, saved: Mapping[str, str], concordance: Concordance | None) -> None:
        self._dashboard, self._concordance = dashboard, concordance
        cards = [*_cards(dashboard)]
        others = [*_regions(dashboard), *_filters(dashboard, saved), *_actions(dashboard), *_sources(dashboard)]
        self.choices = [*cards, *others]
        # Once the whole text can be searched, it finds the cards, faster than a look at each.
        self._sieve = Sieve(others if concordance else self.choices)

    def find(self, typed: str) -> list[Choice[Go]]:
        """What is typed in the title of a card, then in the name of anything else, then anywhere in a card's text."""
        named = self._sieve.best_first(typed)
        if self._concordance is None:
            return named
        hits = self._concordance.search(typed).hits
        titled = [self._card(hit) for hit in hits if hit.path == ("title",)]
        return [*titled, *named, *(self._card(hit) for hit in hits if hit.path != ("title",))]

    def _card(self, hit: Hit) -> Choice[Go]:
        """A card that was found, with the line that holds what was typed if that is not its title."""
        assert self._concordance is not None
        title = self._concordance.library.cards[hit.reference].title
        line = "" if hit.path == ("title",) else excerpt(hit.text, hit.marks, _LINE)[0]
        return Choice(title, hit.reference, Go(self._dashboard.follow_card, hit.reference), below=line)


def _cards(dashboard: Dashboard) -> Iterator[Choice[Go]]:
    library = dashboard.library
    for reference, card in library.cards.items() if library else ():
        said = f"{indicator(dashboard.listing.standings[reference])}  {reference}"
        yield Choice(card.title, said, Go(dashboard.follow_card, reference), " ".join(card.tags))


def _regions(dashboard: Dashboard) -> Iterator[Choice[Go]]:
    library = dashboard.library
    for number, (name, region) in enumerate(library.regions.items() if library else (), start=1):
        yield Choice(region.name, f"region {number}", Go(dashboard.go_to_region, name))


def _actions(dashboard: Dashboard) -> Iterator[Choice[Go]]:
    keys = dashboard.query_one(KeyBar).keys
    for action in ACTIONS:
        if action.palette:
            key = keys.get(action.id, action.keys[0]).partition(",")[0]
            go = partial(dashboard.run_action, action.call)
            yield Choice(
                action.does.rstrip("."),
                shown(key),
                Go(partial(dashboard.call_later, go)),
                f"{action.id} {action.label}",
            )


def _filters(dashboard: Dashboard, saved: Mapping[str, str]) -> Iterator[Choice[Go]]:
    for name, text in saved.items():
        yield Choice(f"Filter: {name}", text, Go(dashboard.go_to_filter, text))


def _sources(dashboard: Dashboard) -> Iterator[Choice[Go]]:
    library = dashboard.library
    for number, (name, source) in enumerate(library.sources.items() if library else (), start=1):
        if source.url:
            # By way of the sheet that shows the address whole: here it may be cut.
            go = partial(dashboard.pick_source, (CitedSource(number, name, source),), name)
            yield Choice(source.publisher, f"source  {source.url}", Go(go), f"{source.title} {name}")
