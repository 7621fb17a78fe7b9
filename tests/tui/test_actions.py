"""Keys are declared once, and every declaration leads to something."""

from __future__ import annotations

import pytest

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.app import BriefingApp
from briefing.tui.screens.dashboard import Dashboard


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_is_done_by_a_method(action: Action) -> None:
    owner = BriefingApp if action.of_app else Dashboard
    ours = [each for each in owner.__mro__ if each.__module__.startswith("briefing.")]
    assert any(f"action_{action.call.removeprefix('app.').partition('(')[0]}" in vars(each) for each in ours)


def test_no_key_stands_for_two_actions() -> None:
    keys = [key for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))
