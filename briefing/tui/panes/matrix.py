"""The likelihood × impact matrix as lines: each field says its level in a letter, so that colour is not needed."""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING, Final

from textual.content import Content

from briefing.model.scales import Likelihood, level
from briefing.publish.document import Lead
from briefing.publish.wording import counted, gauge
from briefing.tui.panes.fitted import fitted
from briefing.tui.typeset import BLANK, Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.style import Style

    from briefing.model.card import Card
    from briefing.model.standing import Standing
    from briefing.publish.overview import Cell

_HEADS: Final = {
    Likelihood.ALMOST_NO_CHANCE: ("almost", "none"),
    Likelihood.VERY_UNLIKELY: ("very", "unl."),
    Likelihood.UNLIKELY: ("un-", "likely"),
    Likelihood.ROUGHLY_EVEN_CHANCE: ("even", "chance"),
    Likelihood.LIKELY: ("likely", ""),
    Likelihood.VERY_LIKELY: ("very", "likely"),
    Likelihood.ALMOST_CERTAIN: ("almost", "cert."),
}
_SIDE: Final = 13
"""Columns of the impact's name at the side."""
LETTERS: Final = ascii_lowercase
"""Of the cards that are named; all others are only counted."""
NARROWEST: Final = _SIDE + 7 * 5
"""Columns that the matrix needs."""


def set_matrix(
    rows: Sequence[Sequence[Cell]],
    cards: Mapping[str, Card],
    standings: Mapping[str, Standing],
    width: int,
    styles: Mapping[str, Style],
) -> list[Line]:
    """The matrix with the cards standing in it by letter, and below it which card each letter is.

    Where it is too narrow for the matrix, only the cards are listed, field by field.
    """
    muted = styles["muted"]
    lines = [Line(Content.styled("Impact × likelihood", styles["heading"]), heading="Matrix")]
    placed = [reference for row in rows for cell in row for reference in cell.references]
    letters = dict(zip(placed, LETTERS, strict=False))
    more = len(placed) + sum(cell.more for row in rows for cell in row) - len(letters)
    column = min(max((width - _SIDE) // 7, 5), 8)
    if width >= NARROWEST:
        lines.append(BLANK)
        for row in rows:
            name = Content.styled(f"{row[0].impact:>{_SIDE - 1}} ", muted)
            lines.append(Line(Content("").join([name, *(_field(cell, letters, column, styles) for cell in row)])))
            lines.append(BLANK)
        lines.pop()
        for place in (0, 1):
            heads = "".join(f"{fitted(head[place], column - 1):^{column}}" for head in _HEADS.values())
            lines.append(Line(Content.styled(" " * _SIDE + heads, muted)))
        lines.append(BLANK)
    for reference, letter in letters.items():
        standing = standings[reference]
        old = "unreviewed  " if standing.unreviewed else ""
        title = old + fitted(cards[reference].title, max(width - 8 - len(old), 4))
        assert standing.level is not None  # only what is rated stands in the matrix
        mark = Content.styled(f"{gauge(standing.level)} ", styles[standing.level.value])
        lines.append(Line(Content.styled(f"{letter}  ", muted) + mark + Content(title), lead=Lead("card", reference)))
    if more:
        lines.append(Line(Content.styled(f"and {counted(more, 'card')} more", muted)))
    if not placed:
        lines.append(Line(Content.styled("No card is rated yet: a [risk] with an assessment puts it here.", muted)))
    return lines


def _field(cell: Cell, letters: Mapping[str, str], width: int, styles: Mapping[str, Style]) -> Content:
    """One field, a column apart from the next: its cards by letter, or the first letter of its level."""
    worth = level(cell.likelihood, cell.impact)
    inner = width - 1
    if not cell.references:
        return Content.styled(f"{worth.value[0].upper():^{inner}}", styles[f"{worth.value}-field"]) + Content(" ")
    known = [letters[each] for each in cell.references if each in letters]
    shown = (
        " ".join(known)
        if len(known) * 2 - 1 <= inner and len(known) == len(cell.references) + cell.more
        else f"{known[0] if known else ''}+"
    )
    return Content.styled(f"{shown:^{inner}}", styles[f"{worth.value}-standing"]) + Content(" ")
