"""`briefing search`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from examples import CARD

from briefing.cli.search import search

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Briefing
    from conftest import BriefingFrom

QUIET = 'title = "Ｑｕｉｅｔ Straße"\nas_of = 2024-10-03\ntags = ["missiles"]\nsummary = "An alliance, quietly."\n'
JUDGED = (
    CARD
    + """
[[judgment]]
id = "odds"
statement = "It is unlikely that SOFA talks open."
likelihood = "unlikely"
by = 2025-01-01
basis = "Nobody asked for them."

[[position]]
actor = "Komeito"
issue = "talks"
stance = "silent"
"""
)

Searched = Callable[..., tuple[int, str, str]]


@pytest.fixture
def searched(capsys: pytest.CaptureFixture[str], briefing_from: BriefingFrom) -> Searched:
    """Search a briefing of two cards; exit code, stdout, stderr."""
    root = briefing_from({"us/sofa.toml": JUDGED, "korea/quiet.toml": QUIET})

    def run(*words: str, form: str = "text", folder: Path = root) -> tuple[int, str, str]:
        code = search(folder, words, form)
        return (int(code), *capsys.readouterr())

    return run


def test_a_hit_is_a_card_and_the_line_that_shows_why(searched: Searched) -> None:
    assert searched("alliance") == (
        0,
        "us/sofa  A more equal alliance\nkorea/quiet  Ｑｕｉｅｔ Straße\n    summary: An alliance, quietly.\n",
        "",
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["missiles"], "tag: missiles"),
        (["talks open"], "judgment odds statement: It is unlikely that SOFA talks open."),
        (["nobody"], "judgment odds basis: Nobody asked for them."),
        (["komeito"], "position 1: Komeito silent: talks"),
        (["raising"], "claim c1: Raising the alliance to the US-UK level is his mission."),
        (["postpones"], "risk event: A public dispute over SOFA postpones an alliance activity"),
        (["first leader"], "risk assessment 1 why: SOFA did not come up in the first leader call."),
        (["japan", "times"], "claim c1 source: The Japan Times"),
    ],
)
def test_the_line_says_where_in_the_card_it_stands(searched: Searched, words: list[str], line: str) -> None:
    assert searched(*words)[1].splitlines()[1] == f"    {line}"


def test_words_that_the_shell_was_given_in_quotes_are_a_phrase(searched: Searched) -> None:
    assert searched("open talks")[0] == 1
    assert searched("open", "talks")[0] == 0
    assert searched('sofa "talks open"')[0] == 0


def test_json_gives_the_key_and_the_marks_and_how_many_there_are(searched: Searched) -> None:
    code, out, _ = searched("STRASSE", form="json")
    assert code == 0
    assert json.loads(out) == {
        "version": 1,
        "kind": "search",
        "total": 1,
        "hits": [
            {
                "reference": "korea/quiet",
                "title": "Ｑｕｉｅｔ Straße",
                "path": ["title"],
                "text": "Ｑｕｉｅｔ Straße",
                "marks": [[6, 12]],
                "rest": None,
            }
        ],
    }


def test_nothing_found_is_no_success(searched: Searched) -> None:
    assert searched("alliance", "nowhere") == (1, "", "briefing: no card holds `nowhere`\n")
    assert searched("sofa", "missiles") == (1, "", "briefing: no card holds all of these words\n")
    assert json.loads(searched("nowhere", form="json")[1])["hits"] == []


def test_a_word_that_no_card_holds_is_told_with_what_may_be_meant(searched: Searched) -> None:
    code, out, err = searched("allaince", "msisiles", "sofa")
    assert (code, out) == (1, "")
    assert err == (
        "briefing: no card holds `allaince`. Did you mean alliance?\nno card holds `msisiles`. Did you mean missiles?\n"
    )


def test_a_card_is_found_by_what_it_is_and_was_called(searched: Searched, briefing_from: BriefingFrom) -> None:
    folder = briefing_from({"us/sofa.toml": JUDGED.replace("as_of", 'aliases = ["us/status"]\nas_of', 1)})
    assert searched("us/sofa", folder=folder)[1] == "us/sofa  A more equal alliance\n"
    found = "us/sofa  A more equal alliance\n    earlier reference: us/status\n"
    assert searched("us/status", folder=folder)[1] == found


def test_words_that_stand_apart_are_shown_with_both_their_lines(searched: Searched) -> None:
    found = "us/sofa  A more equal alliance\n    judgment odds statement: It is unlikely that SOFA talks open.\n"
    assert searched("equal", "talks")[1] == found
    assert searched("unlikely", "talks", "equal")[1] == found
    assert searched("talks", "nobody", "open")[1] == f"{found}    judgment odds basis: Nobody asked for them.\n"
    (hit,) = json.loads(searched("nobody", "talks", form="json")[1])["hits"]
    assert hit["path"] == ["judgment", 0, "statement"]
    assert hit["rest"] == {"path": ["judgment", 0, "basis"], "text": "Nobody asked for them.", "marks": [[0, 6]]}


def test_no_words_find_nothing(searched: Searched) -> None:
    assert searched(" ") == (1, "", "briefing: nothing to search for: name a word or more\n")


def test_more_cards_than_are_shown_are_counted(searched: Searched, briefing_from: BriefingFrom) -> None:
    many = briefing_from({f"us/c{number}.toml": CARD for number in range(45)})
    code, out, err = searched("alliance", folder=many)
    assert (code, len(out.splitlines())) == (0, 40)
    assert "the best 40 of 46 cards" in err


MARKED = """\
title = "Quiet"
as_of = 2024-10-03
summary = "All quiet."
analysis = '''
**Nobody** asks, as [one paper](https://example.org/a) has it; see [[us/sofa]].

> It is said
> *softly*.
'''
"""


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["nobody"], "Nobody asks, as one paper (https://example.org/a) has it; see A more equal alliance."),
        (["said softly"], ""),
        (["softly"], "It is said softly."),
        # What is found in the signs alone is shown as it is written, or nobody would see why.
        (["[[us/sofa"], "**Nobody** asks, as [one paper](https://example.org/a) has it; see [[us/sofa]]."),
    ],
)
def test_marked_up_text_stands_there_as_a_card_shows_it(
    searched: Searched, briefing_from: BriefingFrom, words: list[str], line: str
) -> None:
    folder = briefing_from({"us/sofa.toml": CARD, "korea/quiet.toml": MARKED})
    out = searched(*words, folder=folder)[1]
    assert out == (f"korea/quiet  Quiet\n    analysis: {line}\n" if line else "")


def test_what_matched_is_marked_where_it_stands_then(
    on_terminal: Briefing, searched: Searched, briefing_from: BriefingFrom
) -> None:
    folder = briefing_from({"us/sofa.toml": CARD, "korea/quiet.toml": MARKED})
    shown = on_terminal("-C", str(folder), "search", "nobody", "paper").out
    assert "analysis: \x1b[1mNobody\x1b[0m asks, as one \x1b[1mpaper\x1b[0m (https" in shown
    (hit,) = json.loads(searched("nobody", "paper", form="json", folder=folder)[1])["hits"]
    assert hit["text"].startswith("**Nobody** asks, as [one paper](")
    assert [hit["text"][start:end] for start, end in hit["marks"]] == ["Nobody", "paper"]


def test_faulty_files_are_told_of(searched: Searched, briefing_from: BriefingFrom) -> None:
    code, out, err = searched("alliance", folder=briefing_from({"us/sofa.toml": CARD, "us/bad.toml": "="}))
    assert code == 3
    assert out.startswith("us/sofa")
    assert "us/bad.toml:1" in err


def test_a_long_line_is_cut_around_the_match(searched: Searched, briefing_from: BriefingFrom) -> None:
    long = QUIET.replace("An alliance", "word " * 60 + "Needle" + " word" * 60)
    line = searched("needle", folder=briefing_from({"us/long.toml": long}))[1].splitlines()[1]
    assert line.startswith("    summary: .. word ")
    assert " Needle " in line
    assert len(line) < 200
