"""What a reader does in the dashboard, and what the screen answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from examples import CARD, twelve_regions
from textual.color import Color

from briefing.library.root import shipped

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import BriefingFrom
    from driving import OpenDashboard

pytestmark = pytest.mark.anyio

QUIET = """\
title = "Quiet waters"
as_of = 2024-10-03
summary = "Nothing moves."
"""
TWO_REGIONS = {
    "us/alliance.toml": CARD,
    "us/quiet.toml": QUIET,
    "korea/track.toml": CARD.replace("equal", "trilateral"),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_it_opens_on_the_one_minute_page(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, size: tuple[int, int]
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS), size) as opened:
        for said in ("Ishiba takes office", "as of 3 Oct 2024", "Worst first", "▰▰▱▱ GUARDED", "State of the desk"):
            assert said in opened.text


async def test_a_number_goes_to_a_region_and_shows_its_worst_card(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press("1")
        assert opened.dashboard.reference == "us/alliance"
        assert "unlikely (20–45%) × moderate" in opened.text
        assert "SOFA did not come up in the first leader call." in opened.text


async def test_brackets_walk_the_regions_round_and_zero_comes_home(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        seen = []
        for key in ("]", "]", "]", "[", "0"):
            await opened.press(key)
            seen.append(opened.dashboard.region_id or opened.dashboard.view)
        assert seen == ["us", "korea", "overview", "korea", "overview"]


async def test_j_moves_the_cursor_and_the_card_with_it(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press("1", "j")
        assert opened.dashboard.reference == "us/quiet"
        assert "Nothing moves." in opened.text
        await opened.press("k")
        assert opened.dashboard.reference == "us/alliance"


async def test_the_cursor_and_its_card_are_painted_in_one_frame(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press("1")
        opened.dashboard.action_down()
        # Nothing has been handed to a message yet: both are right at once.
        assert (opened.dashboard.cards.reference, opened.dashboard.shown and opened.dashboard.shown.reference) == (
            "us/quiet",
            "us/quiet",
        )


async def test_capital_j_walks_all_cards_across_regions_and_stops_at_the_ends(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        seen = []
        for _ in range(4):
            await opened.press("J")
            seen.append(opened.dashboard.reference)
        assert seen == ["us/alliance", "us/quiet", "korea/track", "korea/track"]
        assert "this is the last card" in opened.text
        await opened.press("K", "K", "K")
        assert opened.dashboard.reference == "us/alliance"
        assert "this is the first card" in opened.text


async def test_a_narrow_screen_shows_one_pane_and_a_breadcrumb(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS), (80, 24)) as opened:
        await opened.press("1")
        assert "Evidence" not in opened.text
        await opened.press("enter")
        assert "esc us / A more equal alliance" in opened.text
        assert "Evidence" in opened.text
        await opened.press("escape")
        assert "Quiet waters" in opened.text


async def test_a_wide_screen_shows_sources_and_history_beside_the_card(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    moved = (
        CARD + "\n[[risk.assessment]]\non=2024-10-03\nlikelihood='likely'\nimpact='minor'\nconfidence='low'\nwhy='A.'\n"
    )
    async with open_dashboard(briefing_from({"us/alliance.toml": moved}), (200, 60)) as opened:
        await opened.press("1")
        heads = [line for line in opened.lines if "Sources" in line]
        assert len(heads) == 1
        assert heads[0].index("Sources") > 120
        assert "Rating history" in opened.text


async def test_everything_in_a_card_can_be_reached_at_80_by_24(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    claims = "".join(f'\n[[claim]]\ntext = "Claim number {number}."\nsource = "jt"\n' for number in range(2, 40))
    async with open_dashboard(briefing_from({"us/alliance.toml": CARD + claims}), (80, 24)) as opened:
        await opened.press("1", "enter")
        seen = opened.text
        for _ in range(12):
            await opened.press("space")
            seen += opened.text
        assert all(f"Claim number {number}." in seen for number in range(2, 40))
        assert "[1] The Japan Times" in opened.text
        await opened.press("g")
        assert "Bottom line" in opened.text


async def test_pages_halves_and_ends_move_the_card(briefing_from: BriefingFrom, open_dashboard: OpenDashboard) -> None:
    claims = "".join(f'\n[[claim]]\ntext = "Claim number {number}."\nsource = "jt"\n' for number in range(2, 40))
    async with open_dashboard(briefing_from({"us/alliance.toml": CARD + claims})) as opened:
        await opened.press("1", "l")
        tops = []
        for key in ("j", "k", "ctrl+d", "ctrl+u", "space", "b", "G", "g"):
            await opened.press(key)
            tops.append(opened.dashboard.card.scroll_offset.y)
        assert tops[0] == 1
        assert tops[1] == 0
        assert 0 < tops[2] < tops[4]
        assert tops[3] == tops[5] == tops[7] == 0
        assert tops[6] == opened.dashboard.card.max_scroll_y > 0


async def test_the_matrix_shows_where_a_card_stands_and_leads_to_it(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from({"us/alliance.toml": CARD})) as opened:
        moderate = next(line for line in opened.lines if "moderate" in line and " a " in line)
        assert moderate.split("moderate")[1].split() == ["L", "G", "a", "E", "E", "H", "H"]
        await opened.press("tab", "enter")
        assert opened.dashboard.reference == "us/alliance"
        assert opened.dashboard.pane is opened.dashboard.card


async def test_enter_on_a_row_of_the_overview_opens_its_card(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press("j", "enter")
        assert opened.dashboard.reference == "us/alliance"


async def test_q_goes_back_first_and_quits_only_from_the_overview(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press("1", "l", "q")
        assert opened.dashboard.pane is opened.dashboard.cards
        await opened.press("q")
        assert opened.dashboard.view == "overview"
        assert not opened.app._exit
        await opened.press("q")
        assert opened.app._exit


async def test_escape_never_quits(briefing_from: BriefingFrom, open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press("1", "l", "escape", "escape", "escape", "escape")
        assert opened.dashboard.view == "overview"
        assert not opened.app._exit


async def test_ctrl_c_says_how_to_quit_and_quits_nothing(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press("ctrl+c")
        assert "Q quits" in opened.text
        assert not opened.app._exit


async def test_zoom_gives_the_card_the_whole_screen_and_takes_it_back(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press("1", "l", "z")
        assert "Quiet waters" not in opened.text
        await opened.press("z")
        assert "Quiet waters" in opened.text


async def test_help_lists_every_key_from_the_one_declaration(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    from briefing.tui.actions import ACTIONS

    async with open_dashboard(briefing_from(TWO_REGIONS), (120, 60)) as opened:
        await opened.press("?")
        seen = opened.text
        await opened.press("G")
        seen += opened.text
        missing = [action.does for action in ACTIONS if action.does not in seen]
        assert missing == []
        await opened.press("escape")
        assert "Worst first" in opened.text


async def test_the_palette_finds_a_card_by_a_word_of_its_text(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press(":", *"nothing")
        assert "Quiet waters" in opened.text
        await opened.press("enter")
        assert opened.dashboard.reference == "us/quiet"


async def test_the_palette_runs_a_command(briefing_from: BriefingFrom, open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press("ctrl+p", *"what is wrong", "enter")
        assert "None: nothing is wrong with any file." in opened.text


async def test_the_palette_says_so_when_nothing_matches(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press(":", *"zzzz")
        assert "Nothing matches" in opened.text
        await opened.press("enter", "escape")
        assert opened.dashboard.view == "overview"


async def test_a_theme_is_seen_while_it_is_chosen_and_remembered_when_kept(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from(TWO_REGIONS)
    async with open_dashboard(root) as opened:
        await opened.press("T", "j")
        assert opened.app.theme == "briefing-paper"
        await opened.press("escape")
        assert opened.app.theme == "briefing-midnight"
        await opened.press("T", "j", "enter")
    async with open_dashboard(root) as opened:
        assert opened.app.theme == "briefing-paper"
        assert opened.dashboard.styles.background == Color.parse(opened.app.theme_variables["ground"])


async def test_o_shows_the_address_before_anything_is_opened(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_by = tmp_path / "browser"
    opened_by.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> {tmp_path}/opened\n')
    opened_by.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(opened_by))
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press("1", "o")
        assert "https://www.japantimes.co.jp/news/2024/09/29/ishiba" in opened.text
        assert not (tmp_path / "opened").exists()
        await opened.press("enter")
        await opened.until((tmp_path / "opened").exists)
        await opened.until(lambda: (tmp_path / "opened").read_text())
        assert (tmp_path / "opened").read_text() == "https://www.japantimes.co.jp/news/2024/09/29/ishiba\n"


async def test_where_no_browser_can_be_opened_the_address_stays_on_screen(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press("1", "O", "1")
        await opened.shows("No browser can be opened from here")
        assert "https://www.japantimes.co.jp/news/2024/09/29/ishiba" in opened.text


async def test_an_address_that_is_not_of_the_web_is_refused_in_words(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    hostile = '[jt]\ntitle="A"\npublisher="B"\nkind="reporting"\nurl="file:///etc/passwd"\n'
    async with open_dashboard(briefing_from({"us/alliance.toml": CARD, "sources.toml": hostile})) as opened:
        await opened.press("1", "o", "enter")
        assert "not opened: only addresses that begin with http:// or https://" in opened.text


async def test_y_copies_the_citation_and_shows_it(briefing_from: BriefingFrom, open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press("1", "y")
        assert opened.app.clipboard.startswith(
            "The Japan Times, “Ishiba to seek a more equal alliance”, 29 Sep 2024, https://"
        )
        assert "Copied: citation" in opened.text
        await opened.press("escape", "Y")
        assert opened.app.clipboard.startswith("# A more equal alliance")


async def test_the_mouse_chooses_tabs_cards_sources_and_keys(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:

        async def click(words: str) -> None:
            line = next(place for place, text in enumerate(opened.lines) if words in text)
            await opened.pilot.click(offset=(opened.lines[line].index(words) + 1, line))
            await opened.pilot.pause()

        await click("us ▰")
        assert opened.dashboard.region_id == "us"
        await click("Quiet waters")
        assert opened.dashboard.reference == "us/quiet"
        await click("A more equal")
        await click("[1]")
        assert "https://www.japantimes.co.jp" in opened.text
        await opened.press("escape")
        await click("? help")
        assert "One card, row or line down." in opened.text


async def test_text_is_selected_by_mouse_as_far_as_it_is_drawn_over_and_copied_so(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.press("1")
        line = next(place for place, text in enumerate(opened.lines) if "SOFA revision" in text)
        start = opened.lines[line].index("SOFA revision")
        await opened.pilot.mouse_down(offset=(start, line))
        await opened.pilot.hover(offset=(start + 5, line))
        await opened.pilot.mouse_up(offset=(start + len("SOFA revision"), line))
        await opened.pilot.pause()
        assert (opened.app.screen.get_selected_text() or "").strip() == "SOFA revision"


async def test_a_second_desk_of_twelve_regions_in_twelve_scripts_opens(
    tmp_path: Path, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(twelve_regions(tmp_path / "desk"), (80, 24)) as opened:
        seen = set()
        for _ in range(12):
            await opened.press("]")
            assert opened.dashboard.region_id in opened.library.regions
            region = opened.library.regions[opened.dashboard.region_id]
            tabs = opened.lines[1]
            assert region.code in tabs, "the active tab is always in view"
            seen.add(opened.dashboard.reference)
        assert len(seen) == 12


async def test_at_the_command_line_a_card_can_be_named(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS), at="korea/track") as opened:
        assert opened.dashboard.reference == "korea/track"
        assert opened.dashboard.pane is opened.dashboard.card


async def test_settings_remap_a_key_everywhere(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, tmp_path: Path
) -> None:
    settings = tmp_path / "config" / "briefing" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keys]\nhelp = "f2"\n')
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        assert "f2 help" in opened.text
        await opened.press("f2", "G")
        assert any("f2" in line and "Every key and what it does." in line for line in opened.lines)


async def test_a_misspelt_action_in_the_settings_is_told(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, tmp_path: Path
) -> None:
    settings = tmp_path / "config" / "briefing" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[keys]\nhlep = "f2"\n')
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        assert "the settings bind hlep, which is no action" in opened.text


async def test_the_shipped_briefing_says_that_it_speaks_from_its_own_day(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard(shipped("content")) as opened:
        assert "closed edition, speaks from 3 Oct 2024" in opened.text
        assert not [problem for problem in opened.library.problems if problem.is_fault]


async def test_empty_regions_and_briefings_say_what_would_fill_them(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from({})) as opened:
        await opened.press("1")
        assert "No card here yet" in opened.text
        await opened.press("j", "k", "J", "o", "y", "Y", "l", "z", "z")
        assert "us/its-name.toml" in opened.text


@pytest.mark.parametrize("size", [(1, 1), (4, 2), (20, 5), (39, 10), (80, 1), (300, 100)])
async def test_no_size_of_terminal_is_too_small_to_run_in(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, size: tuple[int, int]
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS), size) as opened:
        await opened.press("1", "j", "l", "j", "?", "escape", ":", "escape", "T", "escape", "!", "0")
        await opened.pilot.resize_terminal(100, 30)
        await opened.press("1")
        assert "A more equal alliance" in opened.text


async def test_an_old_rating_never_passes_for_a_fresh_one(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    card = CARD.replace("by = 2025-03-31", "by = 2027-01-01")
    async with open_dashboard(briefing_from({"us/alliance.toml": card}), on=date(2026, 1, 1)) as opened:
        assert "▰▰▱▱ ? unreviewed" in opened.lines[2]
        assert "GUARDED unreviewed" in opened.text
        assert "a  ▰▰▱▱ unreviewed  A more equal alliance" in opened.text
        await opened.press("1")
        assert "GUARDED, unreviewed since 3 Oct 2024" in opened.text


async def test_enter_picks_what_was_typed_even_before_the_list_has_followed(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    async with open_dashboard(briefing_from(TWO_REGIONS)) as opened:
        await opened.pilot.press(":", *"quiet", "enter")
        await opened.until(lambda: opened.dashboard.reference == "us/quiet")


async def test_a_copied_card_carries_the_handling_line(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from({"us/alliance.toml": CARD})
    head = root / "briefing.toml"
    head.write_text(head.read_text() + 'handling = "TLP:AMBER"\n')
    async with open_dashboard(root) as opened:
        await opened.press("1", "Y")
        assert opened.app.clipboard.startswith("**TLP:AMBER**")


async def test_a_notice_leaves_the_reader_where_they_were_in_a_long_text(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    long = CARD.replace("\n[risk]", 'analysis = """\n' + "A line of running text.\n\n" * 200 + '"""\n\n[risk]', 1)
    async with open_dashboard(briefing_from({"us/alliance.toml": long})) as opened:
        await opened.press("1", "l", "space", "space", "space")
        top = opened.dashboard.card.scroll_offset.y
        await opened.press("9")
        assert "there is no region 9" in opened.text
        assert opened.dashboard.card.scroll_offset.y == top > 50


async def test_in_a_list_that_is_scrolled_the_cursor_is_drawn_where_it_is(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard
) -> None:
    root = briefing_from({f"us/{n:02}.toml": CARD.replace("A more equal", f"Number {n:02}") for n in range(30)})
    async with open_dashboard(root) as opened:
        await opened.press("1", "G")
        for number in (29, 28, 27):
            assert [line for line in opened.lines if f"Number {number}" in line and "▸" in line]
            assert sum("▸" in line for line in opened.lines) == 1
            await opened.press("k")
