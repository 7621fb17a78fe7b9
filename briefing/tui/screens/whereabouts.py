"""Where the reader is: the view, the region, the card, the way back, and whether that is the past."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from textual.reactive import reactive

from briefing.tui.messages import LeavePage, MakePage, MarkCards
from briefing.tui.panes.bars import RegionTabs, TitleBar
from briefing.tui.panes.lines import LinesPane
from briefing.tui.screens.layout import Layout
from briefing.tui.trail import Place, Trail

if TYPE_CHECKING:
    from textual.style import Style
    from textual.timer import Timer

    from briefing.find.filter import Filter
    from briefing.find.listing import Listing
    from briefing.find.order import Order
    from briefing.library.library import Library
    from briefing.library.revision import Revision
    from briefing.publish.document import Document
    from briefing.reader.marks import Marks
    from briefing.tui.messages import PageMade
    from briefing.tui.showing import Showing
    from briefing.tui.typeset import Line

# The model, the library's reader and the typesetter are imported where they are first needed and not above: the first
# frame is drawn without them.

MADE: Final = frozenset(("changes", "past"))
"""Pages that the app makes on a thread: they look up what was read, or ask git."""
OF_MARKS: Final = frozenset(("changes", "minutes"))
"""Pages that depend on what was read."""
SCOPED: Final = frozenset(("timeline", "positions", "signposts", "sources", "score", "minutes"))
"""Pages that can be of one region."""
REGION: Final = "region"
"""The view of a region's cards; every other view is a page, by its name."""
OVERVIEW: Final = "overview"
EVERYWHERE: Final = "*"
"""The list of all regions' cards, where a filter is looked through."""
SET_AT_ONCE: Final = 200
"""Cards of which a page is made in a frame's time; over more of them it is made on a thread."""
_READ_AFTER: Final = 2.0
"""Seconds in view after which a card counts as read."""


class Past(NamedTuple):
    """A look back, and what there is to come back to from it."""

    revision: Revision
    present: Showing | None
    way_back: Trail
    """The way that led to it."""
    from_the_start: bool
    """Whether it was asked for on the command line: then the way out is to quit."""


