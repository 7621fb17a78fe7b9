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
    stated: bool = True
    """Whether they are the odds that the sentence gives.

    They are not where a thing goes by them ("a likely successor"), where they are past, or what others say.
    """

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
    """Every term of likelihood: ours, and without a `likelihood` those of other scales that are stated.

    The longest phrase counts: "very unlikely" is one term. What only compares, as "more likely", is none.
    """
    return tuple(
        Phrase(text, start + term.start(), start + term.end(), likelihood, stated)
        for start, sentence in _spoken(text)
        for term, likelihood, stated in _terms(sentence)
    )


def percents(text: str) -> Iterator[tuple[int, Phrase]]:
    """Every percent that a sentence gives as its odds; of "60 to 70 percent" both."""
    if not ("%" in text or "cent" in text.lower()):  # most texts are spared the rest
        return
    for start, sentence in _spoken(text):
        reported = _reported(sentence)
        odds = [match for match in re.finditer(_PERCENT_CHANCE, sentence) if match.start() < reported]
        odds += [
            match
            for term, _, stated in _terms(sentence)
            if stated and (match := _BRACKETED.match(sentence, term.end()))
        ]
        for match in odds:
            if share := _PERCENT.search(sentence, match.start()):
                phrase = Phrase(text, start + share.start(), start + share.end())
                yield from ((int(percent), phrase) for percent in _NUMBER.findall(share[0]))


def confidences(text: str) -> Iterator[Phrase]:
    """Every expression of how sure the analyst is; the confidence that actors have is none."""
    if perhaps_confident(text):  # most texts are spared the search
        for start, sentence in _spoken(text):
            phrases = list(re.finditer(_CONFIDENCE, sentence))
            told_by_others = phrases and _reported(sentence) < len(sentence)
            for phrase in phrases:
                if phrase["ours"] or not told_by_others:
                    group = phrase.lastgroup or 0
                    yield Phrase(text, start + phrase.start(group), start + phrase.end(group))


def perhaps_confident(text: str) -> bool:
    """Whether a text may have a word of how sure somebody is."""
    lowered = text.lower()
    return "confiden" in lowered or " sure" in lowered


def hedges(text: str) -> Iterator[Phrase]:
    """Every word that leaves open how likely a thing is; beside a likelihood only what can mean nothing else."""
    lowered = text.lower()
    # Most texts are spared the rest; there are letters that are a hedge's in another case only to a pattern.
    if text.isascii() and not any(word in lowered for word in _HEDGING):
        return
    spoken = unquoted(text)
    if re.search(_HEDGE, spoken, re.IGNORECASE):
        for start, sentence in _spoken(text):
            hedge = _PLAIN_HEDGE if any(_terms(sentence)) else _HEDGE
            for match in re.finditer(hedge, spoken[start : start + len(sentence)], re.IGNORECASE):
                yield Phrase(text, start + match.start(), start + match.end())


def sentences(text: str) -> Iterator[range]:
    """Where each sentence stands; a paragraph, a bullet, a row, a heading, a line with a label ends one too."""
    start = 0
    for match in _BREAK.finditer(_LINE_APART.sub(r"\1\f", text)):
        if match["end"]:
            yield range(start, match.end())
            start = match.end()
    yield range(start, len(text))


def unquoted(text: str) -> str:
    """Blank the quotations out: what others say is not judged. All else stays in its place."""
    return _QUOTATION.sub(lambda quotation: '"' * len(quotation[0]), text)


def _spoken(text: str) -> Iterator[tuple[int, str]]:
    """The sentences in small letters, their quotations blank, each with its start."""
    # Three times as fast as ignoring case; and one letter alone grows when it is lowered.
    lowered = unquoted(text).replace("İ", "I").lower()
    for sentence in sentences(text):
        yield sentence.start, lowered[sentence.start : sentence.stop]


def _terms(sentence: str) -> Iterator[tuple[re.Match[str], Likelihood | None, bool]]:
    """The terms of a sentence, what each is on our scale, and whether it is stated."""
    terms = [term for term in _LIKELIHOOD.finditer(sentence) if term.lastgroup != "aside"]
    reported = _reported(sentence) if terms else 0
    for term in terms:
        ours = Likelihood.ROUGHLY_EVEN_CHANCE if term["even"] else _OURS.get(_GAP.sub(" ", term[0]))
        stated = term.start() < reported and _is_stated(sentence, term)
        if ours or stated:
            yield term, ours, stated


