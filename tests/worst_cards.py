"""Cards that are as large as a file may be, and each as costly as it can be made in a way of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from examples import CARD

from briefing.library.toml import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD: Final = 'title = "Worst"\nas_of = 2024-10-03\nsummary = "s"\n'


def filled(piece: str, before: str = "", after: str = "") -> str:
    """As many of the piece as there is room for."""
    room = LARGEST - len((before + after).encode())
    return before + piece * (room // len(piece.encode())) + after


def numbered(piece: Callable[[int], str], before: str = "", after: str = "") -> str:
    """As many pieces as there is room for, each with its number."""
    pieces, room, number = [before], LARGEST - len((before + after).encode()), 0
    while (room := room - len((made := piece(number)).encode())) >= 0:
        pieces.append(made)
        number += 1
    return "".join([*pieces, after])


TEXT: Final = f"{HEAD}analysis = '''\n"
WORST: Final = {
    "as many paragraphs as there is room for": filled("A word [c1].\n\n", TEXT, "'''\n"),
    "one paragraph of hard line breaks": filled("a\\\n", TEXT, "'''\n"),
    "a table of a hundred columns": filled(f"|{'c|' * 100}\n", f"{TEXT}|{'c|' * 100}\n|{'-|' * 100}\n", "'''\n"),
    "emphasis that never ends": filled("*a **b _c ", TEXT, "'''\n"),
    "quotations within quotations": filled(">", TEXT, "'''\n"),
    "lists within lists": numbered(lambda n: f"{' ' * (2 * (n % 200))}- a\n", TEXT, "'''\n"),
    "links": numbered(lambda n: f"[a](https://example.org/{n}) ", TEXT, "'''\n"),
    "brackets": filled("[", TEXT, "'''\n"),
    "citations of nothing": numbered(lambda n: f"[c{n}] ", TEXT, "'''\n"),
    "links to no card": numbered(lambda n: f"[[us/card-{n}]] ", TEXT, "'''\n"),
    "an unknown key, and another": numbered(lambda n: f"key-{n} = 1\n", HEAD),
    "a list of numbers": filled("1,", f"{HEAD}tags = [", "]\n"),
    "a list of words": filled("'a',", f"{HEAD}tags = [", "]\n"),
    "a list of dangerous words": filled('"\\u001b",', f"{HEAD}tags = [", "]\n"),
    "claims": numbered(lambda n: f"[[claim]]\nid = 'c{n}'\ntext = 't'\nsource = 'jt'\n", HEAD),
    "claims without a source that is known": numbered(
        lambda n: f"[[claim]]\nid = 'c{n}'\ntext = 't'\nsource = 's{n}'\n", HEAD
    ),
    "claims that are all c1": filled("[[claim]]\nid = 'c1'\ntext = 't'\nsource = 'jt'\n", HEAD),
    "claims that are none": filled("[[claim]]\n", HEAD),
    "claims that other claims confirm": numbered(
        lambda n: f"[[claim]]\nid = 'c{n}'\ntext = 't'\nsource = 'jt'\nconfirmed_by = ['c{n + 1}', 'd{n}']\n", HEAD
    ),
    "assessments": filled("[[risk.assessment]]\non = 2024-10-03\n", f"{HEAD}[risk]\nevent = 'e'\n"),
    "tables": numbered(lambda n: f"[t{n}]\n", HEAD),
    "tables within tables": filled(f"[{'.'.join('abcdefghijklmnopqrstuvwxyz')}.a]\n", HEAD),
    "a key of as many dots as can be read": filled(".a", f"{HEAD}a", " = 1\n"),
    "lists within lists of TOML": filled("[", f"{HEAD}tags = "),
    "tables within tables in one line": filled("{a=", f"{HEAD}tags = "),
    "one text": filled("a", f"{HEAD}analysis = '", "'\n"),
    "one text of escapes": filled("\\n", f'{HEAD}analysis = "', '"\n'),
    "one text that never ends": filled("a", f'{HEAD}analysis = "'),
    "one text of several lines that never ends": filled("a\n", f'{HEAD}analysis = """'),
    "one number": filled("9", f"{HEAD}tags = "),
    "numbers that are nearly too long": filled(f"{'9' * 4299} ", f"{HEAD}analysis = '", "'\n"),
    "one key": filled("a", HEAD, " = 1\n"),
    "remarks": filled("#\n", CARD),
    "line ends of an old Mac": filled("\r", CARD),
    "hidden characters as they are": filled("\u202e", f"{HEAD}analysis = '", "'\n"),
    "joiners": filled("\u200d", f"{HEAD}analysis = '", "'\n"),
    "letters with a hundred accents": filled("\u0301", f"{HEAD}analysis = 'a", "'\n"),
    "conflict marks": filled("<<<<<<< HEAD\n", CARD),
    "nothing but NUL": filled("\0"),
    "quotation marks": filled('"'),
    "a slip behind a long line": filled("a", f"{HEAD}analysis = 'a' "),
    "a day in a long line": filled("2024-1-1 ", f"{HEAD}as_of = "),
}
"""By what is so costly about them."""
