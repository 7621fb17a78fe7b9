"""Twenty commits of a desk: what changed between any two of them is exactly what was done, and each can be opened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Any

import pytest
from examples import write_briefing
from library.repository import ENVIRON, begin, commit, git

from briefing.change.change import Turn, What
from briefing.change.compare import TEXT, compare
from briefing.library.revision import read_revision, revisions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from briefing.change.change import CardChange
    from briefing.library.library import Library


@dataclass(frozen=True)
class Written:
    """One card, as plainly as it can be said."""

    path: str
    title: str
    ratings: tuple[str, ...] = ("unlikely",)
    judgment: str = "Talks are likely by March."
    claims: tuple[str, ...] = ("A first account.",)
    gaps: tuple[str, ...] = ()
    filled: bool = False
    seen: str = "not-seen"
    status: str = "published"
    aliases: tuple[str, ...] = ()
    broken: bool = False
    airy: bool = False
    """Whether it is written with comments and spaces that mean nothing."""

    def toml(self) -> str:
        lines = [f'title = "{self.title}"', "as_of = 2024-10-01", f'status = "{self.status}"', 'summary = "Quiet."']
        lines += [f"aliases = {list(self.aliases)}", "[risk]", 'event = "A quarrel"']
        for day, likelihood in enumerate(self.ratings, start=1):
            lines += ["[[risk.assessment]]", f"on = 2024-10-{day:02}", f'likelihood = "{likelihood}"']
            lines += ['impact = "moderate"', 'confidence = "low"', f'why = "Because of {likelihood}."']
        lines += ["[[judgment]]", f'statement = "{self.judgment}"', 'likelihood = "likely"', "by = 2025-03-31"]
        for claim in self.claims:
            lines += ["[[claim]]", f'text = "{claim}"', 'source = "jt"']
        for gap in self.gaps:
            lines += ["[[gap]]", f'text = "{gap}"', *(["resolved_on = 2024-10-20"] if self.filled else [])]
        lines += ["[[signpost]]", 'text = "A panel"', 'if_seen = "raises"', f'status = "{self.seen}"']
        return ("\n\n# why not\n" if self.airy else "\n").join(lines) + ("\n=" if self.broken else "\n")


Desk = dict[str, Written]
SOFA = Written("us/sofa", "SOFA")
VOTE = Written("korea/vote", "The vote", ("likely",))
NATO = Written("asean/nato", "Asian NATO")
BASE = Written("us/base", "A base deal", status="draft")
SCRIPT: tuple[tuple[str, str, Written | dict[str, Any] | None, tuple[str, ...]], ...] = (
    # what is done, to which card, how, what is told of it
    ("begin", "sofa", SOFA, ()),
    ("begin", "vote", VOTE, ("korea/vote new",)),
    ("rate it worse", "sofa", {"ratings": ("unlikely", "likely")}, ("us/sofa rating unlikely > likely, 1 new",)),
    ("a second account", "vote", {"claims": ("A second.", "A first account.")}, ("korea/vote claim + A second.",)),
    ("white space", "sofa", {"airy": True}, ()),
    (
        "say it otherwise",
        "sofa",
        {"judgment": "Talks are likely by May."},
        ("us/sofa judgment Talks are likely by March. > Talks are likely by May.",),
    ),
    ("a slip", "vote", {"broken": True}, ("korea/vote unreadable",)),
    ("mended", "vote", {"broken": False}, ("korea/vote readable",)),
    ("a third region", "nato", NATO, ("asean/nato new",)),
    (
        "rate it better",
        "sofa",
        {"ratings": ("unlikely", "likely", "very unlikely")},
        ("us/sofa rating likely > very unlikely, 1 new",),
    ),
    ("rename", "sofa", {"path": "us/alliance", "aliases": ("us/sofa",)}, ("us/alliance renamed from us/sofa",)),
    ("what we do not know", "sofa", {"gaps": ("No read-out.",)}, ("us/alliance gap + No read-out.",)),
    ("now we do", "sofa", {"filled": True}, ("us/alliance gap filled",)),
    ("seen", "vote", {"seen": "seen"}, ("korea/vote signpost not-seen > seen",)),
    ("a draft", "base", BASE, ("us/base new",)),
    ("out it goes", "base", {"status": "published"}, ("us/base published",)),
    ("another slip", "nato", {"broken": True}, ("asean/nato unreadable",)),
    ("mended otherwise", "nato", {"broken": False, "title": "An Asian NATO"}, ("asean/nato readable",)),
    ("done with", "nato", {"status": "retired"}, ("asean/nato retired",)),
    ("away", "vote", None, ("korea/vote gone",)),
)


def desks() -> list[Desk]:
    """What the desk has written after each commit."""
    found: list[Desk] = [{}]
    for _, name, done, _ in SCRIPT:
        desk = dict(found[-1])
        if done is None:
            del desk[name]
        else:
            desk[name] = done if isinstance(done, Written) else replace(desk[name], **done)
        found.append(desk)
    return found[1:]


def expected(before: Desk, after: Desk) -> set[str]:
    """What is to be told, worked out from what was written alone."""
    return {line for name in {**before, **after} for line in _of_card(before.get(name), after.get(name))}


def _of_card(was: Written | None, now: Written | None) -> Iterator[str]:
    if was is None or now is None:
        yield f"{now.path} new" if now else f"{was.path if was else ''} gone"
        if now and now.broken:
            yield f"{now.path} unreadable"
        return
    if was.path != now.path:
        yield f"{now.path} renamed from {was.path}"
    if was.broken is not now.broken:
        yield f"{now.path} {'unreadable' if now.broken else 'readable'}"
    if not (was.broken or now.broken):
        yield from _of_words(was, now)
        yield from _of_lists(was, now)


def _of_words(was: Written, now: Written) -> Iterator[str]:
    if was.status != now.status:
        yield f"{now.path} {now.status}"
    if was.title != now.title:
        yield f"{now.path} title {was.title} > {now.title}"
    if was.ratings != now.ratings:
        new = len(now.ratings[len(was.ratings) :])
        yield f"{now.path} rating {was.ratings[-1]} > {now.ratings[-1]}, {new} new"
        yield from (f"{now.path} assessment - Because of {each}." for each in was.ratings[len(now.ratings) :])
    if was.judgment != now.judgment:
        yield f"{now.path} judgment {was.judgment} > {now.judgment}"
    if was.seen != now.seen:
        yield f"{now.path} signpost {was.seen} > {now.seen}"


def _of_lists(was: Written, now: Written) -> Iterator[str]:
    for table, olds, news in (("claim", was.claims, now.claims), ("gap", was.gaps, now.gaps)):
        yield from (f"{now.path} {table} + {text}" for text in news if text not in olds)
        yield from (f"{now.path} {table} - {text}" for text in olds if text not in news)
    if was.gaps == now.gaps and was.filled is not now.filled:
        yield f"{now.path} gap {'filled' if now.filled else 'open'}"


def told(before: Library, after: Library) -> set[str]:
    """What is told, in the same words."""
    changes = compare(before, after)
    assert [*changes.sources, *changes.regions, *changes.briefing, *changes.not_compared] == []
    lines = [f"{change.reference} {line}" for change in changes.cards for line in _told(change)]
    assert len(lines) == len(set(lines))
    return set(lines)


def _told(change: CardChange) -> Iterator[str]:
    for turn in change.turns:
        yield f"renamed from {change.earlier}" if turn is Turn.RENAMED else turn
    if change.rating and change.before:
        assert change.rating.before
        assert change.rating.after
        was, now = change.rating.before.likelihood, change.rating.after.likelihood
        yield f"rating {was} > {now}, {len(change.rating.new)} new"
    yield from (f"{moved.key} {moved.before} > {moved.after}" for moved in (*change.risk, *change.keys))
    for entry in change.entries:
        if entry.what is not What.CHANGED:
            text = getattr(entry.after or entry.before, TEXT[entry.table])
            yield f"{entry.table} {'+' if entry.what is What.NEW else '-'} {text}"
        for moved in entry.moved:
            filled = "filled" if moved.after else "open"
            yield f"{entry.table} {filled if moved.key == 'resolved_on' else f'{moved.before} > {moved.after}'}"


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Library]]:
    """The Library as it stood after each commit, read from git."""
    repository = begin(tmp_path_factory.mktemp("desk"))
    root: Path = repository / "content"
    regions = {f"{name}/region.toml": f'name = "{name}"\ncode = "{name}"\n' for name in ("us", "korea", "asean")}
    for number, desk in enumerate(desks()):
        git(repository, "rm", "-rq", "--ignore-unmatch", ".")
        write_briefing(root, {**regions, **{f"{card.path}.toml": card.toml() for card in desk.values()}})
        commit(repository, SCRIPT[number][0], f"2024-10-{number + 1:02}T09:00:00+0900")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRON.items():
            patch.setenv(name, value)
        libraries: list[Library] = []
        for revision in reversed(revisions(root)):
            libraries.append(read_revision(root, revision.id, libraries[-1] if libraries else None))
        yield libraries


def test_each_commit_can_be_opened_and_only_the_broken_card_is_at_fault(history: list[Library]) -> None:
    assert len(history) == len(SCRIPT) == 20
    for library, desk in zip(history, desks(), strict=True):
        assert set(library.files) == {card.path for card in desk.values()}
        assert {problem.path.stem for problem in library.problems} == {
            card.path.partition("/")[2] for card in desk.values() if card.broken
        }


def test_between_neighbours_it_is_what_the_commit_did(history: list[Library]) -> None:
    for (before, after), (_, _, _, lines) in zip(pairwise(history), SCRIPT[1:], strict=True):
        assert told(before, after) == set(lines)


def test_between_any_two_it_is_what_was_written_otherwise(history: list[Library]) -> None:
    written = desks()
    pairs = list(permutations(range(len(history)), 2))
    assert len(pairs) == 380
    for one, other in pairs:
        assert told(history[one], history[other]) == expected(written[one], written[other]), (one, other)
