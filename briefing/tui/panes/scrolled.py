"""Lines of which a part is in view."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget


class Scrolled(ScrollView, inherit_bindings=False, can_focus=True):
    """A view on so many lines; how many there are may change with every key."""

    def hold(self, lines: int) -> None:
        """Have so many lines. Only what is as high as they are is laid out anew for it, with all around it."""
        size = Size(self.size.width, lines)
        if self.styles.height is not None and self.styles.height.is_auto:
            self.virtual_size = size
        elif size != self.virtual_size:
            self.set_reactive(Widget.virtual_size, size)
            self._scroll_update(size)
