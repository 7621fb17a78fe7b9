"""Programs that open a window of their own: started beside the dashboard, never on its terminal."""

from __future__ import annotations

from subprocess import DEVNULL, Popen
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def launch(arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    """Start a program and let it go. Raises OSError where it cannot be started."""
    program = Popen(arguments, env=environ, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True)
    # Somebody has to wait for it, or it stays in the table of processes after its end.
    Thread(target=program.wait, daemon=True).start()
