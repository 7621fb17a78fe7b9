"""Whatever bytes come in, they are taken, refused or told, and nothing else: each seed, and what is near to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fuzzed import TARGETS, seeds
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = [(target, path) for target in TARGETS for path in seeds(target)]
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=8)), max_size=5)


@pytest.mark.parametrize(("target", "seed"), SEEDS, ids=[f"{target}/{seed.name}" for target, seed in SEEDS])
def test_each_seed_holds(target: str, seed: Path) -> None:
    TARGETS[target](seed.read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_but_what_is_foreseen_comes_of_any_bytes(target: str) -> None:
    known = [seed.read_bytes() for seed in seeds(target)]

    @settings(max_examples=60 if target == "page" else 200)
    @given(st.sampled_from(known) | st.binary(), CHANGES)
    def holds(raw: bytes, changes: list[tuple[float, int, bytes]]) -> None:
        for at, gone, put in changes:
            place = int(at * len(raw))
            raw = raw[:place] + put + raw[place + gone :]
        TARGETS[target](raw)

    holds()
