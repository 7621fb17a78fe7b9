"""What an author most likely meant where a file is not TOML: the parser only knows where it could not go on."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import tomli

from briefing.library.clean import named

MANY: Final = frozenset(
    {"claim", "judgment", "assumption", "gap", "position", "event", "signpost", "related", "risk.assessment"}
)
"""The tables of a card that stand there once for each entry."""
_LONGEST: Final = 2000
"""Characters of a line that is looked at: patterns are slow on one of a megabyte."""

_MONTH: Final = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[.]?"
_DAY: Final = re.compile(
    r"(?<![\w.-])(?:"
    r"[0-9]{4}(?P<a>[-./])[0-9]{1,2}(?P=a)[0-9]{1,2}"  # 2026-1-2
    r"|[0-9]{1,2}(?P<b>[-./])[0-9]{1,2}(?P=b)(?:[0-9]{4}|[0-9]{2})"  # 22.11.2026
    r"|[0-9]{4}[-/](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[-/][0-9]{4}"  # 2027-06
    rf"|[0-9]{{1,4}}(?:st|nd|rd|th|[.])?[-/\s]+{_MONTH},?[-/\s]+[0-9]{{2,4}}"  # 22 November 2026
    rf"|{_MONTH}\s+(?:[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s+)?[0-9]{{4}}"  # November 22, 2026
    r")(?![\w-])",
    re.IGNORECASE,
)
_DAY_HELP: Final = 'a day is written 2026-11-22, a month in quotes, "2026-11"'

_END: Final = "Expected newline or end of document after a statement"
_VALUE: Final = "Invalid value"
_KEY: Final = "Expected '=' after a key"
_LIST: Final = "Unclosed array"
_INLINE: Final = "Unclosed inline table"

_REST: Final = r"\s*(?:#.*)?"
"""What may follow the last thing of a line."""
_ELEMENT_END: Final = r"\s*(?:[,\]}#].*)?"
_BARE_KEY: Final = r"\s*[a-z_-]+\s*"
_HEADER: Final = rf"\[\[?[\w.-]+\]\]?{_REST}"
_PAIR: Final = r"[\w.-]+\s*=[^=].*"
_QUOTED: Final = r"""(?:"[^"]*"|'[^']*'|[“„”‘«][^“„”‘’«»]*[”“’»])"""
_LISTS: Final = r"\s*(?:tags|claims|also_in|aliases|ignore|confirmed_by|regions)\s*=.*"

_CLOSING_QUOTE: Final = "is a closing quote missing? A text of several lines has three at each end"
_CLOSING_BRACKET: Final = "is a closing ] missing before this?"
_CLOSING_BRACE: Final = "is a closing } missing before this?"
_SQUARE: Final = 'what may be several stands in square brackets, as ["a", "b"]'
_STRAIGHT: Final = 'use straight quotes, "'
_WORD: Final = "put the word in quotes"
_REMARK: Final = "a remark begins with #"

