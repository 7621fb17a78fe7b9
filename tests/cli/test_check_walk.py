"""A person who has never seen the program mends five planted mistakes by what it says alone.

Each step reads one message, does what it says and nothing else, and checks again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from examples import CARD

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Briefing
    from conftest import BriefingFrom

JUDGMENT = """
[[judgment]]
statement = "With low confidence, formal talks may open before April."
likelihood = "unlikely"
probability = 60
by = 2025-03-31
basis = "One account of one call."
"""


def told(briefing: Briefing, root: Path) -> dict[str, str]:
    """What `check` says, the block of each code by itself."""
    blocks = briefing("check", str(root), "--today", "2024-10-03").out.split("\n\n")
    return {block.partition("[")[2][:3]: block for block in blocks if "-->" in block}


def mend(file: Path, wrong: str, right: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(wrong) == 1
    file.write_text(text.replace(wrong, right), encoding="utf-8")


def test_five_planted_mistakes_are_mended_by_the_messages_alone(
    briefing: Briefing, briefing_from: BriefingFrom
) -> None:
    card = CARD.replace('source = "jt"', 'source = "jtt"').replace('likelihood = "unlikely"', 'likelyhood = "unlikely"')
    root = briefing_from({"us/sofa.toml": card + JUDGMENT})
    file = root / "us" / "sofa.toml"

    first = told(briefing, root)
    assert "`likelyhood` is not a key of an assessment; did you mean `likelihood`?" in first["C02"]
    assert "sofa.toml:11:1" in first["C02"]
    assert '11 | likelyhood = "unlikely"\n   | ^^^^^^^^^^' in first["C02"]
    mend(file, "likelyhood", "likelihood")

    second = told(briefing, root)
    assert "sources.toml has no `jtt`; did you mean `jt`?" in second["C03"]
    assert '19 | source = "jtt"' in second["C03"]
    mend(file, '"jtt"', '"jt"')

    third = told(briefing, root)
    assert set(third) == {"J01", "J05", "J07"}
    assert "`may` does not say how likely it is" in third["J07"]
    assert "use a term of the scale, or leave it out" in third["J07"]
    assert "put `unlikely` into it" in third["J01"]
    mend(file, "talks may open", "talks are unlikely to open")

    fourth = told(briefing, root)
    assert set(fourth) == {"J03", "J05"}
    assert "confidence" in fourth["J03"]
    assert "sentence" in fourth["J03"]
    assert "60 percent is `likely`, not `unlikely`" in fourth["J05"]
    mend(file, "probability = 60", "probability = 30")

    fifth = told(briefing, root)
    assert set(fifth) == {"J03"}
    assert "`confidence`" in fifth["J03"]  # the key that it goes to
    mend(file, "With low confidence, formal", "Formal")
    mend(file, "probability = 30", 'probability = 30\nconfidence = "low"')

    ended = briefing("check", str(root), "--today", "2024-10-03")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
