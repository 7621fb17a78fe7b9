"""A walk over the dashboard while its files change under it: steps to draw from, and what holds after each."""

from __future__ import annotations

import json
import subprocess
from collections import deque
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from examples import CARD, write_briefing
from hypothesis import strategies as st
from naughty import toml
from tui.hands import Hands

from briefing.tui.actions import ACTIONS, REGION_KEYS
from briefing.tui.app import BriefingApp
from briefing.tui.screens.whereabouts import EVERYWHERE, OVERVIEW, REGION

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from briefing.library.library import Library, Reading
    from briefing.model.card import Card
    from briefing.tui.screens.dashboard import Dashboard

ON_DAY: Final = date(2024, 10, 3)
HOMES: Final = ("us", "korea", "china")
REFERENCES: Final = ("us/alliance", "us/quiet", "korea/track", "korea/hotline", "china/strait")
TITLES: Final = ("plain", "[/x] [@click=app.quit]press[/]", "\x1b]52;c;aGFj\x07\x9b31m", "海峡中間線", "\u202eevil")
BROKEN: Final = (b"", b"title = ", b"\xff\xfe", CARD.encode()[:90], b'title = "x"\ntitle = "y"\n', b"[[[[", b"\0" * 9)
KEYS: Final = tuple(
    sorted(
        {key for action in ACTIONS for key in action.keys}
        | {
            *REGION_KEYS,
            "shift+tab",
            "backspace",
            "delete",
            "ctrl+c",
            "ctrl+q",
            "ctrl+a",
            "ctrl+k",
            "f1",
            "x",
            "é",
            "海",
        }
    )
)
WAYS: Final = tuple(
    way.split()
    for way in (
        *("1 l space", "2 l G", "0 j enter", "0 G enter", "1 z", "tab tab", "escape escape escape", "q", "Q", "J J K"),
        *(
            "slash s o enter n n",
            "slash z z enter N",
            "f i s : u n r e a d enter",
            "f l e v e l enter",
            "s s s",
            "[ [ ]",
        ),
        *(
            ": a l l i a n c e enter",
            ": t h e m e enter",
            ": f i l t e r enter",
            ": ctrl+n ctrl+n enter",
            ": z z enter escape",
            ": s o f a enter enter",
            "O enter enter",
        ),
        *(
            "T j j escape",
            "T G enter",
            "? space q",
            "o enter",
            "O 1",
            "O q",
            "y escape",
            "Y space escape",
            "e",
            "plus enter",
        ),
        *("plus n e w enter", "u U", "A U", "m", "M enter", "d enter", "H j enter", "H G enter", "H enter 1 l", "r"),
        *("! j enter", "t j enter", "p j enter", "w G enter", "S j enter", "C", "1 d escape", "2 t t escape"),
    )
)
SIZES: Final = ((1, 1), (4, 4), (80, 24), (80, 1), (100, 30), (120, 40), (200, 60), (300, 100))
_QUIET: Final = 'title = "A more equal alliance"\nas_of = 2024-10-03\nsummary = "Nothing moves."\n'
_LONG: Final = "".join(f'\n[[claim]]\ntext = "Claim number {number}."\nsource = "jt"\n' for number in range(2, 40))


