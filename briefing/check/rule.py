"""What a rule is, what it looks at, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, NamedTuple

from briefing.check.cited import Cited
from briefing.library.links import links_around, links_of_card

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from briefing.library.archive import Archived
    from briefing.library.library import Library, Reading
    from briefing.library.links import Link
    from briefing.library.positions import KeyPath
    from briefing.library.problem import Severity
    from briefing.model.card import Card, Judgment


@dataclass(frozen=True)
class Desk:
    """All that a check judges by: the content, the day, and the archive if there is one."""

    library: Library
    on: date
    """The day that the briefing is read on; of a closed one its own."""
    archive: Mapping[str, Archived] | None = None
    """What is kept of each source, by its id; None where no archive is given, and no quotation is checked."""
    counted: Cited | None = None
    """What the cards name, where it was counted as they were read."""

    @cached_property
    def cited(self) -> Cited:
        """What the claims of all cards name."""
        return self.counted or Cited.of(self.library)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links that stand in no card."""
        return tuple(links_around(self.library))


class Subject:
    """A card under check, which can be read, and the desk that it is on."""

    def __init__(self, reference: str, reading: Reading[Card], desk: Desk) -> None:
        assert reading.model is not None
        card = reading.model
        self.reference, self.reading, self.card, self.desk = reference, reading, card, desk
        self.library = desk.library
        """The content around the card."""
        self.on = desk.on
        """The day that all is judged by."""
        self.links = tuple(links_of_card(reading.path, card))
        region = self.library.regions[reference.partition("/")[0]]
        language = card.language or region.language or self.library.briefing.language
        self.is_english = language.lower().partition("-")[0] == "en"
        """Whether the rules of English apply: by the card's language, else its region's, else the briefing's."""
        judgments = enumerate(card.judgment) if self.is_english else ()
        self.english: list[tuple[KeyPath, Judgment]] = [(("judgment", at, "statement"), each) for at, each in judgments]
        """The judgments that the rules of English apply to, each with the place of its statement."""


class Finding(NamedTuple):
    """What a rule has to say, and the key that it says it of."""

    at: KeyPath
    """The key, as the model has it: `("judgment", 0, "by")`. Empty where it is the file."""
    message: str
    help: str = ""
    """What to do; empty where the message says it all."""
    piece: str = ""
    """The part of the key's text that is at fault, as it stands there; empty where it is the whole."""
    file: Path | None = None
    """Where the key stands; None where that is the card's own file."""
    place: tuple[int, int, int] | None = None
    """Line, column and width in the file; None where they are those of the key."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that `check` finds."""

    code: str
    """A letter for the topic and a number, as `J03`."""
    severity: Severity
    name: str
    """Its name in words, as `likelihood-and-confidence-together`."""
    about: str
    """What `--explain` prints: what it finds, why that matters, how to mend it, and whose standard it is."""
    of_card: Callable[[Subject], Iterator[Finding]] | None = field(default=None, repr=False)
    """How it looks at one card."""
    of_file: Callable[[Reading[Any]], Iterator[Finding]] | None = field(default=None, repr=False)
    """How it looks at one file, of a card or not, as it is written."""
    of_link: Callable[[Link], Iterator[Finding]] | None = field(default=None, repr=False)
    """How it looks at one link, of a card or not."""
    of_desk: Callable[[Desk], Iterator[Finding]] | None = field(default=None, repr=False)
    """How it looks at what is around the cards, and at what they come to; its findings name their file.

    A rule that only reading the files can follow has none of these.
    """

    @property
    def summary(self) -> str:
        """What it finds, in a sentence."""
        return self.about.partition("\n")[0]


def card_rule(code: str, severity: Severity) -> Callable[[Callable[[Subject], Iterator[Finding]]], Rule]:
    """Make a rule of a function that looks at one card; its docstring is what the rule is explained by."""
    return lambda look: Rule(code, severity, _name(look), cleandoc(look.__doc__ or ""), of_card=look)


def file_rule(code: str, severity: Severity) -> Callable[[Callable[[Reading[Any]], Iterator[Finding]]], Rule]:
    """Make a rule of a function that looks at one file as it is written."""
    return lambda look: Rule(code, severity, _name(look), cleandoc(look.__doc__ or ""), of_file=look)


def link_rule(code: str, severity: Severity) -> Callable[[Callable[[Link], Iterator[Finding]]], Rule]:
    """Make a rule of a function that looks at one link, wherever it stands."""
    return lambda look: Rule(code, severity, _name(look), cleandoc(look.__doc__ or ""), of_link=look)


def desk_rule(code: str, severity: Severity) -> Callable[[Callable[[Desk], Iterator[Finding]]], Rule]:
    """Make a rule of a function that looks at what is around the cards, and at what all of them come to."""
    return lambda look: Rule(code, severity, _name(look), cleandoc(look.__doc__ or ""), of_desk=look)


def told_elsewhere(code: str, severity: Severity) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule of an explanation alone: reading the files, or asking the network, finds what it tells."""
    return lambda told: Rule(code, severity, _name(told), cleandoc(told.__doc__ or ""))


def _name(look: Callable[..., object]) -> str:
    return look.__name__.replace("_", "-")
