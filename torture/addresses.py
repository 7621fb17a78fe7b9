"""Hostile addresses, each handed to what opens links, with a browser that would tell of its start."""

from __future__ import annotations

import os
import select
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tui.test_links import HOSTILE, Browser

from briefing.library.address import RefusedLink, address
from briefing.tui.links import open_address
from torture.trial import Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

_LATE: Final = 2.0
"""Seconds in which a browser that was started would have told."""


def trials() -> Iterator[Trial]:
    with tempfile.TemporaryDirectory() as folder:
        browser = Browser(Path(folder))
        try:
            let_through = [url for url in HOSTILE if _opened(url, browser)]
            started = bool(select.select([browser.pipe], [], [], _LATE)[0])
            # The control: a good one does start it.
            works = _opened("https://example.org/", browser) and len(browser.started_with()) == 1 + len(let_through)
        finally:
            os.close(browser.pipe)
    yield Trial(
        3,
        f"{len(HOSTILE)} hostile addresses",
        "0 processes started",
        f"{len(let_through)} let through, {'some' if started else 0} processes started"
        + ("" if works else "; the control did not start either"),
        works and not started and not let_through,
    )


def _opened(url: str, browser: Browser) -> bool:
    try:
        return open_address(address(url), browser.environ)
    except RefusedLink:
        return False
