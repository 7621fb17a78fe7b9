"""S: where claims come from, and how far that can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.check.rule import Finding, Rule, card_rule, desk_rule
from briefing.library.fit import is_told
from briefing.library.problem import Severity
from briefing.model.card import Claim
from briefing.model.scales import Credibility
from briefing.model.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefing.check.rule import Desk, Subject
    from briefing.library.library import Reading

_FEWEST_CLAIMS: Final = 4
"""Claims that a region needs before one source can be said to carry it."""


@card_rule("S01", Severity.ERROR)
def claim_without_a_source(subject: Subject) -> Iterator[Finding]:
    """A claim does not say where it comes from.

    A reader who cannot go back to the source can neither check the claim nor weigh it, and a colleague who takes the
    card over cannot tell it from a guess.

    Fix: name the source of the claim, and give it an entry in sources.toml if it has none. What nobody reports and we
    conclude is a judgment, what we take for granted an assumption.

    Wrong: text = "The spokesman declined to comment."
    Right: text = "The spokesman declined to comment.", source = "jt-2024-09-29"

    From: ICD 206 (2015), source reference citations.
    """
    reading = subject.reading
    for place, claim in enumerate(subject.card.claim):
        if claim.source is None and not is_told(Claim, reading, ("claim", place, "source")):
            help = 'add `source = "…"`, the id of an entry in sources.toml'
            yield Finding(("claim", place), f"`{claim.id}` has no source", help)


@desk_rule("S02", Severity.WARNING)
def source_never_cited(desk: Desk) -> Iterator[Finding]:
    """No claim of any card names the source, as its `source` or as its `origin`.

    A long bibliography looks like broad reading. What no claim rests on has not been used, and stands there either
    because the claim was forgotten or because it was taken out. While a card, a folder or briefing.toml cannot be read,
    nothing is said: what is not seen may cite it.

    Fix: cite the source where it was used, or take its entry out of sources.toml.

    Wrong: a table [ft-2024-10] that no card names
    Right: source = "ft-2024-10" in a claim

    From: the content's form.
    """
    head = desk.library.root / "briefing.toml"
    if any(problem.code in {"C06", "C07"} or problem.path == head for problem in desk.library.problems):
        return  # of a file or a folder that was not looked into nothing is known
    for name in sources_now(desk):
        if name not in desk.cited.named:
            yield _of(desk, name, f"no claim names `{name}`", f"cite it where it was used, or take [{name}] out")


@desk_rule("S03", Severity.WARNING)
def source_without_a_grade(desk: Desk) -> Iterator[Finding]:
    """A source has no `reliability`, or no `descriptor` that says why it is rated so.

    "According to a report" tells a reader nothing. The letter says how far the source can be relied on; the descriptor
    says what it is, how it knows, and what it wants, so that the letter can be disputed.

    Fix: give both. F says that the reliability cannot be judged, and is an honest answer about a source that is new.

    Wrong: [jt-2024-09-29] with a title, a publisher and a kind only
    Right: reliability = "B", descriptor = "National daily with its own reporters in Tokyo."

    From: ICD 206 (2015), source descriptors; the Admiralty code (STANAG 2511; AJP-2.1), reliability of the source.
    """
    for name in sources_now(desk):
        if lacking := _lacking(desk, name, "reliability", "descriptor"):
            yield _of(
                desk,
                name,
                f"`{name}` has no {' and no '.join(f'`{key}`' for key in lacking)}",
                "rate it A to F in `reliability`, and say in `descriptor` what it is and how it knows",
            )


@card_rule("S04", Severity.WARNING)
def confirmed_by_one_origin(subject: Subject) -> Iterator[Finding]:
    """A claim has credibility 1, "confirmed by other sources", and rests on a single origin.

    Two papers that print one agency's report are one source. A claim goes back to its `origin`, and where it has none
    to its `source`; only a claim that goes back to another confirms it. Nothing confirms itself.

    Fix: name in `confirmed_by` a claim of another origin that says the same, or give it 2, "probably true".

    Wrong: credibility = 1
    Right: credibility = 1, confirmed_by = ["c3", "us/sofa-revision#c1"]

    From: the Admiralty code (STANAG 2511; AJP-2.1), credibility of the information.
    """
    for place, claim in enumerate(subject.card.claim):
        if claim.credibility is not Credibility.CONFIRMED:
            continue
        confirming = [subject.library.claim(subject.reference, part) for part in claim.confirmed_by]
        if None in confirming:
            continue  # it leads nowhere, which is told, or to what cannot be read now and may confirm it
        origins = {each.goes_back_to for each in (claim, *confirming) if each} - {None}
        if len(origins) == 1:  # of none at all, it is told that no source is given
            yield Finding(
                ("claim", place, "credibility"),
                f"`{claim.id}` has credibility 1 and rests on a single origin, `{origins.pop()}`",
                'name a claim of another origin in `confirmed_by`, or give it 2, "probably true"',
            )


@desk_rule("S05", Severity.INFORMATION)
def origin_not_seen(desk: Desk) -> Iterator[Finding]:
    """Claims go back to a source that nobody here has seen: it has neither `accessed` nor `archive`.

    What we know of it we know through others, who chose what to quote and how to put it. That is often all there is,
    and no fault; but a reader has to know it, and an editor what to look for first.

    Fix: get the text itself and read it; then set `accessed`, or name the kept file in `archive`.

    Wrong: origin = "hudson-2024-09" in a claim, and [hudson-2024-09] with neither key
    Right: [hudson-2024-09] with accessed = 2024-10-03

    From: ICD 203 (2015), D.6.e(1), quality and credibility of underlying sources.
    """
    counts = desk.cited.origins
    for name in sources_now(desk):
        if counts[name] and len(_lacking(desk, name, "accessed", "archive")) == 2:
            claims = "1 claim" if counts[name] == 1 else f"{counts[name]} claims"
            yield _of(
                desk,
                name,
                f"`{name}` is the origin of {claims}, and nobody here has seen it",
                "read it and set `accessed`, or name the kept file in `archive`",
            )


@desk_rule("S06", Severity.INFORMATION)
def region_on_one_source(desk: Desk) -> Iterator[Finding]:
    """One source carries more than half of a region's claims, where it has at least four.

    The cards of a region look like many findings. If most of them come from one text, they share its blind spots, and
    stand or fall together.

    Fix: look for a second source, above all for what the key judgments rest on; until there is one, say in the
    region's summary what it rests on.

    Wrong: 8 of 13 claims with source = "jt-2024-09-29"
    Right: 6 of 13

    From: ICD 206 (2015), source summary statements.
    """
    for region in desk.library.regions:
        counts = desk.cited.carried(region)
        all_claims = counts.total()
        for name, claims in counts.items():
            if name and all_claims >= _FEWEST_CLAIMS and claims * 2 > all_claims:
                yield Finding(
                    (),
                    f"`{name}` carries {claims} of this region's {all_claims} claims",
                    "look for a second source, above all for what the key judgments rest on",
                    file=desk.library.root / region / "region.toml",
                )


def _bibliography(desk: Desk) -> Reading[Mapping[str, Source]]:
    return desk.library.readings[desk.library.root / "sources.toml"]


def sources_now(desk: Desk) -> Mapping[str, Source]:
    """The sources as their file has them now; none while it is being mended."""
    return {} if _bibliography(desk).last_good else desk.library.sources


def _of(desk: Desk, name: str, message: str, help: str) -> Finding:
    return Finding((name,), message, help, file=_bibliography(desk).path)


def _lacking(desk: Desk, name: str, *keys: str) -> list[str]:
    """Those of the keys that a source does not have, and of which nothing was told yet."""
    source, reading = desk.library.sources[name], _bibliography(desk)
    return [key for key in keys if getattr(source, key) is None and not is_told(Source, reading, (name, key))]


RULES: Final[tuple[Rule, ...]] = (
    claim_without_a_source,
    source_never_cited,
    source_without_a_grade,
    confirmed_by_one_origin,
    origin_not_seen,
    region_on_one_source,
)
