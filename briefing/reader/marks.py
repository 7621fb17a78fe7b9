"""What the reader has read, and as it stood then; what is unread, changed since, or bookmarked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from briefing.library.at_rest import AllBut
from briefing.reader.state import folder_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Set

    from briefing.library.library import Library, Reading
    from briefing.model.card import Card
    from briefing.reader.state import State

_ALL_READ: Final = "SELECT reference, day, unread, digest FROM last_read WHERE content = ?"
_ONE_READ: Final = "SELECT day, unread, digest, text FROM last_read WHERE content = ? AND reference = ?"
_PUT: Final = (
    "INSERT OR REPLACE INTO last_read (content, reference, day, unread, digest, text) VALUES (?, ?, ?, ?, ?, ?)"
)
_DROP: Final = "DELETE FROM last_read WHERE content = ? AND reference = ?"
_BOOKMARKED: Final = "SELECT reference FROM bookmark WHERE content = ?"
_BOOKMARK: Final = "INSERT OR IGNORE INTO bookmark (content, reference) VALUES (?, ?)"
_UNBOOKMARK: Final = "DELETE FROM bookmark WHERE content = ? AND reference = ?"
_RENAME: Final = (
    "UPDATE OR IGNORE last_read SET reference = ? WHERE content = ? AND reference = ?",
    "UPDATE OR IGNORE bookmark SET reference = ? WHERE content = ? AND reference = ?",
)
_DROP_RENAMED: Final = (_DROP, _UNBOOKMARK)


class Marks(NamedTuple):
    """How the cards of a Library stand with the reader, by present reference."""

    unread: Set[str] = frozenset()
    """Published cards never read, or marked unread; such a one may have changed too."""
    changed: frozenset[str] = frozenset()
    """Published cards whose text is another than the one last read, if only by a comma."""
    bookmarked: frozenset[str] = frozenset()
    read_on: Mapping[str, date] = MappingProxyType({})
    """The day that each card was last read."""

    @property
    def news(self) -> Set[str]:
        """Cards with something that was never read."""
        return self.unread | self.changed if self.changed else self.unread


class LastRead(NamedTuple):
    """A card as it stood when it was last read."""

    on: date
    text: str
    """Of its file, as `Reading.written` had it."""


class _Row(NamedTuple):
    day: str
    unread: int
    digest: bytes
    text: str


_Became: TypeAlias = "Mapping[str, tuple[_Row | None, _Row | None]]"


@dataclass(frozen=True, slots=True)
class Step:
    """What one marking did, so that it can be taken back; empty where all stood so already."""

    became: _Became = field(repr=False)

    @property
    def references(self) -> frozenset[str]:
        """The cards that now stand otherwise with the reader."""
        return frozenset(self.became)


class ReadLog:
    """What is kept of one reader's reading, for any content folder; nothing of it is in the folder.

    A renamed card keeps its marks by its aliases, and they go over to its present reference with the next
    marking. Never raises on what the state's file is like, and may be used from any thread, as State.
    """

    def __init__(self, state: State) -> None:
        self._state = state

    def marks(self, library: Library) -> Marks:
        """How the cards stand now, with what other instances have marked meanwhile."""
        content = folder_key(library.root)
        read, kept = self._state.ask(
            lambda connection: (
                connection.execute(_ALL_READ, (content,)).fetchall(),
                connection.execute(_BOOKMARKED, (content,)).fetchall(),
            )
        ) or ((), ())
        rows = {reference: (day, unread, digest) for reference, day, unread, digest in read}
        for present, alias in _renamed(library):
            if alias in rows:
                rows.setdefault(present, rows[alias])
        days = {written: _day(written) for written in {day for day, _, _ in rows.values()}}
        read_on = {each: day for each, (on, *_) in rows.items() if each in library.cards and (day := days[on])}
        published = [each for each in rows if each in library.published]
        unread = AllBut(library.published, frozenset(each for each in published if not rows[each][1]))
        said = {each: rows[each][2] for each in published}
        changed = frozenset(each for each in published if library.digests.get(each, said[each]) != said[each])
        bookmarked = frozenset(filter(None, (library.find(reference) for (reference,) in kept)))
        return Marks(unread, changed, bookmarked, read_on)

    def last_read(self, library: Library, references: Iterable[str]) -> dict[str, LastRead]:
        """These cards as they stood when last read; those never read are left out."""
        content, wanted = folder_key(library.root), set(references)
        names = [(reference, reference) for reference in wanted]
        names += [(present, alias) for present, alias in _renamed(library) if present in wanted]
        rows = self._state.ask(
            lambda connection: [
                (present, _Row(*row))
                for present, name in names
                if (row := connection.execute(_ONE_READ, (content, name)).fetchone())
            ]
        )
        found: dict[str, LastRead] = {}
        for present, row in rows or ():
            if day := _day(row.day):
                found.setdefault(present, LastRead(day, row.text))
        return found

    def mark_read(self, library: Library, references: Iterable[str], on: date) -> Step:
        """Keep the cards' texts as read on a day. One whose file cannot be read now is left as it was."""
        day = on.isoformat()
        files: dict[str, Reading[Card]] = {}
        for reference in references:
            # Nothing is kept of a card of which what is shown is not what the file says now.
            if (file := library.files.get(reference)) and file.model and not file.last_good:
                files[reference] = file
        return self._mark(library, files, lambda each, _: _Row(day, 0, files[each].digest, files[each].written))

    def mark_unread(self, library: Library, references: Iterable[str]) -> Step:
        """Have the cards read again; what was last read of them is still known."""
        return self._mark(library, references, lambda _, row: row and row._replace(unread=1))

    def undo(self, library: Library, step: Step) -> Step:
        """Take a step back, but for the cards that have been marked again since, here or by another instance."""
        became = {library.find(reference) or reference: rows for reference, rows in step.became.items()}

        def before(reference: str, row: _Row | None) -> _Row | None:
            was, then = became[reference]
            return was if row == then else row

        return self._mark(library, became, before)

    def bookmark(self, library: Library, reference: str, kept: bool) -> None:
        """Put a bookmark on a card, or take it off."""
        content, statement = folder_key(library.root), _BOOKMARK if kept else _UNBOOKMARK

        def work(connection: sqlite3.Connection) -> None:
            _move_renamed(connection, library, content)
            connection.execute(statement, (content, reference))

        self._state.change(work)

    def _mark(
        self, library: Library, references: Iterable[str], become: Callable[[str, _Row | None], _Row | None]
    ) -> Step:
        content, wanted = folder_key(library.root), tuple(references)

        def work(connection: sqlite3.Connection) -> Step:
            _move_renamed(connection, library, content)
            became: dict[str, tuple[_Row | None, _Row | None]] = {}
            for reference in wanted:
                row = connection.execute(_ONE_READ, (content, reference)).fetchone()
                before = _Row(*row) if row else None
                if before and library.digests.get(reference) == before.digest:
                    before = before._replace(text=library.files[reference].written)  # many steps hold the same
                after = become(reference, before)
                if after == before:
                    continue
                became[reference] = before, after
                if after:
                    connection.execute(_PUT, (content, reference, *after))
                else:
                    connection.execute(_DROP, (content, reference))
            return Step(became)

        return self._state.change(work)


def _renamed(library: Library) -> Iterator[tuple[str, str]]:
    """Present and earlier reference of the renamed cards, but for names that another card has now."""
    return ((present, alias) for alias, present in library.renamed.items() if alias not in library.files)


def _move_renamed(connection: sqlite3.Connection, library: Library, content: bytes) -> None:
    """Bring marks under an earlier reference to the present one; what already stands there stays."""
    renamed = [*_renamed(library)]
    for rename, drop in zip(_RENAME, _DROP_RENAMED, strict=True):
        connection.executemany(rename, [(present, content, alias) for present, alias in renamed])
        connection.executemany(drop, [(content, alias) for _, alias in renamed])


def _day(written: str) -> date | None:
    """A day as it was kept; None where the file has suffered."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
