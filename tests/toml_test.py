"""The corpus of toml-test, as tomlkit's source distribution brings it: fetched, as it is no part of this project."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TOMLKIT = "tomlkit==0.15.2 --hash=sha256:83e32755ba1d20d9340bd069ee97e9f6232ba2346b63ffcba425de01f7e327a6"


def fetched(folder: Path) -> dict[str, bytes]:
    """Every file of the corpus, by its path in it."""
    (folder / "wanted.txt").write_text(TOMLKIT)
    subprocess.run(
        [
            sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "download", "--no-deps",
            "--no-binary", "tomlkit", "--dest", folder, "--requirement", folder / "wanted.txt",
        ],
        check=True,
    )  # fmt: skip
    with tarfile.open(next(folder.glob("tomlkit-*.tar.gz"))) as packed:
        files = {member.name.partition("/tests/")[2]: packed.extractfile(member) for member in packed}
        return {name: file.read() for name, file in files.items() if file}


def invalid(corpus: dict[str, bytes]) -> dict[str, bytes]:
    """What is not TOML 1.0."""
    return {name: raw for name, raw in corpus.items() if re.search(r"(^|/)invalid/.*\.toml$", name)}
