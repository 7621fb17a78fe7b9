"""Bytes that look for a way through the code, by atheris: for a minute each, from the seeds of the tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fuzzed import SEEDS, TARGETS

from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS: Final = 60
_HARNESS: Final = """
import sys
import atheris
with atheris.instrument_imports(include=["briefing"]):
    import fuzzed
atheris.Setup(sys.argv[1:], fuzzed.TARGETS[sys.argv.pop(1)])
atheris.Fuzz()
"""
_TRIED: Final = re.compile(r"(?:Done|stat::number_of_executed_units:) (\d+)|^#(\d+)\s", re.MULTILINE)

_FAULT: Final = re.compile(r"(?:Uncaught Python exception: ===\n|ERROR: libFuzzer: )(.*)")


def trials() -> Iterator[Trial]:
    tried, broken = 0, []
    for target in TARGETS:
        with tempfile.TemporaryDirectory() as folder:
            count, crash = _fuzzed(target, Path(folder))
        tried += count
        if crash:
            broken.append(f"{target}: {crash}")
    yield Trial(
        13,
        f"bytes made up for {SECONDS} s each against {', '.join(TARGETS)}",
        "taken, refused or told; no exception, nothing slower than 5 s",
        f"{tried} tried, {len(broken)} of {len(TARGETS)} broken" + "".join(f"; {each}" for each in broken),
        not broken and tried > 0,
    )


def _fuzzed(target: str, folder: Path) -> tuple[int, str]:
    """How much was tried, and what broke it; the bytes that did are a seed from then on."""
    ended = subprocess.run(
        [
            sys.executable, "-c", _HARNESS, target, str(folder), str(SEEDS / target), f"-max_total_time={SECONDS}",
            "-timeout=5", "-rss_limit_mb=2048", "-max_len=4096", f"-artifact_prefix={SEEDS / target}/",
        ],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )  # fmt: skip
    counts = [int(found[1] or found[2]) for found in _TRIED.finditer(ended.stderr)]
    fault = _FAULT.search(ended.stderr)
    crash = (fault[1] if fault else f"ended with {ended.returncode}") if ended.returncode else ""
    return max(counts, default=0), crash
