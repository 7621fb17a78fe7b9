"""How Markdown is read, wherever it stands."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


@cache
def parser(*, every_link: bool = False) -> MarkdownIt:
    """CommonMark without HTML and images. `every_link` takes every address for one, and leaves it as it is written."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable(["image", "html_block", "html_inline"])
    if every_link:
        parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
        parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser
