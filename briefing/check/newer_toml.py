"""Where a file needs TOML 1.1: what tools that know only 1.0 refuse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN: Final = re.compile(
    r"""
    (?P<comment> \#[^\n]* )
  | (?P<text> \"{3} (?: [^"\\]++ | \\. | "{1,2}(?!") )*+ \"{3,5} | " (?: [^"\\]++ | \\. )*+ " )
  | (?P<bare> [^\s"'\#\[\]{},=]++ )
  | '{3} (?: [^']++ | '{1,2}(?!') )*+ '{3,5} | '[^']*+' | [\[\]{},\n]
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(x..|.)", re.DOTALL)
_NO_SECONDS: Final = re.compile(r"(?:\d{4}-\d\d-\d\d[Tt])?(\d\d:\d\d)(?:[Zz]|[+-]\d\d:\d\d)?")
_MINUTES: Final = re.compile(r":\d\d")


class Newer(NamedTuple):
    """A piece of a file that is not of TOML 1.0."""

    start: int
    end: int
    what: str
    instead: str
    """How TOML 1.0 has it."""


def newer_toml(written: str) -> Iterator[Newer]:
    """Every piece of a text of TOML 1.1 that is not of TOML 1.0."""
    if "{" in written or "\\" in written or _MINUTES.search(written):
        tokens = [token for token in _TOKEN.finditer(written) if token.lastgroup != "comment"]
        yield from _escapes(tokens)
        yield from _times(tokens)
        yield from _inline_tables(tokens)


def _escapes(tokens: list[re.Match[str]]) -> Iterator[Newer]:
    for text in tokens:
        for escape in _ESCAPE.finditer(text[0]) if text.lastgroup == "text" else ():
            if escape[1][0] in "ex":
                start, end = (text.start() + at for at in escape.span())
                code = escape[1][1:] or "1b"
                yield Newer(start, end, f"the escape `{escape[0]}`", f"write `\\u00{code}`")


def _times(tokens: list[re.Match[str]]) -> Iterator[Newer]:
    for word in tokens:
        if word.lastgroup == "bare" and (time := _NO_SECONDS.fullmatch(word[0])):
            start, end = (word.start() + at for at in time.span(1))
            yield Newer(start, end, "a time without seconds", f"write `{time[1]}:00`")


def _inline_tables(tokens: list[re.Match[str]]) -> Iterator[Newer]:
    opened: list[re.Match[str]] = []
    told: set[re.Match[str]] = set()
    before: re.Match[str] | None = None
    for token in tokens:
        within = opened[-1] if opened else None
        match token[0]:
            case "\n":
                if within and within[0] == "{" and within not in told:
                    told.add(within)
                    instead = "put it on one line, or make it a table with a header of its own"
                    yield Newer(*within.span(), "an inline table on more than one line", instead)
                continue
            case "[" | "{":
                opened.append(token)
            case "]" | "}":
                if token[0] == "}" and before and before[0] == ",":
                    yield Newer(*before.span(), "a comma after the last entry of an inline table", "take it out")
                del opened[-1:]
        before = token
