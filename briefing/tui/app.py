"""The dashboard's app: it wires. Reading, watching, opening, copying and editing happen here, on request."""

from __future__ import annotations

import gc
import locale
import sys
from asyncio import get_running_loop
from contextlib import ExitStack
from functools import partial, wraps
from threading import Event
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar, cast

from textual import events
from textual.app import App
from textual.binding import Binding
from textual.worker import get_current_worker

from briefing.library.collector import COLLECTOR
from briefing.library.head import read_title
from briefing.library.problem import BriefingError
from briefing.library.root import shipped
from briefing.reader.places import own_themes_folder, state_file
from briefing.reader.state import State, Unkept
from briefing.reader.themes import DEFAULT_THEME, read_theme, read_themes
from briefing.tui.abandoned import Abandoned, Once
from briefing.tui.backstop import Backstop, in_turn
from briefing.tui.content import Content
from briefing.tui.frames import Frames
from briefing.tui.keyboard import Keyboard
from briefing.tui.marking import Marking
from briefing.tui.messages import (
    CardsTouched,
    Complained,
    EditFile,
    LibraryChecked,
    LibraryRead,
    MadeReady,
    MakeReady,
    OpenRevision,
    PageMade,
    PartRead,
    ReadingFailed,
    RevisionRead,
    SettingsRead,
    TextIndexed,
)
from briefing.tui.screens.dashboard import Dashboard
from briefing.tui.screens.layout import BREADTHS, HEIGHTS
from briefing.tui.terminal import TerminalApp
from briefing.tui.theme import registered, worn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from rich.console import RenderableType
    from textual.binding import BindingType
    from textual.filter import LineFilter
    from textual.screen import Screen
    from textual.timer import Timer

    from briefing.find.search import Concordance
    from briefing.library.library import Library
    from briefing.library.problem import Problem
    from briefing.library.revision import Revision
    from briefing.reader.settings import Settings
    from briefing.tui.made import Hindsight
    from briefing.tui.messages import (
        CopyText,
        KeepCard,
        MakePage,
        MarkCards,
        MarkingFailed,
        MarksRead,
        OpenAddress,
        TakeBack,
        TakenBack,
    )
    from briefing.tui.showing import Showing

Told = TypeVar("Told")

_OTHERS_EVERY: Final = 2.0
"""Seconds between two looks at whether another instance has marked something."""
_PATIENCE: Final = 1.0
"""Seconds that the rules wait for the first frame with cards, however busy the terminal is."""
_DRAWN_AGAIN: Final = 0.1
"""Seconds from the first frame until it may be drawn again, if no card has come by then."""
_WATCH_AFTER: Final = 0.25
"""Seconds from the first cards to the watch over their files."""
_TURN: Final = 0.0005
"""Seconds that a thread at work may hold up a key, each time that the dashboard needs its turn."""
_KEEP_AFTER: Final = 4.0
"""Seconds after the last change until what was read is kept."""
_MADE_READY: Final = 20_000
"""Cards that are made ready to be searched and filtered before anybody asks for it."""


def while_shown(handler: Callable[[BriefingApp, Told], None]) -> Callable[[BriefingApp, Told], None]:
    """A handler of what a thread tells, which comes too late once the screen goes down."""

    @wraps(handler)
    def handled(app: BriefingApp, told: Told) -> None:
        if app.is_running and app.screen_stack:
            handler(app, told)

    return handled


