"""`--at`: what is printed is the briefing as it stood, judged as of that day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD
from library.repository import begin, commit

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Briefing
    from conftest import BriefingFrom


@pytest.fixture
def desk(briefing_from: BriefingFrom) -> Path:
    """A repository of two commits: the card is renamed in its title, and overdue by today."""
    root = briefing_from({"us/sofa.toml": CARD})
    begin(root)
    commit(root, "First", when="2024-10-03T09:00:00+0900")
    (root / "us/sofa.toml").write_text(CARD.replace("A more equal alliance", "An alliance of equals"))
    commit(root, "Second", when="2024-10-10T09:00:00+0900")
    return root


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("list",), "A more equal alliance"),
        (("show", "us/sofa"), "A more equal alliance"),
        (("show", "--view", "timeline"), "-- today, 3 Oct 2024 --"),
        (("search", "equal"), "A more equal alliance"),
        (("score",), "0 resolved"),
        (("score", "us"), "Scorecard: us"),
        ((), "A more equal alliance"),
    ],
)
@pytest.mark.parametrize("at", ["HEAD~1", "2024-10-04"])
def test_every_command_that_reads_reads_the_past_too(
    briefing: Briefing, desk: Path, words: tuple[str, ...], shown: str, at: str
) -> None:
    ended = briefing("-C", str(desk), "--at", at, *words)
    assert ended.code == 0
    assert shown in ended.out
    assert "An alliance of equals" not in ended.out
    assert "unreviewed" not in ended.out


@pytest.mark.parametrize("command", [("diff",), ("paths",), ("keys",), ("new", "us/x")])
def test_a_command_that_does_not_look_back_says_so(briefing: Briefing, desk: Path, command: tuple[str, ...]) -> None:
    ended = briefing("-C", str(desk), "--at", "HEAD~1", *command)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"briefing: `{command[0]}` does not look back: leave --at out\n"


def test_what_was_wrong_with_it_is_told(briefing: Briefing, desk: Path) -> None:
    (desk / "us/sofa.toml").write_text("title = ")
    assert "us/sofa.toml" in briefing("-C", str(desk), "check").out
    now = briefing("-C", str(desk), "check", "--at", "HEAD", "--select", "T")
    assert (now.code, now.out) == (0, "")
    late = briefing("-C", str(desk), "check", "--at", "HEAD", "--select", "T", "--today", "2025-12-01")
    assert late.out.startswith("warning[T04]: the deadline was 31 Mar 2025")
    assert "--> content/us/sofa.toml:7:1\n" in late.out


def test_links_are_of_today_and_not_looked_back_at(briefing: Briefing, desk: Path) -> None:
    ended = briefing("-C", str(desk), "check", "--at", "HEAD", "--links")
    assert ended.code == 2
    assert "leave one of them out" in ended.err


def test_a_revision_that_is_none_is_named(briefing: Briefing, desk: Path) -> None:
    ended = briefing("-C", str(desk), "list", "--at", "--upload-pack=x")
    assert ended.code == 2
    ended = briefing("-C", str(desk), "list", "--at=nowhere")
    assert (ended.code, ended.out) == (2, "")
    assert "git knows no revision `nowhere`" in ended.err
