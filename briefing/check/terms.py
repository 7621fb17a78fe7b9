"""The words of likelihood and confidence, as they stand in English text.

Phrases are matched whole, in any case, over line breaks and Markdown's emphasis, and never inside a quotation.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from briefing.model.scales import Likelihood

if TYPE_CHECKING:
    from collections.abc import Iterator


class Phrase(NamedTuple):
    """Some words of a text, and where they stand in it."""

    text: str
    start: int
    end: int
    likelihood: Likelihood | None = None
    """What they stand for on our scale, if they do."""

    @property
    def words(self) -> str:
        """The words as a message shows them: on one line, without emphasis."""
        return _GAP.sub(" ", self.text[self.start : self.end])

    @property
    def piece(self) -> str:
        """The words as written, as far as they stand on one line.

        Where they are met earlier, as "likely" is in "unlikely", some words before them lead them.
        """
        line = self.text.rfind("\n", 0, self.start) + 1
        end = self.start + len(self.text[self.start : self.end].partition("\n")[0])
        before = [word.start() for word in _WORD.finditer(self.text, line, self.start)][-_MOST_BEFORE:]
        for start in (self.start, *reversed(before)):
            if self.text.find(self.text[start:end]) == start:
                return self.text[start:end]
        return ""


@lru_cache(maxsize=64)
def likelihoods(text: str) -> tuple[Phrase, ...]:
    """Every term of likelihood: ours, and without a `likelihood` those of other scales.

    The longest phrase counts: "very unlikely" is one term. What only compares, as "more likely", is none.
    """
    # Three times as fast as ignoring case; and one letter alone grows when it is lowered.
    lowered = unquoted(text).replace("İ", "I").lower()
    return tuple(
        Phrase(text, *match.span(), _OURS.get(_GAP.sub(" ", match[0])))
        for match in _LIKELIHOOD.finditer(lowered)
        if not match["aside"]
    )


def confidences(text: str) -> Iterator[Phrase]:
    """Every expression of how sure the analyst is; the confidence that actors have in each other is none."""
    if "confiden" in text.lower():  # most texts are spared the search
        for match in _CONFIDENCE.finditer(unquoted(text)):
            yield Phrase(text, *match.span())


def hedges(text: str) -> Iterator[Phrase]:
    """Every word that leaves open how likely a thing is."""
    for match in _HEDGE.finditer(unquoted(text)):
        yield Phrase(text, *match.span())


def sentences(text: str) -> Iterator[range]:
    """Where each sentence stands; a paragraph, a bullet, a row of a table ends one too."""
    start = 0
    for match in _BREAK.finditer(text):
        if match["end"]:
            yield range(start, match.end())
            start = match.end()
    yield range(start, len(text))


def unquoted(text: str) -> str:
    """Blank the quotations out: what others say is not judged. All else stays in its place."""
    return _QUOTATION.sub(lambda quotation: '"' * len(quotation[0]), text)


# Quotations end with their paragraph; a straight mark after a letter or a digit opens none.
_QUOTATION: Final = re.compile(r'(?<!\w)"[^"\n]*(?:\n(?!\s*\n)[^"\n]*)*"|“[^“”\n]*(?:\n(?!\s*\n)[^“”\n]*)*”')
_GAP: Final = re.compile(r"[\s*_]+")
_WORD: Final = re.compile(r"\S+")
_MOST_BEFORE: Final = 3

# A full stop after these ends no sentence; after the second kind only where a number follows.
_BREAK: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Adm|Lt|Col|Capt|Sen|Rep|Gov|St|vs|cf|e\.g|i\.e)\."
    r"|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Art|pp?)\.(?=\s*\d)"
    r'|(?P<end>[.!?](?:["”’)*_\]]|\[[^\[\]\n]*\])*\s++(?![a-z])|\n\s*\n|\n\s*(?=(?:[-*+]|\d{1,2}[.)])\s|[|#]))'
)


def _whole(*phrases: str) -> str:
    """A pattern of any of these, as whole phrases; a space in one is whatever stands between two words."""
    return rf"(?<![^\W_])(?<!\w-)(?:{'|'.join(phrases)})(?![^\W_]|-\w)".replace(" ", _GAP.pattern)


def _not_after(phrase: str, *before: str) -> str:
    """A pattern of the phrase where none of these words leads it."""
    return phrase + "".join(rf"(?<!\b{word}\s{phrase})".replace(" ", r"\s") for word in before)


_OURS: Final = {
    **{likelihood.value: likelihood for likelihood in Likelihood},
    "almost certainly": Likelihood.ALMOST_CERTAIN,
}
_SOMEHOW: Final = (
    "(?:highly|extremely|exceptionally|exceedingly|overwhelmingly|vanishingly|quite|fairly|rather|somewhat|pretty"
    "|reasonably|relatively|moderately)"
)
_NOT: Final = "(?:not|[a-z]+n['’]t|hardly|scarcely|barely|never|neither|nor|no longer)"
_NOT_EVEN: Final = "(?:at all|all that|very|so|too|that|even|remotely|really|particularly|especially|seem|look|appear)"
_CHANCE: Final = "(?:chance|possibility|probability|likelihood|prospect)"
_NEARLY: Final = "(?:roughly|about|nearly|almost|better than|less than)"
_OTHERS: Final = (
    f"{_NOT}(?: {_NOT_EVEN})* (?:(?:un)?likely|almost certain(?:ly)?)",  # any odds but these
    f"{_SOMEHOW} (?:un)?likely",
    f"(?:(?:very|most|{_SOMEHOW}) )?(?:im)?probably",
    f"(?:(?:very|{_SOMEHOW}) )?(?:im)?probable(?! causes?)",
    "(?:nearly|virtually|practically|all but) certain(?:ly)?",
    f"remote {_CHANCE}s?|{_CHANCE}s? (?:is|are|remains?|seems?) remote",
    "realistic (?:possibility|probability)",
    f"(?:{_NEARLY} )?even (?:chance(?! (?:encounter|meeting|remark))|odds(?! and ends))",
    f"chances (?:are )?(?:{_NEARLY} )?even",
    r"fifty-fifty|50[-–/]50|toss[-\s]up",
    "(?:more|less) (?:likely|probable) than not|as (?:likely|probable) as not",
)
_ASIDES: Final = (
    "(?:more|less|most|least|increasingly|equally|as|how|however) (?:(?:un)?likely|(?:im)?probable)",
    "in the unlikely event",
)
_LIKELIHOOD: Final = re.compile(
    _whole(*sorted(_OURS, key=len, reverse=True), *_OTHERS, f"(?P<aside>{'|'.join(_ASIDES)})")
)

_DEGREE: Final = "(?:low|moderate|medium|high)"
_FINDING: Final = (
    "(?:judge?ment|assessment|forecast|estimate|rating|finding|conclusion|reading|basis|evidence|source)s?"
)
_NO_VOTE: Final = r"(?![-\s](?:votes?|motions?|building|measures?)\b)"
_OF_US: Final = (  # and not of voters in a government
    f"{_NO_VOTE}(?! (?:among|within|between|of)| in (?!(?:(?:this|that|these|those|our|the|its) )?{_FINDING}))"
)
_CONFIDENCE: Final = re.compile(
    _whole(
        rf"(?:with )?(?<!['’]s\s)(?<!\btheir\s)(?<!\bits\s)(?<!\bhis\s)(?<!\bher\s){_DEGREE}[-\s]"
        f"(?:analytic(?:al)? |overall )?confidence{_OF_US}",
        f"with (?:some|little|limited|reasonable) confidence{_OF_US}",
        "(?:we|to|can|can(?: )?not) (?:say|judge|assess|estimate|conclude|predict|forecast)"
        " with (?:[a-z]+ )?confidence",
        rf"(?:(?<![a-z]\s)|(?:our|the|analytic(?:al)?|overall|but|and|while|though|because) )confidence"
        f"(?: in (?:this|that|these|those|our|the) {_FINDING})? (?:is|remains) (?:only )?{_DEGREE}",
        rf"confidence:\s*{_DEGREE}",
        f"we (?:have|hold|place) (?:[a-z]+ )?confidence{_NO_VOTE}",
        "we(?:['’]re| (?:are|remain|feel)) (?:[a-z]+ ){0,2}confident",
        "(?:we|we can|be) confidently",
    ),
    re.IGNORECASE,
)

_HEDGE: Final = re.compile(
    _whole(
        _not_after("(?-i:may)", "come what", "the case"),  # with a capital it is the month
        _not_after(
            "might",  # the verb, not the power
            *("its", "their", "his", "her", "our", "your", "the", "of", "by", "with", "'s", "’s"),
            *("military", "naval", "economic", "industrial", "financial", "nuclear", "growing", "full"),
        )
        + r"(?! (?:of|is|was|and|alone|abroad)\b|\s*(?:[.,;:!?)]|$))",
        "(?:can(?: )?not|can['’]t|could not|couldn['’]t) (?:[a-z]+ly )?(?:rule (?:it )?out|be (?:[a-z]+ly )?ruled out)",
        "could",
        _not_after("it", "if", "as", "where", "when") + "(?:['’]s| is| remains) possible",
        "possibly|perhaps|maybe|conceivably",
    ),
    re.IGNORECASE,
)
