"""The dashboard in a shell: stopped and continued, from within and from outside, as any program is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tui.ordeals import Shell, begun_in_background, ended_while_stopped, stopped_by_its_key, stopped_from_outside

Start = Callable[..., Shell]


@pytest.mark.parametrize("ordeal", [stopped_by_its_key, stopped_from_outside, begun_in_background, ended_while_stopped])
def test_it_stops_and_goes_on_as_the_shell_says(shell: Start, ordeal: Callable[[Shell], list[str]]) -> None:
    assert ordeal(shell()) == []
