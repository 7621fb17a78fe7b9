"""Finding what was half remembered, seeing what changed, keeping marks."""

from __future__ import annotations

import subprocess
from datetime import date
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
from driving import Driven
from examples import CARD
from textual import events

from briefing.library.revision import read_revision, revision_named
from briefing.library.root import shipped
from briefing.publish.document import Lead
from briefing.tui.app import BriefingApp
from briefing.tui.messages import RevisionRead
from briefing.tui.showing import showing

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import BriefingFrom
    from driving import OpenDashboard

pytestmark = pytest.mark.anyio

STRAIT = """\
title = "海峡中間線"
as_of = 2024-10-03
tags = ["blockade"]
summary = "The line in the strait is crossed more often, and by more aircraft, than in any year before."

[risk]
event = "A blockade exercise closes the strait"
by = 2024-12-31

[[risk.assessment]]
on = 2024-10-03
likelihood = "likely"
impact = "significant"
confidence = "low"
why = "It was crossed on most days."
"""
QUIET = 'title = "Quiet waters"\nas_of = 2024-10-01\nsummary = "Nothing moves."\n'
FILES = {"us/alliance.toml": CARD, "us/quiet.toml": QUIET, "china/strait.toml": STRAIT}


async def test_a_search_marks_every_match_and_goes_from_one_to_the_next(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES), (100, 30)) as opened:
        await opened.press("1", "l", "slash", *"SOFA")
        assert "/ SOFA" in opened.text
        assert "1/3" in opened.text
        await opened.press("enter")
        assert "/SOFA  1/3  n next  N before  esc ends" in opened.text
        await opened.press("n")
        assert "/SOFA  2/3" in opened.text
        await opened.press("N", "N")
        assert "/SOFA  3/3" in opened.text
        await opened.press("escape")
        assert opened.dashboard.card.match == (0, 0)
        assert opened.dashboard.pane is opened.dashboard.card


async def test_a_search_finds_words_of_two_characters_and_over_the_end_of_a_line(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES), (100, 30)) as opened:
        await opened.press("2", "slash", "海", "峡", "enter")
        assert "/海峡  1/1" in opened.text
        await opened.press("l", "slash", *"more aircraft, than in any", "enter")
        assert "1/1" in opened.text
        lines = {line for match in opened.dashboard.card._found for line, _, _ in match}
        assert len(lines) == 2