class Whereabouts(Layout):
    """Tells each pane what to show, for where the reader is."""

    showing: reactive[Showing | None] = reactive(None, init=False)
    marks: reactive[Marks | None] = reactive(None, init=False)
    view: reactive[str] = reactive(OVERVIEW, init=False)

    def __init__(self, title: str, at: str | None = None) -> None:
        super().__init__(classes="-overview")
        self.briefing_title = title
        self.at = at
        self.past: Past | None = None
        """What is looked back at."""
        self.region_id = ""
        self.reference: str | None = None
        """The card that is shown, in a region's view."""
        self.shown: Document | None = None
        self._listed: list[str] = []
        """The cards of the list, in its order."""
        self._cursors: dict[str, str] = {}
        """The card last looked at in each region, to come back to."""
        self._asked = ""
        """The card that was asked for by name."""
        self.filter: Filter | None = None
        """What lists let through; None lets all."""
        self.order: Order | None = None
        """How lists are sorted; None is worst first, with the cards of other regions last."""
        self._in_view: Timer | None = None
        """Runs out when the card has been in view long enough to be read."""
        self._kept_unread: str | None = None
        """The card that was marked unread by hand, while it is in view."""
        self._trail = Trail()
        self._made: dict[tuple[str, str], Document] = {}
        """Pages that took their time, by name and region, as they were last made."""
        self._paper: Document | None = None
        """What the page shows, but for the overview."""
        self._within = (0, 0)
        """Where in the page the reader was, to be put back to once it is made."""

    @property
    def library(self) -> Library | None:
        """What is read in it."""
        return self.showing.library if self.showing else None

    @property
    def listing(self) -> Listing:
        """Its lists, once there is something."""
        assert self.showing is not None
        return self.showing.listing

    def show_past(self, revision: Revision, showing: Showing, *, from_the_start: bool = False) -> None:
        """Show the briefing as it stood at a revision, judged as of its day, until the reader comes back from it.

        One that was asked for on the command line is shown at the place that was asked for with it.
        """
        if self.past:
            self.past = Past(revision, self.past.present, self.past.way_back, self.past.from_the_start)
        else:
            self.past = Past(revision, self.showing, Trail() if from_the_start else self._trail, from_the_start)
        self._trail = Trail()
        self.prompt.close()
        self.region_id, self.reference, self.shown = "", None, None
        self.query_one(RegionTabs).active = ""
        self.remove_class("-zoomed", "-reading")
        self.view = OVERVIEW
        self.set_focus(self.page)
        self._made.clear()
        self.showing = showing
        if from_the_start:
            self._arrive()
        self.notice("as it stood then, to be read only; esc on the overview comes back to now")

    def come_back(self) -> None:
        """From a revision to the briefing as it is now."""
        past, self.past = self.past, None
        self._made.clear()
        if past:
            self.showing = past.present
            self.notice("this is now again")
            if past.way_back:
                self._trail = past.way_back
                self._go_to_page("past")

    def take(self, showing: Showing) -> None:
        """Take a new reading of the content; while the reader looks back, it waits."""
        if self.past:
            self.past = self.past._replace(present=showing)
        else:
            self.showing = showing

    def watch_showing(self, before: Showing | None, showing: Showing) -> None:
        """Show a new reading of the content, the reader's place kept."""
        library = showing.library
        self._show_bars()
        if before is None:
            self._arrive()
        elif self.view == REGION and (self.region_id in library.regions or self.region_id == EVERYWHERE):
            self._show_region(keep_place=True)
        elif self.view == REGION:
            self.go_to_overview()
        else:
            if self.region_id not in library.regions:
                self.region_id = ""
                self.query_one(RegionTabs).active = "" if self.view == OVERVIEW else self.view
            self._show_page(keep_place=True)

    def _arrive(self) -> None:
        """Go to the card or region that was asked for on the command line, else to the overview."""
        library = self.library
        assert library is not None
        at = self.at or ""
        if found := library.find(at):
            self.go_to_card(found)
            self.action_pane_in()
        elif at in library.regions:
            self.go_to_region(at)
        else:
            self._show_page()
            if at:
                self.notice(f"there is no card or region {at}")

    def watch_marks(self, before: Marks | None, marks: Marks) -> None:
        """Show what is unread and bookmarked, everything else as it stands."""
        if marks == before:
            return
        self.query_one(TitleBar).unread = len(marks.unread)
        self.cards.mark(marks.news, marks.bookmarked)
        if self.view in OF_MARKS:
            self._show_page(keep_place=True)

    def _show_bars(self) -> None:
        showing = self.showing
        assert showing is not None
        title = self.query_one(TitleBar)
        title.title = showing.library.briefing.title
        title.edition, title.short_edition = showing.edition, showing.short_edition
        if self.past:
            title.edition = f"as it stood at {self.past.revision}"
            title.short_edition = f"at {self.past.revision}"
        title.problems = showing.problems
        self.query_one(RegionTabs).tabs = showing.tabs

    def watch_view(self, view: str) -> None:
        """Show the panes of the view."""
        self.set_class(view == REGION, "-region")
        self.set_class(view == OVERVIEW, "-overview")
        self._show_crumb()

    def go_to_overview(self) -> None:
        """To the page over the whole briefing."""
        self._trail.clear()
        self._go_to_page(OVERVIEW)

    def go_to_page(self, view: str) -> None:
        """To a page, of the region in focus; asked for once more, over the whole briefing."""
        if self.library is None or (view == "changes" and self._is_past()):
            return
        if self.view != view:
            self._note_place()
            self._go_to_page(view, self.region_id if view in SCOPED and self.region_id in self.library.regions else "")
            if self.region_id:
                self.notice(f"{self._region_name()} only; the same key shows the whole briefing")
        elif self.region_id:
            self._go_to_page(view)

    def _go_to_page(self, view: str, region: str = "", within: tuple[int, int] = (0, 0)) -> None:
        self._leave_page()
        self.region_id, self.reference, self.shown = region, None, None
        self.query_one(RegionTabs).active = region or ("" if view == OVERVIEW else view)
        self.remove_class("-zoomed", "-reading")
        self.view = view
        self.set_focus(self.page)
        self._show_page(within=within)

    def _leave_page(self) -> None:
        if self.view not in (REGION, OVERVIEW):
            self.post_message(LeavePage())

    def _note_place(self) -> None:
        """Remember where the reader is, who goes on to something else and will come back."""
        pane = self.pane if self.view == REGION else self.page
        self._trail.note(Place(self.view, self.region_id, self.reference, pane.id or "", pane.place))

    def _go_back(self) -> None:
        """To where the reader came from, or to the overview."""
        library = self.library
        if library is None:
            return
        while self._trail:
            place = self._trail.back()
            if place.view != REGION:
                self._go_to_page(place.view, place.region if place.region in library.regions else "", place.within)
                return
            if place.region in library.regions or place.region == EVERYWHERE:
                self._asked = place.reference or ""
                self._show_in_region(place.region, place.reference)
                if place.pane == self.card.id and self.reference == place.reference:
                    self.action_pane_in()
                    self.card.show(self._set_card, place=place.within)
                return
        self._go_to_page(OVERVIEW)

    def go_to_region(self, region: str, reference: str | None = None) -> None:
        """To a region's list, at a card or where the reader last was in it."""
        self._trail.clear()
        self._show_in_region(region, reference)

    def _show_in_region(self, region: str, reference: str | None) -> None:
        if self.library is None or (region not in self.library.regions and region != EVERYWHERE):
            self.go_to_overview()
            self.notice(f"there is no region {region} any more")
            return
        self._leave_page()
        self.region_id = region
        self.reference = reference or self._cursors.get(region)
        self.query_one(RegionTabs).active = region
        self.remove_class("-reading")
        self.view = REGION
        if not self.has_class("-zoomed"):
            self.set_focus(self.cards)
        self._show_region()

    def go_to_card(self, reference: str) -> None:
        """To a card in its own region, listed there or not; back leads to where it was chosen."""
        self._asked = reference
        self._note_place()
        self._show_in_region(reference.partition("/")[0], reference)

    def _show_region(self, *, keep_place: bool = False) -> None:
        """The region's list and the card under its cursor."""
        library = self.library
        if library is None:
            return
        region = None if self.region_id == EVERYWHERE else self.region_id
        listed = self.listing.cards(region, self.filter, self.order, self.marks)
        if self._asked in library.files and self._asked not in listed and self._asked == self.reference:
            listed.append(self._asked)  # a draft or a retired card that was asked for by name
        self._listed = listed
        found = library.find(self.reference) if self.reference else None
        # A card that is gone leaves the cursor where it was, on its neighbour.
        self._show_rows(listed.index(found) if found in listed else self.cards.cursor if keep_place else 0)
        same = keep_place and self.cards.reference == found  # a renamed card is the same
        self.show_card(self.cards.reference, keep_place=same)

    def _show_rows(self, cursor: int) -> None:
        from briefing.tui.rows import Rows

        self.cards.show(Rows(self.listing, self._listed, self.region_id), cursor)

    def show_card(self, reference: str | None, *, keep_place: bool = False) -> None:
        """Show a card in the card's pane, and beside it what belongs to it."""
        from briefing.publish.card import card_document
        from briefing.publish.chart import WIDTH as CHART_WIDTH

        self.reference = reference
        library = self.library
        if library is None or reference is None:
            self.shown = None
            self._show_crumb()
            self.card.show(self._set_empty)
            self.aside.show(self._set_aside)
            return
        self._cursors[self.region_id] = reference
        if not keep_place:  # what changes under the reader's eyes has not been read by being there
            if self._in_view:
                self._in_view.stop()
            self._in_view = self.set_timer(_READ_AFTER, lambda: self._was_read(reference))
        self.shown = card_document(library, reference, self.listing.standings.get(reference), chart_width=CHART_WIDTH)
        self.card.show(self._set_card, keep_place=keep_place)
        if self.has_class("-wide"):
            self.aside.show(self._set_aside, keep_place=keep_place)
        self._show_crumb()

    def _set_card(self, width: int, styles: dict[str, Style]) -> list[Line]:
        from briefing.tui.pages import set_card

        if self.shown is None:
            return []
        beside = self.has_class("-wide") and not self.has_class("-zoomed")
        # Where the breadcrumb names the card, it is not named again below it.
        return set_card(self.shown, width, styles, title=not self.query_one(RegionTabs).crumb, beside=beside)

    def _set_aside(self, width: int, styles: dict[str, Style]) -> list[Line]:
        from briefing.tui.pages import set_aside

        return set_aside(self.shown, width, styles)

    def _set_empty(self, width: int, styles: dict[str, Style]) -> list[Line]:
        from briefing.tui.pages import set_empty

        if self.filter:
            lifts = "f changes it; esc on the overview lifts it."
            words = f"No card of this list: the filter {self.filter} lets none through. {lifts}"
            return set_empty(words, width, styles)
        words = f"No card here yet: a file {self.region_id}/its-name.toml with title, as_of and summary becomes one."
        return set_empty(words, width, styles)

    def _show_page(self, *, keep_place: bool = False, within: tuple[int, int] = (0, 0)) -> None:
        from briefing.tui.pages import paper

        if self.showing is None:
            return
        if self.view == OVERVIEW:
            self.matrix.show(self._set_matrix, keep_place=keep_place)
        elif self.view in MADE or len(self.showing.library.files) > SET_AT_ONCE:
            self._paper = self._made.get((self.view, self.region_id))
            past = self.past.revision.id if self.past else None
            self.post_message(MakePage(self.view, self.region_id, self.listing, self.marks, past))
            self._within = within if self._paper is None else (0, 0)
        else:
            self._paper = paper(
                self.view, self.listing, self.region_id or None, self.marks.unread if self.marks else ()
            )
        self.page.show(
            self._set_page,
            keep_place=keep_place,
            place=within,
            part=None if keep_place or any(within) else self._begins,
        )

    @property
    def _begins(self) -> tuple[str | int, ...] | None:
        """The part that a page is read from; None for its top."""
        if self.view != "timeline":
            return None
        from briefing.publish.timeline import TODAY

        return TODAY

    def show_made(self, made: PageMade) -> None:
        """Show a page that took its time, if the reader is still there."""
        if self.showing is None or made.listing is not self.listing:
            return  # of another reading: that of this one is being made
        self._made[made.name, made.region] = made.document
        if (self.view, self.region_id) == (made.name, made.region):
            first, self._paper = self._paper is None, made.document
            part = self._begins if first and not any(self._within) else None
            self.page.show(self._set_page, keep_place=not first, place=self._within, part=part)

    def _set_page(self, width: int, styles: dict[str, Style]) -> list[Line]:
        from briefing.tui.pages import set_empty
        from briefing.tui.typeset import set_document

        if self.view == OVERVIEW:
            return self.showing.overview.set(width, styles, paired=self._is_paired) if self.showing else []
        return set_document(self._paper, width, styles) if self._paper else set_empty("Looking ...", width, styles)

    def _set_matrix(self, width: int, styles: dict[str, Style]) -> list[Line]:
        showing = self.showing
        return showing.overview.set_beside(width, self.matrix.size.height, styles) if showing else []

    @property
    def _is_paired(self) -> bool:
        """Whether the matrix stands beside the overview."""
        return self.has_class("-pair") or self.has_class("-wide")

    def _region_name(self) -> str:
        """The region in focus, or all of them."""
        region = self.library.regions.get(self.region_id) if self.library else None
        return region.name if region else "All regions"

    def _show_crumb(self) -> None:
        """Where there is room for one pane only, the card says where it is."""
        reading = self.has_class("-narrow") and self.has_class("-reading") and self.view == REGION
        region = self._region_name() if reading else ""
        title = self.shown.title if self.shown else ""
        crumb = f"{region} / {title}" if reading else ""
        tabs = self.query_one(RegionTabs)
        if tabs.crumb != crumb:
            tabs.crumb = crumb
            if self.shown:
                self.card.show(self._set_card, keep_place=True)

    def on_resize(self) -> None:
        """Set again what depends on how many panes there are."""
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        if self.library is None:
            return
        self._show_crumb()
        if self.view == REGION:
            self.card.show(self._set_card if self.shown else self._set_empty, keep_place=True)
            self.aside.show(self._set_aside, keep_place=True)
            if self.aside.has_focus and not self.has_class("-wide"):
                self.set_focus(self.card)
        else:  # set anew, not made anew
            self.page.show(self._set_page, keep_place=True)
            self.matrix.show(self._set_matrix, keep_place=True)

    def _is_past(self) -> bool:
        """Whether the reader looks back, where nothing can be edited or marked; it is said then."""
        if self.past:
            self.notice("this is the past: come back to now first, by esc on the overview")
        return self.past is not None

    @property
    def _document(self) -> Document | None:
        """What is on screen: the card, or the page."""
        return self.shown if self.view == REGION else self._paper

    def _card_under_cursor(self) -> None:
        """Show the card that the cursor came to, in the same frame as the cursor."""
        if self.pane is self.cards and self.cards.reference != self.reference:
            self.show_card(self.cards.reference)

    def moved(self) -> None:
        """After a move in any pane: the list shows the card under its cursor, and a card that is scrolled is read."""
        self._card_under_cursor()
        if self.pane is self.card and self.reference:
            self._mark_read(self.reference)

    def action_pane_in(self) -> None:
        """From the list into the card; from a row to what it leads to."""
        if self.view != REGION:
            self.pane.choose() if isinstance(self.pane, LinesPane) else None
        elif self.pane is not self.card and self.shown is not None:
            self.add_class("-reading")
            self.set_focus(self.card)
            self._show_crumb()

    def action_pane_out(self) -> None:
        """From the card back to the list."""
        if self.view == REGION and self.pane is not self.cards:
            self.remove_class("-reading", "-zoomed")
            self.set_focus(self.cards)
            self._show_crumb()

    def _step_card(self, step: int) -> None:
        if self.library is None:
            return
        place = self.cards.cursor + step if self.view == REGION else -1
        if 0 <= place < len(self._listed):
            self.cards.put(place)
            self.show_card(self.cards.reference)
            return
        ahead = self._regions_ahead(step)
        if region := self.listing.first_with_cards(ahead, self.filter, self.marks):
            listed = self.listing.cards(region, self.filter, self.order, self.marks)
            reading = self.pane is self.card
            self.go_to_region(region, listed[0 if step > 0 else -1])
            if reading:
                self.action_pane_in()
            return
        self.notice("this is the last card" if step > 0 else "this is the first card")

    def _regions_ahead(self, step: int) -> list[str]:
        """The regions after the one in focus, or with -1 before, in the order in which one comes to them."""
        regions = [*self.library.regions] if self.library else []
        if self.view != REGION:
            return regions if step > 0 else []
        here = regions.index(self.region_id) if self.region_id in regions else len(regions)
        return regions[here + 1 :] if step > 0 else regions[:here][::-1] if here < len(regions) else []

    def _was_read(self, reference: str) -> None:
        """A card that has been in view for a while counts as read."""
        in_view = (
            self.view == REGION
            and self.reference == reference
            and (not self.has_class("-narrow") or self.has_class("-reading"))
        )
        if in_view and self.app.screen is self:
            self._mark_read(reference)

    def _is_new(self, reference: str) -> bool:
        """Whether the reader has not read the card as it stands now."""
        marks = self.marks
        return marks is not None and (reference in marks.unread or reference in marks.changed)

    def _mark_read(self, reference: str) -> None:
        if self.past is None and self._is_new(reference) and reference != self._kept_unread:
            assert self.library is not None
            self.post_message(MarkCards(self.library, (reference,), by_hand=False))
