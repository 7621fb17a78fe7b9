"""Content that tests begin from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

CARD = """\
title = "A more equal alliance"
as_of = 2024-10-03
summary = "SOFA revision is on the agenda [c1]."

[risk]
event = "A public dispute over SOFA postpones an alliance activity"
by = 2025-03-31

[[risk.assessment]]
on = 2024-10-03
likelihood = "unlikely"
impact = "moderate"
confidence = "low"
why = "SOFA did not come up in the first leader call."
claims = ["c1"]

[[claim]]
text = "Raising the alliance to the US-UK level is his mission."
source = "jt"
"""
"""A small card without a fault: guarded, new on its day."""

SOURCES = """\
[jt]
title = "Ishiba to seek a more equal alliance"
publisher = "The Japan Times"
url = "https://www.japantimes.co.jp/news/2024/09/29/ishiba"
kind = "reporting"
published = 2024-09-29
accessed = 2024-10-03
language = "en"
reliability = "B"
descriptor = "National daily with its own reporters in Tokyo."
"""
"""A bibliography of one source, `jt`."""


def write_briefing(root: Path, files: dict[str, str]) -> Path:
    """Write a folder of content from texts by relative path, supplying what is not given.

    Regions are the folders named, in their order; with none, a folder `us`.
    """
    regions = list(dict.fromkeys(path.split("/")[0] for path in files if "/" in path)) or ["us"]
    supplied = {
        "briefing.toml": f"""\
schema = 1
title = "Ishiba takes office"
perspective = "Japan"
as_of = 2024-10-03
regions = {json.dumps(regions)}
""",
        "sources.toml": SOURCES,
        **{f"{region}/region.toml": f'name = "{region}"\ncode = "{region[:8]}"\n' for region in regions},
    }
    for path, text in {**supplied, **files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    return root


_TWELVE = (
    # id, name, code, language, a card's title, summary, event
    ("arctic", "The Arctic", "ARC", "en", "Ice and access", "The route opens earlier.", "A convoy is turned back"),
    ("baltic", "Läänemeri", "BAL", "et", "Kaablid", "Kaabel katkes jaanuaris.", "Kaabel lõigatakse läbi"),
    ("brasil", "Brasil", "BR", "pt-BR", "Eleições", "A votação será em outubro.", "A eleição é adiada"),
    ("gulf", "الخليج", "خليج", "ar", "أمن الملاحة", "تراجعت حركة السفن في المضيق.", "إغلاق المضيق"),
    ("hellas", "Αιγαίο", "ΑΙΓ", "el", "Υφαλοκρηπίδα", "Οι συνομιλίες συνεχίζονται.", "Διακοπή των συνομιλιών"),
    ("india", "भारत", "IN", "hi", "सीमा वार्ता", "वार्ता फिर शुरू हुई।", "वार्ता टूट जाती है"),
    ("iran", "ایران", "IR", "fa", "گفت‌وگوها", "گفت‌وگوها ادامه می‌یابد.", "گفت‌وگوها قطع می‌شود"),
    ("israel", "ישראל", "IL", "he", "הפסקת אש", "השיחות נמשכות.", "הפסקת האש קורסת"),
    ("korea", "한반도", "KR", "ko", "확장억제", "협의체가 다시 열린다.", "협의체가 중단된다"),
    ("taiwan", "台灣海峽", "台海", "zh-Hant", "海峽中線", "軍機越過中線的次數增加。", "封鎖演習"),
    ("tokyo", "日本", "日", "ja", "日米地位協定", "協定の改定が議題となる。", "改定協議が開かれない"),
    ("ukraine", "Україна", "UA", "uk", "Перемир’я", "Переговори тривають.", "Перемир’я зірвано"),
)


def twelve_regions(path: Path) -> Path:
    """A second content folder, by another desk: twelve regions in as many scripts and languages, a card in each."""
    likelihoods = ("almost no chance", "very unlikely", "unlikely", "roughly even chance", "likely", "very likely")
    impacts = ("minor", "limited", "moderate", "significant", "catastrophic")
    files = {}
    for number, (region, name, code, language, title, summary, event) in enumerate(_TWELVE):
        files[f"{region}/region.toml"] = f'name = "{name}"\ncode = "{code}"\nlanguage = "{language}"\n'
        files[f"{region}/outlook.toml"] = f"""\
title = "{title}"
as_of = 2025-05-0{1 + number % 9}
summary = "{summary}"

[risk]
event = "{event}"
by = 2025-12-31

[[risk.assessment]]
on = 2025-05-01
likelihood = "{likelihoods[number % 6]}"
impact = "{impacts[number % 5]}"
confidence = "moderate"
why = "{summary}"
claims = ["c1"]

[[claim]]
text = "{summary}"
source = "jt"
"""
    files["briefing.toml"] = f"""\
schema = 1
title = "Twelve seas"
perspective = "Eesti"
as_of = 2025-05-10
regions = {json.dumps([region for region, *_ in _TWELVE])}
"""
    return write_briefing(path, files)
