"""Who stands where: a heading for each issue, and under it every actor with its stance in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.model.card import Stance
from briefing.publish.document import Role, Run, Section, muted, text
from briefing.publish.scope import folded, part, published, view_document
from briefing.publish.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from briefing.library.library import Library
    from briefing.model.card import Card
    from briefing.model.standing import Standing
    from briefing.publish.document import Document, Paragraph

CONTRADICTIONS = "Contradictions"


@dataclass(frozen=True, slots=True)
class Stand:
    """An actor on an issue, under the names first met, with the cards that give each stance."""

    actor: str
    issue: str
    cards: Mapping[Stance, tuple[Run, ...]]
    """By stance, from support to opposition."""

    @property
    def first(self) -> int:
        """The place of its first stance on the scale from support to opposition."""
        return list(Stance).index(next(iter(self.cards)))


def stands(cards: Mapping[str, Card]) -> list[Stand]:
    """Every actor on every issue, the issue with most actors first, under it from support to opposition."""
    found: dict[tuple[str, str], list[tuple[Stance, Run]]] = {}
    issues: dict[str, str] = {}
    actors: dict[str, str] = {}
    for reference, card in cards.items():
        for place, position in enumerate(card.position):
            issue, actor = folded(position.issue), folded(position.actor)
            issues.setdefault(issue, position.issue)
            actors.setdefault(actor, position.actor)
            run = muted(reference, part(reference, "position", place))
            found.setdefault((issue, actor), []).append((position.stance, run))
    actors_on = {issue: sum(each == issue for each, _ in found) for issue, _ in found}
    made = {
        (issue, actor): Stand(
            actors[actor], issues[issue], {stance: told for stance in Stance if (told := _of(stance, each))}
        )
        for (issue, actor), each in found.items()
    }
    return [made[key] for key in sorted(made, key=lambda key: (-actors_on[key[0]], key[0], made[key].first, key[1]))]


def _of(stance: Stance, told: list[tuple[Stance, Run]]) -> tuple[Run, ...]:
    return tuple(dict.fromkeys(run for each, run in told if each is stance))


def positions_document(
    library: Library, _standings: Mapping[str, Standing], _calendar: date, region: str | None
) -> Document:
    """Actors under issues; where two cards disagree on one, that first."""
    found = stands(published(library, region))
    if not found:
        return view_document("Positions", library, region, ["No card says who stands where"], ())
    issues: dict[str, list[Stand]] = {}
    for stand in found:
        issues.setdefault(stand.issue, []).append(stand)
    torn = [stand for stand in found if len(stand.cards) > 1]
    said = [
        counted(len({folded(stand.actor) for stand in found}), "actor"),
        counted(len(issues), "issue"),
        counted(len(torn), "contradiction") if torn else "no contradictions",
    ]
    sections = [
        Section(
            CONTRADICTIONS,
            tuple(_contradiction(stand) for stand in torn),
            aside="one actor, one issue, different stances",
        ),
        *(Section(issue, tuple(row for stand in each for row in _rows(stand))) for issue, each in issues.items()),
    ]
    return view_document("Positions", library, region, said, sections)


def _contradiction(stand: Stand) -> Paragraph:
    """Both stances side by side, each with its cards."""
    sides = [
        [Run(f"{' against ' if place else ''}{stance}"), muted(" in "), *_listed(cards)]
        for place, (stance, cards) in enumerate(stand.cards.items())
    ]
    lead = next(iter(stand.cards.values()))[0].lead
    runs = [run for side in sides for run in side]
    return text(Run(stand.actor, Role.STRONG), f" on {stand.issue}: ", *runs, mark=Run("!", Role.ELEVATED), lead=lead)


def _rows(stand: Stand) -> Iterator[Paragraph]:
    for stance, cards in stand.cards.items():
        yield text(Run(stand.actor, Role.STRONG), "  ", *_listed(cards), mark=Run(stance), lead=cards[0].lead)


def _listed(cards: tuple[Run, ...]) -> Iterator[Run]:
    for place, run in enumerate(cards):
        yield run._replace(text=f", {run.text}") if place else run
