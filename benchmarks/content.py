"""A folder of content as large as asked for: cards of about 2 KB, nested tables, a third of them in CJK, all clean.

The same seed writes the same bytes. Nothing in it is true.
"""

from __future__ import annotations

import random
import sys
import tempfile
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

DAY: Final = date(2024, 10, 3)
"""The day that the content speaks from."""
REGIONS: Final = 20
_SOURCES: Final = 200
_VERSION: Final = sha256(Path(__file__).read_bytes()).hexdigest()[:12]
"""Of this file: what another one wrote is not what this one would write."""
_PERCENT: Final = {"almost no chance": 2, "very unlikely": 12, "unlikely": 30, "likely": 65, "very likely": 88}
"""Odds that judgments state, each with a percent inside its band."""


class _Tongue(NamedTuple):
    """What the sentences of a language are put together from."""

    language: str
    actors: tuple[str, ...]
    acts: tuple[str, ...]
    objects: tuple[str, ...]
    between: str
    stop: str


_TONGUES: Final = (
    _Tongue(
        "en",
        ("Tokyo", "Seoul", "Beijing", "Manila", "Hanoi", "Canberra", "Jakarta", "the cabinet", "the opposition"),
        ("reviews", "puts off", "signs", "rejects", "funds", "restates", "narrows", "opens talks on", "leaks"),
        ("the basing agreement", "a hotline at sea", "the missile fund", "export controls on chips", "a fisheries pact",
         "the joint patrol", "the visiting forces act", "a summit in the spring", "the alliance's command"),
        " ",
        ". ",
    ),
    _Tongue(
        "en",
        ("Washington", "New Delhi", "Taipei", "Moscow", "Pyongyang", "Bangkok", "the ministry", "the governor"),
        ("delays", "doubles", "questions", "drafts", "withdraws", "expands", "explains", "denies", "ratifies"),
        ("the shipyard credit", "a data treaty", "the undersea cable", "the reserve call-up", "a tariff on steel",
         "the coast guard's orders", "the pipeline", "a prisoner exchange", "the strait's traffic rules"),
        " ",
        ". ",
    ),
    _Tongue(
        "ja",
        ("日本政府", "外務省", "防衛省", "与党", "野党", "中国外務省", "韓国大統領府", "台湾当局"),
        ("は見直す", "は延期した", "は署名した", "は拒否した", "は再確認した", "は検討している", "は発表した"),
        ("地位協定を", "台湾海峡の航行を", "核共有を", "共同訓練を", "漁業協定を", "半導体規制を", "海上連絡線を"),
        "",
        "。",
    ),
)  # fmt: skip


def write(root: Path, cards: int, seed: int = 1) -> None:
    """Write it into a new folder: every card readable, without an error or a warning of any rule."""
    chance = random.Random(seed)
    sources = min(_SOURCES, 2 * cards)
    root.mkdir(parents=True, exist_ok=True)
    regions = [f"r{number:02}" for number in range(min(REGIONS, cards))]
    listed = ", ".join(f'"{region}"' for region in regions)
    _put(
        root / "briefing.toml",
        f'schema = 1\ntitle = "{cards} cards"\nperspective = "Japan"\nas_of = {DAY}\nregions = [{listed}]\n'
        "closed = true\n",
    )
    _put(root / "sources.toml", "\n".join(_source(number) for number in range(sources)))
    for number, region in enumerate(regions):
        (root / region).mkdir()
        _put(root / region / "region.toml", f'name = "Region {number}"\ncode = "R{number:02}"\n')
    for number in range(cards):
        _put(root / regions[number % len(regions)] / f"card-{number:06}.toml", _card(number, chance, sources))