def _is_stated(sentence: str, term: re.Match[str]) -> bool:
    """Whether a sentence states a term of its own, by the words around it."""
    before = _BEFORE.search(sentence[max(term.start() - _NEAR, 0) : term.start()])
    led_by = before.lastgroup if before else None
    if led_by in {"apart", "verb"}:
        return led_by == "verb"
    match term.lastgroup:
        case "adjective":
            after = _AFTER.match(sentence, term.end())
            return after is not None and led_by != "noun" and (led_by == "clause" or not after["to"])
        case "adverb":
            return led_by != "noun"
        case "compared":
            return False
    return True


def _reported(sentence: str) -> int:
    """From where on a sentence tells what others say; its length where it does not."""
    for saying in _SAYING.finditer(sentence):
        if not saying["we"]:
            return 0 if saying["after"] else saying.start()
    return len(sentence)


# A pattern that most texts are spared stands here as text: `re` makes it when one is not, which takes milliseconds.

# Quotations end with their paragraph; a straight mark after a letter or a digit opens none.
_QUOTATION: Final = re.compile(r'(?<!\w)"[^"\n]*(?:\n(?!\s*\n)[^"\n]*)*"|“[^“”\n]*(?:\n(?!\s*\n)[^“”\n]*)*”')
_GAP: Final = re.compile(r"[\s*_]+")
_WORD: Final = re.compile(r"\S+")
_NUMBER: Final = re.compile(r"\d+")
_MOST_BEFORE: Final = 3

# A heading ends with its line, as do the lines of a list as "Confidence: low": there a form feed, which no content has.
_LABEL: Final = r"[ \t]*[\w*][^\n.,;:]{0,30}:[*_]*\s"
_LINE_APART: Final = re.compile(rf"^([ \t]*#{{1,6}}\s[^\n]*|{_LABEL}[^\n]*(?=\n{_LABEL}))\n", re.MULTILINE)
# A full stop after these ends no sentence; after the second kind only where a number follows.
_BREAK: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Adm|Lt|Col|Capt|Sen|Rep|Gov|St|vs|cf|e\.g|i\.e)\."
    r"|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No|Art|pp?)\.(?=\s*\d)"
    r'|(?P<end>[.!?…](?:["”’)*_\]]|\[[^\[\]\n]*\])*\s++(?![a-z])|\f\s*|\n\s*\n'
    r"|\n\s*(?=(?:[-*+]|\d{1,2}[.)])\s|[|#=]|--))"
)


def _spaced(pattern: str) -> str:
    """The pattern with whatever may stand between two words for each space in it."""
    return pattern.replace(" ", _GAP.pattern)


def _whole(*phrases: str) -> str:
    """A pattern of any of these, as whole phrases."""
    return _spaced(rf"(?<![^\W_])(?<!\w-)(?:{'|'.join(phrases)})(?![^\W_]|-\w)")


