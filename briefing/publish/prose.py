"""The Markdown of summaries and analyses, as paragraphs. No HTML, no images; citations and card links lead on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from briefing.library.markdown import parser
from briefing.library.references import CITATION, LINK
from briefing.publish.document import Lead, Paragraph, Role, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

    from briefing.library.library import Library

MARKDOWN: Final = frozenset(("summary", "analysis"))
"""The keys that hold it."""
MOST_BLOCKS: Final = 400
"""Paragraphs of one text that are set; beyond these it says that it breaks off."""
_MARKED: Final = re.compile(
    r"[*_`#<>!|~\\&]|\]\(|https?://|^(?: {4}|\t|\s*(?:[-+]\s|\d+[.)]\s|-{3,}|={3,}))", re.MULTILINE
)
_PLAINLY: Final = re.compile(r"(?<![^ ])(\*\*?)(?=[^\W_])([^*]*(?:[^\W_](?=\1[.,;:!?)])|[^ *](?=\1(?: |\Z))))\1")
"""Emphasis that can be nothing else: from a space and a letter on, until a space or the end, or a letter and a stop."""
_INTRICATE: Final = re.compile(r"[^\S \n]|  \n|\]:|\n *[-=]+ *(?:\n|\Z)")
"""White space that the parser treats in its own way, what may define a link, what makes a heading of a line."""
_ENTRY: Final = re.compile(r"(?:\A|\n)(-|[0-9]{1,9}\.) (?=\S)")
_BLANK: Final = re.compile(r"\n *(?:\n *)*\n")
_SOFT: Final = re.compile(r" ?\n *")
_ROLES: Final = {"strong_open": Role.STRONG, "em_open": Role.EMPHASIS, "link_open": Role.LEAD}


def titles(library: Library) -> Callable[[str], str | None]:
    """The titles of a library's cards by reference, as `prose` asks for them."""

    def title_of(named: str) -> str | None:
        card = library.cards.get(library.find(named) or "")
        return card.title if card else None

    return title_of


def as_read(markdown: str, library: Library) -> str:
    """A text on one line, in the words that a card shows of it."""
    blocks = prose(markdown, titles(library))
    marked = (f"{each.mark.text} {each.text}" if each.mark else each.text for each in blocks)
    return " ".join(" ".join(marked).split())


def prose(markdown: str, title_of: Callable[[str], str | None]) -> tuple[Paragraph, ...]:
    """The paragraphs of a text. `title_of` gives the title of a card by its reference, for `[[region/card]]`."""
    blocks = list(_blocks(markdown) if _MARKED.search(markdown) else _unmarked(markdown))
    kept = [
        block._replace(runs=tuple(_leading(block.runs, title_of))) if "[" in block.text else block
        for block in blocks[:MOST_BLOCKS]
    ]
    if len(blocks) > MOST_BLOCKS:
        left = f"… {len(blocks) - MOST_BLOCKS} more paragraphs are not shown here"
        kept.append(Paragraph((Run(left, Role.MUTED),)))
    return tuple(kept)


def _unmarked(text: str) -> Iterator[Paragraph]:
    """Plain paragraphs, without loading a parser for them."""
    for block in re.split(r"\n\s*\n", text.strip()):
        yield Paragraph((Run(" ".join(block.split())),))


def _blocks(markdown: str) -> Iterator[Paragraph]:
    """Paragraphs and lists with no more to them than emphasis, as most are; from the first other on, the parser."""
    start = 0
    for end, after in [] if _INTRICATE.search(markdown) else _ends(markdown):
        marks, texts = _entries(markdown[start:end])
        lines = [_SOFT.sub(" ", text.strip()) for text in texts]
        goes_on = marks[0] and markdown[after : after + 1] == " "
        if goes_on or any(map(_is_intricate, texts, lines)):
            break
        for mark, line in zip(marks, lines, strict=True):
            if line:
                yield Paragraph(tuple(_emphasized(line)), Run(mark) if mark else None)
        start = after
    if start < len(markdown):
        yield from _parsed(markdown[start:])


