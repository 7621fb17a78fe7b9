"""How the judgments came out, for a reader: the score, and beside each term how often it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from briefing.model.card import Status
from briefing.model.score import ENOUGH, brier, probability, score
from briefing.publish.document import Lead, Role, Run, Section, muted, text
from briefing.publish.records import VERSION
from briefing.publish.scope import home, view_document
from briefing.publish.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from briefing.library.library import Library
    from briefing.model.card import Judgment
    from briefing.model.score import Score
    from briefing.model.standing import Standing
    from briefing.publish.document import Document, Paragraph

_EMPTY: Final = (
    "No judgment is resolved yet. Once its day is past, give it `outcome` (yes, no or void) and `resolved_on`: "
    "then its odds are scored here."
)
_MEANS: Final = "0 is sure and right each time, 0.25 is saying 50% each time, 1 is sure and wrong each time"

Told = list[tuple[str, "Judgment"]]


def score_document(
    library: Library, _standings: Mapping[str, Standing], _calendar: date, region: str | None
) -> Document:
    """The score of all resolved judgments or of one region's, by term, by region, and one by one."""
    told = _judgments(library, region)
    whole = score(judgment for _, judgment in told)
    counts = [f"{whole.n} resolved", f"{whole.void} void", f"{whole.open} open"]
    if whole.brier is None:
        return view_document("Scorecard", library, region, counts, (Section("Nothing to score", (text(_EMPTY),)),))
    sections = [
        Section("Brier score", tuple(_brier(whole))),
        Section("By term", tuple(_terms(whole)), aside="how often it came, and what the term says"),
        Section("By region", tuple(_regions(library, told)) if region is None else ()),
        Section("Resolved judgments", tuple(_one_by_one(told)), aside="the furthest off first"),
    ]
    return view_document("Scorecard", library, region, counts, sections)


def score_record(library: Library, calendar: date, region: str | None = None) -> dict[str, Any]:
    """The same as JSON, with the figures of each resolved judgment."""
    told = _judgments(library, region)
    regions = {each: _judgments(library, each) for each in library.regions if region in (None, each)}
    return {
        "version": VERSION,
        "kind": "score",
        "judged_as_of": library.briefing.today(calendar).isoformat(),
        "handling": library.briefing.handling,
        **_figures(told),
        "regions": [{"region": each, **_figures(own)} for each, own in regions.items()],
        "judgments": [
            {
                "reference": f"{reference}#{judgment.id}",
                "likelihood": judgment.likelihood,
                "probability": round(probability(judgment), 6),
                "outcome": judgment.outcome,
                "brier": round(off, 6),
            }
            for reference, judgment in told
            if (off := brier(judgment)) is not None
        ],
    }


def _figures(told: Told) -> dict[str, Any]:
    whole = score(judgment for _, judgment in told)
    return {
        "n": whole.n,
        "brier": None if whole.brier is None else round(whole.brier, 6),
        "too_few": whole.too_few,
        "void": whole.void,
        "open": whole.open,
        "terms": [
            {"likelihood": term, "band": list(term.band), "n": each.n, "came": each.came}
            for term, each in whole.terms.items()
        ],
    }


def _judgments(library: Library, region: str | None) -> Told:
    """Those of published and of retired cards, each in its home: a score that forgets what was put away flatters."""
    return [
        (reference, judgment)
        for reference, card in library.cards.items()
        if card.status is not Status.DRAFT and region in (None, home(reference))
        for judgment in card.judgment
    ]


def _brier(whole: Score) -> Iterator[Paragraph]:
    yield text(Run(f"{whole.brier:.3f}", Role.STRONG), f"  over {counted(whole.n, 'resolved judgment')}")
    if whole.too_few:
        yield text(Run("Too few to say anything", Role.STRONG), f": under {ENOUGH}, luck outweighs skill.")
    yield text(muted(f"Mean of (p - o)²: {_MEANS}."))


def _terms(whole: Score) -> Iterator[Paragraph]:
    for term, each in whole.terms.items():
        low, high = term.band
        share = f"{each.came} of {each.n} came, {round(100 * each.came / each.n)}%"
        yield text(Run(term, Role.STRONG), f"  {share}", muted(f"; the term says {low}–{high}%"), mark=muted("-"))


def _regions(library: Library, told: Told) -> Iterator[Paragraph]:
    for region, described in library.regions.items():
        own = score(judgment for reference, judgment in told if home(reference) == region)
        figure = f"  {own.brier:.3f}" if own.brier is not None else "  no score"
        few = ", too few" if own.n and own.too_few else ""
        yield text(Run(described.name, Role.STRONG), figure, muted(f" over {own.n}{few}"), mark=muted("-"))


def _one_by_one(told: Iterable[tuple[str, Judgment]]) -> Iterator[Paragraph]:
    resolved = [(off, reference, judgment) for reference, judgment in told if (off := brier(judgment)) is not None]
    for off, reference, judgment in sorted(resolved, key=lambda each: -each[0]):
        name = f"{reference}#{judgment.id}"
        yield text(
            judgment.statement,
            muted(f"  said {100 * probability(judgment):g}%, came out: {judgment.outcome} · {name}"),
            mark=muted(f"{off:.2f}"),
            lead=Lead("part", name),
        )
