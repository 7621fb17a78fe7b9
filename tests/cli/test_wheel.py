"""What is installed is whole: the wheel by itself, in a folder with nothing in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_a_wheel_brings_the_first_briefing_and_the_themes_along(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", tmp_path / "wheel", ROOT], check=True)
    (wheel,) = (tmp_path / "wheel").iterdir()
    subprocess.run([*pip, "install", "--no-deps", "--target", tmp_path / "site", wheel], check=True)
    empty = tmp_path / "empty"
    empty.mkdir()

    def said(*arguments: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", "briefing", *arguments],
            cwd=empty,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(empty),
                "PYTHONPATH": str(tmp_path / "site"),
                "LANG": "C.UTF-8",
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert str(tmp_path / "site" / "briefing" / "bundled" / "content") in said("paths")
    assert "Ishiba takes office: foreign-policy outlook" in said()
    assert "midnight" in said("themes")
