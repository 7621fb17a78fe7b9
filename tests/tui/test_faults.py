"""A fault of the program's own while the dashboard runs: it ends, and the report is fit to be shown and sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from terminal import Terminal
from tui.ordeals import at_fault

Start = Callable[..., Terminal]


@pytest.mark.parametrize("fault", ["faulty_handler", "faulty_worker", "faulty_drawing", "faulty_input"])
def test_a_fault_leaves_the_terminal_as_it_was_and_is_told_in_words(dashboard: Start, fault: str) -> None:
    assert at_fault(dashboard(altered=fault)) == []
