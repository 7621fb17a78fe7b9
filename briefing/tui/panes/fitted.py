"""Text cut to a width."""

from rich.cells import cell_len, set_cell_size


def fitted(text: str, width: int) -> str:
    """The text, cut with two dots where it is too wide: an ellipsis is two cells wide on some terminals."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 2, 0)).rstrip() + ".."[: max(width, 0)]
