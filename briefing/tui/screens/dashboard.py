"""The dashboard's one screen: regions above, a region's cards left and the card right, or a page over the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding

from briefing.tui.actions import ACTIONS, REGION_KEYS
from briefing.tui.messages import (
    CopyText,
    EditFile,
    KeepCard,
    MakeReady,
    MarkCards,
    OpenAddress,
    OpenRevision,
    TakeBack,
)
from briefing.tui.panes.bars import KeyBar, RegionTabs, TitleBar
from briefing.tui.seeking import Seeking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.binding import BindingType

    from briefing.find.filter import Filter
    from briefing.find.listing import Listing
    from briefing.find.search import Hit
    from briefing.publish.document import CitedSource
    from briefing.tui.panes.cards import CardList
    from briefing.tui.panes.lines import LinesPane
    from briefing.tui.panes.prompt import Prompt

from briefing.tui.screens.whereabouts import EVERYWHERE, OVERVIEW, REGION, SET_AT_ONCE, Whereabouts


class Dashboard(Whereabouts):
    """What every key and click does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                ",".join(action.keys),
                action.call,
                action.label,
                id=action.id,
                tooltip=action.does,
                show=action.footer,
            )
            for action in ACTIONS
        ),
        *(Binding(key, f"region({key})", show=False) for key in REGION_KEYS),
    ]

    def __init__(self, title: str, at: str | None = None) -> None:
        super().__init__(title, at)
        self._search = Seeking()
        self._once_ready: Callable[[], None] | None = None
        """What waits until the lists are ready; given up by the next key."""
        self._filter_before: Filter | None = None
        self._went_to_filter = False
        """Whether the list of all regions was opened only to filter it."""

    def on_mount(self) -> None:
        """Show the title at once; the rest comes when it has been read."""
        if not self.children:
            return  # the program ends before there is anything of it
        self.query_one(TitleBar).title = self.briefing_title
        self.set_focus(self.page)

    # -- what the panes tell

    def on_region_tabs_chosen(self, event: RegionTabs.Chosen) -> None:
        """A tab was clicked; on the breadcrumb, the way back."""
        if self.query_one(RegionTabs).crumb:
            self.action_back()
        elif event.region:
            self.go_to_region(event.region)
        else:
            self.go_to_overview()

    def on_card_list_moved(self, event: CardList.Moved) -> None:
        """A click moved the cursor; keys have shown the card already, in the same frame."""
        if self.view == REGION and self.cards.reference != self.reference:
            self.show_card(self.cards.reference)

    def on_card_list_entered(self, event: CardList.Entered) -> None:
        """Read the card."""
        self.show_card(event.reference)
        self.action_pane_in()

    def on_lines_pane_chosen(self, event: LinesPane.Chosen) -> None:
        """Follow what was chosen."""
        self.follow(event.lead)

    def on_key_bar_pressed(self, event: KeyBar.Pressed) -> None:
        """A key's name was clicked."""
        self.call_later(self.run_action, event.action)

    def on_title_bar_problems_asked(self) -> None:
        """The count of problems was clicked."""
        self.go_to_page("problems")

    def on_descendant_focus(self) -> None:
        """However the focus came to a pane: where there is room for one only, that is the one."""
        if self.prompt.is_open:
            self.prompt.hold()  # what is being asked is answered, or given up, first
            return
        in_list = self.pane is self.cards
        self.set_class(self.view == REGION and not in_list, "-reading")
        self.set_class(in_list, "-list-zoomed")

    def on_key(self) -> None:
        """What was said stands until the next key."""
        self._once_ready = None
        self.notice("")

    def follow(self, lead: object) -> None:
        """Go where a run or a row leads: a card, a claim, a source, an address, a problem."""
        from briefing.publish.document import Lead

        if isinstance(lead, Lead):
            match lead.kind:
                case "card":
                    self.follow_card(lead.to)
                case "part":
                    self._follow_part(lead.to)
                case "source":
                    self.pick_source(self._document.sources if self._document else (), lead.to)
                case "address":
                    self.post_message(OpenAddress(lead.to))
                case "problem":
                    self._edit_at(lead.to)
                case "region":
                    self.go_to_region(lead.to)
                case "revision":
                    self.post_message(OpenRevision(lead.to))

    def _edit_at(self, number: str) -> None:
        """Open the editor at a problem, by its place among all."""
        if self._is_past():
            return
        problems = self.library.problems if self.library else ()
        if int(number) < len(problems):
            problem = problems[int(number)]
            self.post_message(EditFile(problem.path, problem.line, problem.column))

    def follow_card(self, named: str) -> None:
        """Go to a card that something names, and read it."""
        found = self.library.find(named) if self.library else None
        if found is None:
            self.notice(f"there is no card {named}")
            return
        self.go_to_card(found)
        self.action_pane_in()

    def follow_hit(self, hit: Hit) -> None:
        """Go to where a search found something, the words marked there; `n` goes on."""
        self.follow_card(hit.reference)
        self.card.scroll_to_part(hit.path)
        if hit.marks:
            (start, end), *more = hit.marks
            for begin, stop in more:
                if hit.text[end:begin].isspace():  # words that stand side by side are one phrase
                    end = stop
            self._search.begin(self.card)
            self._search.seek(hit.text[start:end])

    def _follow_part(self, named: str) -> None:
        card, _, part = named.rpartition("#")
        if card:
            self.follow_card(card)
        if self.library and self.reference and self.reference in self.library.cards:
            places = {name: (table, place) for table, place, name in self.library.cards[self.reference].parts()}
            # What has no id is named by its key, as `event.0`.
            keys = tuple(int(key) if key.isdecimal() else key for key in part.split("."))
            self.card.scroll_to_part(places.get(part, keys))

    # -- moving about

    def action_next_pane(self) -> None:
        """To the next pane that is shown."""
        if self.view == REGION and self.has_class("-narrow"):
            self.action_pane_in() if self.pane is self.cards else self.action_pane_out()
            return
        panes = [pane for pane in self.query("CardList, LinesPane") if pane.focusable and pane.is_on_screen]
        if panes and not self.has_class("-zoomed"):
            place = panes.index(self.pane) if self.pane in panes else -1
            panes[(place + 1) % len(panes)].focus()

    def action_next_card(self) -> None:
        """The next card, wherever the focus is; after a region's last, the next region's first."""
        self._step_card(1)

    def action_previous_card(self) -> None:
        """The card before."""
        self._step_card(-1)

    def action_next_region(self) -> None:
        """The next region; after the last, the overview."""
        self._step_region(1)

    def action_previous_region(self) -> None:
        """The region before."""
        self._step_region(-1)

    def _step_region(self, step: int) -> None:
        if self.library is None:
            return
        places = ["", *self.library.regions]
        here = places.index(self.region_id) if self.region_id in places else 0
        self.action_region((here + step) % len(places))

    def action_region(self, number: int) -> None:
        """A region by its place; 0 is the overview."""
        regions = [*self.library.regions] if self.library else []
        if number == 0:
            self.go_to_overview()
        elif number <= len(regions):
            self.go_to_region(regions[number - 1])
        else:
            self.notice(f"there is no region {number}")

    def action_overview(self) -> None:
        """The one-minute page."""
        self.go_to_overview()

    def action_page(self, name: str) -> None:
        """To a page by its name."""
        self.go_to_page(name)

    def action_back(self) -> None:
        """Out of a search, out of the card, back the way, out of the past. It never quits."""
        if self.pane.sought:
            self.pane.seek("")
        elif self.has_class("-zoomed"):
            self.action_zoom()
        elif self.view == REGION and self.pane is not self.cards and (not self._trail or self.region_id == EVERYWHERE):
            self.action_pane_out()
        elif self.view != OVERVIEW or self._trail:
            self._go_back()
        elif self.past:
            self.come_back()
        elif self.filter:
            self.set_filter("")
            self.notice("the filter is lifted")

    def action_quit_back(self) -> None:
        """Back; from the overview, quit."""
        if self.view == OVERVIEW and not self._trail and (self.past is None or self.past.from_the_start):
            self.action_quit()
        else:
            self.action_back()

    def action_quit(self) -> None:
        """Quit at once; what was marked a moment ago is on its way to the app, and comes there first."""
        self.call_later(self.app.exit)

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        if self.view != REGION:
            self.notice("a card or a list can be zoomed")
        elif self.has_class("-narrow") and not self.has_class("-zoomed"):
            self.notice("the pane has the whole screen already")
        else:
            self.toggle_class("-zoomed")
            self.call_after_refresh(self._resized)

    # -- which cards are listed

    def _is_ready(self, then: Callable[[], None]) -> bool:
        """Whether filters and orders answer at once; else that is made, and `then` is done once it is."""
        if self.showing is None or self.listing.is_ready or len(self.showing.library.files) <= SET_AT_ONCE:
            return True
        self._once_ready = then
        self.notice(f"making {len(self.showing.library.files):,} cards ready for this ...")
        self.post_message(MakeReady(self.showing))
        return False

    def made_ready(self, listing: Listing) -> None:
        """Do what waited for the lists, if the reader still looks at these and has pressed nothing else since."""
        then, self._once_ready = self._once_ready, None
        if then and self.showing and self.listing is listing:
            self.notice("")
            then()

    def action_filter(self) -> None:
        """Ask for a filter, and show at each keystroke what it lets through."""
        from briefing.tui.suggestions import FilterSuggester

        if self.library is None or not self._is_ready(self.action_filter):
            return
        self._filter_before = self.filter
        self._went_to_filter = self.view != REGION
        if self._went_to_filter:
            self._note_place()
            self._show_in_region(EVERYWHERE, None)
        self.remove_class("-reading")
        text = str(self.filter) if self.filter else ""
        self.prompt.open("filter", "filter", text, FilterSuggester(self.library))

    def set_filter(self, text: str) -> str:
        """Let only those cards through that the filter holds for; what is wrong with it, if anything is."""
        from briefing.find.filter import FilterError, asks_the_reader, parse

        library = self.library
        if library is None:
            return ""
        try:
            wanted = parse(text, library) if text.strip() else None
        except FilterError as error:
            return f"filter, column {error.column}: {error.message}" + (f"; {error.help}" if error.help else "")
        if wanted and self.marks is None and asks_the_reader(wanted):
            return "filter: what you have read is still being looked up"
        self._use_filter(wanted)
        return ""

    def _use_filter(self, wanted: Filter | None) -> None:
        if wanted != self.filter:
            self.filter = wanted
            self._show_choice()

    def _show_choice(self) -> None:
        """Show which cards are listed, in which order, and say so beside the tabs."""
        chosen = [f"f {self.filter}"] if self.filter else []
        chosen += [f"s {self.order}"] if self.order else []
        self.query_one(RegionTabs).choice = "  ".join(chosen)
        if self.view == REGION:
            self._show_region(keep_place=True)

    def go_to_filter(self, text: str) -> None:
        """Show all cards that a filter lets through."""
        if not self._is_ready(lambda: self.go_to_filter(text)):
            return
        if (self.view, self.region_id) != (REGION, EVERYWHERE):
            self._note_place()
        self._show_in_region(EVERYWHERE, None)
        if wrong := self.set_filter(text):
            self.notice(wrong, grave=True)

    def action_sort(self) -> None:
        """Sort the list the next way."""
        from briefing.find.order import Order

        if self.view != REGION:
            self.notice("go to a region first: this sorts its list")
            return
        if not self._is_ready(self.action_sort):
            return
        # After the last the list stands as it stood first: worst first, with the cards of other regions last.
        orders = (None, *(order for order in Order if order is not Order.LEVEL))
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self._show_choice()
        self.notice(f"sorted by {self.order or Order.LEVEL}")

    # -- what the reader has read

    def action_toggle_read(self) -> None:
        """Mark the card read, or unread."""
        reference = self._meant
        if self._is_past():
            return
        if reference is None or self.marks is None or self.library is None:
            self.notice("choose a card first, then mark it")
            return
        unread = reference in self.marks.unread
        # What was marked unread by hand is not read by merely staying in view.
        self._kept_unread = None if unread else reference
        self.post_message(MarkCards(self.library, (reference,), read=unread))
        self.notice("read" if unread else "unread again")

    def action_region_read(self) -> None:
        """Mark all cards of the list read."""
        if self._is_past():
            return
        if self.view != REGION or self.marks is None or self.library is None:
            self.notice("go to a region first: this marks the cards of its list")
            return
        unread = tuple(each for each in self._listed if self._is_new(each))
        self.post_message(MarkCards(self.library, unread))
        self.notice(f"{len(unread)} marked read; U takes it back" if unread else "all of them are read")

    def action_undo(self) -> None:
        """Take the last marking back."""
        if self.library:
            self.post_message(TakeBack(self.library))

    def action_bookmark(self) -> None:
        """Put a bookmark on the card, or take it off."""
        reference = self._meant
        if self._is_past():
            return
        if reference is None or self.marks is None or self.library is None:
            self.notice("choose a card first, then keep it")
            return
        kept = reference not in self.marks.bookmarked
        self.post_message(KeepCard(self.library, reference, kept))
        self.notice("bookmarked; `f is:bookmarked` shows those" if kept else "bookmark taken off")

    # -- searching the pane

    def action_search(self) -> None:
        """Ask for words, and mark them in the pane that keys go to."""
        self._search.begin(self.pane)
        self.prompt.open("search", "/")

    def action_next_match(self) -> None:
        """To the next match."""
        self._step_match(1)

    def action_previous_match(self) -> None:
        """To the match before."""
        self._step_match(-1)

    def _step_match(self, step: int) -> None:
        if self.pane.sought:
            self._search.pane = self.pane
        if not self._search.is_on:
            self.notice("nothing is searched for here; / begins")
            return
        self._search.step(step)
        self._found()
        self.notice(self._search.words)

    def _found(self) -> None:
        """A search moved a pane: of the list, the card under its cursor is shown."""
        if self._search.pane is self.cards and self.cards.reference != self.reference:
            self.show_card(self.cards.reference)

    def on_prompt_typed(self, event: Prompt.Typed) -> None:
        """Follow what is typed at every keystroke."""
        from briefing.publish.wording import counted

        if event.purpose == "search":
            self._search.seek(event.text)
            self._found()
            self.prompt.say(self._search.count)
        elif wrong := self.set_filter(event.text):
            # What stands before the fault may be a filter by itself, but one that nobody meant.
            self._use_filter(self._filter_before)
            self.notice(wrong, grave=True)
            self.prompt.say("")
        else:
            self.notice("")
            self.prompt.say(counted(len(self._listed), "card") if event.text else "")

    def on_prompt_kept(self, event: Prompt.Kept) -> None:
        """What was typed stands; go on in the pane. A filter that is wrong is left to be mended."""
        if event.purpose == "filter" and (wrong := self.set_filter(event.text)):
            self.notice(wrong, grave=True)
            return
        self.prompt.close()
        if event.purpose == "filter":
            self.set_focus(self.cards)
        elif self._search.pane:
            self._search.pane.focus()
            if event.text:
                self.notice(self._search.words)

    def on_prompt_given_up(self, event: Prompt.GivenUp) -> None:
        """All is as it was before."""
        self.prompt.close()
        if event.purpose == "search" and self._search.pane:
            self._search.give_up()
            self._found()
            self._search.pane.focus()
        elif event.purpose == "filter":
            self._use_filter(self._filter_before)
            self._go_back() if self._went_to_filter else self.set_focus(self.cards)

    # -- what can be done with a card

    @property
    def _meant(self) -> str | None:
        """The card that a key is about: the one that is shown or, on a page, that under the cursor."""
        return self.reference if self.view == REGION else self._led_to()

    @property
    def _sources(self) -> tuple[CitedSource, ...]:
        """Those of the card that is meant."""
        from briefing.publish.card import card_document

        library, reference = self.library, self._meant
        if self.view == REGION or library is None or reference is None:
            return self.shown.sources if self.shown else ()
        return card_document(library, reference, self.listing.standings.get(reference)).sources

    def _source_in_view(self) -> CitedSource | None:
        """The source of what is uppermost in the card, else the card's first."""
        from briefing.publish.document import Lead

        cited = {each.id: each for each in self._sources}
        scrolled = self.view == REGION and self.card.scroll_offset.y
        leads = [lead for lead in self.card.leads_in_view if isinstance(lead, Lead)] if scrolled else []
        near = next((lead.to for lead in leads if lead.kind == "source" and lead.to in cited), None)
        return cited[near] if near else next(iter(cited.values()), None)

    def action_open_source(self) -> None:
        """Open the source of what is in view, the address shown first."""
        if source := self._source_in_view():
            self.pick_source((source,), source.id)
        else:
            self.notice(self._why_no_source())

    def action_pick_source(self) -> None:
        """Pick one of the card's sources by its number."""
        if sources := self._sources:
            self.pick_source(sources, sources[0].id)
        else:
            self.notice(self._why_no_source())

    def _why_no_source(self) -> str:
        return "this card cites no source" if self._meant else "choose a card first: its sources open from there"

    def pick_source(self, sources: Sequence[CitedSource], start: str) -> None:
        """Let the reader open one of these sources, each with its whole address in view."""
        from briefing.publish.wording import citation
        from briefing.tui.screens.sources import SourcePicker

        def picked(cited: CitedSource | None) -> None:
            if cited is None:
                return
            if cited.source.url:
                self.post_message(OpenAddress(cited.source.url))
            else:
                self.post_message(CopyText(citation(cited.source), "citation; this source has no address"))

        several = "Sources of this card" if self._meant else "Sources"
        self.app.push_screen(SourcePicker(several, sources, start), picked)

    def action_copy_citation(self) -> None:
        """Copy the citation of the source in view."""
        from briefing.publish.wording import citation

        if source := self._source_in_view():
            self.post_message(CopyText(citation(source.source), "citation"))
        else:
            self.notice("there is no source here to cite")

    def action_copy_card(self) -> None:
        """Copy the card as Markdown."""
        from briefing.publish.card import card_document
        from briefing.publish.markdown import markdown_pages
        from briefing.publish.whole import Page

        library, reference = self.library, self._meant
        if library and reference:
            # Without the chart, which only a terminal shows well.
            document = card_document(library, reference, self.listing.standings.get(reference))
            text = markdown_pages([Page(document)], library.briefing.handling)
            self.post_message(CopyText(text, "card, as Markdown"))
        else:
            self.notice("choose a card first, then copy it")

    def action_edit(self) -> None:
        """Edit what is in view in the reader's editor."""
        if self._is_past():
            return
        if self.view == "problems":
            self.page.choose()
            return
        library = self.library
        reference = self._meant or ""
        file = library.files.get(reference) if library else None
        if library is None:
            return
        if file is None:
            self.post_message(EditFile(library.root / "briefing.toml", 1, 1))
            return
        problems = library.problems_of(reference)
        if problems and (file.model is None or file.last_good):
            self.post_message(EditFile(file.path, problems[0].line, problems[0].column))
            return
        part = self.card.part_in_view if self.view == REGION and self.card.scroll_offset.y else None
        line, column, _ = file.position(part) if part else (1, 1, 1)
        self.post_message(EditFile(file.path, line, column))

    def _led_to(self) -> str | None:
        """The card that the row under the page's cursor leads to."""
        from briefing.publish.document import Lead

        lead = self.page.lead
        named = lead.to.partition("#")[0] if isinstance(lead, Lead) and lead.kind in ("card", "part") else ""
        return self.library.find(named) if self.library and named else None

    def action_help(self) -> None:
        """Every key."""
        from briefing.tui.screens.sheet import Sheet, help_document

        self.app.push_screen(Sheet(help_document(self.query_one(KeyBar).keys)))
