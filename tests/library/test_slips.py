"""What helps where a file is not TOML: by real faults of the parser, and no help where it is unsure."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from briefing.library.slips import MANY, slip
from briefing.model.card import Card, Risk
from briefing.model.closed import Closed, keys

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = 'a day is written 2026-11-22, a month in quotes, "2026-11"'
WHOLE_ABOVE = "it is given whole above, behind a =: take that out, or put this into it"
CLOSING_QUOTE = "is a closing quote missing? A text of several lines has three at each end"
CLOSING_BRACKET = "is a closing ] missing before this?"
CLOSING_BRACE = "is a closing } missing before this?"
SQUARE = 'what may be several stands in square brackets, as ["a", "b"]'


def helped(written: str) -> str:
    with pytest.raises(tomli.TOMLDecodeError) as refused:
        tomli.loads(written)
    fault = refused.value
    return slip(fault.msg, fault.doc.split("\n")[fault.lineno - 1], fault.colno)


@pytest.mark.parametrize(
    "day",
    [
        "22.11.2026", "22.11.26", "1.2.2026", "22/11/2026", "11/22/2026", "22-11-2026", "01-02-2026",
        "2026-1-2", "2026-11-2", "2026-1-02", "2026/11/22", "2026.11.22",
        "2027-06", "2027-6", "2027/06", "06/2027", "6-2027",
        "22 November 2026", "22. November 2026", "22nd Nov. 2026", "1st Nov 2026", "22-Nov-2026",
        "November 22, 2026", "Nov 22 2026", "November 2026", "may 2026", "2026 Nov 22",
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", ["by = {}\n", "by = {} # when\n", "on = [{}]\n", "risk = {{ by = {} }}"])
def test_a_day_that_is_written_otherwise(day: str, around: str) -> None:
    assert helped(around.format(day)) == DAY


@pytest.mark.parametrize("day", ["2026-11-31", "2026-02-29", "2026-13-01", "2026-00-10", "2026-01-00"])
def test_a_day_that_no_calendar_has(day: str) -> None:
    assert helped(f"title = 'A'\nas_of = {day}\n") == "there is no such day"


@pytest.mark.parametrize(
    ("written", "help"),
    [
        # quotes
        ("title = “A”", 'use straight quotes, "'),
        ("title = „A“", 'use straight quotes, "'),
        ("title = ‘A’ # x", 'use straight quotes, "'),
        ("title = «A»", 'use straight quotes, "'),
        ("title = `A`", 'use straight quotes, "'),
        ('tags = ["a", “b”]', 'use straight quotes, "'),
        ("“title” = 'A'", 'use straight quotes, "'),
        ('title = "A”\n', 'end the text with a straight quote, "'),
        ('title = "A\n', CLOSING_QUOTE),
        ('title = "A', CLOSING_QUOTE),
        ("title = 'A\n", CLOSING_QUOTE),
        ("title = 'A\ntext = 'B'\n", CLOSING_QUOTE),
        ('summary = """A\nB\n', CLOSING_QUOTE),
        ("summary = '''A\nB\n", CLOSING_QUOTE),
        (f'summary = "{"long " * 1000}\n', CLOSING_QUOTE),
        ('title = A"', "is the opening quote missing?"),
        ('title = A more equal alliance" # x', "is the opening quote missing?"),
        ('quote = "he said "no" to it"', r"write \" for a quotation mark inside the text"),
        ('quote = "he said "no""', r"write \" for a quotation mark inside the text"),
        ('quote = "no"" and "yes"', r"write \" for a quotation mark inside the text"),
        ("speaker = 'The PM's office'", 'the apostrophe ends what one began: put the text between "'),
        ("speaker = 'The PM's", 'the apostrophe ends what one began: put the text between "'),
        (r'text = "C:\desk"', r"write \\ for a backslash"),
        # words without quotes
        ("kind = fact", "put the word in quotes"),
        ("kind = fact  # statement, opinion", "put the word in quotes"),
        ("source = jt-2024-09-29", "put the word in quotes"),
        ("card = us/sofa-revision", "put the word in quotes"),
        ("claims = [c1, c2]", "put the word in quotes"),
        ('claims = ["c1", c2]', "put the word in quotes"),
        ("claims = [\n  c1,\n]", "put the word in quotes"),
        ("title = 日本", "put the word in quotes"),
        ("kind = information", "put the word in quotes"),
        ("kind = truthful", "put the word in quotes"),
        ("likelihood = very likely", "put the text in quotes"),
        ("likelihood = very likely  # or so", "put the text in quotes"),
        ("url = https://example.org/a", "put the text in quotes"),
        ("outcome = no", "put the word in quotes"),
        ("outcome = yes # on 3 October", "put the word in quotes"),
        ("closed = yes", "write true or false; if the word is meant, put it in quotes"),
        ("key = No", "write true or false; if the word is meant, put it in quotes"),
        ("closed = True", "write true and false in lower case"),
        ("closed = FALSE # x", "write true and false in lower case"),
        ("by = null", "leave the key out where there is nothing to say"),
        ("by = None", "leave the key out where there is nothing to say"),
        ("by = n/a", "leave the key out where there is nothing to say"),
        ("by =\n", "write a value after the =, or take the key out"),
        ("by = # when\n", "write a value after the =, or take the key out"),
        # keys
        ('title: "A"', "write = in place of the colon"),
        ("as_of : 2026-11-22", "write = in place of the colon"),
        ("kind: fact # x", "write = in place of the colon"),
        ('tags: ["a"]', "write = in place of the colon"),
        ('title := "A"', "write = in place of the colon"),
        ('title "A"', "write = after the key"),
        ("as_of 2026-11-22", "write = after the key"),
        ("tags ['a']", "write = after the key"),
        ("as of = 2026-11-22", "a key has no space: write _ for it"),
        ('title == "A"', "one = is enough"),
        ('title = "A" text = "B"', "each key stands on a line of its own"),
        ("credibility = 1\ncredibility = 2\n", "`credibility` stands twice in this table; take one out"),
        ("[[claim]]\ntext='a'\n text = 'b' # x\n", "`text` stands twice in this table; take one out"),
        ("tags = ['a']\ntags = ['b']", "`tags` stands twice in this table; take one out"),
        # tables
        ("claim = []\n[[claim]]", WHOLE_ABOVE),
        (
            "risk = {by = 1}\n[[risk.assessment]]",
            WHOLE_ABOVE,
        ),
        ("[risk]\n[risk]", "`risk` stands twice; put the two together, or give one another name"),
        ("[jt]\ntitle='a'\n[ jt ]", "`jt` stands twice; put the two together, or give one another name"),
        ("[claim]\ntext='a'\n[claim]", "begin each with [[claim]], in two pairs of brackets"),
        ("[claim]\ntext='a'\n[[claim]]", "begin each with [[claim]], in two pairs of brackets"),
        ("[[claim]]\ntext='a'\n[claim]", "begin each with [[claim]], in two pairs of brackets"),
        ("[risk.assessment]\n[risk.assessment]", "begin each with [[risk.assessment]], in two pairs of brackets"),
        ("[claim\n", "close it with ]"),
        ("[claim # x\n", "close it with ]"),
        ("[[claim]\n", "close it with ]]"),
        ("[[claim\n", "close it with ]]"),
        ("[claim]]\n", "begin it with [[, or end it with ]"),
        ("[japan times]", "write - for a space"),
        # numbers
        ("probability = 30%", "leave the % out"),
        ("probability = 30 % # x", "leave the % out"),
        ("probability = 07", "take the 0 in front out"),
        ("lat = 38,9", "a number has a point for the comma"),
        ("lon = -77,04 # x", "a number has a point for the comma"),
        ("passage = 5, 37", "it stands in square brackets, as [5, 37]"),
        ("passage = 5-37", "it stands in square brackets, as [5, 37]"),
        ("passage = (5, 37)", "a list stands in square brackets"),
        # lists
        ('tags = ["a" "b"]', "put a comma between"),
        ('tags = [\n  "a"\n  "b"\n]', "put a comma between"),
        ('tags = ["a" # x\n "b"]', "put a comma between"),
        ("passage = [5 37]", "put a comma between"),
        ('tags = ["a",, "b"]', "take a comma out"),
        ('tags = [, "b"]', "take a comma out"),
        ('tags = ["a", "b"', CLOSING_BRACKET),
        ('tags = ["a", "b"\n', CLOSING_BRACKET),
        ("tags = [\n", CLOSING_BRACKET),
        ('tags = ["a", "b"\nas_of = 2026-11-22\n', CLOSING_BRACKET),
        ('tags = ["a", "b",\nas_of = 2026-11-22\n', CLOSING_BRACKET),
        ('tags = ["a"\n[risk]\n', CLOSING_BRACKET),
        ('tags = ["a",\n[[claim]]\n', CLOSING_BRACKET),
        ('tags = ["a",\n[risk] # x\n', CLOSING_BRACKET),
        ('tags = ["a", "b")', "a list ends with ]"),
        ('tags = ["a", "b"} # x', "a list ends with ]"),
        ('claims = ["c1 "c2"]', "is a quotation mark missing, or one too many?"),
        ('tags = "a", "b"', SQUARE),
        ('claims = "c1" "c2"', SQUARE),
        ("x = { a = 1 b = 2 }", "put a comma between"),
        ("x = { a = 1", CLOSING_BRACE),
        ("x = { a = 1\n[risk]\n", CLOSING_BRACE),
        # habits of other languages
        ('title = "A",', "a line ends without a comma or semicolon"),
        ("probability = 30; # x", "a line ends without a comma or semicolon"),
        ("// a remark", "a remark begins with #"),
        ('title = "A" // a remark', "a remark begins with #"),
    ],
)
def test_what_was_most_likely_meant(written: str, help: str) -> None:
    assert helped(written) == help


