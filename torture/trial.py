"""What was tried: what was asked of the program, and what it did."""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Trial:
    """A line of the table in docs/reliability.md."""

    threat: int
    """The number of the threat in docs/reliability.md."""
    tried: str
    asked: str
    """The figure to reach."""
    seen: str
    """The figure reached."""
    holds: bool


def tried(name: str) -> list[Trial]:
    """One proof, by the name of its module; printed as it comes."""
    start = time.monotonic()
    print(f"{name} ...", flush=True)
    found = []
    for trial in import_module(f"torture.{name}").trials():
        found.append(trial)
        print(f"  {'holds' if trial.holds else 'FAILS'}  {trial.tried}: {trial.seen}", flush=True)
    print(f"  {time.monotonic() - start:.0f} s", flush=True)
    return found
