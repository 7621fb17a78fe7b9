"""What changed, as a document and as JSON: a heading for each card, its rating first."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from briefing.change.change import QUIET, RUNNING, Turn, What
from briefing.change.compare import TEXT
from briefing.change.words import Kind, flat, words
from briefing.library.clean import clean_line
from briefing.library.gate import written
from briefing.model.card import Judgment, Outcome, Sighting, Status
from briefing.model.dates import PartialDate, said
from briefing.model.scales import Credibility
from briefing.model.standing import level_of, standing
from briefing.publish.document import Document, Lead, Paragraph, Role, Run, Section, muted, text
from briefing.publish.markdown import markdown_pages
from briefing.publish.prose import MARKDOWN, as_read
from briefing.publish.records import VERSION
from briefing.publish.scope import part
from briefing.publish.whole import Page
from briefing.publish.wording import counted, event_dates, indicator, trend_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefing.change.change import CardChange, Changes, EntryChange, Moved, Rerated, Value
    from briefing.change.words import Piece
    from briefing.library.library import Library
    from briefing.model.card import Assessment
    from briefing.model.closed import Closed
    from briefing.model.source import Source
    from briefing.publish.records import Record

    Sign = Callable[[Piece], Iterable[Run]]

_NEW, _GONE, _CHANGED, _WRONG = (Run(mark, Role.STRONG) for mark in "+-~!")
_WHOLE: Final = 160
"""Characters of kept words that are shown whole; of more, the ends beside what changed."""
_AROUND: Final = 50
"""Characters of such an end, at least."""
_CALLED: Final = {
    "also_in": "also listed in",
    "as_of": "as of",
    "assessment": "rating",
    "by": "deadline",
    "confirmed_by": "confirmed by",
    "if_seen": "if seen",
    "if_wrong": "if wrong",
    "key": "key judgment",
    "lat": "latitude",
    "lon": "longitude",
    "on": "date",
    "reliability": "grade",
    "resolved_on": "resolved on",
    "review_days": "review days",
    "summary": "bottom line",
}
"""Keys and tables by another name than their own."""
_TURNS: Final = {
    Turn.NEW: (_NEW, "new"),
    Turn.RENAMED: (_CHANGED, "renamed"),
    Turn.GONE: (_GONE, "gone"),
    Turn.PUBLISHED: (_NEW, "published"),
    Turn.DRAFT: (_GONE, "back to a draft"),
    Turn.RETIRED: (_GONE, "retired"),
    Turn.UNREADABLE: (_WRONG, "its file cannot be read now"),
    Turn.READABLE: (_WRONG, "its file can be read again"),
    Turn.PARTLY: (_WRONG, "what cannot be read in one of the two versions is not compared"),
}
_COUNTED: Final = ("judgment", "claim", "signpost", "gap", "assumption", "position", "event")
_STRUCK, _BOLD = "\x02", "\x03"
"""Stand for Markdown's signs until it is written: no text of a content has them."""


def changes_document(library: Library, changes: Changes, told: str, calendar: date) -> Document:
    """All changes up to this Library, `told` saying since when. Words taken out and put in bear signs: `[-a-]{+b+}`."""
    return _Page(library, calendar, _signed).document(changes, told)


def changes_markdown(library: Library, changes: Changes, told: str, calendar: date) -> str:
    """The same as Markdown, with `~~a~~ **b**` for such words wherever these signs hold."""
    document = _Page(library, calendar, _formed).document(changes, told)
    written = markdown_pages([Page(document)], library.briefing.handling)
    return written.replace(_STRUCK, "~~").replace(_BOLD, "**")


def changes_record(library: Library, changes: Changes, told: str, calendar: date) -> Record:
    """All changes: keys with what they held and hold, running texts in pieces kept, out and put."""
    return {
        "version": VERSION,
        "kind": "changes",
        "judged_as_of": library.briefing.today(calendar).isoformat(),
        "handling": library.briefing.handling,
        "between": told,
        "briefing": [_moved_record(moved) for moved in changes.briefing],
        "regions": [_entry_record(change) for change in changes.regions],
        "cards": [_card_record(change) for change in changes.cards],
        "sources": [_entry_record(change) for change in changes.sources],
        "not_compared": list(changes.not_compared),
    }