def kept(cards: int) -> Path:
    """Such a folder below the system's temporary one, for whoever only reads: written once, and then kept."""
    root = Path(tempfile.gettempdir(), f"briefing-benchmarks-{_VERSION}", str(cards))
    if not root.is_dir():
        root.parent.mkdir(exist_ok=True)
        being_made = Path(tempfile.mkdtemp(dir=root.parent))
        write(being_made, cards)
        being_made.rename(root)
    return root


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _source(number: int) -> str:
    return (
        f'[paper-{number}]\ntitle = "What was reported on day {number}"\npublisher = "Paper {number % 17}"\n'
        f'url = "https://example.org/{number}"\nkind = "reporting"\npublished = 2024-09-{number % 28 + 1:02}\n'
        f'reliability = "{"BCD"[number % 3]}"\ndescriptor = "A paper."\n'
    )


def _sentences(tongue: _Tongue, chance: random.Random, many: int) -> str:
    order = (tongue.actors, tongue.objects, tongue.acts) if tongue.language == "ja" else (
        tongue.actors, tongue.acts, tongue.objects)  # fmt: skip
    said = (tongue.between.join(map(chance.choice, order)) for _ in range(many))
    return tongue.stop.join(each[0].upper() + each[1:] for each in said) + tongue.stop.strip()


def _card(number: int, chance: random.Random, sources: int) -> str:
    tongue = _TONGUES[number % len(_TONGUES)]

    def say(many: int) -> str:
        return _sentences(tongue, chance, many)

    first = DAY - timedelta(days=chance.randrange(8, 13))
    latest = first + timedelta(days=5)
    odds, percent = chance.choice(list(_PERCENT.items()))
    impact = chance.choice(("minor", "limited", "moderate", "significant"))
    states = "there is" if odds == "almost no chance" else "it is"
    statement = f"By December {states} {odds} that this comes about."
    tags = f'["{chance.choice(_TAGS)}", "{chance.choice(_TAGS)}"]'
    text = (
        f'title = "{number}: {say(1)}"\nas_of = {latest}\ntags = {tags}\n'
        f'summary = """\n{say(3)} [c1]\n"""\nanalysis = """\n{say(3)} [c2]\n\n{say(3)}\n"""\n'
    )
    if chance.random() < 0.8:
        text += f'\n[risk]\nevent = "{say(1)}"\nby = {DAY + timedelta(days=chance.randrange(20, 400))}\n'
        for day, why in ((first, say(1)), (latest, f"{latest}: {say(1)}")):
            rated = chance.choice(("very unlikely", "unlikely", "likely"))
            text += (
                f'\n[[risk.assessment]]\non = {day}\nlikelihood = "{rated}"\nimpact = "{impact}"\n'
                f'confidence = "low"\nwhy = "{why}"\nclaims = ["c1"]\n'
            )
    for name, place in (("c1", 2 * number), ("c2", 2 * number + 1)):  # so that every source is cited
        text += (
            f'\n[[claim]]\nid = "{name}"\nkind = "statement"\ntext = "{say(2)}"\n'
            f'source = "paper-{place % sources}"\nspeaker = "{chance.choice(tongue.actors)}"\n'
            "credibility = 3\n"
        )
    return (
        f'{text}\n[[judgment]]\nid = "j1"\nstatement = "{statement}"\nlikelihood = "{odds}"\nprobability = {percent}\n'
        f'by = {DAY + timedelta(days=60)}\nconfidence = "low"\nclaims = ["c1", "c2"]\nbasis = "{say(1)}"\n'
        f'alternative = "{say(1)}"\n'
        f'\n[[signpost]]\nid = "s1"\ntext = "{say(1)}"\nif_seen = "{chance.choice(("raises", "lowers"))}"\n'
        f'status = "not-seen"\nchecked = {latest}\n'
        f'\n[[event]]\nwhat = "{say(1)}"\non = {DAY + timedelta(days=chance.randrange(1, 200))}\n'
        f'\n[[gap]]\nid = "g1"\ntext = "{say(1)}"\n'
    )


_TAGS: Final = ("alliance", "nato", "trade", "missiles", "election", "taiwan", "台湾", "核共有", "fisheries", "chips")


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
