"""All views over the whole briefing or one region, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.publish.bibliography import sources_document
from briefing.publish.positions import positions_document
from briefing.publish.scorecard import score_document
from briefing.publish.signposts import signposts_document
from briefing.publish.timeline import timeline_document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from briefing.library.library import Library
    from briefing.model.standing import Standing
    from briefing.publish.document import Document


class View(NamedTuple):
    """A page over many cards, each row of which leads to where it is from."""

    name: str
    title: str
    about: str
    document: Callable[[Library, Mapping[str, Standing], date, str | None], Document]
    """Of the library as it stands on a day: of one region or, without, of all."""


VIEWS: Final[Mapping[str, View]] = {
    view.name: view
    for view in (
        View("timeline", "Timeline", "what is past and what comes, month by month", timeline_document),
        View("positions", "Positions", "who stands where on what", positions_document),
        View("signposts", "Signposts", "what to watch, and when it was last looked for", signposts_document),
        View("sources", "Sources", "how good they are, how often cited, what rests on one alone", sources_document),
        View("score", "Scorecard", "how the judgments came out", score_document),
    )
}
