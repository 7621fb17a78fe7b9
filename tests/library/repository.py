"""A real git repository for tests, untouched by the settings of whoever runs them."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ENVIRON = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Aiko",
    "GIT_AUTHOR_EMAIL": "aiko@example.org",
    "GIT_COMMITTER_NAME": "Desk",
    "GIT_COMMITTER_EMAIL": "desk@example.org",
}


def git(folder: Path, *words: str | bytes, when: str = "2024-10-03T09:00:00+0900", **environ: str) -> str:
    """What git prints when it does this in a folder; authored and committed at `when`."""
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    ended = subprocess.run(
        ["git", "-C", folder, *words],
        env=os.environ | ENVIRON | dates | environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.decode(errors="replace").strip()


def begin(folder: Path, *options: str) -> Path:
    """Make a folder a repository."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main", *options)
    return folder


def commit(folder: Path, subject: str = "A change", when: str = "2024-10-03T09:00:00+0900", **environ: str) -> str:
    """Commit all that is in a folder, also if nothing is new; the id."""
    git(folder, "add", "--all", "--force", ".")
    git(folder, "commit", "-q", "--allow-empty", "-m", subject, when=when, **environ)
    return git(folder, "rev-parse", "HEAD")
