"""What messages are made of."""

from __future__ import annotations

from typing import Any, ClassVar, dataclass_transform

from textual.message import Message


@dataclass_transform(eq_default=False)
class Told(Message):
    """A message that holds what its class lists, as a dataclass does; each is itself and no other.

    Of thirty dataclasses the first frame would wait to see the methods of each compiled.
    """

    _keys: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, *args: Any, **words: Any) -> None:
        """Note what a message of this class holds."""
        super().__init_subclass__(*args, **words)
        cls._keys = (*cls._keys, *(name for name in cls.__annotations__ if name not in cls._keys))

    def __init__(self, *held: object, **named: object) -> None:
        """Hold these in their order, or by their names. Raises TypeError of what cannot be, or is not there."""
        super().__init__()
        if len(held) > len(self._keys):
            raise TypeError(f"{type(self).__name__} holds no more than {', '.join(self._keys)}")
        given = dict(zip(self._keys, held, strict=False))
        if odd := [name for name in named if name in given or name not in self._keys]:
            raise TypeError(f"{type(self).__name__} holds no {', '.join(odd)}, or holds it already")
        given |= named
        if lacking := [name for name in self._keys if name not in given and not hasattr(type(self), name)]:
            raise TypeError(f"{type(self).__name__} needs {', '.join(lacking)}")
        vars(self).update(given)
