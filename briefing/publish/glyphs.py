"""The few characters beyond ASCII that indicators are drawn with, and what stands for them where they are missing."""

from __future__ import annotations

from typing import Final

FULL, EMPTY = "▰", "▱"
"""The gauge's two characters: U+25B0 and U+25B1, narrow in every locale."""
_BLOCKS: Final = dict.fromkeys(range(0x2580, 0x25A0), " ")
"""What scrollbars are drawn with: without it their ground shows them well enough."""
_BRAILLE: Final = dict.fromkeys(range(0x2801, 0x2900), ".")
"""What coasts are drawn with."""
_ASCII: Final = _BLOCKS | _BRAILLE | str.maketrans(
    {FULL: "#", EMPTY: ".", "▪": "*", "▸": ">", "╎": "|", "·": "-", "×": "x", "–": "-", "—": "-", "…": ".",
     "“": '"', "”": '"', "‘": "'", "’": "'", "→": ">", "•": "*"}
)  # fmt: skip


def plainly(text: str, encoding: str) -> str:
    """The text in characters that the encoding has: a gauge is `##..` where it has no ▰."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_ASCII).encode(encoding, "replace").decode(encoding)
    return text
