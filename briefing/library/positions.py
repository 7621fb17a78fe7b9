"""Which line of a TOML file holds a key. Only asked once there is a problem to place."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property, lru_cache
from itertools import islice
from operator import itemgetter
from typing import Final, NamedTuple

import tomli
import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from briefing.library.clean import clean

KeyPath = tuple[str | int, ...]
"""Keys and places in lists, from the root: `("judgment", 0, "by")`."""

_DEEPEST: Final = 8
"""Steps of a path that are told apart; no model goes as deep, and hostile files go on for ever."""
_MOST_ELEMENTS: Final = 1000
"""Elements of an inline list that are told apart; one after these is placed at the list."""
_ESCAPE: Final = re.compile(rb"\\(.)", re.DOTALL)


class Position(NamedTuple):
    """Where a key stands, from 1, in characters."""

    line: int
    column: int
    width: int


class _Place(NamedTuple):
    """Where a node stands, in rows from 0 and bytes; what the parser counts in."""

    row: int
    start: int
    end: int | None
    """None where the node goes on after the line's end."""


@lru_cache(maxsize=8)
def positions_in(text: str) -> Positions:
    """As `Positions`, and at once for a text that was asked about just before."""
    return Positions(text)


class Positions:
    """The places of all keys of one text of TOML, as they stand after cleaning."""

    def __init__(self, text: str) -> None:
        written = text.encode()
        self._lines = written.split(b"\n")
        self._places: dict[KeyPath, _Place] = {}
        self._array_lengths: dict[KeyPath, int] = {}
        # The grammar is of TOML 1.0 and loses its way at the escapes that 1.1 adds: it is given older ones,
        # of the same length.
        older = _ESCAPE.sub(lambda escape: rb"\t" if escape[1] in b"ex" else escape[0], written)
        root = Parser(Language(tree_sitter_toml.language())).parse(older).root_node
        for child in root.named_children:
            if child.type == "pair":
                self._pair(child, ())
            elif child.type in {"table", "table_array_element"}:
                self._table(child)

    def of(self, path: KeyPath) -> Position:
        """Find the key, or the nearest table around it that is written down."""
        for length in range(len(path), 0, -1):
            if place := self._places.get(path[:length]):
                return self._position(place)
        return Position(1, 1, 1)

    def within(self, path: KeyPath, piece: str) -> Position:
        """Find a piece of the key's text, as far as it stands there as it is; else the key."""
        key = self.of(path)
        start = key.column - 1
        # Up to the next key: one after it may hold the same words.
        first = bisect_left(self._by_row, key.line, key=itemgetter(0))
        after = (self._by_row[place] for place in range(first, len(self._by_row)))
        end = next((row for row, at in after if at[: len(path)] != path), len(self._lines))
        for number, line in enumerate(self._lines[key.line - 1 : end], start=key.line):
            if (at := line.decode().find(piece, start)) >= 0:
                return Position(number, at + 1, len(piece))
            start = 0
        return key

    @cached_property
    def _by_row(self) -> list[tuple[int, KeyPath]]:
        return sorted(((place.row, at) for at, place in self._places.items()), key=itemgetter(0))

    def _table(self, table: Node) -> None:
        header, *pairs = table.named_children
        path: KeyPath = ()
        keys = self._keys(header)
        for depth, key in enumerate(keys, start=1):
            path += (key,)
            self._places.setdefault(path, _place(header))
            if depth == len(keys) and table.type == "table_array_element":
                place = self._array_lengths.get(path, 0)
                self._array_lengths[path] = place + 1
                path += (place,)
            elif path in self._array_lengths:
                path += (self._array_lengths[path] - 1,)
        self._places.setdefault(path, _place(header))
        for pair in pairs:
            if pair.type == "pair":
                self._pair(pair, path)

    def _pair(self, pair: Node, path: KeyPath) -> None:
        name, *values = pair.named_children
        for key in self._keys(name):
            path += (key,)
            self._places.setdefault(path, _place(name))
        for value in values:
            self._value(value, path)

    def _value(self, value: Node, path: KeyPath) -> None:
        if len(path) >= _DEEPEST:
            return
        if value.type == "inline_table":
            for pair in value.named_children:
                if pair.type == "pair":
                    self._pair(pair, path)
        elif value.type == "array":
            elements = (node for node in value.named_children if node.type != "comment")
            for place, element in enumerate(islice(elements, _MOST_ELEMENTS)):
                self._places.setdefault((*path, place), _place(element))
                self._value(element, (*path, place))

    def _keys(self, node: Node) -> list[str]:
        """Read the keys that a name is made of: one, or several with dots between."""
        written = self._lines[node.start_point.row][node.start_point.column : node.end_point.column]
        keys: list[str] = []
        value = tomli.loads(f"{written.decode()} = 0")
        while value and len(keys) < _DEEPEST:
            ((key, value),) = value.items()
            keys.append(clean(key))
        return keys

    def _position(self, place: _Place) -> Position:
        line = self._lines[place.row]
        before, held = line[: place.start], line[place.start : place.end]
        return Position(place.row + 1, len(before.decode()) + 1, len(held.decode()))


def _place(node: Node) -> _Place:
    row, start = node.start_point
    return _Place(row, start, node.end_point.column if node.end_point.row == row else None)
