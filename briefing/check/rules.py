"""Every rule there is, in the order of their topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from briefing.check import dates, judgments, links, quotations, ratings, reading, signposts, sources

if TYPE_CHECKING:
    from briefing.check.rule import Rule

RULES: Final[tuple[Rule, ...]] = (
    *reading.RULES,
    *judgments.RULES,
    *sources.RULES,
    *quotations.RULES,
    *ratings.RULES,
    *dates.RULES,
    *signposts.RULES,
    *links.RULES,
)

BY_CODE: Final = {rule.code: rule for rule in RULES}