class _Page:
    """The changes on their way to a document; holds what every section needs."""

    def __init__(self, library: Library, calendar: date, sign: Sign) -> None:
        self.library = library
        self.on = library.briefing.today(calendar)
        self.sign = sign

    def document(self, changes: Changes, told: str) -> Document:
        loud = [change for change in changes.cards if not change.quiet]
        sections = (
            Section("The briefing", tuple(self._around(changes))),
            *(Section(self._title(change), tuple(self._card(change)), self._aside(change)) for change in loud),
            Section("Sources", tuple(self._sources(changes))),
            Section("Not told one by one", tuple(self._quiet(changes))),
        )
        pieces = [told, counted(len(loud), "card") + " changed"]
        for turn in (Turn.NEW, Turn.GONE, Turn.RETIRED):
            number = sum(turn in change.turns for change in loud)
            pieces += [f"{number} {turn}"] if number else []
        return Document(
            "What changed",
            (text(muted(" · ".join(filter(None, pieces)))),),
            tuple(section for section in sections if section.paragraphs),
        )

    def _around(self, changes: Changes) -> Iterator[Paragraph]:
        for moved in changes.briefing:
            yield text(*self._moved(moved), mark=_CHANGED)
        for change in changes.regions:
            yield from self._entry(change, None)
        for path in changes.not_compared:
            yield text(f"{clean_line(path)} cannot be read in one of the two, so it is not compared", mark=_WRONG)

    def _title(self, change: CardChange) -> str:
        card = change.after or change.before
        return card.title if card else change.reference

    def _aside(self, change: CardChange) -> str:
        """The card's indicator as it stands now, and its reference."""
        if change.after is None:
            return change.reference if change.before else ""
        stands = standing(change.after, self.on, self.library.briefing.review_days)
        status = "" if change.after.status is Status.PUBLISHED else change.after.status
        trend = trend_words(stands.trend) if stands.trend else ""
        return "  ".join(filter(None, [status, indicator(stands), trend, change.reference]))

    def _card(self, change: CardChange) -> Iterator[Paragraph]:
        lead = None if Turn.GONE in change.turns else Lead("card", change.reference)
        for turn in change.turns:
            yield text(*self._turned(turn, change), mark=_TURNS[turn][0], lead=lead)
        if change.rating:
            yield from _rating(change.rating, lead)
        for moved in (*change.risk, *change.keys):
            if moved.key == "as_of" and moved.before is None:
                yield text(f"as of {_said(moved.after)}; dates do not tell what was reworded", mark=_CHANGED, lead=lead)
            elif moved.key not in QUIET["card"]:
                yield text(*self._moved(self._read(moved, change)), mark=_CHANGED, lead=lead)
        yield from self._cites(change, lead)
        for entry in change.entries:
            if not entry.quiet:
                yield from self._entry(entry, change.reference)
        if rest := _rest(change):
            yield text(muted(rest), mark=muted("~"), lead=lead)

    def _turned(self, turn: Turn, change: CardChange) -> Iterator[Run]:
        yield Run(_TURNS[turn][1])
        if turn is Turn.RENAMED:
            yield Run(f", was {change.earlier}")
        elif turn is Turn.NEW and change.after:
            entries = [(table, len(getattr(change.after, table))) for table in _COUNTED]
            yield muted("".join(f" · {counted(number, table)}" for table, number in entries if number))

    def _cites(self, change: CardChange, lead: Lead | None) -> Iterator[Paragraph]:
        """Sources that the card rests on now and did not before, and the other way round."""
        for mark, names in zip((_NEW, _GONE), change.cites, strict=True):
            for name in names:
                source = self.library.sources.get(name)
                told = f"source {source.publisher}{_published(source)}" if source else f"source {name}"
                yield text(told, mark=mark, lead=lead)

    def _entry(self, change: EntryChange, reference: str | None) -> Iterator[Paragraph]:
        """One entry: what became of it, its text, and what else moved, a line each."""
        mark = {What.NEW: _NEW, What.GONE: _GONE}.get(change.what, _CHANGED)
        lead = None
        if reference and change.path:
            lead = Lead("part", f"{reference}#{change.id}") if change.id else part(reference, *change.path)
        became, spoken = _became(change)
        noun = " ".join(filter(None, (_CALLED.get(change.table, change.table), change.id, _made_on(change))))
        named = f"new {noun}" if change.what is What.NEW else f"{noun} {became}".strip()
        yield text(muted(f"{named}: "), *self._subject(change), mark=mark, lead=lead)
        for moved in change.moved:
            if moved.key not in spoken and moved.key != TEXT.get(change.table):
                yield text(*self._moved(self._read(moved, change)), hangs=True, lead=lead)
        if change.what is not What.CHANGED and (about := self._about(change)):
            yield text(muted(about), hangs=True, lead=lead)

    def _subject(self, change: EntryChange) -> Iterator[Run]:
        """The entry's own words, with what was reworded in them."""
        entry: Any = change.after or change.before
        moved = {each.key: each for each in change.moved}
        match change.table:
            case "position":
                yield Run(f"{entry.actor} on {entry.issue}: ")
                yield Run(f"{moved['stance'].before} to {entry.stance}" if "stance" in moved else entry.stance)
            case "related":
                found = self.library.cards.get(self.library.find(entry.card) or "")
                yield Run(f"{entry.how} {found.title if found else entry.card}")
            case "source":
                yield Run(f"{entry.publisher}{_published(entry)}, “{entry.title}”")
            case "region":
                yield Run(entry.name)
            case table:
                dates = f"{event_dates(entry)}  " if table == "event" else ""
                key = TEXT[table]
                yield Run(dates)
                yield from self._signs(moved[key].pieces) if key in moved else (Run(flat(getattr(entry, key))),)

    def _about(self, change: EntryChange) -> str:
        """What is told beside an entry that is new or gone."""
        entry: Any = change.after or change.before
        match change.table:
            case "judgment":
                return f"{entry.likelihood} · by {said(entry.by)}"
            case "claim" if entry.source:
                source = self.library.sources.get(entry.source)
                return f"{source.publisher}{_published(source)}" if source else str(entry.source)
            case "signpost":
                return f"{entry.if_seen} · {entry.status.replace('-', ' ')}"
            case "source":
                return f"{entry.kind} · {entry.reliability or 'not rated'}"
            case _:
                return ""

    def _read(self, moved: Moved, change: CardChange | EntryChange) -> Moved:
        """A Markdown text as it is read; as it is written, where nothing but its signs changed."""
        if moved.key not in MARKDOWN:
            return moved
        written = (getattr(entry, moved.key, None) or "" for entry in (change.before, change.after))
        was, now = (as_read(each, self.library) for each in written)
        return moved if was == now else moved._replace(before=was, after=now)

    def _moved(self, moved: Moved) -> Iterator[Run]:
        """A key, and how what it holds became something else."""
        name = _CALLED.get(moved.key, moved.key.replace("_", " "))
        yield muted(f"{name}: ")
        if moved.key in RUNNING:
            yield from self._signs(moved.pieces)
        elif isinstance(moved.before, tuple) and isinstance(moved.after, tuple) and moved.key != "passage":
            put = [f"+{each}" for each in moved.after if each not in moved.before]
            out = [f"-{each}" for each in moved.before if each not in moved.after]
            yield Run(", ".join([*put, *out]))
        else:
            yield Run(f"{_said(moved.before)} to {_said(moved.after)}")

    def _signs(self, pieces: tuple[Piece, ...]) -> Iterator[Run]:
        for place, piece in enumerate(pieces):
            kept = piece.kind is Kind.KEPT
            shown = _shortened(piece.text, place == 0, place == len(pieces) - 1) if kept else piece.text
            yield from self.sign(piece._replace(text=shown))

    def _sources(self, changes: Changes) -> Iterator[Paragraph]:
        for change in changes.sources:
            if not change.quiet:
                yield from self._entry(change, None)

    def _quiet(self, changes: Changes) -> Iterator[Paragraph]:
        """What changed only in how the desk keeps it, counted."""
        for change in changes.cards:
            if change.quiet:
                title = change.after.title if change.after else change.reference
                yield text(muted(f"{title}: {_rest(change)}"), mark=muted("~"), lead=Lead("card", change.reference))
        if number := sum(change.quiet for change in changes.sources):
            yield text(muted(f"{counted(number, 'source')} kept otherwise: archive, passage or day of access"))


