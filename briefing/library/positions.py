"""Which line of a TOML file holds a key. Only asked once there is a problem to place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

if TYPE_CHECKING:
    from collections.abc import Iterator

KeyPath = tuple[str | int, ...]
"""Keys and places in lists, from the root: `("judgment", 0, "by")`."""


class Position(NamedTuple):
    """Where a key stands, from 1, in characters."""

    line: int
    column: int
    width: int


class Positions:
    """The places of all keys of one text of TOML."""

    def __init__(self, text: str) -> None:
        self._lines = text.encode().split(b"\n")
        self._places: dict[KeyPath, Position] = {}
        self._array_lengths: dict[KeyPath, int] = {}
        root = Parser(Language(tree_sitter_toml.language())).parse(text.encode()).root_node
        for child in root.named_children:
            if child.type == "pair":
                self._pair(child, ())
            elif child.type in {"table", "table_array_element"}:
                self._table(child)

    def of(self, path: KeyPath) -> Position:
        """The position of the key, or of the nearest table around it that is written down."""
        for length in range(len(path), 0, -1):
            if place := self._places.get(path[:length]):
                return place
        return Position(1, 1, 1)

    def _table(self, table: Node) -> None:
        header, *pairs = (node for node in table.named_children if node.type != "comment")
        path: KeyPath = ()
        keys = list(_keys(header))
        for depth, key in enumerate(keys, start=1):
            path += (key,)
            if depth == len(keys) and table.type == "table_array_element":
                place = self._array_lengths.get(path, 0)
                self._array_lengths[path] = place + 1
                self._places.setdefault(path, self._position(header))
                path += (place,)
            elif path in self._array_lengths:
                path += (self._array_lengths[path] - 1,)
        self._places.setdefault(path, self._position(header))
        for pair in pairs:
            if pair.type == "pair":
                self._pair(pair, path)

    def _pair(self, pair: Node, path: KeyPath) -> None:
        name, value = (node for node in pair.named_children if node.type != "comment")
        for key in _keys(name):
            path += (key,)
            self._places.setdefault(path, self._position(name))
        self._value(value, path)

    def _value(self, value: Node, path: KeyPath) -> None:
        if value.type == "inline_table":
            for pair in value.named_children:
                if pair.type == "pair":
                    self._pair(pair, path)
        elif value.type == "array":
            elements = (node for node in value.named_children if node.type != "comment")
            for place, element in enumerate(elements):
                self._places.setdefault((*path, place), self._position(element))
                self._value(element, (*path, place))

    def _position(self, node: Node) -> Position:
        row, start = node.start_point
        end = node.end_point.column if node.end_point.row == row else len(self._lines[row])
        before, held = self._lines[row][:start], self._lines[row][start:end]
        return Position(
            row + 1, len(before.decode(errors="replace")) + 1, len(held.decode(errors="replace")) or 1
        )


def _keys(node: Node) -> Iterator[str]:
    """The keys that a name is made of: one, or several with dots between."""
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from _keys(child)
    else:
        written = (node.text or b"").decode(errors="replace")
        yield written[1:-1] if node.type == "quoted_key" else written
