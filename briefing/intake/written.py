"""Bytes from anywhere become text: in the right letters, without anything that acts on a terminal."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final

from briefing.library.clean import spoofing

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECLARED: Final = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE
)
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDER: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "shift_jis": "cp932", "euc_kr": "cp949",
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "utf-16": "utf-16-le",
}  # fmt: skip
"""What browsers read in place of what is declared: all of it, and the letters that were added since."""
_OTHER_NAMES: Final = {"x-sjis": "cp932", "windows-31j": "cp932", "x-euc-jp": "euc_jp", "x-gbk": "gb18030"}
_NO_LETTERS: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
"""What a text has next to nothing of, and anything else is full of."""
_KNOWN: Final = re.compile(
    r"utf-8|utf-16-[lb]e|iso8859-\d+|cp(125\d|874|866|932|949)|koi8-[ru]|mac-roman|"
    r"euc_jp|iso2022_jp|gb18030|big5hkscs"
)
"""Codecs by Python's names for them. It has others that no page is written in, and that a page could harm it by."""


def decoded(raw: bytes, declared: str | None) -> str:
    """The text of a page, or of a feed. Raises ValueError where it is none.

    What is valid UTF-8 is UTF-8, whatever it is declared as.
    """
    for mark, charset in _MARKS:
        if raw.startswith(mark):
            return _text(raw.removeprefix(mark).decode(charset, "replace"))
    charsets = [known for name in _named(raw, declared) if (known := _codec(name))]
    # This one is written in ASCII alone, so it passes for UTF-8.
    if "iso2022_jp" not in charsets[:1]:
        charsets.insert(0, "utf-8")
    for charset in charsets:
        try:
            return _text(raw.decode(charset))
        except UnicodeDecodeError:
            continue
    return _text(raw.decode(charsets[1] if len(charsets) > 1 else "cp1252", "replace"))


def _named(raw: bytes, declared: str | None) -> Iterator[str]:
    if declared:
        yield declared
    if within := _DECLARED.search(raw[:4096]):
        yield within[1].decode()


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(_OTHER_NAMES.get(name.lower(), name)).name
    except (LookupError, ValueError):
        return None
    found = _WIDER.get(found, found)
    return found if _KNOWN.fullmatch(found) else None


def _text(text: str) -> str:
    if sum(1 for _ in _NO_LETTERS.finditer(text)) > len(text) // 100:
        raise ValueError("not text")
    return text


def line(text: str) -> str:
    """A text as one line, without what must not reach a terminal."""
    return " ".join(lines(text).split())


def lines(text: str) -> str:
    """A text without what must not reach a terminal.

    Of content a mark would stand in its place, for its author to mend; what is taken in has none yet.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept, start = [], 0
    for match in spoofing(plain):
        kept.append(plain[start : match.start()])
        start = match.end()
    return "".join([*kept, plain[start:]])