def _rating(rated: Rerated, lead: Lead | None) -> Iterator[Paragraph]:
    """From which rating to which; confidence by itself, as it shares no sentence with a likelihood (ICD 203)."""
    was, now = rated.before, rated.after
    if now is None:
        assert was is not None
        yield text("no longer rated, was ", _level(was), mark=_GONE, lead=lead)
        return
    if was is None:
        yield text("rated ", _level(now), mark=_NEW, lead=lead)
        odds = [f"likelihood {now.likelihood}", f"impact {now.impact}"]
        confidence = f"confidence {now.confidence}"
    else:
        step = (_level(was), " to ", _level(now)) if level_of(was) is not level_of(now) else (_level(now),)
        again = "" if rated.moved else ", rated again"
        yield text("rating ", *step, muted(f"{again}, {trend_words(rated.trend)}"), mark=_CHANGED, lead=lead)
        told = {moved.key: f"{moved.key} {moved.before} to {moved.after}" for moved in rated.moved}
        odds = [told[key] for key in ("likelihood", "impact") if key in told]
        confidence = told.get("confidence", "")
    for words_ in (" · ".join(odds), confidence):
        if words_:
            yield text(muted(words_), hangs=True, lead=lead)
    for rating in rated.new:
        yield text(muted(f"{said(rating.on)}: "), flat(rating.why), hangs=True, lead=lead)


