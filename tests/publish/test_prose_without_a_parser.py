"""Most Markdown has no more to it than emphasis and short lists: it is read without the parser, and no differently."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.publish import prose as module
from briefing.publish.document import Role, Run
from briefing.publish.prose import prose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.publish.document import Paragraph


def parsed(markdown: str) -> list[str]:
    """What of a text the parser is given."""
    with patch.object(module, "_parsed", return_value=()) as parser:
        prose(markdown, lambda _: None)
    return [call.args[0] for call in parser.call_args_list]


def runs(paragraphs: Iterable[Paragraph]) -> list[object]:
    """What each paragraph comes to, neighbours of one role as one."""
    told: list[object] = []
    for each in paragraphs:
        joined = list(module._joined(tuple(run for run in each.runs if run.text)))
        told.append((each.mark, each.hangs, each.indent, each.verbatim, joined))
    return told


@pytest.mark.parametrize(
    "markdown",
    [
        "**Bold call.** Then *why*, and more.",
        "One\nline with *two\nwords*.\n\nTwo.",
        "For:\n\n- **Air.** It is fast.\n- Sea, and\n  *more*\n\nThen.",
        "1. first **thing**;\n2. second.\n",
        "\n*海* x",
    ],
)
def test_what_most_texts_have_needs_no_parser(markdown: str) -> None:
    assert parsed(markdown) == []
    assert runs(prose(markdown, lambda _: None)) == runs(module._parsed(markdown))


@pytest.mark.parametrize(
    ("markdown", "left"),
    [
        ("a *b*\n\n> said\n\n*c*", "> said\n\n*c*"),
        ("*a*\n\n- b\n\n  of b", "- b\n\n  of b"),
        ("*a*\n\n- b\n1. c", "- b\n1. c"),
        ("*a*\n\n- - b", "- - b"),
        ("a *b c", "a *b c"),
        ("a*b*", "a*b*"),
        ("*a*\n=", "*a*\n="),
        ("*a*  \nb", "*a*  \nb"),
        ("*a*\n\n[c1]: x", "*a*\n\n[c1]: x"),
    ],
)
def test_from_the_first_block_that_has_more_to_it_the_parser_reads(markdown: str, left: str) -> None:
    assert parsed(markdown) == [left]


def test_emphasis_is_told_apart() -> None:
    (paragraph,) = prose("**A.** and *b*", lambda _: None)
    assert paragraph.runs == (Run("A.", Role.STRONG), Run(" and "), Run("b", Role.EMPHASIS))


PIECES = st.builds(
    lambda sign, word, closed, after: f"{sign}{word}{sign if closed else ''}{after}",
    st.sampled_from(["*", "**", "***", ""]),
    st.sampled_from(["a", "b c", "海", "é", "x.", "(y)", "[c1]", "“q”", "$", "7", "ß!", "_"]),
    st.booleans(),
    st.sampled_from(
        (" ", ". ", "\n", "", ")", "x", "\n\n", "\n \n", "\n- ", "\n\n- ", "\n\n1. ", "\n2. ", "\n  ", "\n\n  ",
         "\n\n    ", "\n\n```\n", "\n==\n", "\u3000", "  \n")
    ),
)  # fmt: skip


@given(st.sampled_from(["", "- ", "1. ", " ", "\n"]), st.lists(PIECES, max_size=6).map("".join))
def test_it_reads_as_the_parser_does(start: str, pieces: str) -> None:
    markdown = start + pieces
    assert runs(module._blocks(markdown)) == runs(module._parsed(markdown))
