"""How Markdown is read, wherever it stands."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_LOADING: Final = Lock()
"""Held while markdown_it is imported, whose modules import one another: two threads at it find them half made."""


@cache
def parser(*, every_link: bool = False) -> MarkdownIt:
    """CommonMark without HTML and images. `every_link` takes every address for one, and leaves it as it is written."""
    with _LOADING:
        from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).disable(["image", "html_block", "html_inline"])
    if every_link:
        parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
        parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def normalized(url: str) -> str:
    """The address as Markdown writes it, with what an address cannot hold in percents."""
    with _LOADING:
        from markdown_it.common.normalize_url import normalizeLink

    return normalizeLink(url)
