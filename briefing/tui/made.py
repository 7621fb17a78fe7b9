"""The pages that take their time: what changed since the reader last read, and the revisions that there are."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.change.compare import compare
from briefing.library.folder import card_in
from briefing.library.history import history
from briefing.library.problem import BriefingError
from briefing.library.revision import revision_named
from briefing.model.dates import said
from briefing.publish.changes import changes_document
from briefing.publish.chart import steps
from briefing.publish.document import Document, Lead, Paragraph, Role, Run, Section, muted, text
from briefing.publish.wording import counted, gauge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from briefing.library.library import Library
    from briefing.library.revision import Revision
    from briefing.model.scales import Level
    from briefing.model.standing import Standing
    from briefing.reader.marks import ReadLog

MOST: Final = 60
"""Revisions that are looked at."""
_WIDTH: Final = 60


def changes_page(library: Library, log: ReadLog, calendar: date) -> Document:
    """What changed since the reader last read each card."""
    title = "What changed since you last read"
    read = log.last_read(library, library.cards)
    if not read:
        nothing = "You have read no card yet: one is read after two seconds in view, or by u."
        return Document(title, (text(muted(nothing)),), ())
    files = {}
    for reference, last in read.items():
        file = library.files[reference]
        same = last.text == file.written and not file.last_good
        model = file.model if same else card_in(file.path, last.text)
        files[reference] = file if same else file._replace(model=model, written=last.text, problems=(), last_good=False)
    # A card that was never read is not a change: it is unread.
    now = replace(library, files={each: file for each, file in library.files.items() if each in read})
    changes = compare(replace(now, files=files, problems=()), now)
    oldest = min(each.on for each in read.values())
    unread = len(library.cards) - len(read)
    left = f"{counted(unread, 'card')} never read; f is:unread shows them" if unread else ""
    if not changes:
        nothing = "Nothing: every card that you have read is as it was then."
        return Document(title, (text(muted(" · ".join(filter(None, [nothing, left])))),), ())
    document = changes_document(now, changes, f"since you last read, from {said(oldest)} on", calendar)
    return document._replace(opening=(*document.opening, text(muted(left)))) if left else document


class Seen(NamedTuple):
    """A revision, and what its regions came to."""

    revision: Revision
    levels: Mapping[str, Level | None]
    """By region; None where nothing was rated."""


class Hindsight:
    """The revisions that changed the content. They are read once, and again when there is another commit."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: tuple[str, tuple[Seen, ...], Library | None] = "", (), None

    def page(self, reading: str | None, is_cancelled: Callable[[], bool]) -> Document:
        """Revisions, each leading to the briefing as it stood, and levels over time.

        The one that is being read is marked. Where nobody waits for it any longer, as much as there was time for.
        """
        title = "Looking back"
        try:
            head = revision_named(self.root, "HEAD").id
            if head != self._read[0]:
                self._look(head, is_cancelled)
        except BriefingError as error:
            return Document(title, (text(muted(str(error))),), ())
        _, seen, latest = self._read
        if latest is None:
            return Document(title, (text(muted("no revision holds this briefing yet")),), ())
        revisions = Section(
            "Revisions",
            tuple(
                _row(each, before, latest, each.revision.id == reading)
                for each, before in zip(seen, (*seen[1:], None), strict=True)
            ),
            aside=f"the last {len(seen)}" if len(seen) == MOST else "",
        )
        opening = text(
            muted(f"{counted(len(seen), 'revision')}; enter opens the briefing as it stood, esc comes back to now")
        )
        return Document(title, (opening,), (revisions, *_charts(seen, latest)))

    def _look(self, head: str, is_cancelled: Callable[[], bool]) -> None:
        seen: list[Seen] = []
        latest = None
        with closing(history(self.root, MOST)) as found:
            for past in found:
                if is_cancelled():
                    return
                latest = latest or past.library
                seen.append(Seen(past.revision, {name: _level(past.worst(name)) for name in past.library.regions}))
        self._read = head, tuple(seen), latest


def _level(worst: Standing | None) -> Level | None:
    return worst.level if worst else None


def _row(seen: Seen, before: Seen | None, latest: Library, is_read: bool) -> Paragraph:
    regions = latest.regions
    moved = [
        Run(f"  {regions[name].code if name in regions else name} {gauge(level)}", Role(level.value))
        for name, level in seen.levels.items()
        if level and (before is None or before.levels.get(name) is not level)
    ]
    revision = seen.revision
    return text(
        Run("reading now  " if is_read else "", Role.STRONG),
        revision.subject or "without a subject",
        muted(f"  {revision.author} {revision.short}"),
        *moved,
        mark=muted(said(revision.day)),
        lead=Lead("revision", revision.id),
    )


def _charts(seen: Sequence[Seen], latest: Library) -> Iterator[Section]:
    """The level of each region's worst card over time, where there is more than one day."""
    days = [[*each] for _, each in groupby(reversed(seen), key=lambda past: past.revision.day)]
    if len(days) < 2:
        return
    today = seen[0].revision.day
    for name, region in latest.regions.items():
        points = [(each[-1].revision.day, each[-1].levels.get(name)) for each in days]
        lines = steps(points, today, _WIDTH)
        yield Section(region.name, (Paragraph((Run("\n".join(lines), Role.TEXT),), verbatim=True),))
