"""Whole screens as pictures. Draw them anew with `make snapshots`, and look at each before it is committed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from syrupy.extensions.image import SVGImageSnapshotExtension

from briefing.library.root import shipped

if TYPE_CHECKING:
    from conftest import BriefingFrom
    from driving import OpenDashboard
    from syrupy.assertion import SnapshotAssertion

pytestmark = pytest.mark.anyio

SIZES = [(80, 24), (120, 40), (200, 60)]
HEAD = """\
schema = 1
title = "Faults"
perspective = "Japan"
as_of = 2024-10-03
regions = ["us"]
colsed = true
"""
BROKEN = 'title = "Broken"\nas_of = 2024-10-03\nsummary = no quotes\n'
MISSPELT = 'title = "Misspelt"\nas_of = 2024-10-03\nsummary = "See [c4]."\n\n[[claim]]\ntxet = "A claim."\n'
FAULTY = {"briefing.toml": HEAD, "us/broken.toml": BROKEN, "us/misspelt.toml": MISSPELT}


@pytest.fixture
def svg(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SVGImageSnapshotExtension)


def drawn(picture: str) -> str:
    """The picture without what differs from one run to the next: the class names that Rich makes up."""
    return re.sub(r"terminal-\d+", "terminal", picture)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_overview(open_dashboard: OpenDashboard, svg: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with open_dashboard(shipped("content"), size) as opened:
        assert drawn(opened.app.export_screenshot()) == svg


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_card(open_dashboard: OpenDashboard, svg: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with open_dashboard(shipped("content"), size, at="korea/october-surprise") as opened:
        assert drawn(opened.app.export_screenshot()) == svg


@pytest.mark.parametrize("size", SIZES[:2], ids=str)
@pytest.mark.parametrize("key", ["t", "p", "w", "S", "C", "M", "d"])
async def test_a_page(open_dashboard: OpenDashboard, svg: SnapshotAssertion, key: str, size: tuple[int, int]) -> None:
    async with open_dashboard(shipped("content"), size) as opened:
        await opened.press(key)
        await opened.until(lambda: opened.dashboard._paper)
        assert drawn(opened.app.export_screenshot()) == svg


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_problems(
    briefing_from: BriefingFrom, open_dashboard: OpenDashboard, svg: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with open_dashboard(briefing_from(FAULTY), size) as opened:
        await opened.press("!")
        assert drawn(opened.app.export_screenshot()) == svg
