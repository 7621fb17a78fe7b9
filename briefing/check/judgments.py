"""J: how a judgment says how likely it is, how sure we are, and what that rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.check.rule import Finding, Rule, Subject, card_rule
from briefing.check.terms import confidences, hedges, likelihoods, percents, perhaps_confident, sentences
from briefing.library.clean import named
from briefing.library.problem import Severity
from briefing.model.scales import Confidence, Likelihood, Reliability

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from briefing.check.terms import Phrase
    from briefing.library.positions import KeyPath
    from briefing.model.card import Card, Claim, Judgment

_DOUBTED: Final = {Reliability.D, Reliability.E, Reliability.F}


@card_rule("J01", Severity.WARNING)
def no_likelihood_in_the_statement(subject: Subject) -> Iterator[Finding]:
    """A judgment's `statement` says nothing of how likely it is.

    The statement is what gets quoted, alone. Without the term a reader takes a forecast for a fact, and supplies
    odds of his own; readers differ in them by tens of percent.

    Fix: put the term of `likelihood` into the statement, outside quotation marks.

    Wrong: statement = "Washington will open SOFA talks before April 2025."
    Right: statement = "Washington is very unlikely to open SOFA talks before April 2025."

    From: ICD 203 (2015), D.6.e(2)(a).
    """
    for at, judgment in subject.english:
        if likelihoods(judgment.statement):
            continue
        if _is_latin(judgment.statement):
            yield Finding(at, "the statement does not say how likely it is", f"put `{judgment.likelihood}` into it")
        else:
            yield Finding(
                at,
                "the statement does not say in English how likely it is",
                'if it is not meant to, set `language` at the head of the card to its own, as `language = "ja"`',
            )


@card_rule("J02", Severity.ERROR)
def two_likelihoods_in_the_statement(subject: Subject) -> Iterator[Finding]:
    """A judgment's `statement` gives two different likelihoods.

    Two odds are two forecasts, and a judgment has one deadline and one outcome: when half of it comes true, nobody
    can say whether it was right.

    Fix: keep one, and give the other event a judgment of its own.

    Wrong: statement = "Talks are unlikely this year but very likely by spring."
    Right: statement = "Talks are unlikely this year."

    From: ICD 203 (2015), D.6.e(2)(a).
    """
    for at, judgment in subject.english:
        terms = _our_terms(judgment)
        if len(terms) > 1:
            one, other = list(terms)[:2]
            yield Finding(
                at,
                f"the statement is both `{one}` and `{other}`",
                "keep one; what has other odds is a judgment of its own",
                terms[other].piece,
            )


@card_rule("J03", Severity.ERROR)
def likelihood_and_confidence_together(subject: Subject) -> Iterator[Finding]:
    """A sentence speaks of likelihood and of the analyst's confidence.

    Likelihood is the odds of the event; confidence is how good the basis for those odds is. In one sentence a reader
    adds them up: "low confidence that it is very likely" is read as "perhaps", and it says nothing of the kind.

    Fix: put the confidence in a sentence of its own, or only in the key `confidence`.

    Wrong: why = "We have low confidence that a visit is likely."
    Right: why = "A visit is likely. Our confidence is low: one report, unconfirmed."

    From: ICD 203 (2015), D.6.e(2)(b).
    """
    if not subject.is_english:
        return
    texts = list(_texts(subject.card))
    if not perhaps_confident("\n".join(text for _, text in texts)):
        return
    for at, text in texts:
        sure = list(confidences(text))
        odds = [phrase for phrase in likelihoods(text) if phrase.stated] if sure else []
        for sentence in sentences(text) if odds else ():
            ours = next((phrase for phrase in sure if phrase.start in sentence), None)
            how_likely = next((phrase for phrase in odds if phrase.start in sentence), None)
            if ours and how_likely:
                yield Finding(
                    at,
                    f"{named(ours.words)} and {named(how_likely.words)} stand in one sentence",
                    "put the confidence in a sentence of its own, or only in `confidence`",
                    ours.piece,
                )


@card_rule("J04", Severity.ERROR)
def statement_against_its_likelihood(subject: Subject) -> Iterator[Finding]:
    """The term in a judgment's `statement` is not its `likelihood`.

    Readers go by the statement, scores and lists by the key: the two would part for good, and nobody knows which of
    them was meant.

    Fix: decide which is meant, and write it in both places.

    Wrong: statement = "A visit is likely by June."    likelihood = "very likely"
    Right: statement = "A visit is likely by June."    likelihood = "likely"

    From: ICD 203 (2015), D.6.e(2).
    """
    for at, judgment in subject.english:
        terms = _our_terms(judgment)
        if len(terms) == 1 and judgment.likelihood not in terms:
            ((term, phrase),) = terms.items()
            yield Finding(
                at,
                f"the statement is `{term}`, its `likelihood` is `{judgment.likelihood}`",
                "write the one that is meant in both places",
                phrase.piece,
            )


@card_rule("J05", Severity.ERROR)
def probability_outside_its_band(subject: Subject) -> Iterator[Finding]:
    """A judgment's percent lies outside the band of its `likelihood`, or is 0 or 100.

    A reader takes the term and the number for one statement; where they differ, one of them is wrong. And 0 and 100
    are not odds: a forecast that cannot be wrong cannot be learned from either. The standard shares the edges of the
    bands: in `probability` a band holds its lower edge, and 95 to 99 both; in the statement either term may have it.

    Fix: give a percent inside the band, or choose the term whose band holds it.

    Wrong: likelihood = "unlikely", probability = 60
    Right: likelihood = "unlikely", probability = 30

    From: ICD 203 (2015), D.6.e(2)(a).
    """
    for place, judgment in enumerate(subject.card.judgment):
        if judgment.probability is not None and not judgment.likelihood.holds(judgment.probability):
            yield _outside(("judgment", place, "probability"), judgment.probability, judgment.likelihood)
    for at, judgment in subject.english:
        low, high = judgment.likelihood.band
        for percent, phrase in percents(judgment.statement):
            if not low <= percent <= high:
                yield _outside(at, percent, judgment.likelihood, phrase.piece)


@card_rule("J06", Severity.WARNING)
def term_of_another_scale(subject: Subject) -> Iterator[Finding]:
    """A judgment's `statement` uses a term of likelihood that is not one of the seven.

    "Realistic possibility" is 40 to 50 percent on the British yardstick and nothing on this one; "highly probable"
    belongs to the second row of ICD 203; "not likely" is anything up to even. A reader has one key to the terms.

    Fix: use one of the seven: almost no chance, very unlikely, unlikely, roughly even chance, likely, very likely,
    almost certain.

    Wrong: statement = "There is a realistic possibility that the talks resume by June."
    Right: statement = "There is a roughly even chance that the talks resume by June."

    From: ICD 203 (2015), D.6.e(2)(a), which asks that rows of terms are not mixed; the British terms are those of the
    PHIA probability yardstick.
    """
    for at, judgment in subject.english:
        for term in likelihoods(judgment.statement):
            if term.likelihood is None:
                yield Finding(at, f"{named(term.words)} is not a term of this scale", _SEVEN, term.piece)


@card_rule("J07", Severity.WARNING)
def hedge_that_says_nothing(subject: Subject) -> Iterator[Finding]:
    """A judgment's `statement` hedges with a word that any outcome would bear out.

    "May" and "cannot rule out" hold at one percent and at ninety-nine, so they cannot be wrong and do not help to
    decide. In a sentence that names its odds, "may", "could" and "possibly" are often something else, as leave or
    ability: there only "cannot be ruled out" and its like are told.

    Fix: say how likely it is, or leave the clause out. The month has a capital: May.

    Wrong: statement = "Talks may resume before July, and an incident cannot be ruled out."
    Right: statement = "Talks are likely to resume before July."

    From: the PHIA probability yardstick, which warns of "might" as a term that only seems to judge.
    """
    for at, judgment in subject.english:
        for hedge in hedges(judgment.statement):
            yield Finding(
                at,
                f"{named(hedge.words)} does not say how likely it is",
                "use a term of the scale, or leave it out",
                hedge.piece,
            )


@card_rule("J08", Severity.WARNING)
def confidence_without_basis(subject: Subject) -> Iterator[Finding]:
    """A judgment has `confidence` and no `basis`.

    Confidence is a grade for the basis: how many sources, how good, how near, and what is inferred. A grade without
    the work it was given for can be neither checked nor contested.

    Fix: say in `basis` what the judgment rests on and what is missing, or leave `confidence` out.

    Wrong: confidence = "low"
    Right: confidence = "low"
           basis = "Inferred from silence in one account of the call."

    From: ICD 203 (2015), D.6.e(2).
    """
    for place, judgment in enumerate(subject.card.judgment):
        if judgment.confidence and not judgment.basis:
            yield Finding(
                ("judgment", place, "confidence"),
                f"`{judgment.confidence}` confidence in what has no `basis`",
                "say in `basis` what it rests on and what is missing",
            )


@card_rule("J09", Severity.WARNING)
def confidence_beyond_its_sources(subject: Subject) -> Iterator[Finding]:
    """Moderate or high confidence rests on fewer than two origins, or only on sources graded D, E or F.

    Ten articles that copy one agency are one source. What counts is how many looked for themselves, so a claim counts
    by its `origin`, else by its `source`. Looked at are judgments and the current assessment of a risk.

    Fix: add a claim of another origin to `claims`, or lower the confidence.

    Wrong: confidence = "moderate"    claims = ["c1", "c2"], both of which rely on one paper
    Right: confidence = "moderate"    claims = ["c1", "c3"], two newsrooms with reporters of their own

    From: ICD 203 (2015), D.6.e(1), and ICD 206; the grades are those of AJP-2.1.
    """
    for at, confidence, parts, _ in _rated(subject.card):
        if confidence in {None, Confidence.LOW}:
            continue
        claims = [claim for part in parts if (claim := subject.library.claim(subject.reference, part))]
        origins = {origin for claim in claims if (origin := claim.origin or claim.source)}
        if len(origins) < 2:
            rests = f"one origin, `{min(origins)}`" if origins else "no origin"
            yield Finding(
                at,
                f"`{confidence}` confidence rests on {rests}",
                "add a claim of another origin to `claims`, or lower the confidence",
            )
        if _only_doubted(subject, claims):
            yield Finding(
                at,
                f"`{confidence}` confidence rests only on sources graded D, E or F",
                "add a claim from a better source to `claims`, or lower the confidence",
            )


@card_rule("J10", Severity.WARNING)
def high_confidence_far_ahead(subject: Subject) -> Iterator[Finding]:
    """High confidence in something more than a year after the card's `as_of`.

    Over a year leaders, budgets and alliances change in ways that no present source reports, however good it is: the
    basis for what happens then is thinner than it looks.

    Fix: lower the confidence, or judge a nearer date.

    Wrong: as_of = 2024-10-03    by = 2026-03-31    confidence = "high"
    Right: as_of = 2024-10-03    by = 2026-03-31    confidence = "moderate"

    From: the content's form.
    """
    as_of = subject.card.as_of
    for at, confidence, _, by in _rated(subject.card):
        if confidence is Confidence.HIGH and by and _in_days(by) > (as_of.year + 1, as_of.month, as_of.day):
            yield Finding(
                at,
                f"`high` confidence in {by}, more than a year after {as_of}",
                "lower the confidence, or judge a nearer date",
            )


@card_rule("J11", Severity.WARNING)
def key_judgment_without_a_way_out(subject: Subject) -> Iterator[Finding]:
    """A key judgment has no `alternative`, and its card no signpost.

    The judgments that readers act on are those to be surprised by. Another reading of the same claims, or a thing to
    watch for, shows that being wrong was thought of, and tells when it is time to think again.

    Fix: give the best other reading in `alternative`, or add a [[signpost]].

    Wrong: key = true, and nothing else
    Right: key = true
           alternative = "A new administration trades SOFA changes for higher spending."

    From: ICD 203 (2015), D.6.e(3) on indicators and D.6.e(4) on alternatives.
    """
    for place, judgment in enumerate(subject.card.judgment):
        if judgment.key and not judgment.alternative and not subject.card.signpost:
            yield Finding(
                ("judgment", place, "key"),
                "a key judgment has neither an `alternative` nor a signpost",
                "give the best other reading in `alternative`, or add a [[signpost]]",
            )


_SEVEN: Final = f"use {', '.join(Likelihood)}"
_AFTER_LATIN: Final = "\u0250"


def _our_terms(judgment: Judgment) -> dict[Likelihood, Phrase]:
    """The likelihoods that a statement gives as its own, each where it does so first."""
    terms: dict[Likelihood, Phrase] = {}
    for term in likelihoods(judgment.statement):
        if term.likelihood and term.stated:
            terms.setdefault(term.likelihood, term)
    return terms


def _is_latin(text: str) -> bool:
    """Whether at least half of its letters are Latin."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(letter < _AFTER_LATIN for letter in letters) >= len(letters)


