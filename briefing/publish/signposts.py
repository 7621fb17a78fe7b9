"""What to watch: signposts that were seen first, then those that nobody has looked for longest."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.model.card import Direction, Sighting
from briefing.model.dates import said
from briefing.publish.document import Lead, Role, Run, Section, muted, text
from briefing.publish.scope import published, view_document
from briefing.publish.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.library.library import Library
    from briefing.model.card import Signpost
    from briefing.model.standing import Standing
    from briefing.publish.document import Document, Paragraph


def signposts_document(
    library: Library, _standings: Mapping[str, Standing], _calendar: date, region: str | None
) -> Document:
    """Every signpost with its direction and its card."""
    posts = [
        (reference, signpost) for reference, card in published(library, region).items() for signpost in card.signpost
    ]
    if not posts:
        return view_document("Signposts", library, region, ["No card says what would change our mind"], ())
    posts.sort(key=lambda post: post[1].checked or date.min)
    by_status = {status: [post for post in posts if post[1].status is status] for status in Sighting}
    sections = [
        Section("Seen", tuple(_row(*post, dated=True) for post in by_status[Sighting.SEEN])),
        *(
            Section(_looked_for(day), tuple(_row(*post) for post in group))
            for day, group in groupby(by_status[Sighting.NOT_SEEN], key=lambda post: post[1].checked)
        ),
        Section("Unclear", tuple(_row(*post, dated=True) for post in by_status[Sighting.UNCLEAR])),
    ]
    tally = [
        f"{len(by_status[status])} {status.replace('-', ' ')}"
        for status in (Sighting.SEEN, Sighting.NOT_SEEN, Sighting.UNCLEAR)
        if by_status[status]
    ]
    return view_document("Signposts", library, region, [counted(len(posts), "signpost"), *tally], sections)


def _looked_for(day: date | None) -> str:
    return f"Not seen, checked {said(day)}" if day else "Not seen, never checked"


def _row(reference: str, signpost: Signpost, *, dated: bool = False) -> Paragraph:
    raises = signpost.if_seen is Direction.RAISES
    checked = f"checked {said(signpost.checked)} · " if signpost.checked else "never checked · "
    return text(
        signpost.text.rstrip("."),
        muted(f"  {checked if dated else ''}{reference}"),
        mark=Run("+ raises" if raises else "- lowers", Role.ELEVATED if raises else Role.GUARDED),
        lead=Lead("part", f"{reference}#{signpost.id}"),
    )
