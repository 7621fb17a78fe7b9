"""The reader's marks, looked up and made one after the other on a thread of their own."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import TYPE_CHECKING, Final

from briefing.tui.messages import MarkingFailed, MarksRead, TakenBack

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from textual.message import Message

    from briefing.library.library import Library
    from briefing.reader.marks import ReadLog, Step
    from briefing.reader.state import State
    from briefing.tui.messages import KeepCard, MarkCards

_TAKEN_BACK: Final = 100
"""Markings that can be taken back: each holds the cards' texts as they stood, and a day has thousands."""


class Marking:
    """Takes requests at once and does them in their order, so that what is taken back is what was marked last."""

    def __init__(self, state: State, post: Callable[[Message], object]) -> None:
        self._state, self._post = state, post
        self._lane = ThreadPoolExecutor(max_workers=1, thread_name_prefix="marking")
        self._steps: deque[Step] = deque(maxlen=_TAKEN_BACK)
        """What was marked by hand, the last at the end."""
        self._last: Callable[[ReadLog], None] | None = None
        """What was asked for last."""
        self._seen: object = None
        """The state's version when the marks were last looked up."""

    def look_up(self, library: Library) -> None:
        """Tell how the cards stand with the reader, by this and any other instance."""
        self._do(library, lambda _: None)

    def look_up_others(self, library: Library) -> None:
        """The same, if another instance has marked something since."""
        if self._state.version() != self._seen:
            self.look_up(library)

    def mark(self, request: MarkCards) -> None:
        """Mark cards as read, or as unread."""
        library = request.library

        def mark(log: ReadLog) -> None:
            if request.read:
                step = log.mark_read(library, request.references, date.today())
            else:
                step = log.mark_unread(library, request.references)
            if request.by_hand and step.references:
                self._steps.append(step)

        self._do(library, mark)

    def keep(self, request: KeepCard) -> None:
        """Put a bookmark on a card, or take it off."""
        self._do(request.library, lambda log: log.bookmark(request.library, request.reference, request.kept))

    def take_back(self, library: Library) -> None:
        """Take the last marking back, and say how much that was."""

        def take_back(log: ReadLog) -> None:
            step = self._steps.pop() if self._steps else None
            if step:
                log.undo(library, step)
            self._post(TakenBack(len(step.references) if step else 0))

        self._do(library, take_back)

    def forget_steps(self) -> None:
        """Another folder is read: what was marked before is not taken back there."""
        self._lane.submit(self._steps.clear)

    def close(self) -> None:
        """Finish what was asked for: nothing that was marked is lost."""
        self._last = None  # nobody is told of it any more
        self._lane.shutdown()

    def _do(self, library: Library, work: Callable[[ReadLog], None]) -> None:
        def done() -> None:
            from briefing.reader.marks import ReadLog

            log = ReadLog(self._state)
            work(log)
            if self._last is work:  # of several in a row, how the cards stand is looked up after the last
                self._seen = self._state.version()
                self._post(MarksRead(library, log.marks(library)))

        self._last = work
        self._lane.submit(done).add_done_callback(self._failed)

    def _failed(self, future: Future[None]) -> None:
        if fault := future.exception():
            self._post(MarkingFailed(fault))
