"""`--print-completion`: what a shell needs to complete this program's words."""

from __future__ import annotations

import shtab

from briefing.cli.arguments import parser
from briefing.cli.exits import Exit
from briefing.cli.streams import put


def print_completion(shell: str) -> int:
    """Print the script that the shell is to source."""
    put(shtab.complete(parser(), shell) + "\n")
    return Exit.DONE