@dataclass
class Content:
    """The files, and what a reader is to see of them."""

    root: Path
    regions: tuple[str, ...] = HOMES
    written: dict[str, str] = field(default_factory=dict)
    """How the title begins of each card that there is a file of; empty where nothing of it can be read."""
    seen: dict[str, str] = field(default_factory=dict)
    """The same of each card that is to be on screen: that of its last good version."""
    _saves: int = 0

    def save(self, reference: str, title: str, how: str = "in place") -> None:
        """Save a card, each time under a title of its own."""
        self._saves += 1
        mark = f"{reference.replace('/', ' ')} {self._saves} "
        card = CARD + _LONG if self._saves % 2 else _QUIET
        text = card.replace('"A more equal alliance"', toml(mark + title))
        path = self.root / f"{reference}.toml"
        if how == "by unlinking":
            path.unlink(missing_ok=True)
        new = path.with_name(f".{path.name}.new") if how == "by rename" else path
        new.write_text(text, encoding="utf-8")
        new.replace(path)
        self._look(reference, mark)

    def spoil(self, reference: str, written: bytes) -> None:
        """Save what is no card."""
        (self.root / f"{reference}.toml").write_bytes(written)
        self._look(reference, "")

    def delete(self, reference: str) -> None:
        """Take a card's file away."""
        (self.root / f"{reference}.toml").unlink(missing_ok=True)
        self._look(reference, None)

    def name(self, regions: tuple[str, ...]) -> None:
        """Have the briefing name these regions."""
        head = (self.root / "briefing.toml").read_text(encoding="utf-8").partition("regions = ")[0]
        (self.root / "briefing.toml").write_text(f"{head}regions = {json.dumps(regions)}\n", encoding="utf-8")
        self.regions = regions
        # What is not named is forgotten, its last good version too.
        self.begin_anew(set(self.seen))

    def _look(self, reference: str, mark: str | None) -> None:
        if mark is None:
            self.written.pop(reference, None)
            self.seen.pop(reference, None)
        else:
            self.written[reference] = mark
            if reference.partition("/")[0] in self.regions:
                self.seen[reference] = mark or self.seen.get(reference, "")

    def begin_anew(self, known: Iterable[str] = ()) -> None:
        """Who begins to read has no earlier version of anything but what is known."""
        self.seen = {
            reference: self.seen[reference] if reference in known else mark
            for reference, mark in self.written.items()
            if reference.partition("/")[0] in self.regions
        }

    def is_read_as(self, library: Library | None) -> bool:
        """Whether the library is what the files say by now."""
        return (
            library is not None
            and tuple(library.regions) == self.regions
            and all(self._is_read(library.files.get(reference), reference) for reference in REFERENCES)
        )

    def _is_read(self, file: Reading[Card] | None, reference: str) -> bool:
        if reference not in self.seen:
            return file is None
        mark, fresh = self.seen[reference], bool(self.written[reference])
        title = file.model.title if file and file.model else ""
        return (
            file is not None
            and title.startswith(mark)
            and bool(title) == bool(mark)
            and file.last_good == (not fresh and bool(mark))
        )


def desk(root: Path) -> Content:
    """The folder that a walk begins from, with revisions to look back at."""
    write_briefing(root, {f"{reference}.toml": CARD for reference in REFERENCES})
    content = Content(root)
    who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org")
    subprocess.run(["git", "-C", str(root), "init", "-q"], check=True)
    for reference, title in zip(REFERENCES, TITLES, strict=True):
        content.save(reference, title)
        for words in (["add", "."], [*who, "commit", "-qm", reference]):
            subprocess.run(["git", "-C", str(root), *words], check=True)
    return content


class Place(NamedTuple):
    """Where the reader is."""

    view: str
    region: str
    reference: str | None
    pane: str | None
    top: int
    past: str


_ASKED_FOR = {"page", "revision"}


class Walk:
    """A dashboard on a folder of its own, and what is to hold while steps are taken."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.hands: Hands

    @property
    def dashboard(self) -> Dashboard:
        """The main screen, whatever lies over it."""
        return self.hands.app.dashboard

    async def take(self, steps: Iterable[Step]) -> None:
        """Take the steps, each frame looked at; in the end every good card is to be reached by keys.

        Where a step quits the dashboard, the next ones are taken in a new one.
        """
        todo = deque(steps)
        while True:
            app = BriefingApp(self.content.root, ON_DAY)
            self.content.begin_anew()
            async with app.run_test(size=(120, 40)) as pilot:
                self.hands = Hands(app, pilot)
                await self.hands.until(lambda: app.is_checked and app.dashboard.marks)  # noqa: B023 - awaited here
                while todo and self.hands.is_on:
                    await todo.popleft()(self)
                    if self.hands.is_on:
                        self.hands.frame()
                if self.hands.is_on:
                    await self._go_everywhere()
                    return
            assert app.return_code == 0

    async def change(self, change: Callable[[], object], reference: str = "") -> None:
        """Change a file: it is seen, and the reader's place is kept where it still exists."""
        # A page or a revision that was asked for before comes first: it is another place.
        await self.hands.until(lambda: not _ASKED_FOR & {worker.group for worker in self.hands.app.workers})
        before = self._place
        change()
        await self.hands.until(lambda: self.content.is_read_as(self.hands.app.library))
        after = self._place
        if before.view == REGION and not before.past and before.region not in (*self.content.regions, EVERYWHERE):
            assert after.view == OVERVIEW
            return
        assert (after.past, after.view) == (before.past, before.view)
        if before.past or (self.content.seen.get(before.reference or "") and not self.dashboard.filter):
            assert after._replace(top=before.top) == before
            # A notice takes lines from the pane, or gives them back.
            assert before.reference == reference or abs(after.top - before.top) <= 3

    @property
    def _place(self) -> Place:
        dashboard = self.dashboard
        past = dashboard.past.revision.id if dashboard.past else ""
        top = dashboard.card.scroll_offset.y if dashboard.view == REGION else 0
        return Place(dashboard.view, dashboard.region_id, dashboard.reference, dashboard.pane.id, top, past)

    async def _go_everywhere(self) -> None:
        """From wherever it is, escape leads to the overview, and from there keys to every card that can be read."""
        await self.hands.resize(120, 40)
        dashboard = self.dashboard
        for _ in range(30):
            await self.hands.press("escape")
        assert self.hands.app.screen is dashboard
        assert (dashboard.view, dashboard.past, dashboard.filter) == (OVERVIEW, None, None)
        reached = {}
        for number, _ in enumerate(self.content.regions, start=1):
            await self.hands.press(str(number), "g")
            for _ in dashboard.cards.rows:
                mark = self.content.seen.get(dashboard.reference or "", "")
                if mark in self.hands.frame():
                    reached[dashboard.reference] = mark
                await self.hands.press("j")
        good = {reference: mark for reference, mark in self.content.seen.items() if mark}
        assert good.items() <= reached.items()