def _level(rating: Assessment) -> Run:
    level = level_of(rating)
    return Run(level.upper(), Role(level.value))


def _became(change: EntryChange) -> tuple[str, tuple[str, ...]]:
    """What became of an entry in a word of its own, and the keys that the word says."""
    moved, entry = {each.key: each for each in change.moved}, change.after
    if change.what is not What.CHANGED:
        return {What.GONE: "taken out", What.PASSED: "took place"}.get(change.what, ""), ()
    if change.table == "gap" and "resolved_on" in moved:
        day = moved["resolved_on"].after
        return f"filled on {_said(day)}" if day else "open again", ("resolved_on",)
    if change.table == "signpost" and "status" in moved:
        return _sighted(moved["status"].before, moved["status"].after), ("status", "checked")
    if change.table == "judgment" and "outcome" in moved:
        assert isinstance(entry, Judgment)
        day = f" on {said(entry.resolved_on)}" if entry.resolved_on else ""
        came_out = f"came out {entry.outcome}{day}" if entry.outcome is not Outcome.OPEN else "open again"
        return came_out, ("outcome", "resolved_on")
    if change.table == "position":
        return "", ("stance",)
    return "", ()


def _made_on(change: EntryChange) -> str:
    """Of which day a rating is; that it was made anew is told by itself."""
    rating: Any = change.before
    return f"of {said(rating.on)}" if change.table == "assessment" else ""


def _sighted(was: Value, now: Value) -> str:
    if now is Sighting.SEEN:
        return "seen" if was is None else "seen now"
    return "no longer seen" if was is Sighting.SEEN else f"{_said(now)} now"


def _rest(change: CardChange) -> str:
    """What is not told one by one."""
    pieces = [
        f"{_CALLED.get(moved.key, moved.key)} {_said(moved.after)}"
        for moved in change.keys
        if moved.key in QUIET["card"] and moved.before is not None
    ]
    checked = sum(entry.quiet for entry in change.entries)
    return " · ".join([*pieces, *([f"{counted(checked, 'signpost')} checked again"] if checked else [])])


