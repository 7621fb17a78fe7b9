"""A model is made by keywords, never changes, and is the same as another that says the same."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any

import pytest

from briefing.model.briefing import Region
from briefing.model.closed import Closed, model


@model
class Desk(Closed):
    """A model with a default of each kind."""

    name: str
    size: int = 3
    people: list[str] = field(default_factory=list)


def test_what_is_not_given_has_its_default_and_no_two_share_one() -> None:
    one, other = Desk(name="A"), Desk(name="A")
    assert (one.size, one.people) == (3, [])
    assert one.people is not other.people
    assert replace(one, size=4) == Desk(name="A", size=4)
    assert [key.name for key in fields(Desk)] == ["name", "size", "people"]


def test_what_cannot_be_made_is_said() -> None:
    made: Any = Desk
    with pytest.raises(TypeError, match="Desk needs name"):
        made()
    with pytest.raises(TypeError, match="Desk has no colour, zeal"):
        made(name="A", zeal=1, colour=2)


def test_nothing_of_it_changes() -> None:
    desk: Any = Desk(name="A")
    with pytest.raises(FrozenInstanceError):
        desk.name = "B"
    with pytest.raises(FrozenInstanceError):
        del desk.name
    assert desk.name == "A"


def test_it_is_the_same_as_one_of_its_model_that_says_the_same() -> None:
    one = Region(name="Korea", code="KR")
    for other in (Region(code="KR", name="Korea"), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert one == other
        assert hash(one) == hash(other)
    assert one != Region(name="Korea", code="K")
    assert Desk(name="A") != Region(name="A", code="A")


def test_it_is_shown_as_it_would_be_written() -> None:
    assert repr(Desk(name="A", people=["x"])) == "Desk(name='A', size=3, people=['x'])"
