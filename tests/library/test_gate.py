"""What pydantic is kept from: what a table means is said by the models, whatever else is installed."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HELD = """
import os, sys
from datetime import date
from briefing.library.gate import validated, written
from briefing.model.card import Card
assert "pydantic" not in sys.modules
card = validated(Card, {"title": "t", "as_of": date(2024, 10, 3), "summary": "s", "gap": [{"text": "g"}]})
print(written(card)["as_of"], written(card)["gap"], os.environ.get("PYDANTIC_DISABLE_PLUGINS"))
"""


@pytest.fixture
def plugin(tmp_path: Path) -> Path:
    """A folder with a package that says it is a plugin, and tells when it is loaded."""
    (tmp_path / "meddling.py").write_text("print('loaded')\nplugin = None\n")
    told = tmp_path / "meddling-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Name: meddling\nVersion: 1\n")
    (told / "entry_points.txt").write_text("[pydantic]\nmeddling = meddling:plugin\n")
    return tmp_path


@pytest.mark.parametrize("asked", [None, "other"])
def test_no_plugin_is_loaded_and_the_environment_is_as_it_was(
    plugin: Path, monkeypatch: pytest.MonkeyPatch, asked: str | None
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(plugin))
    monkeypatch.delenv("PYDANTIC_DISABLE_PLUGINS", raising=False)
    if asked:
        monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", asked)
    ended = subprocess.run([sys.executable, "-c", HELD], capture_output=True, text=True, check=True)
    assert ended.stdout == f"2024-10-03 [{{'id': 'g1', 'text': 'g', 'resolved_on': None}}] {asked}\n"
