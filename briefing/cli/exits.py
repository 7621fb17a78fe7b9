"""The codes that the program ends with."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the exit code tells whoever started the program."""

    DONE = 0
    NOT_FOUND = 1
    """Nothing matched, or a place that does not exist."""
    AT_FAULT = 1
    """What `check` was asked to look at has errors."""
    USAGE = 2
    """The command line is wrong, or there is no content that can be read."""
    PARTLY = 3
    """What was asked for was made, but some files of the content are at fault."""
    NO_KEYBOARD = 4
    """stdout is a terminal and stdin is not."""
    INTERNAL = 70
    INTERRUPTED = 130
    PIPE_CLOSED = 141