_OURS: Final = {
    **{likelihood.value: likelihood for likelihood in Likelihood},
    "almost certainly": Likelihood.ALMOST_CERTAIN,
}
_SOMEHOW: Final = (
    "(?:highly|extremely|exceptionally|exceedingly|overwhelmingly|vanishingly|quite|fairly|rather|somewhat|pretty"
    "|reasonably|relatively|moderately)"
)
_NOT: Final = (
    "(?:not|[a-z]+n['’]t|hardly|scarcely|barely|never|neither|nor|no longer|far from|by no means|anything but)"
)
_NOT_EVEN: Final = "(?:at all|all that|very|so|too|that|even|remotely|really|particularly|especially|seem|look|appear)"
_CHANCE: Final = "(?:chance|possibility|probability|likelihood|prospect)"
_NEARLY: Final = "(?:roughly|about|nearly|almost|better than|less than)"
_LIKELIHOOD: Final = re.compile(
    _whole(
        "almost no chance|roughly even chance",
        r"(?P<even>roughly-even chance|chances? (?:[^\s*_,;.]+,? ){0,12}?(?:is|are|remains?) roughly even)",
        f"{_NOT}(?: {_NOT_EVEN})* (?:(?:un)?likely|almost certain(?:ly)?)",  # any odds but these
        "(?:far from|by no means) certain(?! (?:of|about))",
        f"remote {_CHANCE}s?|{_CHANCE}s? (?:is|are|remains?|seems?) remote",
        "realistic (?:possibility|probability)",
        f"(?:{_NEARLY} )?even (?:chance(?! (?:encounter|meeting|remark))|odds(?! and ends))",
        f"chances (?:are )?(?:{_NEARLY} )?even",
        "(?:fifty-fifty|50[-–/]50) (?:chance|odds)",
        r"toss[-\s]up",
        "(?:more|less) (?:likely|probable) than not|as (?:likely|probable) as not",
        "(?P<adverb>(?:almost|nearly|virtually|practically|all but) certainly"
        f"|(?:(?:very|most|{_SOMEHOW}) )?(?:im)?probably)",
        f"(?P<adjective>(?:(?:very|{_SOMEHOW}) )?(?:(?:un)?likely|(?:im)?probable(?! causes?))"
        "|(?:almost|nearly|virtually|practically|all but) certain|fifty-fifty|50[-–/]50)",
        "(?P<compared>(?:most|increasingly) (?:(?:un)?likely|(?:im)?probable))",  # odds only as "is most likely"
        "(?P<aside>(?:more|less|least|equally|as|how|however) (?:(?:un)?likely|(?:im)?probable)|in the unlikely event)",
    )
)

# What leads a term: a verb whose odds it is; what sets it apart, as past, supposed, or part of what "makes it likely";
# a word that a noun follows; or the beginning of a clause.
_ADVERB: Final = "(?:[a-z]+ly|not|also|still|now|then|already|again|just|even|quite|thus|indeed|very|much|so|too)"
_VERB: Final = (
    "(?:is|are|am|be|seems?|looks?|appears?|remains?|will"
    "|(?:it|that|there|he|she)['’]s|(?:we|they|you)['’]re|[a-z]+['’]ll)"
)
_BEFORE: Final = re.compile(
    _spaced(
        r"(?:(?P<apart>\b(?:was|were|been|had|seemed|looked|appeared|remained|thought|deemed|considered|called"
        r"|(?:would|could|might|must)(?: be)?|to be)(?: an?)?"
        rf"|\b(?:if|unless|whether|once|when) [^,;]*?\b{_VERB}|\b(?:that|which|who) {_VERB}"
        r"|\b(?:makes?|making|leaves?|leaving|keeps?) (?:(?!(?:is|are|be|will|and|but|or) )[^\s*_,;]+ )+?)"
        rf"|(?P<verb>\b{_VERB})"
        r"|(?P<noun>\b(?:an?|the|this|these|those|any|every|each|no|some|such|another|its|their|his|her|our|my"
        r"|of|for|to|from|with|without|despite|amid|against|by|on|in|into|over|after|before|as|than|like|between|about"
        r"|if|though|although|albeit|while|when|whether|percent|per cent)|['’]s|s['’]|%)"
        r"|(?P<clause>\b(?:and|but|or|yet)|[,;:(—–-]|^))"
        rf"(?: {_ADVERB}){{0,3}}[\s*_]*$"
    )
)
_NEAR: Final = 60
# What follows it where no noun does.
_AFTER: Final = re.compile(
    r"[\s*_]*(?:$|[.,;:!?…()\[—–-]|(?P<to>to\b)|(?:that|by|before|until|within|in|on|at|from|during|under|after|the|this"
    r"|next|if|unless|once|when|while|because|for|given|too|again|soon|now)\b)"
)
_SAID: Final = (
    r"(?:says?|said|saying|thinks?|thought|believes?|believed|argues?|argued|expects?|warns?|warned|judge[sd]?|told"
    r"|assess(?:es|ed)?|estimate[sd]?|predict(?:s|ed)?|forecasts?|considers?|considered|deem(?:s|ed)?|writes|wrote"
    r"|holds? that|reported|according to|call(?:s|ed)(?! (?:off|for|on|by|to|with|between)\b))"
)
_SAYING: Final = re.compile(
    _spaced(
        r"(?:(?P<we>\bwe (?:[a-z]+ ){0,2})"
        rf"|(?P<after>[,—–] (?:as )?(?:the )?(?!we\b)[a-z’'-]+ )|\b){_SAID}\b"
    )
)