def _published(source: Source) -> str:
    return f", {source.published}" if source.published else ""


def _said(value: object) -> str:
    """A value in words."""
    match value:
        case None | ():
            return "none"
        case bool():
            return "yes" if value else "no"
        case PartialDate():
            return str(value)
        case date():
            return said(value)
        case tuple():
            return ", ".join(map(str, value))
        case Credibility():
            return str(value.value)
        case float():
            return f"{value:g}"
        case _:
            return str(value).replace("not-seen", "not seen")


def _shortened(kept: str, first: bool, last: bool) -> str:
    """A run of words that did not change: whole where it is short, else what stands beside the changes."""
    if len(kept) <= _WHOLE:
        return kept
    written = words(kept)
    before = "" if first else f"{_end(written)} "
    after = "" if last else f" {_end(written[::-1], backwards=True).lstrip()}"
    return f"{before}…{after}"


def _end(written: list[str], *, backwards: bool = False) -> str:
    """As many of the first words as are long enough."""
    lengths = enumerate(accumulate(map(len, written)), start=1)
    held = written[: next(number for number, length in lengths if length >= _AROUND)]
    return "".join(reversed(held) if backwards else held)


def _signed(piece: Piece) -> Iterator[Run]:
    """With signs that need no colour."""
    before, core, after = _cored(piece.text)
    match piece.kind:
        case Kind.OUT if core:
            yield from (Run(before), muted(f"[-{core}-]"), Run(after))
        case Kind.PUT if core:
            yield from (Run(before), Run(f"{{+{core}+}}", Role.STRONG), Run(after))
        case _:
            yield Run(piece.text)


def _formed(piece: Piece) -> Iterator[Run]:
    """For Markdown, whose signs hold around letters; elsewhere the others are written."""
    before, core, after = _cored(piece.text)
    if piece.kind is Kind.KEPT or not (core[:1].isalnum() and core[-1:].isalnum()):
        yield from _signed(piece)
    else:
        form = _STRUCK if piece.kind is Kind.OUT else _BOLD
        yield Run(f"{before}{form}{core}{form}{after}")


def _cored(written: str) -> tuple[str, str, str]:
    """The text between the spaces around it, and these."""
    core = written.strip()
    before, _, after = written.partition(core) if core else ("", "", written)
    return before, core, after


def _moved_record(moved: Moved) -> Record:
    record: Record = {"key": moved.key, "before": _plain(moved.before), "after": _plain(moved.after)}
    if moved.pieces:
        record["pieces"] = [[piece.kind, piece.text] for piece in moved.pieces]
    return record


def _plain(value: Value) -> Any:
    if isinstance(value, PartialDate):
        return _plain(value.written())
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _entry_record(change: EntryChange) -> Record:
    return {
        "what": change.what,
        "table": change.table,
        "id": change.id,
        "before": _written(change.before),
        "after": _written(change.after),
        "moved": [_moved_record(moved) for moved in change.moved],
        "quiet": change.quiet,
    }


def _card_record(change: CardChange) -> Record:
    card = change.after or change.before
    new, gone = change.cites
    return {
        "reference": change.reference,
        "earlier": change.earlier or None,
        "title": card.title if card else None,
        "turns": list(change.turns),
        "rating": _rerated(change.rating) if change.rating else None,
        "risk": [_moved_record(moved) for moved in change.risk],
        "keys": [_moved_record(moved) for moved in change.keys],
        "entries": [_entry_record(entry) for entry in change.entries],
        "sources": {"new": list(new), "gone": list(gone)},
        "quiet": change.quiet,
    }


def _rerated(rated: Rerated) -> Record:
    return {
        "trend": rated.trend,
        "before": _rated(rated.before),
        "after": _rated(rated.after),
        "moved": [_moved_record(moved) for moved in rated.moved],
        "new": [_rated(rating) for rating in rated.new],
    }


def _rated(rating: Assessment | None) -> Record | None:
    return {"level": level_of(rating), **written(rating)} if rating else None


def _written(entry: Closed | None) -> Record | None:
    return written(entry) if entry else None
