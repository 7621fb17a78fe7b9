"""The pages that take their time: what changed since the reader last read, and the revisions that there are."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from briefing.change.compare import compare
from briefing.library.folder import card_in
from briefing.library.history import history
from briefing.library.problem import BriefingError
from briefing.model.dates import said
from briefing.publish.changes import changes_document
from briefing.publish.chart import steps
from briefing.publish.document import Document, Lead, Paragraph, Role, Run, Section, muted, text
from briefing.publish.wording import counted, gauge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from briefing.library.history import Past
    from briefing.library.library import Library
    from briefing.model.scales import Level
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
        files[reference] = file if same else replace(file, model=model, written=last.text, problems=(), last_good=False)
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
    return replace(document, opening=(*document.opening, text(muted(left)))) if left else document


def past_page(root: Path) -> Document:
    """The revisions that changed the content, each leading to the briefing as it stood, and the levels over time."""
    title = "Looking back"
    try:
        with closing(history(root, MOST)) as found:
            pasts = tuple(found)
    except BriefingError as error:
        return Document(title, (text(muted(str(error))),), ())
    revisions = Section(
        "Revisions",
        tuple(_row(past, before) for past, before in zip(pasts, (*pasts[1:], None), strict=True)),
        aside=f"the last {len(pasts)}" if len(pasts) == MOST else "",
    )
    opening = text(
        muted(f"{counted(len(pasts), 'revision')}; enter opens the briefing as it stood, esc comes back to now")
    )
    return Document(title, (opening,), (revisions, *_charts(pasts)))


def _row(past: Past, before: Past | None) -> Paragraph:
    moved = [
        Run(f"  {region.code} {gauge(now.level)}", Role(now.level.value))
        for name, region in past.library.regions.items()
        if (now := past.worst(name)) and now.level and (before is None or _level(before, name) is not now.level)
    ]
    revision = past.revision
    return text(
        revision.subject or "without a subject",
        muted(f"  {revision.author} {revision.short}"),
        *moved,
        mark=muted(said(revision.day)),
        lead=Lead("revision", revision.id),
    )


def _level(past: Past, region: str) -> Level | None:
    worst = past.worst(region) if region in past.library.regions else None
    return worst.level if worst else None


def _charts(pasts: Sequence[Past]) -> Iterator[Section]:
    """The level of each region's worst card over time, where there is more than one day."""
    days = [[*each] for _, each in groupby(reversed(pasts), key=lambda past: past.revision.day)]
    if len(days) < 2:
        return
    today = pasts[0].revision.day
    for name, region in pasts[0].library.regions.items():
        points = [(each[-1].revision.day, _level(each[-1], name)) for each in days]
        lines = steps(points, today, _WIDTH)
        yield Section(region.name, (Paragraph((Run("\n".join(lines), Role.TEXT),), verbatim=True),))