def _outside(at: KeyPath, percent: int, likelihood: Likelihood, piece: str = "") -> Finding:
    """A percent that is not what the likelihood stands for: whose it is, and which would be right."""
    held = [whole for whole in range(100) if likelihood.holds(whole)]
    mend = f"give a percent from {held[0]} to {held[-1]}"
    for other in Likelihood:
        if other.holds(percent):
            help_ = f'{mend}, or `likelihood = "{other}"`'
            return Finding(at, f"{percent} percent is `{other}`, not `{likelihood}`", help_, piece)
    return Finding(at, f"{percent} percent is no odds", mend, piece)


def _texts(card: Card) -> Iterator[tuple[KeyPath, str]]:
    """All that is said of likelihood or confidence in running text."""
    yield ("summary",), card.summary
    if card.analysis:
        yield ("analysis",), card.analysis
    for place, assessment in enumerate(card.risk.assessment if card.risk else ()):
        yield ("risk", "assessment", place, "why"), assessment.why
    for place, judgment in enumerate(card.judgment):
        for key in ("statement", "basis", "alternative"):
            if text := getattr(judgment, key):
                yield ("judgment", place, key), text


def _rated(card: Card) -> Iterator[tuple[KeyPath, Confidence | None, tuple[str, ...], date | None]]:
    """Whatever has a confidence that holds now: its place, it, the claims that it rests on, and the deadline."""
    if card.risk and (current := card.risk.current):
        place = len(card.risk.assessment) - 1
        yield ("risk", "assessment", place, "confidence"), current.confidence, current.claims, card.risk.by
    for place, judgment in enumerate(card.judgment):
        yield ("judgment", place, "confidence"), judgment.confidence, judgment.claims, judgment.by


def _only_doubted(subject: Subject, claims: list[Claim]) -> bool:
    """Whether every source is graded, and none better than D."""
    sources = [subject.library.sources.get(claim.source) for claim in claims if claim.source]
    return bool(sources) and all(source is not None and source.reliability in _DOUBTED for source in sources)


def _in_days(day: date) -> tuple[int, int, int]:
    """A day to compare with one that no calendar has, as 29 February of the year after a leap year."""
    return day.year, day.month, day.day


RULES: Final[tuple[Rule, ...]] = (
    no_likelihood_in_the_statement,
    two_likelihoods_in_the_statement,
    likelihood_and_confidence_together,
    statement_against_its_likelihood,
    probability_outside_its_band,
    term_of_another_scale,
    hedge_that_says_nothing,
    confidence_without_basis,
    confidence_beyond_its_sources,
    high_confidence_far_ahead,
    key_judgment_without_a_way_out,
)
