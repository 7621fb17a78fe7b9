"""What the command palette offers: every action, card, region and source, each with what it does when picked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, NamedTuple, overload

from briefing.find.text import excerpt, fold
from briefing.library.clean import named
from briefing.publish.document import CitedSource
from briefing.publish.wording import indicator
from briefing.tui.actions import ACTIONS, shown
from briefing.tui.messages import MakeReady
from briefing.tui.panes.bars import KeyBar
from briefing.tui.screens.picker import Choice, Picker, Sieve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from briefing.find.search import Concordance, Hit
    from briefing.tui.app import BriefingApp
    from briefing.tui.screens.dashboard import Dashboard


_ALIKE: Final = 0.75
"""How alike two words are of which one was meant for the other: two letters of seven may differ."""
_WORD: Final = re.compile(r"[^\W\d_]+")
MOST_LOOKED_AT: Final = 2000
"""Cards whose names are looked through one by one."""
_LINE: Final = 60
"""Characters of the line that shows why a card was found."""


class Go(NamedTuple):
    """What picking a choice does; equal where it is the same."""

    do: Callable[..., object]
    to: object = None

    def __call__(self) -> None:
        """Do it."""
        self.do() if self.to is None else self.do(self.to)


def offer(app: BriefingApp) -> None:
    """Let one be picked."""

    def picked(go: Go | None) -> None:
        if go is not None:
            go()

    # The text that is searched is that of now: of the past only what has a name is found.
    def text() -> Concordance | None:
        return None if app.dashboard.past else app.concordance

    palette = Palette(app.dashboard, app.settings.filters if app.settings else {}, text)
    title = "Find a command, card, region, source, or words in a card"
    note = ""
    if text() is None and len(palette.choices) > MOST_LOOKED_AT and not app.dashboard.past:
        if app.showing:
            app.post_message(MakeReady(app.showing))
        note = "The cards are being made ready to be found; commands, regions and sources are there already."
    app.push_screen(Picker(title, palette.choices, find=palette.find, note=note), picked)


class Palette:
    """All that can be gone to or done: cards first, as they are what most people look for."""

    def __init__(
        self, dashboard: Dashboard, saved: Mapping[str, str], concordance: Callable[[], Concordance | None]
    ) -> None:
        self._dashboard, self._text = dashboard, concordance
        others = [*_regions(dashboard), *_filters(dashboard, saved), *_actions(dashboard), *_sources(dashboard)]
        self.choices = _Choices(dashboard, others)
        # Once the whole text can be searched, it finds the cards, faster than a look at each. Many wait for that.
        waits = len(self.choices) > MOST_LOOKED_AT and not dashboard.past
        self._sieve = Sieve(others if concordance() or waits else self.choices)

    def find(self, typed: str) -> list[Choice[Go]]:
        """What is typed in the title of a card, then in the name of anything else, then anywhere in a card's text."""
        found = self._find(typed)
        meant = self._meant(typed) if not found else ""
        if meant and (near := self._find(meant)):
            return [replace(near[0], below=f"nothing holds {named(typed)}; this is for {named(meant)}"), *near[1:]]
        return found

    def _find(self, typed: str) -> list[Choice[Go]]:
        called = self._sieve.best_first(typed)
        text = self._text()
        if text is None:
            return called
        hits = text.best(typed)
        titled = [self._card(text, hit) for hit in hits if _names(hit)]
        return [*titled, *called, *(self._card(text, hit) for hit in hits if not _names(hit))]

    def _meant(self, typed: str) -> str:
        """What is typed with each word that no name holds replaced by the one most like it; empty where none is."""
        meant = []
        for word in fold(typed).split():
            near = [word] if word in self._words else get_close_matches(word, self._words, 1, _ALIKE)
            meant += near
        return " ".join(meant)

    @cached_property
    def _words(self) -> dict[str, None]:
        """Every word of a name, once."""
        text = self._text()
        titles = text.titles if text else fold(" ".join(self.choices.titles()))
        return dict.fromkeys(_WORD.findall(f"{titles} {fold(' '.join(self.choices.names()))}"))

    def _card(self, text: Concordance, hit: Hit) -> Choice[Go]:
        """A card that was found, with the line that holds what was typed if that is not its title."""
        title = text.library.cards[hit.reference].title
        shown = hit.rest if _names(hit) else hit
        line = excerpt(shown.text, shown.marks, _LINE)[0] if shown else ""
        go = Go(self._dashboard.follow_hit, hit) if shown is hit else Go(self._dashboard.follow_card, hit.reference)
        return Choice(title, hit.reference, go, below=line)


def _names(hit: Hit) -> bool:
    """Whether what is typed names the card, and is not only somewhere in it."""
    return hit.path[0] in ("title", "reference", "aliases")


class _Choices(Sequence[Choice[Go]]):
    """Every card and then the others; a card's choice is made when it is looked at, as of thousands few ever are."""

    def __init__(self, dashboard: Dashboard, others: Sequence[Choice[Go]]) -> None:
        self._dashboard, self._others = dashboard, others
        self._cards = dashboard.library.cards if dashboard.library else {}
        self._references = [*self._cards]

    def titles(self) -> Iterator[str]:
        """What every card is called."""
        return (card.title for card in self._cards.values())

    def names(self) -> Iterator[str]:
        """What every other choice is called."""
        return (choice.label for choice in self._others)

    def __len__(self) -> int:
        return len(self._references) + len(self._others)

    @overload
    def __getitem__(self, place: int) -> Choice[Go]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Choice[Go]]: ...
    def __getitem__(self, place: int | slice) -> Choice[Go] | Sequence[Choice[Go]]:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        place = range(len(self))[place]
        if place >= len(self._references):
            return self._others[place - len(self._references)]
        reference = self._references[place]
        card, standing = self._cards[reference], self._dashboard.listing.standings[reference]
        go = Go(self._dashboard.follow_card, reference)
        return Choice(card.title, f"{indicator(standing)}  {reference}", go, " ".join(card.tags))


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
                f"{action.label.capitalize()}: {action.does.rstrip('.')}",
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
