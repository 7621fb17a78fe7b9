"""`briefing diff`: what is printed, and what is said where nothing is."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD, write_briefing
from library.repository import ENVIRON, begin, commit

from briefing.cli.diff import diff
from briefing.library.problem import BriefingError

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2024, 10, 9)
LESS = CARD.replace("A more", "A less")
LATER = LESS.replace("as_of = 2024-10-03", "as_of = 2024-10-08")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A content folder with two commits, on 3 and 5 October."""
    for name, value in ENVIRON.items():
        monkeypatch.setenv(name, value)
    repository = begin(tmp_path / "desk")
    root = write_briefing(repository / "content", {"us/sofa.toml": CARD, "korea/vote.toml": CARD})
    commit(repository, "Begin", "2024-10-03T09:00:00+0900")
    write_briefing(root, {"us/sofa.toml": LESS, "korea/vote.toml": CARD})
    commit(repository, "Less", "2024-10-05T09:00:00+0900")
    return root


def test_without_a_word_it_tells_what_is_not_committed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "korea/vote.toml").write_text(LESS)
    assert diff(desk, DAY, None, None, "plain") == 0
    out, err = capsys.readouterr()
    assert err == ""
    title, _, opening, *rest = out.splitlines()
    assert title == "What changed"
    assert opening.startswith("from ")
    assert opening.endswith(" of 5 Oct 2024 to the files as they are · 1 card changed")
    assert rest == [
        "",
        "A less equal alliance (▰▰▱▱ GUARDED  * new  korea/vote)",
        "",
        "  ~  title: A [-more-] {+less+} equal alliance",
    ]


@pytest.mark.parametrize("since", ["HEAD~1", "2024-10-03", "2024-10-04", "HEAD~1..HEAD", "2024-10-03..2024-10-05"])
def test_a_revision_or_the_day_on_which_it_stood_says_since_when(
    desk: Path, capsys: pytest.CaptureFixture[str], since: str
) -> None:
    assert diff(desk, DAY, since, None, "plain") == 0
    out, _ = capsys.readouterr()
    assert "1 card changed" in out
    assert "us/sofa" in out


def test_where_nothing_changed_it_says_so_and_prints_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(desk, DAY, None, None, "plain") == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("briefing: nothing changed from ")


def test_json_is_printed_even_where_nothing_changed(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(desk, DAY, None, None, "json") == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["kind"], record["cards"]) == ("changes", [])


def test_markdown(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(desk, DAY, "HEAD~1", None, "markdown") == 0
    assert "title: A ~~more~~ **less** equal alliance" in capsys.readouterr().out


MARKED = """\
summary = '''
**Talks open** in [[korea/vote]], as [one paper](https://example.org/a) has it [c1].

- So *soon*
- and so quietly.
'''
"""


def reading(written: str) -> str:
    """A card without a risk that says this."""
    return f'title = "Quiet"\nas_of = 2024-10-03\n{written}\n[[claim]]\ntext = "So they say."\n'


def test_marked_up_text_is_compared_as_a_card_shows_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "us/sofa.toml").write_text(reading(MARKED))
    commit(desk, "Marked")
    (desk / "us/sofa.toml").write_text(
        reading(MARKED.replace("**Talks open**", "*Talks close*").replace("- So", "- As"))
    )
    assert diff(desk, DAY, None, None, "plain") == 0
    out = " ".join(capsys.readouterr().out.split())
    assert (
        "bottom line: Talks [-open-] {+close+} in A more equal alliance, as one paper (https://example.org/a) has it"
        " [c1]. - [-So-] {+As+} soon - and so quietly."
    ) in out
    assert diff(desk, DAY, None, None, "json") == 0
    (moved,) = json.loads(capsys.readouterr().out)["cards"][0]["keys"]
    assert moved["before"].startswith("**Talks open** in [[korea/vote]], as [one paper]")


def test_where_only_the_signs_changed_they_are_shown(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "us/sofa.toml").write_text(reading(MARKED))
    commit(desk, "Marked")
    (desk / "us/sofa.toml").write_text(reading(MARKED.replace("*soon*", "soon")))
    assert diff(desk, DAY, None, None, "plain") == 0
    assert "[-*soon*-] {+soon+}" in capsys.readouterr().out


def test_a_regions_summary_is_compared_as_it_is_shown(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    region = desk / "us/region.toml"
    region.write_text('name = "United States"\ncode = "US"\nsummary = "**Calm** so far."\n')
    commit(desk, "Summary")
    region.write_text('name = "United States"\ncode = "US"\nsummary = "**Uneasy** so far."\n')
    assert diff(desk, DAY, None, None, "plain") == 0
    assert "bottom line: [-Calm-]{+Uneasy+} so far." in capsys.readouterr().out


@pytest.mark.parametrize(("place", "told"), [("us", True), ("us/sofa", True), ("korea", False), ("korea/vote", False)])
def test_it_can_be_asked_of_one_region_or_card(
    desk: Path, capsys: pytest.CaptureFixture[str], place: str, told: bool
) -> None:
    assert diff(desk, DAY, "HEAD~1", place, "plain") == 0
    assert ("A less equal" in capsys.readouterr().out) is told


def test_a_card_that_is_gone_can_still_be_asked_for(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (desk / "korea/vote.toml").unlink()
    assert diff(desk, DAY, None, "korea/vote", "plain") == 0
    assert "  -  gone" in capsys.readouterr().out


def test_a_place_that_neither_has_is_not_found(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(desk, DAY, None, "korea/voet", "plain") == 1
    assert "there is no card or region `korea/voet`" in capsys.readouterr().err


def test_a_day_before_the_first_commit_is_told_by_the_dates(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff(desk, DAY, "2024-10-01", None, "plain") == 0
    out, err = capsys.readouterr()
    assert "after 1 Oct 2024, by the dates in the content · 2 cards changed" in out
    assert err.startswith("briefing: told by the dates in the content alone: nothing of ")


def test_without_a_repository_a_day_is_told_by_the_dates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    root = write_briefing(tmp_path / "content", {"us/sofa.toml": LATER})
    assert diff(root, DAY, "2024-10-05", "us", "plain") == 0
    out, err = capsys.readouterr()
    assert "as of 8 Oct 2024; dates do not tell what was reworded" in out
    assert "is in no git repository" in err


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("..HEAD", "name a revision before the two dots"),
        ("nowhere", "git knows no revision `nowhere`"),
        ("2024-13-45", "2024-13-45 is no day, and git knows no revision `2024-13-45`"),
        ("2024-10-3", "`2024-10-3`(.|\\n)*A day is written as 2024-10-03; .* Did you mean 2024-10-03"),
        ("yesterday", "as HEAD~3(.|\\n)*A day is written as 2024-10-03; .* as HEAD~3..HEAD"),
        ("HEAD~1..yesterday", "`yesterday`(.|\\n)*A day is written as 2024-10-03; .* as HEAD~3..HEAD"),
    ],
)
def test_what_cannot_be_compared_is_refused(desk: Path, since: str, words: str) -> None:
    with pytest.raises(BriefingError, match=words):
        diff(desk, DAY, since, None, "plain")


def test_content_that_was_never_committed_cannot_be_compared(desk: Path) -> None:
    other = write_briefing(desk.parent / "other", {"us/sofa.toml": CARD})
    with pytest.raises(BriefingError, match="is committed yet"):
        diff(other, DAY, None, None, "plain")
