"""R: whether a risk can be rated, and each change of its rating has a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefing.check.rule import Rule

RULES: Final[tuple[Rule, ...]] = ()
