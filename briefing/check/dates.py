"""T and F: what has grown old, and how judgments came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefing.check.rule import Rule

RULES: Final[tuple[Rule, ...]] = ()
