"""The collector of garbage, which goes over all that there is again and again while much is made."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def at_rest() -> Iterator[None]:
    """No garbage collection: passes over thousands of fresh models are most of the cost of making them."""
    ran = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if ran:
            gc.enable()
