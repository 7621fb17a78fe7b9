"""A message holds what its class lists, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.tui.told import Told


class Read(Told):
    """A card was read."""

    reference: str
    by_hand: bool = False


class ReadAgain(Read):
    """It was read before."""

    times: int = 2


def test_a_message_holds_what_it_is_given_by_place_or_name_and_defaults() -> None:
    assert vars(Read("us/sofa", True)).items() >= {"reference": "us/sofa", "by_hand": True}.items()
    read = ReadAgain("us/sofa", times=3)
    assert (read.reference, read.by_hand, read.times) == ("us/sofa", False, 3)
    assert (Read.handler_name, ReadAgain.handler_name) == ("on_read", "on_read_again")


@pytest.mark.parametrize(
    ("held", "named", "told"),
    [
        ((), {}, "Read needs reference"),
        (("us/sofa", True, 3), {}, "Read holds no more than reference, by_hand"),
        (("us/sofa",), {"reference": "us/sofa"}, "Read holds no reference, or holds it already"),
        (("us/sofa",), {"times": 3}, "Read holds no times, or holds it already"),
    ],
)
def test_a_message_takes_nothing_that_it_cannot_hold(
    held: tuple[object, ...], named: dict[str, object], told: str
) -> None:
    made: Any = Read
    with pytest.raises(TypeError, match=f"^{told}$"):
        made(*held, **named)


def test_two_messages_that_say_the_same_are_two() -> None:
    assert Read("us/sofa") != Read("us/sofa")