_SLIPS: Final = (
    # The message's beginning, what stands before the place and what from it on, and what to do; the first that fits.
    ("Illegal character '\\n'", r'.*=\s*"[^"]*[“”„]\s*', "", 'end the text with a straight quote, "'),
    ("Illegal character '\\n'", ".*", ".*", _CLOSING_QUOTE),
    ("Found invalid character '\\n'", ".*", ".*", _CLOSING_QUOTE),
    ("Unterminated string", ".*", ".*", _CLOSING_QUOTE),
    ("Expected \"'", ".*", ".*", _CLOSING_QUOTE),
    ("Unescaped '\\'", ".*", ".*", r"write \\ for a backslash"),
    ("Cannot mutate immutable", ".*", ".*", "it is given whole above, behind a =: take that out, or put this into it"),
    # up to the =
    (_KEY, _BARE_KEY, rf":=?\s*(?:{_QUOTED}|\[.*\]|[\w+-][\w.+-]*){_REST}", "write = in place of the colon"),
    (_KEY, _BARE_KEY, rf"(?:{_QUOTED}|\[.*\]|true|false|[0-9]{{4}}-[0-9-]+){_REST}", "write = after the key"),
    (_KEY, r"\s*[a-z]+ ", r"[a-z]+\s*=[^=].*", "a key has no space: write _ for it"),
    ("Invalid statement", r"\s*", r"[“”„‘’«][\w-]+[“”‘’»]\s*=.*", _STRAIGHT),
    ("Invalid statement", r"\s*", r"//.*", _REMARK),
    (
        "Expected ']'",
        r"\s*\[(?!risk|review)[a-z0-9-]+ +",
        rf"[a-z0-9-]+(?: +[a-z0-9-]+)*\]{_REST}",
        "write - for a space",
    ),
    ("Expected ']'", r"\s*\[[^\[\]#]+", r"(?:#[^\]]*)?", "close it with ]"),
    ("Expected ']]'", r"\s*\[\[[^\[\]#]+", rf"\]?{_REST}", "close it with ]]"),
    # in place of a value
    (_VALUE, r"\s*", "", _CLOSING_BRACKET),
    (_VALUE, r"\s*", _PAIR, _CLOSING_BRACKET),
    (_VALUE, r"\s*\[\[?", rf"[\w.-]+\]\]?{_REST}", _CLOSING_BRACKET),
    (_VALUE, r".*=\s*", r"(?:#.*)?", "write a value after the =, or take the key out"),
    (_VALUE, r".*=\s*", r"=.*", "one = is enough"),
    (_VALUE, r".*=\s*", rf"\(.*\){_REST}", "a list stands in square brackets"),
    (_VALUE, r".*[\[,]\s*", r",.*", "take a comma out"),
    (_VALUE, r".*", r"[“”„‘’‚«»`].*", _STRAIGHT),
    (_VALUE, r".*", rf"(?i:true|false){_ELEMENT_END}", "write true and false in lower case"),
    (_VALUE, r"\s*outcome\s*=\s*", rf"(?:yes|no){_REST}", _WORD),
    (_VALUE, r".*=\s*", rf"(?i:yes|no|on|off){_REST}", "write true or false; if the word is meant, put it in quotes"),
    (_VALUE, r".*=\s*", rf"(?i:null|none|nil|n/a){_REST}", "leave the key out where there is nothing to say"),
    (_VALUE, r".*=\s*", rf'[^\W\d_][^"]*"{_REST}', "is the opening quote missing?"),
    (_VALUE, r".*", rf"[^\W\d_][\w/.-]*{_ELEMENT_END}", _WORD),
    (_VALUE, r".*=\s*", r'[^\W\d_][^"]*', "put the text in quotes"),
    # behind a value
    (_END, r".*=\s*(?:inf|nan|true|false)", rf"[\w-]+{_REST}", _WORD),  # of `information` it takes the first half
    (_END, r".*[0-9]\s*", rf"%{_REST}", "leave the % out"),
    (_END, r".*=\s*0", rf"[0-9]+{_REST}", "take the 0 in front out"),
    (_END, r"\s*(?:lat|lon)\s*=\s*[+-]?[0-9]+", rf",[0-9]+{_REST}", "a number has a point for the comma"),
    (_END, r"\s*passage\s*=\s*[0-9]+", r"\s*[,-].*", "it stands in square brackets, as [5, 37]"),
    (_END, _LISTS, r""",.*|["'].*""", _SQUARE),
    (_END, r".*", rf"[,;]{_REST}", "a line ends without a comma or semicolon"),
    (_END, r'.*"', r'[\w"].*".*', r"write \" for a quotation mark inside the text"),
    (_END, r".*'", r"\w.*", 'the apostrophe ends what one began: put the text between "'),
    (_END, r".*\s", _PAIR, "each key stands on a line of its own"),
    (_END, r"\s*\[[^\[\]]+\]", rf"\]{_REST}", "begin it with [[, or end it with ]"),
    (_END, r".*", r"//.*", _REMARK),
    # inside brackets
    (_LIST, r".*", "", _CLOSING_BRACKET),
    (_LIST, r"\s*", _HEADER, _CLOSING_BRACKET),
    (_LIST, r"\s*", _PAIR, _CLOSING_BRACKET),
    (_LIST, r".*", rf"[)}}]{_REST}", "a list ends with ]"),
    (_LIST, r"(?:.*\s)?", r"""["'0-9].*""", "put a comma between"),
    (_LIST, r'.*"', r'\w.*".*', "is a quotation mark missing, or one too many?"),
    (_INLINE, r".*", "", _CLOSING_BRACE),
    (_INLINE, r"\s*", _HEADER, _CLOSING_BRACE),
    (_INLINE, r".*\S\s+", _PAIR, "put a comma between"),
)


def slip(message: str, line: str, column: int) -> str:
    """What to do about a fault of TOML, by the parser's message and its place, from 1; empty where that is unsure."""
    if len(line) > _LONGEST:
        line, column = "\0", 1  # only what goes by the message alone fits
    before, after = line[: column - 1], line[column - 1 :]
    if message.startswith(("Cannot overwrite a value", "Cannot declare")):
        return _twice(before, table="declare" in message)
    if message.startswith((_END, _VALUE, _LIST, _INLINE, "Invalid date")) and (help := _day(line, len(before))):
        return help
    for beginning, earlier, later, help in _SLIPS:
        if message.startswith(beginning) and re.fullmatch(earlier, before) and re.fullmatch(later, after):
            return help
    return ""


def _day(line: str, at: int) -> str:
    """What to do where the whole of the value at the place is meant as a day or month."""
    for day in _DAY.finditer(line):
        alone = re.fullmatch(r".*[=\[,]\s*", line[: day.start()]) and re.fullmatch(_ELEMENT_END, line[day.end() :])
        if alone and day.start() <= at <= day.end():
            try:
                date.fromisoformat(day[0])
            except ValueError:
                return "there is no such day" if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){2}", day[0]) else _DAY_HELP
    return ""


def _twice(before: str, *, table: bool) -> str:
    """What to do where a table, or else a key, that ends at the place stands twice."""
    if header := re.fullmatch(r"\s*\[\[?\s*([^\[\]]+)", before):
        name = header[1].strip()
        if name in MANY:
            return f"begin each with [[{name}]], in two pairs of brackets"
        if "." in name or not table:
            return ""  # what it gets in the way of may have another name
        return f"{named(name)} stands twice; put the two together, or give one another name"
    key = re.match(r"\s*([\w-]+)\s*=", before)
    try:
        tomli.loads(before)
    except tomli.TOMLDecodeError:
        return ""  # the value began on an earlier line, and with it the key
    return f"{named(key[1])} stands twice in this table; take one out" if key else ""