class BriefingApp(TerminalApp[None]):
    """Shows the briefing in `root` on a day, at a card or region if one is named."""

    TITLE = "briefing"
    CSS_PATH = "screens/dashboard.tcss"
    VERTICAL_BREAKPOINTS = HEIGHTS
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "suspend_process", show=False)]

    def __init__(
        self,
        root: Path,
        calendar: date,
        at: str | None = None,
        *,
        clock: Callable[[], date] | None = None,
        settings_file: Path | None = None,
        past: Revision | None = None,
        read_only: bool = False,
    ) -> None:
        self.encoding = locale.getencoding()
        super().__init__()
        # What is said stands in the bar: Textual's own places for it would be laid out with every screen.
        self._disable_notifications = self._disable_tooltips = True
        self.animation_level = "none"
        sys.setswitchinterval(_TURN)
        self.root = root
        self.calendar = calendar
        self.clock = clock
        """Tells what day it is, where the dashboard is to go with it."""
        self.at = at
        self.settings_file = settings_file
        self.settings: Settings | None = None
        self.showing: Showing | None = None
        self.is_read = False
        """Whether all of the content is: before that, some regions of it may be shown."""
        self.is_checked = False
        """Whether the library holds what the rules find, too: only then can a change of it be told."""
        self._problems: tuple[Problem, ...] = ()
        """What was wrong when all was last read and checked; a card just saved is on screen before that."""
        self._is_to_look_again = False
        """Whether what has changed since the first reading is still to be read."""
        self.watching = False
        """Whether changes to the files are seen as they happen."""
        self.read_only = read_only
        """Whether nothing is edited, and nothing remembered once the reader has gone."""
        self.state = Unkept() if read_only else State.open(state_file())
        self.concordance: Concordance | None = None
        """The whole text, to be searched; None until it is made."""
        self.marking = Marking(self.state, self.post_message)
        self._hindsight: Hindsight | None = None
        self._threads = Abandoned()
        self._as_drawn = ExitStack()
        """Holds the first frame as it is: Textual would lay it out and draw it once more, beside the reading thread."""
        self._staying: set[str] = set()
        """What has been set apart from what passes, as it was first made of the content."""
        self._cards_shown = Event()
        """Whether the first frame with cards is out."""
        self.content = self._content_of(root)
        self._keeping: Timer | None = None
        self._past = past
        """The revision that was asked for on the command line."""
        self._complained = False
        self.keyboard = Keyboard(self, super().on_event)
        self._backstop = Backstop(self.encoding)
        self._frames = Frames()
        self._use_theme(self.state.recall(root, "theme") or DEFAULT_THEME)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether it may be done: to whom only reads, no shell is shown either."""
        return not (self.read_only and action == "suspend_process") and super().check_action(action, parameters)

    # -- keys

    async def on_event(self, event: events.Event) -> None:
        """Take what is typed one by one, and all else as it comes."""
        if isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded:
            await self.keyboard.take(event)
        else:
            await super().on_event(event)

    async def on_key(self, event: events.Key) -> None:
        """Send a key that nobody took on to who has got the focus meanwhile, as what opens does."""
        await self._send_on(event, lambda: events.Key(event.key, event.character))

    async def on_paste(self, event: events.Paste) -> None:
        """The same with what is pasted."""
        await self._send_on(event, lambda: events.Paste(event.text))

    async def _send_on(self, event: events.Event, again: Callable[[], events.Event]) -> None:
        here = self.focused or self.screen
        if here is not self.keyboard.aim:
            event.prevent_default()
            here._forward_event(again())  # noqa: SLF001 - as Textual's app does; it has no other way
            await self.keyboard.follow(here)

    # -- looks

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and after them the gate that nothing unsafe passes."""
        return [in_turn(*super().get_line_filters(), self._backstop)]

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send a frame: what of it the terminal does not show already."""
        super()._display(screen, cast("RenderableType | None", self._frames.difference(renderable)))

    def _draw_anew(self, _: object = None) -> None:
        """Send all that is on the screen: something else may have written over it."""
        self._frames.forget()
        self.refresh()

    def on_resize(self) -> None:
        """A terminal moves what it shows when it is resized; it also tells its size when it is taken up again.

        And twice before the first frame, when there is nothing to draw anew.
        """
        if self._frames.show_something:
            self._draw_anew()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Values for the stylesheet until a theme is worn."""
        return dict.fromkeys(("ground", "ink", "muted", "rule", "raised"), "ansi_default")

    def _use_theme(self, name: str, *folders: Path) -> None:
        """Wear a theme by name; the default where there is no such theme any more."""
        for folder in (*folders, own_themes_folder(), shipped("themes")):
            # Nearly always the file is called like its theme, and then no other has to be read.
            theme = read_theme(folder / f"{name}.toml")[0] or read_themes(folder)[0].get(name)
            if theme and theme.name == name:
                self.register_theme(worn(theme))
                if self.is_running:
                    self.theme = registered(theme.name)
                else:
                    # As Textual begins with its own: put on later, a theme has all styles made a second time.
                    self.set_reactive(App.theme, registered(theme.name))
                    self.stylesheet.set_variables(self.get_css_variables())
                    self._refresh_truecolor_filter(self.ansi_theme)
                return
        if name != DEFAULT_THEME:
            self._use_theme(DEFAULT_THEME)

    # -- the content

    def get_default_screen(self) -> Dashboard:
        """The dashboard, with the one thing that can be told before the content is read."""
        dashboard = Dashboard(read_title(self.root), self.at)
        # Textual adds these with the first resize, and would lay everything out a second time for it.
        for breakpoints, size in ((BREADTHS, self.size.width), (HEIGHTS, self.size.height)):
            dashboard.add_class(next(name for least, name in reversed(breakpoints) if size >= least))
        return dashboard

    @property
    def dashboard(self) -> Dashboard:
        """The screen under whatever lies over it."""
        dashboard = self.screen_stack[0]
        assert isinstance(dashboard, Dashboard)
        return dashboard

    def _content_of(self, root: Path) -> Content:
        keeps = not self.read_only
        return Content(root, self.calendar, self.post_message, self._until_shown, self._read_settings, keeps=keeps)

    def on_ready(self) -> None:
        """Read the content once the first frame is out."""
        get_running_loop().set_default_executor(self._threads)
        self._as_drawn.enter_context(self.batch_update())
        self.set_timer(_DRAWN_AGAIN, self._as_drawn.close)
        self._on_thread("read", self.content.read)

    def _on_thread(self, group: str, work: Callable[[], object]) -> None:
        """Do it on a thread, in the place of what the group is doing."""
        self.run_worker(Once(work), thread=True, group=group, exclusive=True)

    @while_shown
    def on_part_read(self, event: PartRead) -> None:
        """Show it, until all is read; not before it holds what was asked for."""
        library = event.showing.library
        self._as_drawn.close()
        is_there = not self.at or self.at in library.regions or library.find(self.at)
        if is_there and library.root == self.root and not self.is_read:
            self.showing = event.showing
            self.dashboard.take(event.showing)
            self.call_after_refresh(self._cards_shown.set)
        else:
            self._cards_shown.set()

    def _until_shown(self) -> None:
        """On a thread: let the first cards have the processor to themselves."""
        self._cards_shown.wait(_PATIENCE)

    def _read_settings(self) -> Settings:
        """On a thread: what the reader has set."""
        from briefing.reader.places import settings_file
        from briefing.reader.settings import read_settings

        settings, faults = read_settings(self.settings_file or settings_file())
        self.post_message(SettingsRead(settings, faults, self.state.recall(self.root, "theme")))
        return settings

    @property
    def library(self) -> Library | None:
        """What is shown, or would be if the reader did not look back."""
        return self.showing.library if self.showing else None

    @while_shown
    def on_complained(self, event: Complained) -> None:
        """Say it."""
        self.dashboard.notice(event.words, grave=True)

    @while_shown
    def on_library_read(self, event: LibraryRead) -> None:
        """Show what was read, and from the first time on watch for changes."""
        library = event.showing.library
        before = self.library if self.is_read else None
        self._as_drawn.close()
        if library.root != self.root:
            return  # meanwhile the reader has gone on to another folder
        self.showing, self.is_read = event.showing, True
        self.dashboard.take(event.showing)
        if before is None:
            self.call_after_refresh(self._first_shown)
            # The watcher is heavy to load: not before the first cards are on the screen.
            self.set_timer(_WATCH_AFTER, self._begin_to_watch)
            if self._past:
                self.post_message(OpenRevision(self._past.id, from_the_start=True))
                self._past = None
        else:
            self.marking.look_up(library)
            if self.is_checked and event.is_checked:
                self._tell_of_save(self._problems, library.problems)
        self.is_checked = event.is_checked
        if event.is_checked:
            self._settled(event.showing)

    def _first_shown(self) -> None:
        """Do what the first frame with cards did not have to wait for."""
        # Before the reader goes on: a thread begins when it gets the interpreter, which one at work holds on to.
        self._threads.begin_all()
        if self.library:
            self.marking.look_up(self.library)
        self._cards_shown.set()

    @while_shown
    def on_library_checked(self, event: LibraryChecked) -> None:
        """Mark what was found, unless the files have been read again meanwhile."""
        if self.library is not None and event.showing.library.readings is self.library.readings:
            self.showing = event.showing
            self.dashboard.take(event.showing)
            self.is_checked = True
            self._settled(event.showing)

    @while_shown
    def on_cards_touched(self, event: CardsTouched) -> None:
        """Show them, if all else is as it was."""
        if self.showing is event.before:
            self.showing = event.showing
            self.dashboard.take(event.showing)

    def _settled(self, showing: Showing) -> None:
        """A reading is shown with all that is known of it: make ready what is asked for next, and keep it."""
        self._problems = showing.library.problems
        if self._is_to_look_again:
            self.look_again()
        self._stays("read", showing)
        COLLECTOR.go_on()  # not before: reading and checking many cards, it would go over all that there is of them
        if len(showing.library.files) <= _MADE_READY:
            self._index(showing)
        if not showing.is_kept:
            self._keeping = self._keeping or self.set_timer(_KEEP_AFTER, self._keep_soon)
            self._keeping.reset()

    def _keep_soon(self) -> None:
        self._keeping = None
        if (showing := self.showing) and self.is_checked and not showing.is_kept:
            content = self.content
            self._on_thread("keep", lambda: content.keep(showing))

    def _stays(self, what: str, showing: Showing) -> None:
        """All of it stays: the collector, which would go over it in the middle of a keystroke, need not look at it.

        Only once of each: of what was read before, another time would keep for ever what only it takes away.
        """
        if showing is self.showing and what not in self._staying:
            self._staying.add(what)
            gc.freeze()

    # -- what the reader has read

    def on_mount(self) -> None:
        """Look at times whether another instance has marked something, and whether another day has begun."""
        self.app_resume_signal.subscribe(self, self._draw_anew, immediate=True)
        self.set_interval(_OTHERS_EVERY, self._follow_others)

    def _follow_others(self) -> None:
        if self.library:
            self.marking.look_up_others(self.library)
        if self.clock and (today := self.clock()) != self.calendar:
            self.calendar = self.content.calendar = today
            self.read_again()

    @while_shown
    def on_marks_read(self, event: MarksRead) -> None:
        """Show them, unless the content has been read again since: then they are being looked up anew."""
        if self.library is None or event.library.readings is not self.library.readings:
            return
        self.dashboard.marks = event.marks
        if self.state.complaint and not self._complained:
            self._complained = True
            self.dashboard.notice(self.state.complaint, grave=True)

    def on_mark_cards(self, event: MarkCards) -> None:
        """Write it down."""
        self.marking.mark(event)

    def on_keep_card(self, event: KeepCard) -> None:
        """Put the bookmark where the next start finds it."""
        self.marking.keep(event)

    def on_take_back(self, event: TakeBack) -> None:
        """Undo it."""
        self.marking.take_back(event.library)

    @while_shown
    def on_taken_back(self, event: TakenBack) -> None:
        """Say so."""
        from briefing.publish.wording import counted

        marking = f"taken back: the marking of {counted(event.cards, 'card')}"
        self.dashboard.notice(marking if event.cards else "nothing was marked that could be taken back")

    @while_shown
    def on_marking_failed(self, event: MarkingFailed) -> None:
        """Say so: what is on screen as read is not written down as read."""
        fault = event.fault
        words = f"the mark was not kept: a fault in the program ({type(fault).__name__}: {fault})"
        self.dashboard.notice(words, grave=True)

    # -- finding in the whole text

    def _index(self, showing: Showing) -> None:
        """Have the whole text ready to be searched, and the cards to be filtered, on a thread."""
        self._on_thread("index", lambda: self._make_index(showing))

    def _make_index(self, showing: Showing) -> None:
        from briefing.find.search import Concordance

        if showing is self.showing:  # the text that is searched is that of now
            concordance = Concordance(showing.library, self.concordance)
            if not get_current_worker().is_cancelled:
                self.post_message(TextIndexed(concordance))
        showing.listing.make_ready()
        self.post_message(MadeReady(showing.listing))
        self._stays("found", showing)

    def on_make_ready(self, event: MakeReady) -> None:
        """Make it."""
        self._index(event.showing)

    @while_shown
    def on_made_ready(self, event: MadeReady) -> None:
        """Do what waited for it."""
        self.dashboard.made_ready(event.listing)

    def on_text_indexed(self, event: TextIndexed) -> None:
        """Search in it from now on."""
        if event.concordance.library is self.library:
            self.concordance = event.concordance

    # -- pages that take their time, and looking back

    def on_make_page(self, event: MakePage) -> None:
        """Make it on a thread; of several asked for, the last counts."""
        self._on_thread("page", lambda: self._make(event))

    def on_leave_page(self) -> None:
        """Make it no further."""
        self.workers.cancel_group(self, "page")

    def _make(self, page: MakePage) -> None:
        from briefing.reader.marks import ReadLog
        from briefing.tui.made import Hindsight, changes_page
        from briefing.tui.pages import paper

        worker = get_current_worker()
        match page.name:
            case "past":
                if self._hindsight is None or self._hindsight.root != self.root:
                    self._hindsight = Hindsight(self.root)
                document = self._hindsight.page(page.past, lambda: worker.is_cancelled)
            case "changes":
                document = changes_page(page.listing.library, ReadLog(self.state), self.calendar)
            case _:
                unread = page.marks.unread if page.marks else ()
                document = paper(page.name, page.listing, page.region or None, unread)
        if not worker.is_cancelled:
            self.post_message(PageMade(page.name, page.region, page.listing, document))

    @while_shown
    def on_page_made(self, event: PageMade) -> None:
        """Show it."""
        self.dashboard.show_made(event)

    def on_open_revision(self, event: OpenRevision) -> None:
        """Read the briefing as it stood, on a thread."""
        self._on_thread("revision", lambda: self._read_revision(event))
        self.dashboard.notice("reading that revision ...")

    def _read_revision(self, asked: OpenRevision) -> None:
        from briefing.library.revision import read_revision, revision_named
        from briefing.tui.showing import showing

        try:
            revision = revision_named(self.root, asked.id)
            library = read_revision(self.root, asked.id)
        except BriefingError as error:
            self.post_message(Complained(str(error).partition("\n")[0]))
            return
        shown = showing(library, revision.day)
        if not get_current_worker().is_cancelled:
            self.post_message(RevisionRead(revision, shown, asked.from_the_start))

    @while_shown
    def on_revision_read(self, event: RevisionRead) -> None:
        """Show it, if the reader still waits for it; what is read of the folder meanwhile waits in turn."""
        if event.from_the_start or self.dashboard.view == "past":
            self.dashboard.show_past(event.revision, event.showing, from_the_start=event.from_the_start)

    # -- changes of the files

    def _tell_of_save(self, before: Sequence[Problem], after: Sequence[Problem]) -> None:
        from briefing.publish.problems import amends

        words, is_grave = amends(before, after)
        if words:
            more = "  (! shows all)" if any(problem.is_fault for problem in after) else ""
            self.dashboard.notice(words + more, grave=is_grave)

    def on_reading_failed(self, event: ReadingFailed) -> None:
        """There is nothing to show: end, and say why."""
        self.fail(BriefingError(event.reason))

    def _begin_to_watch(self) -> None:
        from briefing.tui.watch import watch

        # The function and not its coroutine, which nobody would await if the program ended just now. By Textual's
        # types what a worker gives cannot be told where nobody takes it.
        self.run_worker(partial(watch, self), group="watch", exclusive=True)  # type: ignore[arg-type]

    def look_again(self) -> None:
        """Read what has changed since it was read first; not before it has been checked, which this would call off."""
        self._is_to_look_again = not self.is_checked
        if (shown := self.showing) and self.is_checked:
            content = self.content
            self._on_thread("read", lambda: content.read_again(shown, frozenset(), anyway=False))

    def read_again(self, changed: frozenset[Path] = frozenset()) -> None:
        """Read the content again and check it, on a thread; of several requests the last one counts.

        It may be known which files have changed; where one of several requests does not say, all are looked at.
        """
        if (shown := self.showing) and self.is_read:
            content = self.content
            self.workers.cancel_group(self, "keep")  # it begins anew with what is read now, and would hold that up
            self._on_thread("read", lambda: content.read_again(shown, changed, anyway=True))

    def action_reload(self) -> None:
        """Read the content again, and draw the screen anew."""
        self._draw_anew()
        self.read_again()
        self.dashboard.notice("read again")

    @while_shown
    def on_settings_read(self, event: SettingsRead) -> None:
        """Put the reader's settings to use."""
        from briefing.tui.actions import BY_ID
        from briefing.tui.panes.bars import KeyBar

        settings = self.settings = event.settings
        unknown = [name for name in settings.keys if name not in BY_ID]
        wrong = []
        if settings.filters:
            from briefing.find.filter import wrong_filters

            wrong = wrong_filters(settings.filters)
        keys = {name: ",".join(keys) for name, keys in settings.keys.items() if name in BY_ID}
        if self.read_only:
            keys |= {"edit": "", "new-card": ""}
        # An action without a key is bound to one that no keyboard has: an empty one would leave it its own.
        self.set_keymap({name: bound or "unbound" for name, bound in keys.items()})
        self.dashboard.query_one(KeyBar).keys = keys
        if event.theme and registered(event.theme) != self.theme:
            self._use_theme(event.theme, settings.themes)
        if event.faults:
            self.dashboard.notice(str(event.faults[0]), grave=True)
        elif wrong:
            self.dashboard.notice(f"in the settings, {wrong[0]}", grave=True)
        elif unknown:
            self.dashboard.notice(
                f"the settings bind {unknown[0]}, which is no action; see `briefing keys`", grave=True
            )

    # -- what the reader asks for

    def on_open_address(self, event: OpenAddress) -> None:
        """Open an address that has been shown, if it is one of the web."""
        from briefing.library.address import RefusedLink, address
        from briefing.tui.links import open_address

        try:
            found = address(event.url)
        except RefusedLink as refused:
            self.dashboard.notice(f"not opened: {refused}", grave=True)
            return
        if self.is_web:
            self.open_url(found.url)
            self.dashboard.notice(f"your browser was asked to open {found.url}")
        elif not self.read_only and open_address(found):
            self.dashboard.notice(f"opened {found.url}")
        else:
            self._show_text(
                "Address",
                found.url,
                "No browser can be opened from here. Select the address and open it yourself.",
            )

    def on_copy_text(self, event: CopyText) -> None:
        """Copy, and show what was copied."""
        self.copy_to_clipboard(event.text)
        note = "Sent to the clipboard. If your terminal does not pass it on, select it here."
        self._show_text(f"Copied: {event.what}", event.text, note)

    def _show_text(self, title: str, text: str, note: str) -> None:
        from briefing.tui.screens.sheet import Sheet, text_document

        self.push_screen(Sheet(text_document(title, text, note)))

    def on_edit_file(self, event: EditFile) -> None:
        """Open the editor there."""
        from briefing.tui.writing import edit

        edit(self, event)

    def action_new_card(self) -> None:
        """Begin a card."""
        from briefing.tui.writing import begin_card

        begin_card(self)

    def go_on_in(self, root: Path) -> None:
        """Read another folder from now on."""
        self.root = root
        self.showing, self.concordance, self.is_read, self.is_checked = None, None, False, False
        self._problems, self._is_to_look_again = (), False
        self._staying.clear()
        self.marking.forget_steps()
        self.workers.cancel_group(self, "watch")
        self.content.close()
        self.content = self._content_of(root)
        self._on_thread("read", self.content.read)

    def action_choose_theme(self) -> None:
        """Choose the colours, each shown while the cursor is on it; escape puts the old ones back."""
        from briefing.tui.wardrobe import choose

        choose(self)

    def action_commands(self) -> None:
        """Commands, cards, regions and sources in one list."""
        from briefing.tui.commands import offer

        offer(self)

    def action_help_quit(self) -> None:
        """On ctrl+c say how to quit; it is a habit, and not a wish to lose the place."""
        self.dashboard.notice("Q quits; q goes back, then quits")

    def on_unmount(self) -> None:
        """Write down what is not yet, and let go of the state file."""
        self.marking.close()
        self.state.close()
        self.content.close()
