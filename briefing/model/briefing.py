"""The briefing itself and its regions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Literal

from briefing.model.closed import Asked, Closed, Day, ExactlyWhole, Flag, Id, Language, Line, Number, Text, Whole, model
from briefing.model.scales import Level

if TYPE_CHECKING:
    from datetime import date

Days = Annotated[Whole, Asked(ge=1, le=3660)]


@model
class ReviewDays(Closed):
    """How many days a card stays fresh, by its level."""

    high: Days = 7
    elevated: Days = 14
    guarded: Days = 30
    low: Days = 60

    def of(self, level: Level | None) -> timedelta:
        """Give the time that a card of this level stays fresh; one without a rating is judged as low."""
        days: int = getattr(self, level or Level.LOW)
        return timedelta(days=days)


@model
class Briefing(Closed):
    """briefing.toml: what is briefed, for whom, from which day."""

    schema: Annotated[Literal[1], ExactlyWhole]
    """Version of the content's form."""
    title: Line
    perspective: Line
    """Whose interests `impact` is measured against."""
    as_of: Day
    """The day that the briefing speaks from."""
    regions: Annotated[tuple[Id, ...], Asked(min_length=1)]
    """Folders, in the order that they are shown."""
    headline: Text | None = None
    """The editor's own call; never computed."""
    closed: Flag = False
    """A finished edition: read as of `as_of`, whatever today is."""
    handling: Line | None = None
    """Stands at the head and foot of all that is published."""
    language: Language = "en"
    review_days: ReviewDays = ReviewDays()

    def today(self, calendar: date) -> date:
        """Choose the day that all is judged by: the edition's own if it is closed, else the calendar's."""
        return self.as_of if self.closed else calendar


@model
class Region(Closed):
    """region.toml of a folder of cards."""

    name: Line
    code: Annotated[Line, Asked(max_length=8)]
    """Short form, for narrow screens."""
    summary: Text | None = None
    lat: Annotated[Number, Asked(ge=-90, le=90)] | None = None
    """Degrees north."""
    lon: Annotated[Number, Asked(ge=-180, le=180)] | None = None
    """Degrees east."""
    language: Language | None = None
