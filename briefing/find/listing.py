"""The lists of a briefing's cards: a region's or everything, filtered and ordered, fast enough for each keystroke."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

from briefing.find.order import Order, ordered
from briefing.model.standing import standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from briefing.find.filter import Filter
    from briefing.find.terms import Marks, Subject
    from briefing.library.library import Library
    from briefing.model.standing import Aggregate, Standing


class Listing:
    """A Library on a day. What lists are made from is made once, when it is first asked for."""

    def __init__(self, library: Library, calendar: date) -> None:
        self.library, self.calendar = library, calendar
        self._regions: dict[str, Sequence[str]] = {}
        self._kept: Callable[[str], Sequence[str] | None] = lambda _: None
        """What was kept of a region's list."""
        self.is_ready = False
        """Whether all that `make_ready` makes is made."""
        self._ordered: dict[Order, list[Subject]] = {}

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Where every card stands, by reference."""
        return self.library.standings(self.calendar)

    @cached_property
    def outlooks(self) -> Mapping[str, Aggregate]:
        """What each region's own cards come to."""
        return {name: self.library.outlook(self.standings, name) for name in self.library.regions}

    def of_each_region(self) -> dict[str, Sequence[str]]:
        """What each region lists, unfiltered and in no order asked for."""
        return {region: self._of(region) for region in self.library.regions}

    @classmethod
    def kept(
        cls,
        library: Library,
        calendar: date,
        listed: Callable[[str], Sequence[str] | None],
        outlooks: Mapping[str, Aggregate],
    ) -> Self:
        """One of which that much is known already."""
        listing = cls(library, calendar)
        listing._kept = listed
        listing.outlooks = outlooks
        return listing

    def touched(self, library: Library, references: Sequence[str]) -> Listing:
        """The same of a later Library, in which only these cards are others; all can be read in both."""
        listing = Listing(library, self.calendar)
        on, days = library.briefing.today(self.calendar), library.briefing.review_days
        fresh = {each: standing(library.cards[each], on, days) for each in references}
        homes = {each.partition("/")[0] for each in references}
        guests = {region for each in references for of in (self.library, library) for region in of.cards[each].also_in}
        listing.standings = {**self.standings, **fresh}
        listing._regions = {name: listed for name, listed in self._regions.items() if name not in homes | guests}
        listing.outlooks = {
            name: library.outlook(listing.standings, name) if name in homes else outlook
            for name, outlook in self.outlooks.items()
        }
        if self.is_ready:
            from briefing.find.terms import Subject

            others = {each: Subject(each, library.cards[each], fresh[each]) for each in references}
            listing._subjects = {**self._subjects, **others}
            listing.is_ready = True
        return listing

    def cards(
        self,
        region: str | None = None,
        wanted: Filter | None = None,
        order: Order | None = None,
        marks: Marks | None = None,
    ) -> list[str]:
        """References of the cards that a region lists, or all, as far as a filter holds for them.

        Unfiltered and in no order asked for, a region's own cards stand worst first, then those of others; anything
        else is worst first altogether. Raises FilterError as `held`.
        """
        if region is not None and wanted is None and order is None:
            return list(self._of(region))
        found = self._held(wanted, order or Order.LEVEL, marks)
        return [subject.reference for subject in found if region is None or region in subject.regions]

    def first_with_cards(
        self, regions: Sequence[str], wanted: Filter | None = None, marks: Marks | None = None
    ) -> str | None:
        """The first of these regions that lists any card, of those that the filter holds for."""
        if wanted is None:
            return next((region for region in regions if self._of(region)), None)
        listing = {each for subject in self._held(wanted, Order.LEVEL, marks) for each in subject.regions}
        return next((region for region in regions if region in listing), None)

    def make_ready(self) -> None:
        """Make all that the first filter, or the first change of order, would wait for."""
        for order in Order:
            self._in(order)
        for subject in self._subjects.values():
            _ = subject.words, subject.regions, subject.tags, subject.cited
        self.of_each_region()
        self.is_ready = True

    def _held(self, wanted: Filter | None, order: Order, marks: Marks | None) -> Iterable[Subject]:
        from briefing.find.filter import All, held  # no list that is shown first needs the language

        return held(wanted or All(()), self._in(order), marks)

    def _of(self, region: str) -> Sequence[str]:
        if region not in self._regions:
            kept = self._kept(region)
            self._regions[region] = self.library.listed(region, self.standings) if kept is None else kept
        return self._regions[region]

    def _in(self, order: Order) -> list[Subject]:
        if order not in self._ordered:
            places = ordered(self._subjects, order, self.library, self.standings)
            self._ordered[order] = [self._subjects[reference] for reference in places]
        return self._ordered[order]

    @cached_property
    def _subjects(self) -> dict[str, Subject]:
        from briefing.find.filter import subjects

        return {subject.reference: subject for subject in subjects(self.library, self.standings)}
