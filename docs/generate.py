"""Write the pages that are made from the program itself; with `--check` only say which are stale."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from argparse_manpage.manpage import Manpage  # type: ignore[import-untyped]

from briefing import VERSION
from briefing.check.check import ALWAYS_TOLD
from briefing.check.rules import RULES
from briefing.cli.arguments import DESCRIPTION, EXAMPLES, SYNOPSIS, parser
from briefing.cli.keys import keys_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


def rules_page() -> str:
    """Every rule: what it finds, and under it what `--explain` says."""
    rows = [f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.severity} | {rule.summary} |" for rule in RULES]
    always = ", ".join(sorted(ALWAYS_TOLD))
    return f"""\
# Rules

Made from `briefing/check/` by `make docs`. `briefing check --explain J03` prints what is said here of one rule.

With `ignore = ["J07"]` a card asks not to be told of a rule; what it ignores is still counted. It is told in any
case of {always}: there the program reads something else than was written.

| code | severity | finds |
|---|---|---|
{chr(10).join(rows)}

{chr(10).join(f"## {rule.code} {rule.name}{chr(10) * 2}{_in_markdown(rule.about)}" for rule in RULES)}"""


def _in_markdown(about: str) -> str:
    """A rule's explanation, its examples as they are."""
    labelled = re.sub(r"^(Fix|From):", r"**\1:**", about, flags=re.MULTILINE)
    return re.sub(r"^(Wrong:.*?)(\n\n|\Z)", r"```text\n\1\n```\2", labelled, flags=re.MULTILINE | re.DOTALL) + "\n"


def screenshot() -> str:
    """The dashboard on the first briefing, drawn by itself."""
    with tempfile.TemporaryDirectory() as home, _at_home(home):
        return asyncio.run(_drawn())


async def _drawn() -> str:
    from briefing.library.root import shipped
    from briefing.tui.app import BriefingApp

    app = BriefingApp(shipped("content"), date(2024, 10, 3), "korea/october-surprise")
    async with app.run_test(size=(120, 36)) as pilot:
        async with asyncio.timeout(30):
            while app.library is None:
                await pilot.pause(0.02)
        await pilot.pause()
        # Rich names its classes anew in each run.
        return re.sub(r"terminal-\d+", "terminal", app.export_screenshot())


@contextmanager
def _at_home(folder: str) -> Iterator[None]:
    """Nothing of whoever draws it gets into the picture: no settings, no theme."""
    before = dict(os.environ)
    os.environ.update(XDG_CONFIG_HOME=folder, XDG_STATE_HOME=folder)
    os.environ.pop("NO_COLOR", None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


PAGES: Final[dict[str, Callable[[], str]]] = {
    "briefing.1": man_page,
    "keys.md": keys_page,
    "rules.md": rules_page,
    "screenshot.svg": screenshot,
}


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
