"""Write the pages that are made from the program itself; with `--check` only say which are stale."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from argparse_manpage.manpage import Manpage  # type: ignore[import-untyped]

from briefing import VERSION
from briefing.cli.arguments import DESCRIPTION, EXAMPLES, SYNOPSIS, parser
from briefing.cli.keys import keys_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS: Final = Path(__file__).parent


def man_page() -> str:
    """briefing(1), dated by its version: a page without a change is the same on every day."""
    os.environ["COLUMNS"] = "80"  # argparse wraps to the terminal of whoever draws the page
    program: Any = parser()
    program.description = program.epilog = None
    program._manpage = [  # noqa: SLF001 - where argparse-manpage looks for more sections
        {"heading": "synopsis", "content": "\n.br\n".join(f".B {_roff(line)}" for line in SYNOPSIS)},
        {"heading": "description", "content": _roff(" ".join(DESCRIPTION.split()))},
        *({"heading": heading, "content": f".nf\n{_roff(text)}\n.fi"} for heading, text in _afterwords()),
    ]
    about = {
        "description": "read a foreign-policy briefing in the terminal",
        "date": f"version {VERSION}",
        "project_name": "briefing",
        "version": VERSION,
        "manual_title": "briefing",
    }
    return str(Manpage(program, _data=about))


def keys_page() -> str:
    """Every key of the dashboard, as it is without settings."""
    return f"# Keys\n\nMade from `briefing/tui/actions.py` by `make docs`.\n\n{keys_markdown({})}"


# The screenshot joins here: a function that draws docs/screenshot.svg.
PAGES: Final[dict[str, Callable[[], str]]] = {"briefing.1": man_page, "keys.md": keys_page}


def main(argv: list[str]) -> int:
    """Write the pages; with `--check` only name those that are stale."""
    stale = []
    for name, drawn in PAGES.items():
        file, text = DOCS / name, drawn()
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(name)
            if argv != ["--check"]:
                file.write_text(text, encoding="utf-8")
    if argv != ["--check"] or not stale:
        return 0
    sys.stderr.write(f"stale: {', '.join(f'docs/{name}' for name in stale)}; draw anew with `make docs`\n")
    return 1


def _afterwords() -> list[tuple[str, str]]:
    """The parts of the help's last words, by heading."""
    return [
        ("examples" if part.startswith("examples") else "exit codes", part.partition("\n")[2])
        if part.startswith(("examples", "exit"))
        else ("without a terminal", part)
        for part in EXAMPLES.split("\n\n")
    ]


def _roff(text: str) -> str:
    """Text as roff takes it: no line of it is a request."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in escaped.split("\n"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
