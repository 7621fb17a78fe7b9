"""Rows in columns of equal width, whatever script they are in."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from briefing.publish.plain import cells

if TYPE_CHECKING:
    from collections.abc import Sequence


def aligned(rows: Sequence[Sequence[str]], indent: str = "") -> str:
    """A line for each row, its cells two spaces apart."""
    widths = [max(map(cells, column)) for column in zip_longest(*rows, fillvalue="")]
    return "".join(
        indent
        + "  ".join(cell + " " * (width - cells(cell)) for cell, width in zip(row, widths, strict=False)).rstrip()
        + "\n"
        for row in rows
    )
