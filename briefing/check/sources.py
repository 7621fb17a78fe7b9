"""S: where claims come from, and how far that can be relied on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefing.check.rule import Rule

RULES: Final[tuple[Rule, ...]] = ()