_PERCENT: Final = re.compile(
    r"(?<![\d.,])(?:100|\d{1,2})(?:\s?%)?(?:\s?(?:-|–|to)\s?(?:100|\d{1,2}))?\s?(?:%|per\s?cent\b)", re.IGNORECASE
)
_ABOUT: Final = rf"(?:(?:about|roughly|around|some) |~\s?)?{_PERCENT.pattern}"
_BRACKETED: Final = re.compile(_spaced(rf"[\s*_]*\({_ABOUT}(?: {_CHANCE})?\)"))
_PERCENT_CHANCE: Final = _spaced(
    rf"^\W*there is an? {_ABOUT} {_CHANCE}"
    rf"|, with an? (?:{_ABOUT} {_CHANCE}|{_CHANCE} of {_ABOUT})(?=\s*(?:[.;)]|$))"
)

_DEGREE: Final = r"(?:very )?(?:low|moderate|medium|high)(?:[-\s]to[-\s](?:moderate|medium|high))?"
_LEVEL: Final = f"{_DEGREE} (?:analytic(?:al)? |overall )?confidence"
_FINDING: Final = (
    "(?:judge?ment|assessment|forecast|estimate|rating|finding|conclusion|reading|basis|evidence|source)s?"
)
_OF_US: Final = (  # and not of voters in a government, nor a vote of it
    r"\b(?![-\s](?:votes?|motions?|building|measures?)\b)(?! (?:among|within|between|of)\b"
    f"| in (?!(?:(?:this|that|these|those|our|the|its) )?{_FINDING}))"
)
_CONFIDENCE: Final = _spaced(
    rf"\b(?P<ours>our (?:(?:overall|analytic(?:al)?|own|level of|degree of) )*confidence{_OF_US}"
    rf"|we (?:do not |don['’]t )?(?:have|hold|place) (?:[a-z]+ ){{0,3}}confidence{_OF_US}"
    rf"|we (?:[a-z]+ )?(?:{_SAID}|hold|conclude),? with (?:[a-z]+ )?confidence{_OF_US}"
    r"|we(?:['’]re| (?:are|remain|feel)) (?:[a-z]+ ){0,2}(?:confident|sure)\b"
    r"|we (?:can )?confidently\b)"
    # What begins the sentence, or is a clause at its end or in brackets.
    rf"|^\W*(?P<first>with {_LEVEL}(?=[*_]*,| (?:we|it|there|that)\b)|{_LEVEL}(?=:| that\b)"
    rf"|confidence(?: is|:) {_DEGREE}{_OF_US})"
    r"|(?:[,;(—–]|\b(?:but|though|although|while|likely|certain|chance)\b)[\s*_]*(?:but )?"
    rf"(?P<last>(?:with )?{_LEVEL}|confidence(?: is|:) (?:only )?{_DEGREE})(?=[\s*_]*(?:[.;)]|$))"
)

_PLAIN: Final = (
    "(?:can(?: )?not|can['’]t|could not|couldn['’]t) (?:[a-z]+ly )?"
    "(?:rule (?:it )?out|be (?:[a-z]+ly )?(?:ruled out|excluded(?! from)))"
    "|we (?:do not|don['’]t) rule out|not out of the question"
    "|it(?:['’]s| is| remains) possible(?= that)|(?:is|are|remains?) conceivable"
)
_HEDGING: Final = ("may", "might", "could", "possib", "perhaps", "conceivabl", "rule", "exclude", "question")
"""One of these is in every hedge of plain letters."""
_PLAIN_HEDGE: Final = _whole(_PLAIN)
_HEDGE: Final = _whole(
    _PLAIN,
    "(?-i:may)",  # with a capital it is the month
    r"(?<!\bits\s)(?<!\bof\s)(?<!\bmilitary\s)(?<!\bnaval\s)(?<!['’]s\s)might",  # the verb, not the power
    "could|possibly|perhaps|maybe|conceivably|(?:is|are|remains?) possible(?! to)",
)
