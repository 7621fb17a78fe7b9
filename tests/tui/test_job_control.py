"""The dashboard in a shell: stopped and continued, from within and from outside, as any program is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tui.ordeals import (
    Shell,
    begun_in_background,
    ended_by_kill,
    ended_by_kill_from_outside,
    stopped_by_its_key,
    stopped_from_outside,
    stopped_in_the_editor,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    "ordeal",
    [
        stopped_by_its_key,
        stopped_from_outside,
        stopped_in_the_editor,
        begun_in_background,
        ended_by_kill,
        ended_by_kill_from_outside,
    ],
)
def test_it_stops_and_goes_on_and_ends_as_the_shell_says(
    shell: Callable[..., Shell], ordeal: Callable[[Shell], None]
) -> None:
    assert shell().through(ordeal) == []