def _entries(block: str) -> tuple[list[str], list[str]]:
    """The marks and texts of a list; of what begins as none, or changes its kind, no mark and all of its text."""
    before, *pieces = _ENTRY.split(block)
    marks = pieces[::2]
    if before or not marks or len({mark == "-" for mark in marks}) > 1:
        return [""], [block]
    return marks, pieces[1::2]


def _is_intricate(text: str, line: str) -> bool:
    return bool(_MARKED.search(text.replace("*", "")) or "*" in _PLAINLY.sub("", line))


def _ends(markdown: str) -> Iterator[tuple[int, int]]:
    """Where each block ends, and where the next begins."""
    yield from (gap.span() for gap in _BLANK.finditer(markdown))
    yield len(markdown), len(markdown)


def _emphasized(line: str) -> Iterator[Run]:
    start = 0
    for match in _PLAINLY.finditer(line):
        if match.start() > start:
            yield Run(line[start : match.start()])
        yield Run(match[2], Role.STRONG if match[1] == "**" else Role.EMPHASIS)
        start = match.end()
    if start < len(line):
        yield Run(line[start:])


def _parsed(markdown: str) -> Iterator[Paragraph]:
    depth = 0
    mark: Run | None = None
    ground = Role.TEXT
    for token in parser().parse(markdown):
        match token.type:
            case "bullet_list_open" | "ordered_list_open" | "bullet_list_close" | "ordered_list_close":
                depth += token.nesting
            case "list_item_open":
                mark = Run(f"{token.info}." if token.info else "-")
            case "heading_open" | "blockquote_open":
                ground = Role.STRONG if token.type == "heading_open" else Role.EMPHASIS
            case "heading_close" | "blockquote_close":
                ground = Role.TEXT
            case "inline":
                runs = tuple(_inline(token.children or [], ground))
                yield Paragraph(runs, mark, hangs=depth > 0 and mark is None, indent=max(depth - 1, 0))
                mark = None
            case "fence" | "code_block":
                yield Paragraph((Run(token.content.rstrip("\n"), Role.CODE),), indent=depth, verbatim=True)
            case "hr":
                yield Paragraph((Run("* * *", Role.MUTED),))


def _inline(tokens: list[Token], ground: Role) -> Iterator[Run]:
    roles = [ground]
    address = ""
    for token in tokens:
        if token.type in _ROLES:
            roles.append(_ROLES[token.type])
            address = str(token.attrs.get("href", "")) if token.type == "link_open" else address
        elif token.type.endswith("_close"):
            roles.pop()
            if token.type == "link_close":
                # The address stands beside its words: what a link says and where it leads may differ.
                yield Run(f" ({address})", Role.MUTED, Lead("address", address))
                address = ""
        elif token.type in {"softbreak", "hardbreak"}:
            yield Run(" " if token.type == "softbreak" else "\n", roles[-1])
        else:
            role = Role.CODE if token.type == "code_inline" else roles[-1]
            yield Run(token.content, role, Lead("address", address) if address else None)


def _leading(runs: tuple[Run, ...], title_of: Callable[[str], str | None]) -> Iterator[Run]:
    """The runs with citations and card links made into runs of their own."""
    for run in _joined(runs):
        if run.role is Role.CODE or run.lead:
            yield run
            continue
        start = 0
        found = [*CITATION.finditer(run.text), *LINK.finditer(run.text)]
        for match in sorted(found, key=re.Match.start):
            yield Run(run.text[start : match.start()], run.role)
            if match.re is LINK:
                card = match[1].partition("#")[0]
                title = title_of(card)
                yield (Run(title or match[1], Role.LEAD, Lead("card", card)) if title else Run(match[0], run.role))
            else:
                yield Run(match[0], Role.LEAD, Lead("part", match[1]))
            start = match.end()
        yield Run(run.text[start:], run.role)


def _joined(runs: tuple[Run, ...]) -> Iterator[Run]:
    """Neighbours of one role as one run: the parser splits text at every bracket."""
    held: Run | None = None
    for run in runs:
        if held and held.role is run.role and held.lead == run.lead:
            held = held._replace(text=held.text + run.text)
        else:
            if held:
                yield held
            held = run
    if held:
        yield held
