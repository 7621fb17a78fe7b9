"""`briefing show`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from examples import CARD

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.conftest import Ended
    from conftest import BriefingFrom

    Said = Callable[..., Ended]

TODAY = ("--today", "2024-10-03")


@pytest.fixture
def folder(briefing_from: BriefingFrom) -> str:
    return str(
        briefing_from(
            {
                "us/sofa.toml": CARD + '\n[[claim]]\ntext = "A second claim."\nsource = "jt"\n',
                "us/renamed.toml": CARD.replace("A more equal", "A renamed").replace(
                    "summary", 'aliases = ["us/earlier"]\nsummary', 1
                ),
                "korea/quiet.toml": 'title = "Quiet"\nas_of = 2024-10-03\nsummary = "All quiet."\n',
            }
        )
    )


def test_without_a_name_it_shows_everything_in_the_order_of_the_regions(said: Said, folder: str) -> None:
    shown = said("show", "-C", folder, *TODAY)
    assert shown.code == 0
    titles = ["Ishiba takes office", "Worst first", "\n\nus\n", "\nA more equal alliance\n", "\n\nkorea\n", "\nQuiet\n"]
    places = [shown.out.index(title) for title in titles]
    assert places == sorted(places)


def test_a_card_is_shown_by_itself(said: Said, folder: str) -> None:
    shown = said("show", "us/sofa", "-C", folder, *TODAY)
    assert shown.out.startswith("A more equal alliance\n\nus/sofa · 3 Oct 2024\n")
    assert "Quiet" not in shown.out


def test_a_region_is_shown_with_its_cards(said: Said, folder: str) -> None:
    shown = said("show", "korea", "-C", folder, *TODAY)
    assert shown.out.startswith("korea\n")
    assert "Quiet" in shown.out
    assert "alliance" not in shown.out


def test_an_earlier_name_finds_the_card(said: Said, folder: str) -> None:
    assert said("show", "us/earlier", "-C", folder).out.startswith("A renamed alliance\n")


@pytest.mark.parametrize(
    ("named", "meant"),
    [("us/soffa", "us/sofa"), ("sofa", "us/sofa"), ("corea", "korea"), ("us/earlyer", "us/earlier")],
)
def test_an_unknown_name_is_answered_with_those_that_are_near(said: Said, folder: str, named: str, meant: str) -> None:
    shown = said("show", named, "-C", folder)
    assert (shown.code, shown.out) == (1, "")
    assert f"`{named}`. Did you mean {meant}" in shown.err


def test_a_name_that_is_near_none_is_answered_with_the_list(said: Said, folder: str) -> None:
    assert "`briefing list` names all cards" in said("show", "zzzzz", "-C", folder).err


def test_markdown_is_printed_on_request(said: Said, folder: str) -> None:
    shown = said("show", "us/sofa", "--markdown", "-C", folder, *TODAY)
    assert shown.out.startswith("# A more equal alliance\n")
    assert "[japantimes.co.jp](https://www.japantimes.co.jp/news/2024/09/29/ishiba)" in shown.out


@pytest.mark.parametrize(("place", "kind"), [([], "briefing"), (["us"], "region"), (["us/sofa"], "card")])
def test_json_says_its_version_and_what_it_is(said: Said, folder: str, place: list[str], kind: str) -> None:
    record = json.loads(said("show", *place, "--json", "-C", folder, *TODAY).out)
    assert (record["version"], record["kind"], record["judged_as_of"]) == (1, kind, "2024-10-03")


def test_a_handling_line_stands_at_head_and_foot(said: Said, briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD})
    head = root / "briefing.toml"
    head.write_text(head.read_text() + 'handling = "For the desk only"\n')
    for words in (["show"], ["show", "us/sofa"], ["show", "us"]):
        lines = said(*words, "-C", root).out.splitlines()
        assert (lines[0], lines[-1]) == ("For the desk only", "For the desk only")
    lines = said("show", "--markdown", "-C", root).out.splitlines()
    assert (lines[0], lines[-1]) == ("**For the desk only**", "**For the desk only**")


def test_today_judges_an_open_briefing(said: Said, folder: str) -> None:
    assert "unreviewed" not in said("show", "us/sofa", "-C", folder, *TODAY).out
    assert "unreviewed since 3 Oct 2024" in said("show", "us/sofa", "-C", folder, "--today", "2024-12-24").out


def test_no_options_and_a_word_print_that_card_where_there_is_no_terminal(said: Said, folder: str) -> None:
    assert said("us/sofa", "-C", folder).out.startswith("A more equal alliance\n")
    assert said("us/none", "-C", folder).code == 1