class Step(Protocol):
    """One thing that happens to the dashboard."""

    def __call__(self, walk: Walk) -> Awaitable[None]:
        """Have it happen."""


@dataclass(frozen=True)
class Press:
    """Keys in a row."""

    keys: tuple[str, ...]

    async def __call__(self, walk: Walk) -> None:
        await walk.hands.press(*self.keys)


@dataclass(frozen=True)
class Click:
    """A click or two at a place, in shares of the screen."""

    across: float
    down: float
    times: int

    async def __call__(self, walk: Walk) -> None:
        width, height = walk.hands.app.size
        await walk.hands.click(int(self.across * width), int(self.down * height), self.times)


@dataclass(frozen=True)
class Resize:
    """A window of another size."""

    width: int
    height: int

    async def __call__(self, walk: Walk) -> None:
        await walk.hands.resize(self.width, self.height)


@dataclass(frozen=True)
class Save:
    """A card saved, new or changed or mended, the way that an editor saves."""

    reference: str
    title: str
    how: str

    async def __call__(self, walk: Walk) -> None:
        await walk.change(lambda: walk.content.save(self.reference, self.title, self.how), self.reference)


@dataclass(frozen=True)
class Break:
    """A card saved so that nothing of it can be read."""

    reference: str
    written: bytes

    async def __call__(self, walk: Walk) -> None:
        await walk.change(lambda: walk.content.spoil(self.reference, self.written), self.reference)


@dataclass(frozen=True)
class Delete:
    """A card's file taken away."""

    reference: str

    async def __call__(self, walk: Walk) -> None:
        await walk.change(lambda: walk.content.delete(self.reference), self.reference)


@dataclass(frozen=True)
class Name:
    """Regions added, removed and put in another order."""

    regions: tuple[str, ...]

    async def __call__(self, walk: Walk) -> None:
        await walk.change(lambda: walk.content.name(self.regions))


def steps() -> SearchStrategy[Step]:
    """Any step; keys most of all."""
    reference = st.sampled_from(REFERENCES)
    how = st.sampled_from(("in place", "by rename", "by unlinking"))
    return st.one_of(
        st.sampled_from(WAYS).map(lambda keys: Press(tuple(keys))),
        st.lists(st.sampled_from(KEYS), min_size=1, max_size=4).map(lambda keys: Press(tuple(keys))),
        st.builds(Click, st.floats(0, 0.99), st.floats(0, 0.99), st.integers(1, 2)),
        st.builds(Resize, st.integers(1, 300), st.integers(1, 100))
        | st.sampled_from(SIZES).map(lambda to: Resize(*to)),
        st.builds(Save, reference, st.sampled_from(TITLES), how),
        st.builds(Break, reference, st.sampled_from(BROKEN)) | st.builds(Delete, reference),
        st.builds(Name, st.lists(st.sampled_from(HOMES), min_size=1, unique=True).map(tuple)),
    )
