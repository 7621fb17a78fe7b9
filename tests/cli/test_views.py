"""`briefing show` of a view and of so many minutes, and `briefing score`."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD

from briefing.cli.score import score
from briefing.cli.show import show
from briefing.library.folder import read_library
from briefing.library.problem import BriefingError
from briefing.reader.marks import ReadLog
from briefing.reader.places import state_file
from briefing.reader.state import State

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import BriefingFrom

DAY = date(2024, 10, 3)
HANDLED = (
    'schema = 1\ntitle = "t"\nperspective = "p"\nas_of = 2024-10-03\nregions = ["us"]\nhandling = "For the desk"\n'
)
RESOLVED = f"""{CARD}
[[judgment]]
statement = "They are likely to talk."
likelihood = "likely"
probability = 70
by = 2024-10-01
outcome = "yes"
resolved_on = 2024-10-02
"""


@pytest.fixture
def folder(briefing_from: BriefingFrom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return briefing_from({"us/sofa.toml": RESOLVED, "korea/quiet.toml": CARD.replace("A more equal", "Another")})


def test_a_view_is_printed_as_text_or_markdown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert show(folder, DAY, None, "plain", view="timeline") == 0
    assert show(folder, DAY, "korea", "markdown", view="timeline") == 0
    plain, _, markdown = capsys.readouterr().out.partition("# Timeline: korea\n")
    assert plain.startswith("Timeline\n\n1 past · 2 under way or to come\n")
    assert "Another alliance  korea/quiet" in markdown
    assert "us/sofa" not in markdown


def test_so_many_minutes_are_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert show(folder, DAY, None, "plain", minutes=5) == 0
    assert show(folder, DAY, "us", "plain", minutes=5) == 0
    whole, _, region = capsys.readouterr().out.partition("In 5 minutes: us\n")
    assert whole.startswith("In 5 minutes\n\n2 of 2 cards")
    assert "\nA more equal alliance\n\nus/sofa" in region
    assert "Another" not in region


def test_of_cards_alike_the_unread_come_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def printed() -> list[str]:
        assert show(folder, DAY, None, "plain", minutes=5) == 0
        return [
            line
            for line in capsys.readouterr().out.splitlines()
            if line in ("A more equal alliance", "Another alliance")
        ]

    first, second = printed()
    library = read_library(folder)
    read = next(reference for reference, card in library.cards.items() if card.title == first)
    with State(state_file()) as state:
        ReadLog(state).mark_read(library, [read], DAY)
    assert printed() == [second, first]


@pytest.mark.parametrize(
    ("place", "form", "view", "minutes", "refused"),
    [
        ("us/sofa", "plain", "timeline", None, "--view is over many cards, and us/sofa is one: name its region, us,"),
        ("us/sofa", "plain", None, 5, "--minutes is over many cards"),
        (None, "plain", "timeline", 5, "leave one of them out"),
        (None, "plain", None, 0, "--minutes needs a number from 1"),
        (None, "json", "timeline", None, "--view is printed as plain text or as Markdown: leave --json out"),
        (None, "json", "score", None, "leave --json out; `briefing score --json` has its figures"),
    ],
)
def test_what_does_not_go_together_is_refused(
    folder: Path, place: str | None, form: str, view: str | None, minutes: int | None, refused: str
) -> None:
    with pytest.raises(BriefingError, match=refused):
        show(folder, DAY, place, form, view, minutes)


def test_a_region_that_is_not_there_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert show(folder, DAY, "corea", "plain", view="timeline") == 1
    assert "Did you mean korea" in capsys.readouterr().err


def test_the_score_is_printed_in_each_form(briefing_from: BriefingFrom, capsys: pytest.CaptureFixture[str]) -> None:
    root = briefing_from({"briefing.toml": HANDLED, "us/sofa.toml": RESOLVED})
    assert score(root, DAY, "plain") == 0
    assert capsys.readouterr().out.startswith("For the desk\n\n\nScorecard\n\n1 resolved · 0 void · 0 open\n")
    assert score(root, DAY, "markdown") == 0
    assert "**0.090**  over 1 resolved judgment\n" in capsys.readouterr().out
    assert score(root, DAY, "json") == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["handling"], record["brier"]) == ("For the desk", 0.09)


def test_a_region_has_a_score_of_its_own(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert score(folder, DAY, "plain", named="us") == 0
    assert capsys.readouterr().out.startswith("Scorecard: us\n\n1 resolved")
    assert score(folder, DAY, "markdown", named="korea") == 0
    assert capsys.readouterr().out.startswith("# Scorecard: korea\n\n0 resolved")
    assert score(folder, DAY, "json", named="korea") == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["n"], [each["region"] for each in record["regions"]], record["judgments"]) == (0, ["korea"], [])


def test_a_card_has_no_score(folder: Path) -> None:
    with pytest.raises(BriefingError, match="a score is over many cards, and us/sofa is one: name its region, us,"):
        score(folder, DAY, "plain", named="us/sofa")


def test_a_region_that_is_not_there_has_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert score(folder, DAY, "plain", named="corea") == 1
    assert "there is no card or region `corea`. Did you mean korea" in capsys.readouterr().err


def test_the_faults_of_other_regions_are_not_told_beside_a_regions_score(
    briefing_from: BriefingFrom, capsys: pytest.CaptureFixture[str]
) -> None:
    root = briefing_from({"us/bad.toml": "title = ", "korea/quiet.toml": CARD})
    assert score(root, DAY, "plain", named="korea") == 0
    assert score(root, DAY, "plain", named="us") == 3
    assert "us/bad.toml" in capsys.readouterr().err


def test_files_at_fault_are_told_beside_the_score(
    briefing_from: BriefingFrom, capsys: pytest.CaptureFixture[str]
) -> None:
    assert score(briefing_from({"us/bad.toml": "title = "}), DAY, "plain") == 3
    told = capsys.readouterr()
    assert "1 card cannot be read and is not here" in told.out
    assert "us/bad.toml" in told.err