@pytest.mark.parametrize(
    "written",
    [
        "Prose that fell out of its quotes.",
        "the minister said: we shall see what comes of it",
        "He said that x = 3",
        "as of now the talks = on",
        'title = A "more equal" alliance',
        'text = "on 2026-1-2" of',
        "by = 2026-11-30T25:00:00",
        "probability = 20-45",
        "probability = 30 percent",
        "lat = 38.9 N",
        "version = 1.2.3",
        'analysis = "x"\nanalysis = """\nx\ny = 1"""\n',
        "a = {}\n[a.b]\n",
        'risk = "high"\n[risk]\n',
        '"a b" = 1\n"a b" = 2\n',
        "a.b = 1\na.b = 2\n",
        "= 3",
        "* an item",
        "- an item",
        "[ [claim] ]",
        "[[risk assessment]]",
        "[review days]",
        "[key#group]",
        "x = ~",
        'title = "a\x00b"',
        f"kind = {'fact ' * 1000}",
    ],
)
def test_where_it_is_unsure_there_is_no_help(written: str) -> None:
    assert helped(written) == ""


def test_what_begins_with_a_day_is_a_text() -> None:
    assert helped("title = May 2026 in the strait") == "put the text in quotes"
    assert helped("title = 22 November 2026 in the strait") == ""


@given(st.text(st.sampled_from("[]{}=\"'#,:;.-/\\%“” \tak09\n"), max_size=40))
def test_no_fault_is_too_odd_for_it(written: str) -> None:
    try:
        tomli.loads(written)
    except tomli.TOMLDecodeError as fault:
        help = slip(fault.msg, fault.doc.split("\n")[fault.lineno - 1], fault.colno)
        assert "\n" not in help


def test_it_knows_the_tables_that_a_card_has_many_of() -> None:
    assert {*tables(Card, ""), *tables(Risk, "risk.")} == MANY


def tables(model: type[Closed], way: str) -> Iterator[str]:
    """Keys of a model that hold a list of tables."""
    for name, held in keys(model).items():
        match get_args(held):
            case (entry, second) if second is ... and isinstance(entry, type) and issubclass(entry, Closed):
                yield f"{way}{name}"
