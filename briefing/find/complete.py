"""What can stand where the cursor is in a filter that is being written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.find.filter import quoted
from briefing.find.terms import QUESTIONS, SAME, key
from briefing.find.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.library.library import Library

# A word up to the cursor; where an operator stands before a quotation that is still open, that too.
_TOKEN: Final = re.compile(r"""(?<![^\s(-])(?!-)(?:([^\W\d]\w*)(>=|<=|[:=<>])(?:"([^"]*)|([^\s()"]*))|([^\s()"]*))$""")


def completions(text: str, cursor: int, library: Library) -> list[str]:
    """Whole terms for what begins at `token_start` and ends at the cursor, the likeliest first."""
    token = _token(text[:cursor])
    if token is None:
        return []
    begun = text[token.start() : cursor]
    return [each for each in (_values(token, library) if token[2] else _names(fold(begun))) if each != begun]


def token_start(text: str, cursor: int) -> int:
    """Where the term begins that the cursor is in; the cursor itself where nothing is completed."""
    token = _token(text[:cursor])
    return token.start() if token else cursor


def _token(before: str) -> re.Match[str] | None:
    """The term that is being written; none within a phrase."""
    token = _TOKEN.search(before)
    return token if token and (before.count('"') % 2 == 0 or token[3] is not None) else None


def _names(begun: str) -> Iterator[str]:
    """Names that begin so, each with its first operator; with all of them once the name is whole."""
    for name, question in QUESTIONS.items():
        if name == begun:
            yield from (f"{name}{operator}" for operator in question.operators)
        elif name.startswith(begun):
            yield f"{name}{question.operators[0]}"


def _values(token: re.Match[str], library: Library) -> Iterator[str]:
    """Longer operators while no value is begun, then the values that begin so."""
    name, operator, begun = fold(token[1]), token[2], key(token[3] or token[4] or "")
    question = QUESTIONS.get(name)
    if question is None or SAME.get(operator, operator) not in question.operators:
        return
    if token[3] is None and not begun:
        yield from (f"{name}{each}" for each in question.operators if each.startswith(operator) and each != operator)
    for value in question.values(library):
        if key(value).startswith(begun) and (value != "none" or operator in ":="):
            written = f'"{value}"' if token[3] is not None else quoted(value.replace(" ", "-"))
            yield f"{name}{operator}{written}"
