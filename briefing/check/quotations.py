"""Q: whether a quotation stands in the text that it is taken from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from briefing.check.rule import Rule

RULES: Final[tuple[Rule, ...]] = ()
