"""The dashboard's one screen: regions above, a region's cards left and the card right, or a page over the whole."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.binding import Binding
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.screen import Screen

from briefing.tui.actions import ACTIONS, REGION_KEYS
from briefing.tui.messages import CopyText, EditFile, OpenAddress
from briefing.tui.panes.bars import KeyBar, NoticeBar, RegionTabs, Rule, TitleBar
from briefing.tui.panes.cards import CardList
from briefing.tui.panes.lines import LinesPane
from briefing.tui.typeset import MEASURE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.style import Style

    from briefing.library.library import Library
    from briefing.model.standing import Standing
    from briefing.publish.document import CitedSource, Document
    from briefing.tui.typeset import Line

# The model, the library's reader and the typesetter are imported where they are first needed and not above: the first
# frame is drawn without them.

View = Literal["overview", "region", "problems"]
Pane = CardList | LinesPane

BREADTHS = [(0, "-narrow"), (100, "-medium"), (120, "-pair"), (160, "-wide")]
"""Classes by columns: one pane, two, the matrix beside the overview, three."""
HEIGHTS = [(0, "-short"), (30, "-tall")]
"""Classes by rows: blank lines around the tabs where there is height for them."""


class Dashboard(Screen[None]):
    """Owns where the reader is: the view, the region, the card. Panes are told what to show."""

    HORIZONTAL_BREAKPOINTS = BREADTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
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

    library: reactive[Library | None] = reactive(None, init=False)
    view: reactive[View] = reactive[View]("overview", init=False)

    def __init__(self, title: str, calendar: date, at: str | None = None) -> None:
        super().__init__(classes="-overview")
        self.briefing_title = title
        self.calendar = calendar
        self.at = at
        self.standings: dict[str, Standing] = {}
        self.region_id = ""
        self.reference: str | None = None
        """The card that is shown, in a region's view."""
        self.shown: Document | None = None
        self._cursors: dict[str, str] = {}
        """The card last looked at in each region, to come back to."""
        self._asked = ""
        """The card that was asked for by name."""
        self._came_from: tuple[str, str | None] = ("", None)
        """The region and card from which the problems were asked for."""

    def compose(self) -> ComposeResult:
        """Everything there is; the stylesheet shows what the view and the width call for."""
        yield TitleBar()
        yield RegionTabs()
        with Horizontal(id="region"):
            yield CardList(id="cards")
            yield Rule(id="cards-rule")
            yield LinesPane(id="card")
            yield Rule(id="aside-rule")
            yield LinesPane(id="aside")
        with Horizontal(id="whole"):
            yield LinesPane(cursor=True, id="page")
            yield Rule(id="page-rule")
            yield LinesPane(cursor=True, id="matrix")
        yield NoticeBar()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the title at once; the rest comes when it has been read."""
        self.query_one(TitleBar).title = self.briefing_title
        self.page.focus()

    # -- what the panes are

    @property
    def cards(self) -> CardList:
        """The region's cards."""
        return self.query_one("#cards", CardList)

    @property
    def card(self) -> LinesPane:
        """The card."""
        return self.query_one("#card", LinesPane)

    @property
    def aside(self) -> LinesPane:
        """The third pane of wide screens: sources and the rating's history."""
        return self.query_one("#aside", LinesPane)

    @property
    def page(self) -> LinesPane:
        """The page over the whole briefing: overview or problems."""
        return self.query_one("#page", LinesPane)

    @property
    def matrix(self) -> LinesPane:
        """The matrix beside the overview."""
        return self.query_one("#matrix", LinesPane)

    @property
    def pane(self) -> Pane:
        """The pane that keys go to."""
        focused = self.focused
        return focused if isinstance(focused, CardList | LinesPane) else self.page

    def notice(self, words: str, *, grave: bool = False) -> None:
        """Say something on the line above the keys, until the next key."""
        bar = self.query_one(NoticeBar)
        bar.grave = grave
        bar.notice = words

    # -- what is shown

    def watch_library(self, before: Library | None, library: Library) -> None:
        """Show a new reading of the content, the reader's place kept."""
        self.standings = library.standings(self.calendar)
        self._show_bars()
        if before is None:
            self._arrive()
        elif self.view == "region" and self.region_id in library.regions:
            self._show_region(keep_place=True)
        elif self.view == "region":
            self.go_to_overview()
        else:
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

    def _show_bars(self) -> None:
        from briefing.publish.problems import faults_tally
        from briefing.publish.wording import direction, edition, short_edition
        from briefing.tui.panes.bars import Tab

        library = self.library
        assert library is not None
        title = self.query_one(TitleBar)
        title.title = library.briefing.title
        title.edition = edition(library.briefing, self.calendar)
        title.short_edition = short_edition(library.briefing)
        faults = faults_tally(library)
        title.problems = f"! {faults}" if faults else ""
        tabs = [Tab("", "Overview", "Overview", "", "", "muted")]
        for name, region in library.regions.items():
            outlook = library.outlook(self.standings, name)
            worst = self.standings[outlook.worst] if outlook.worst else None
            mark, _, trend = direction(outlook, worst).partition(" ")
            level = worst.level.value if worst and worst.level and not worst.unreviewed else "muted"
            tabs.append(Tab(name, region.name, region.code, mark, trend, level))
        self.query_one(RegionTabs).tabs = tuple(tabs)

    def watch_view(self, view: View) -> None:
        """Show the panes of the view."""
        for name in ("overview", "region", "problems"):
            self.set_class(view == name, f"-{name}")
        self._show_crumb()

    def go_to_overview(self) -> None:
        """To the page over the whole briefing."""
        self._go_to_page("overview")

    def _go_to_page(self, view: View) -> None:
        if view == "problems" and self.view != "problems":
            self._came_from = self.region_id, self.reference
        self.region_id, self.reference = "", None
        self.query_one(RegionTabs).active = "" if view == "overview" else view
        self.remove_class("-zoomed", "-reading")
        self.view = view
        self.page.focus()
        self._show_page()

    def go_to_region(self, region: str, reference: str | None = None) -> None:
        """To a region's list, at a card or where the reader last was in it."""
        if self.library is None or region not in self.library.regions:
            self.go_to_overview()
            self.notice(f"there is no region {region} any more")
            return
        self.region_id = region
        self.reference = reference or self._cursors.get(region)
        self.query_one(RegionTabs).active = region
        self.remove_class("-reading")
        self.view = "region"
        if not self.has_class("-zoomed"):
            self.cards.focus()
        self._show_region()

    def go_to_card(self, reference: str) -> None:
        """To a card in its own region, listed there or not."""
        self._asked = reference
        self.go_to_region(reference.partition("/")[0], reference)

    def _show_region(self, *, keep_place: bool = False) -> None:
        """The region's list and the card under its cursor."""
        from briefing.tui.rows import card_row

        library = self.library
        if library is None:
            return
        listed = library.listed(self.region_id, self.standings)
        if self._asked in library.files and self._asked not in listed and self._asked == self.reference:
            listed.append(self._asked)  # a draft or a retired card that was asked for by name
        rows = [card_row(library, self.standings, reference, self.region_id) for reference in listed]
        found = library.find(self.reference) if self.reference else None
        # A card that is gone leaves the cursor where it was, on its neighbour.
        cursor = listed.index(found) if found in listed else self.cards.cursor if keep_place else 0
        self.cards.show(rows, cursor)
        same = keep_place and self.cards.reference == self.reference
        self.show_card(self.cards.reference, keep_place=same)

    def show_card(self, reference: str | None, *, keep_place: bool = False) -> None:
        """Show a card in the card's pane, and beside it what belongs to it."""
        from briefing.publish.card import card_document

        self.reference = reference
        library = self.library
        if library is None or reference is None:
            self.shown = None
            self._show_crumb()
            self.card.show(self._set_empty)
            self.aside.show(self._set_aside)
            return
        self._cursors[self.region_id] = reference
        self.shown = card_document(library, reference, self.standings.get(reference))
        self.card.show(self._set_card, keep_place=keep_place)
        if self.has_class("-wide"):
            self.aside.show(self._set_aside, keep_place=keep_place)
        self._show_crumb()

    def _set_card(self, width: int, styles: dict[str, Style]) -> list[Line]:
        from briefing.publish.card import HISTORY, SOURCES
        from briefing.tui.typeset import set_document

        document = self.shown
        if document is None:
            return []
        # On a wide screen these two stand beside the card.
        beside = (HISTORY, SOURCES) if self.has_class("-wide") and not self.has_class("-zoomed") else ()
        # Where the breadcrumb names the card, it is not named again below it.
        return set_document(document, width, styles, title=not self.query_one(RegionTabs).crumb, without=beside)

    def _set_aside(self, width: int, styles: dict[str, Style]) -> list[Line]:
        from briefing.publish.card import HISTORY, SOURCES
        from briefing.tui.typeset import BLANK, set_section

        lines: list[Line] = []
        for title in (SOURCES, HISTORY):
            section = self.shown.section(title) if self.shown else None
            if section:
                lines += [*([BLANK] if lines else []), *set_section(section, min(width, MEASURE), styles)]
        return lines

    def _set_empty(self, width: int, styles: dict[str, Style]) -> list[Line]:
        from briefing.publish.document import Document, muted, text
        from briefing.tui.typeset import set_document

        words = f"No card here yet: a file {self.region_id}/its-name.toml with title, as_of and summary becomes one."
        return set_document(Document("", (text(muted(words)),), ()), width, styles, title=False)

    def _show_page(self, *, keep_place: bool = False) -> None:
        if self.library is None:
            return
        self.page.show(self._set_page, keep_place=keep_place)
        self.matrix.show(self._set_matrix, keep_place=keep_place)

    def _set_page(self, width: int, styles: dict[str, Style]) -> list[Line]:
        from briefing.publish.overview import COMING, DESK, SEEN
        from briefing.publish.problems import problems_document
        from briefing.tui.typeset import BLANK, set_document

        library = self.library
        assert library is not None
        if self.view == "problems":
            return set_document(problems_document(library), width, styles, title=False)
        beside = (COMING, SEEN, DESK) if self._is_paired else ()
        lines = set_document(self._overview(), width, styles, title=False, without=beside)
        return lines if beside else [*lines, BLANK, *self._set_matrix(width, styles)]

    def _set_matrix(self, width: int, styles: dict[str, Style]) -> list[Line]:
        """The matrix, and beside the overview all of it that looks ahead or counts."""
        from briefing.publish.overview import COMING, DESK, SEEN, matrix
        from briefing.tui.panes.matrix import set_matrix
        from briefing.tui.typeset import BLANK, set_section

        library = self.library
        assert library is not None
        titles = {reference: card.title for reference, card in library.cards.items()}
        unreviewed = {reference for reference, standing in self.standings.items() if standing.unreviewed}
        lines = set_matrix(matrix(library, self.standings), titles, unreviewed, width, styles)
        for title in (COMING, SEEN, DESK) if self._is_paired else ():
            if section := self._overview().section(title):
                lines += [BLANK, *set_section(section, min(width, MEASURE), styles)]
        return lines

    def _overview(self) -> Document:
        """The overview's document without its byline, which the bar above says already."""
        from briefing.publish.overview import overview_document

        assert self.library is not None
        document = overview_document(self.library, self.standings, self.calendar)
        return replace(document, opening=document.opening[:-1])

    @property
    def _is_paired(self) -> bool:
        """Whether the matrix stands beside the overview."""
        return self.has_class("-pair") or self.has_class("-wide")

    def _show_crumb(self) -> None:
        """Where there is room for one pane only, the card says where it is."""
        reading = self.has_class("-narrow") and self.has_class("-reading") and self.view == "region"
        region = self.library.regions[self.region_id].name if self.library and reading else ""
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
        if self.view == "region":
            self.card.show(self._set_card if self.shown else self._set_empty, keep_place=True)
            self.aside.show(self._set_aside, keep_place=True)
            if self.aside.has_focus and not self.has_class("-wide"):
                self.card.focus()
        else:
            self._show_page(keep_place=True)

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
        if event.reference != self.reference:
            self.show_card(event.reference)

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
        self.action_problems()

    def on_descendant_focus(self) -> None:
        """However the focus came to a pane: where there is room for one only, that is the one."""
        in_list = self.pane is self.cards
        self.set_class(self.view == "region" and not in_list, "-reading")
        self.set_class(in_list, "-list-zoomed")

    def on_key(self) -> None:
        """What was said stands until the next key."""
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
                    self.pick_source(self.shown.sources if self.shown else (), lead.to)
                case "address":
                    self.post_message(OpenAddress(lead.to))
                case "problem":
                    self._edit_at(lead.to)

    def _edit_at(self, number: str) -> None:
        """Open the editor at a problem, by its place among all."""
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

    def _follow_part(self, named: str) -> None:
        card, _, part = named.rpartition("#")
        if card:
            self.follow_card(card)
        if self.library and self.reference in self.library.cards:
            places = {name: (table, place) for table, place, name in self.library.cards[self.reference].parts()}
            if part in places:
                self.card.scroll_to_part(places[part])

    # -- moving about

    def action_down(self) -> None:
        """Down by one."""
        self._move(1)

    def action_up(self) -> None:
        """Up by one."""
        self._move(-1)

    def _move(self, steps: int) -> None:
        self.pane.move(steps)
        self._card_under_cursor()

    def _card_under_cursor(self) -> None:
        """Show the card that the cursor came to, in the same frame as the cursor."""
        if self.pane is self.cards and self.cards.reference != self.reference:
            self.show_card(self.cards.reference)

    def action_first(self) -> None:
        """To the first."""
        self.pane.move_to_end(last=False)
        self._card_under_cursor()

    def action_last(self) -> None:
        """To the last."""
        self.pane.move_to_end(last=True)
        self._card_under_cursor()

    def _page(self, share: float) -> None:
        self.pane.page(share)
        self._card_under_cursor()

    def action_half_down(self) -> None:
        """Half a page down."""
        self._page(0.5)

    def action_half_up(self) -> None:
        """Half a page up."""
        self._page(-0.5)

    def action_page_down(self) -> None:
        """A page down."""
        self._page(1)

    def action_page_up(self) -> None:
        """A page up."""
        self._page(-1)

    def action_pane_in(self) -> None:
        """From the list into the card; from a row to what it leads to."""
        if self.view != "region":
            self.pane.choose() if isinstance(self.pane, LinesPane) else None
        elif self.pane is not self.card and self.shown is not None:
            self.add_class("-reading")
            self.card.focus()
            self._show_crumb()

    def action_pane_out(self) -> None:
        """From the card back to the list."""
        if self.view == "region" and self.pane is not self.cards:
            self.remove_class("-reading", "-zoomed")
            self.cards.focus()
            self._show_crumb()

    def action_next_pane(self) -> None:
        """To the next pane that is shown."""
        if self.view == "region" and self.has_class("-narrow"):
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

    def _step_card(self, step: int) -> None:
        library = self.library
        if library is None:
            return
        everywhere = [
            (region, reference) for region in library.regions for reference in library.listed(region, self.standings)
        ]
        here = (self.region_id, self.reference)
        place = (
            everywhere.index((self.region_id, self.reference)) + step if self.reference and here in everywhere else 0
        )
        if not 0 <= place < len(everywhere):
            self.notice("this is the last card" if step > 0 else "this is the first card")
            return
        region, reference = everywhere[place]
        if region == self.region_id:
            self.cards.put(self.cards.cursor + step)
            self.show_card(reference)
        else:
            reading = self.pane is self.card
            self.go_to_region(region, reference)
            if reading:
                self.action_pane_in()

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
        self.action_region((places.index(self.region_id) + step) % len(places))

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

    def action_problems(self) -> None:
        """What is wrong in the content."""
        self._go_to_page("problems")

    def action_back(self) -> None:
        """Out of the card, then to the overview. It never quits."""
        if self.has_class("-zoomed"):
            self.action_zoom()
        elif self.view == "region" and self.pane is not self.cards:
            self.action_pane_out()
        elif self.view == "problems" and self._came_from[0]:
            self.go_to_region(*self._came_from)
        elif self.view != "overview":
            self.go_to_overview()

    def action_quit_back(self) -> None:
        """Back; from the overview, quit."""
        if self.view == "overview":
            self.app.exit()
        else:
            self.action_back()

    def action_quit(self) -> None:
        """Quit at once."""
        self.app.exit()

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        if self.view != "region":
            self.notice("a card or a list can be zoomed")
        elif self.has_class("-narrow"):
            self.notice("the pane has the whole screen already")
        else:
            self.toggle_class("-zoomed")
            self.call_after_refresh(self._resized)

    # -- what can be done with a card

    def _source_in_view(self) -> CitedSource | None:
        """The source of what is uppermost in the card, else the card's first."""
        from briefing.publish.document import Lead

        cited = {each.id: each for each in self.shown.sources} if self.shown else {}
        leads = (
            [lead for lead in self.card.leads_in_view if isinstance(lead, Lead)] if self.card.scroll_offset.y else []
        )
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
        if self.shown and self.shown.sources:
            self.pick_source(self.shown.sources, self.shown.sources[0].id)
        else:
            self.notice(self._why_no_source())

    def _why_no_source(self) -> str:
        return "this card cites no source" if self.reference else "choose a card first: its sources open from there"

    def pick_source(self, sources: Sequence[CitedSource], start: str) -> None:
        """Let the reader open one of these sources, each with its whole address in view."""
        from briefing.publish.wording import citation
        from briefing.tui.screens.picker import Choice, Picker

        choices = [
            Choice(f"[{cited.number}] {cited.source.publisher}", cited.source.kind.value, cited, below=_where(cited))
            for cited in sources
        ]
        place = next((place for place, cited in enumerate(sources) if cited.id == start), 0)

        def picked(cited: CitedSource | None) -> None:
            if cited is None:
                return
            if cited.source.url:
                self.post_message(OpenAddress(cited.source.url))
            else:
                self.post_message(CopyText(citation(cited.source), "citation; this source has no address"))

        title = "Source" if len(sources) == 1 else "Sources of this card"
        note = f"enter{' or its number' if len(sources) > 1 else ''} opens the address in your browser, esc goes back"
        self.app.push_screen(Picker(title, choices, typing=False, start=place, note=note), picked)

    def action_copy_citation(self) -> None:
        """Copy the citation of the source in view."""
        from briefing.publish.wording import citation

        if source := self._source_in_view():
            self.post_message(CopyText(citation(source.source), "citation"))
        else:
            self.notice("there is no source here to cite")

    def action_copy_card(self) -> None:
        """Copy the card as Markdown."""
        from briefing.publish.markdown import markdown_pages
        from briefing.publish.whole import Page

        if self.shown and self.library:
            text = markdown_pages([Page(self.shown)], self.library.briefing.handling)
            self.post_message(CopyText(text, "card, as Markdown"))
        else:
            self.notice("choose a card first, then copy it")

    def action_edit(self) -> None:
        """Edit what is in view in the reader's editor."""
        if self.view == "problems":
            self.page.choose()
            return
        library = self.library
        file = library.files.get(self.reference or "") if library else None
        if library is None:
            return
        if file is None:
            self.post_message(EditFile(library.root / "briefing.toml", 1, 1))
            return
        problems = library.problems_of(self.reference or "")
        if problems and (file.model is None or file.last_good):
            self.post_message(EditFile(file.path, problems[0].line, problems[0].column))
            return
        part = self.card.part_in_view if self.card.scroll_offset.y else None
        line, column, _ = file.position(part) if part else (1, 1, 1)
        self.post_message(EditFile(file.path, line, column))

    def action_help(self) -> None:
        """Every key."""
        from briefing.tui.screens.sheet import Sheet, help_document

        self.app.push_screen(Sheet(help_document(self.query_one(KeyBar).keys)))


def _where(cited: CitedSource) -> str:
    """What is shown of a source before it is opened: when, which title, and the whole address."""
    from briefing.library.address import RefusedLink, address

    source = cited.source
    published = f"{source.published}, " if source.published else ""
    where = source.url or "no address"
    with suppress(RefusedLink):
        where = address(where).url  # as the browser is given it, a host of look-alike letters in punycode
    return f"{published}“{source.title}”  {where}"