async def test_a_search_survives_a_resize_and_a_reload(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(FILES)
    async with open_dashboard(root, (100, 30)) as opened:
        await opened.press("1", "l", "slash", *"sofa", "enter")
        await opened.pilot.resize_terminal(120, 40)
        await opened.pilot.pause()
        assert opened.dashboard.card.match == (1, 3)
        (root / "us/alliance.toml").write_text(CARD.replace("SOFA did not", "SOFA, SOFA did not"))
        await opened.press("r")
        await opened.until(lambda: opened.dashboard.card.match[1] == 4)


async def test_what_is_not_there_is_said_and_escape_leaves_all_as_it_was(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("1", "slash", *"nowhere", "enter")
        assert "/nowhere  is not here" in opened.text
        await opened.press("escape", "n")
        assert "nothing is searched for here; / begins" in opened.text
        await opened.press("slash", *"quiet")
        assert opened.dashboard.reference == "us/quiet"
        await opened.press("escape")
        assert not opened.dashboard.prompt.is_open
        assert opened.dashboard.pane is opened.dashboard.cards


async def test_the_palette_finds_words_anywhere_and_shows_the_line(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.until(lambda: opened.app.concordance)
        await opened.press("colon", *"on most days")
        assert "It was crossed on most days." in opened.text
        await opened.press("enter")
        assert opened.dashboard.reference == "china/strait"


async def test_a_filter_is_followed_as_it_is_typed_and_its_fault_is_told_at_its_column(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("f", *"level>=elev")
        assert "8: `elev` is none of low, guarded, elevated, high, none" in opened.text
        await opened.press(*"ated", "enter")
        assert [row.reference for row in opened.dashboard.cards.rows] == ["china/strait"]
        assert "f level>=elevated" in opened.lines[2]
        await opened.press("1")
        assert not opened.dashboard.cards.rows
        assert "the filter level>=elevated lets none" in opened.text
        await opened.press("f", "ctrl+u", "enter")
        assert len(opened.dashboard.cards.rows) == 2


async def test_escape_gives_a_filter_up_and_goes_back(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("f", *"is:context")
        assert [row.reference for row in opened.dashboard.cards.rows] == ["us/quiet"]
        await opened.press("escape")
        assert opened.dashboard.filter is None
        assert opened.dashboard.view == "overview"


async def test_a_saved_filter_stands_in_the_palette(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, tmp_path: Path
) -> None:
    settings = tmp_path / "config" / "briefing" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[filters]\nworst = "level>=elevated"\n')
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("colon", *"worst", "enter")
        assert [row.reference for row in opened.dashboard.cards.rows] == ["china/strait"]


async def test_s_sorts_the_list_the_next_way(briefing_from: BriefingFrom, open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("1", "s")
        assert "sorted by change" in opened.text
        await opened.press("s", "s", "s")
        assert "sorted by title" in opened.text
        assert [row.title for row in opened.dashboard.cards.rows] == ["A more equal alliance", "Quiet waters"]


async def test_unread_cards_are_counted_and_marked_until_they_are_read(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.shows("▪ 3 unread")
        await opened.press("1")
        assert "▪  A more equal alliance" in opened.text
        await opened.press("u")
        await opened.shows("▪ 2 unread")
        assert "▪ A more equal alliance" not in opened.text
        await opened.press("A")
        await opened.shows("▪ 1 unread")
        await opened.press("U")
        await opened.shows("▪ 2 unread")
        await opened.press("m")
        await opened.shows("* A more equal alliance")
        await opened.press("f", *"is:bookmarked", "enter")
        assert [row.reference for row in opened.dashboard.cards.rows] == ["us/alliance"]


async def test_a_card_that_is_scrolled_is_read(briefing_from: BriefingFrom, open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(briefing_from(FILES), (100, 20)) as opened:
        await opened.shows("▪ 3 unread")
        await opened.press("1", "l", "j")
        await opened.shows("▪ 2 unread")


async def test_two_dashboards_see_each_others_marks(briefing_from: BriefingFrom, open_dashboard: OpenDashboard) -> None:
    root = briefing_from(FILES)
    async with open_dashboard(root) as one, open_dashboard(root) as other:
        await other.shows("▪ 3 unread")
        await one.press("1", "u")
        await other.shows("▪ 2 unread")


async def test_what_changed_since_a_card_was_read_is_told_in_its_own_terms(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(FILES)
    async with open_dashboard(root) as opened:
        await opened.press("1", "A")
        await opened.shows("▪ 1 unread")
        again = CARD.replace(
            "[[claim]]",
            """\
[[risk.assessment]]
on = 2024-10-04
likelihood = "likely"
impact = "moderate"
confidence = "low"
why = "It came up after all."

[[claim]]""",
        ).replace("as_of = 2024-10-03", "as_of = 2024-10-04")
        (root / "us/alliance.toml").write_text(again)
        await opened.press("r", "d")
        await opened.shows("It came up after all.")
        assert "GUARDED" in opened.text
        assert "ELEVATED" in opened.text
        await opened.press("enter")
        assert opened.dashboard.view == "region"
        await opened.press("q")
        assert opened.dashboard.view == "changes"


@pytest.mark.parametrize(
    ("key", "title", "row"),
    [
        ("t", "Timeline", "event"),
        ("p", "Positions", "supports"),
        ("w", "Signposts", "+"),
        ("S", "Sources", "The Japan Times"),
        ("C", "Scorecard", ""),
        ("M", "In 5 minutes", "ELEVATED"),
    ],
)
async def test_every_page_has_a_key_is_of_the_region_first_and_leads_back(
    open_dashboard: OpenDashboard, key: str, title: str, row: str
) -> None:
    async with open_dashboard(shipped("content")) as opened:
        await opened.press("3", key)
        assert f"{title}: Korea" in opened.text
        assert "Korea only; the same key shows the whole briefing" in opened.text
        assert row in opened.text
        await opened.press(key)
        assert f"{title}: Korea" not in opened.text
        assert opened.dashboard.region_id == ""
        assert row in opened.text
        await opened.press("q")
        assert opened.dashboard.region_id == "korea"


async def test_a_row_of_a_page_leads_to_its_part_of_the_card_and_back_to_the_same_row(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard(shipped("content"), (100, 30)) as opened:
        await opened.press("t", "j", "j", "j")
        row = opened.dashboard.page.row
        await opened.press("enter")
        assert opened.dashboard.pane is opened.dashboard.card
        await opened.press("escape")
        assert (opened.dashboard.view, opened.dashboard.page.row) == ("timeline", row)


def committed(root: Path, subject: str, day: str) -> None:
    who = {"GIT_AUTHOR_NAME": "A. Editor", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": f"{day}T09:00:00"}
    who |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in who.items()}
    alone = {"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(root), "GIT_CONFIG_GLOBAL": "/dev/null"}
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-qm", subject)):
        subprocess.run(["git", *words], cwd=root, env=alone | who, check=True)


async def test_the_briefing_is_seen_as_it_stood_at_a_revision(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(FILES)
    committed(root, "The first edition", "2024-10-03")
    (root / "us/quiet.toml").write_text(QUIET.replace("Quiet waters", "Troubled waters"))
    committed(root, "Trouble", "2024-10-05")
    async with open_dashboard(root, on=date(2024, 10, 6)) as opened:
        await opened.press("H")
        await opened.shows("The first edition")
        assert "2 revisions" in opened.text
        await opened.press("j", "enter")
        await opened.shows("as it stood at")
        await opened.press("1")
        assert "Quiet waters" in opened.text
        await opened.press("e")
        assert "this is the past: come back to now first" in opened.text
        await opened.press("q", "q")
        await opened.shows("2 revisions")
        await opened.press("q", "1")
        assert "Troubled waters" in opened.text


async def test_where_there_is_no_repository_looking_back_says_so(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("H")
        await opened.shows("no git repository")


async def test_a_revision_of_the_command_line_is_shown_from_the_start(briefing_from: BriefingFrom) -> None:
    root = briefing_from(FILES)
    committed(root, "The first edition", "2024-10-03")
    (root / "us/alliance.toml").unlink()
    committed(root, "One less", "2024-10-05")
    app = BriefingApp(root, date(2024, 10, 3), past=revision_named(root, "HEAD~1"))
    async with app.run_test(size=(120, 40)) as pilot:
        opened = Driven(app, pilot)
        await opened.shows("as it stood at")
        await opened.press("1")
        assert "A more equal alliance" in opened.text


async def test_e_on_a_row_of_the_overview_opens_the_rows_card(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    editor = tmp_path / "code"
    editor.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" > {tmp_path}/asked\n")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    root = briefing_from(FILES)
    async with open_dashboard(root) as opened:
        await opened.press("e")
        await opened.until(lambda: (tmp_path / "asked").exists() and (tmp_path / "asked").read_text().endswith("\n"))
    assert f"{root}/china/strait.toml:1:1" in (tmp_path / "asked").read_text()


async def test_a_filter_that_is_wrong_is_left_to_be_mended(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("f", *"level>=elevatd", "enter")
        assert opened.dashboard.prompt.is_open
        assert "level>=elevatd" in opened.text
        await opened.press("backspace", *"ed", "enter")
        assert not opened.dashboard.prompt.is_open
        await opened.press("escape", "escape")
        assert "the filter is lifted" in opened.text
        assert opened.dashboard.filter is None


async def test_coming_back_from_the_past_leads_to_where_one_was(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(FILES)
    committed(root, "The first edition", "2024-10-03")
    async with open_dashboard(root) as opened:
        await opened.press("1", "j", "l", "H")
        await opened.shows("The first edition")
        await opened.press("enter")
        await opened.shows("as it stood at")
        await opened.press("escape", "escape")
        assert (opened.dashboard.view, opened.dashboard.reference) == ("region", "us/quiet")


async def test_a_wrong_saved_filter_is_told_at_the_start(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, tmp_path: Path
) -> None:
    settings = tmp_path / "config" / "briefing" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[filters]\nworst = "levl>=x"\n')
    async with open_dashboard(briefing_from(FILES)) as opened:
        assert "in the settings, the filter `worst` is wrong at column 1" in opened.text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_list_of_all_regions_is_a_place_like_any_other(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, size: tuple[int, int]
) -> None:
    async with open_dashboard(briefing_from(FILES), size) as opened:
        await opened.press("f", *"level>=guarded", "enter", "enter")
        assert opened.dashboard.card.has_focus
        assert ("All regions / 海峡中間線" in opened.text) == (size == (80, 24))
        await opened.press("escape")
        assert opened.dashboard.cards.has_focus
        assert len(opened.dashboard.cards.rows) == 2
        for key in "tpwSCM":
            await opened.press(key)
            assert opened.dashboard.region_id == ""
            await opened.press("q")
            assert opened.dashboard.region_id == "*"
        await opened.press("f", "escape")
        assert opened.dashboard.region_id == "*"
        await opened.press("]")
        assert opened.dashboard.region_id == "us"


async def test_what_is_typed_right_after_slash_is_searched_and_runs_nothing(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("1")
        await opened.pilot.press("slash", *"quiet", "enter")
        await opened.pilot.pause()
        assert "/quiet  1/1" in opened.text


async def test_the_past_is_only_read(briefing_from: BriefingFrom, open_dashboard: OpenDashboard) -> None:
    root = briefing_from(FILES)
    committed(root, "The first edition", "2024-10-03")
    async with open_dashboard(root) as opened:
        await opened.press("H")
        await opened.shows("The first edition")
        await opened.press("enter")
        await opened.shows("as it stood at")
        await opened.press("1")
        for key in "uAme":
            await opened.press(key)
            assert "this is the past: come back to now first" in opened.text
        assert opened.dashboard.marks
        assert len(opened.dashboard.marks.unread) == 3


async def test_the_next_card_is_the_next_of_the_list_as_it_is_filtered(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("1", "l")
        await opened.until(lambda: opened.dashboard.marks)
        await opened.press("f", *"is:unread", "enter", "J")
        assert opened.dashboard.reference == "us/quiet"
        await opened.press("u", "K")
        await opened.until(lambda: opened.dashboard.marks and "us/quiet" not in opened.dashboard.marks.unread)
        assert opened.dashboard.reference == "us/alliance"
        await opened.press("J")
        assert opened.dashboard.reference == "us/quiet"
        await opened.press("J")
        assert (opened.dashboard.region_id, opened.dashboard.reference) == ("china", "china/strait")
        await opened.press("J")
        assert "this is the last card" in opened.text
        await opened.press("K")
        assert opened.dashboard.region_id == "us"


async def test_a_card_that_was_followed_leads_back_to_the_card_and_line_it_was_named_on(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard(shipped("content"), (120, 24)) as opened:
        await opened.press("3", "l", "ctrl+d", "ctrl+d")
        before = (opened.dashboard.reference, opened.dashboard.card.scroll_offset.y)
        assert before[1] > 0
        opened.dashboard.follow_card("us/reform-clock")
        await opened.press("j")
        assert opened.dashboard.reference == "us/reform-clock"
        await opened.press("escape")
        assert opened.dashboard.card.has_focus
        assert (opened.dashboard.reference, opened.dashboard.card.scroll_offset.y) == before


async def test_a_search_that_is_given_up_leaves_the_cursor_where_it_was(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("1", "slash", *"quiet")
        assert opened.dashboard.cards.cursor == 1
        await opened.press("escape")
        assert (opened.dashboard.cards.cursor, opened.dashboard.reference) == (0, "us/alliance")


async def test_n_steps_no_pane_that_is_not_shown(briefing_from: BriefingFrom, open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("1", "slash", *"quiet", "enter", "0", "n")
        assert "nothing is searched for here; / begins" in opened.text


async def test_what_was_marked_a_moment_ago_is_taken_back(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("1")
        await opened.until(lambda: opened.dashboard.marks)
        await opened.pilot.press("A", "U")
        await opened.shows("taken back: the marking of 2 cards")
        assert opened.dashboard.marks
        await opened.until(lambda: opened.dashboard.marks and len(opened.dashboard.marks.unread) == 3)


async def test_a_revision_that_comes_when_nobody_waits_for_it_any_more_is_not_shown(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(FILES)
    committed(root, "The first edition", "2024-10-03")
    revision = revision_named(root, "HEAD")
    async with open_dashboard(root) as opened:
        await opened.press("H")
        await opened.shows("The first edition")
        await opened.press("1")
        late = showing(read_revision(root, revision.id), revision.day)
        opened.app.post_message(RevisionRead(revision, late, from_the_start=False))
        await opened.press("j")
        assert "as it stood at" not in opened.text
        assert opened.dashboard.past is None


async def test_the_revision_that_is_being_read_is_marked_among_the_others(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(FILES)
    committed(root, "The first edition", "2024-10-03")
    async with open_dashboard(root) as opened:
        await opened.press("H")
        await opened.shows("The first edition")
        assert "reading now  The first edition" not in opened.text
        await opened.press("enter")
        await opened.shows("as it stood at")
        await opened.press("H")
        await opened.shows("reading now  The first edition")


async def test_a_page_of_many_cards_is_made_on_a_thread_and_follows_what_is_saved(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    many = {f"us/card-{number}.toml": QUIET.replace("Quiet waters", f"Card {number}") for number in range(1001)}
    dated = many["us/card-7.toml"] + '\n[[event]]\non = 2024-10-20\nwhat = "The talks begin"\n'
    root = briefing_from(FILES | many | {"us/card-7.toml": dated})
    async with open_dashboard(root) as opened:
        await opened.press("t")
        await opened.shows("The talks begin")
        assert "Timeline" in opened.text
        (root / "us/card-7.toml").write_text(dated.replace("The talks begin", "The talks are put off"))
        await opened.shows("The talks are put off")
        await opened.press("q")
        assert opened.dashboard.view == "overview"


async def test_a_misspelt_word_finds_what_was_meant(briefing_from: BriefingFrom, open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("colon", *"alliacne")
        assert "A more equal alliance" in opened.text
        assert "nothing holds `alliacne`; this is for `alliance`" in opened.text
        await opened.press(*"qqqqqqqqqqqq")
        assert "Nothing matches" in opened.text


async def test_a_long_timeline_begins_at_today_and_says_what_it_leaves_out(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    meetings = {
        f"us/year-{year}.toml": QUIET
        + "".join(
            f'\n[[event]]\non = {year}-{month:02}-01\nwhat = "Meeting of {month}/{year}"\n' for month in range(1, 13)
        )
        for year in range(1990, 2020)
    }
    async with open_dashboard(briefing_from(FILES | meetings)) as opened:
        await opened.press("t")
        assert "-- today, 3 Oct 2024 --" in opened.text
        assert "Meeting of 12/2019" in opened.text
        await opened.press("g")
        assert "further from today are left" in opened.text


async def burst(opened: Driven, *keys: str) -> None:
    """Type faster than the program can follow: all keys are there before the first is looked at."""
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(opened.app)
        opened.app.post_message(event)
    await opened.pilot.pause()


async def test_what_was_marked_just_before_quitting_is_kept(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(FILES)
    async with open_dashboard(root) as opened:
        await opened.press("1")
        await burst(opened, "A", "Q")
    async with open_dashboard(root) as opened:
        await opened.until(lambda: opened.dashboard.marks and len(opened.dashboard.marks.unread) == 1)


async def test_marks_typed_fast_are_taken_back_in_their_order(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("1")
        await burst(opened, "A", "U")
        await opened.shows("taken back: the marking of 2 cards")
        await opened.until(lambda: opened.dashboard.marks and len(opened.dashboard.marks.unread) == 3)


async def test_a_cursor_that_moves_as_the_reader_goes_elsewhere_shows_nothing_there(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("1")
        await burst(opened, "j", "2")
        await opened.press("j")
        assert (opened.dashboard.region_id, opened.dashboard.reference) == ("china", "china/strait")
        await burst(opened, "1", "j", "0")
        await opened.press("g")
        assert (opened.dashboard.view, opened.dashboard.reference) == ("overview", None)


async def test_a_zoomed_pane_comes_back_after_the_screen_became_narrow(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("1", "z")
        await opened.pilot.resize_terminal(80, 24)
        await opened.press("escape", "escape")
        assert not opened.dashboard.has_class("-zoomed")
        assert opened.dashboard.view == "overview"


async def test_the_first_lead_to_a_part_of_a_card_leads_there(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(shipped("content")) as opened:
        opened.dashboard.follow(Lead("part", "korea/october-surprise#j2"))
        await opened.press("shift+tab")
        assert opened.dashboard.card.scroll_offset.y > 0


async def test_keys_on_a_page_are_about_the_card_of_its_row(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.until(lambda: opened.dashboard.marks)
        await opened.press("u")
        assert "read" in opened.text
        await opened.until(lambda: opened.dashboard.marks and "china/strait" not in opened.dashboard.marks.unread)
        await opened.press("m")
        await opened.until(lambda: opened.dashboard.marks and opened.dashboard.marks.bookmarked == {"china/strait"})
        await opened.press("j", "o")
        assert "Source" in opened.text
        assert "japantimes.co.jp" in opened.text


async def test_what_was_found_by_its_text_is_shown_at_its_line_and_n_goes_on(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(shipped("content"), (120, 24)) as opened:
        await opened.until(lambda: opened.app.concordance)
        await opened.press("colon", *"joint statement", "enter")
        assert opened.dashboard.card.sought == "joint statement"
        number, total = opened.dashboard.card.match
        assert number >= 1
        top = opened.dashboard.card.scroll_offset.y
        assert any("joint statement" in line.content.plain for line in opened.dashboard.card.lines[top : top + 20])
        await opened.press("n")
        assert f"/{total}" in opened.text


async def test_a_filter_being_typed_never_shows_what_nobody_meant(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES), (80, 24)) as opened:
        await opened.press("1", "f", *"level>=elevatd")
        assert len(opened.dashboard.cards.rows) == 2
        assert "did you mean `elevated`?" in " ".join(opened.text.split())
        await opened.press("backspace", *"ed")
        assert "filter, column" not in opened.text
        assert not opened.dashboard.cards.rows
        await opened.press("enter")
        assert "f level>=elevated" in opened.text


async def test_the_order_of_a_list_stays_in_view_until_it_is_the_first_again(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(FILES)) as opened:
        await opened.press("1", "s", "j")
        assert "s change" in opened.text
        await opened.press("s", "s", "s", "s", "j")
        assert opened.dashboard.order is None
        assert "s title" not in opened.text


async def test_a_card_that_is_renamed_while_it_is_read_keeps_its_line(
    open_dashboard: OpenDashboard, tmp_path: Path
) -> None:
    root = tmp_path / "content"
    copytree(shipped("content"), root)
    async with open_dashboard(root, (120, 24)) as opened:
        await opened.until(lambda: opened.app.watching)
        await opened.press("3", "l", "ctrl+d", "ctrl+d")
        top, name = opened.dashboard.card.scroll_offset.y, opened.dashboard.reference
        assert top > 0
        assert name == "korea/october-surprise"
        card = (root / "korea/october-surprise.toml").read_text()
        (root / "korea/surprise.toml").write_text(f'aliases = ["{name}"]\n{card}')
        (root / "korea/october-surprise.toml").unlink()
        await opened.until(lambda: opened.dashboard.reference == "korea/surprise")
        assert opened.dashboard.card.scroll_offset.y == top
