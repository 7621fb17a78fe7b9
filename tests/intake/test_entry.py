"""An article is taken into a briefing: whole, or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import tomli
from examples import CARD, SOURCES, write_briefing
from failing import ERRORS, failures

from briefing.check.check import check
from briefing.check.rule import Desk
from briefing.find.filter import matching, parse
from briefing.intake import entry as module
from briefing.intake.article import Article
from briefing.intake.entry import CLAIM, Place, known, place_in, require_new, take
from briefing.library.archive import LARGEST, read_archive
from briefing.library.folder import read_library
from briefing.library.gate import written
from briefing.library.problem import BriefingError, Severity
from briefing.library.root import shipped
from briefing.model.card import Status
from briefing.publish.edition import edition_of

if TYPE_CHECKING:
    from conftest import BriefingFrom

TODAY = date(2024, 10, 3)
URL = "https://www.harbour.example/politics/base-deal"
US = Place("us", None)
ARTICLE = Article(
    title="Base deal ‘may be reopened’",
    publisher="The Harbour Post",
    published="2024-10-02",
    language="en-GB",
    kind="reporting",
    url=URL,
    text="Base deal\nThe two ministries may look at it again.",
)


@pytest.fixture
def root(briefing_from: BriefingFrom) -> Path:
    return briefing_from({"us/sofa.toml": CARD})


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "archive").mkdir()
    return tmp_path / "archive"


def state(*folders: Path) -> dict[str, bytes]:
    """All files of folders, hidden ones too."""
    return {str(path): path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()}


def told(root: Path, archive: Path | None = None, on: date = TODAY) -> list[str]:
    """Codes of what the rules find wrong with the briefing."""
    library = read_library(root)
    desk = Desk(library, library.briefing.today(on), read_archive(archive, library.sources) if archive else None)
    return [problem.code for problem in check(desk).problems if problem.severity is not Severity.INFORMATION]


def test_source_card_and_text_say_what_the_article_says(root: Path, archive: Path) -> None:
    taken = take(root, TODAY, ARTICLE, None, US, archive)
    assert taken.reference == "us/base-deal-may-be-reopened"
    assert taken.card == root / "us" / "base-deal-may-be-reopened.toml"
    library = read_library(root)
    assert library.problems == ()
    source = library.sources["the-harbour-post-2024-10-02"]
    raw = b"Base deal\nThe two ministries may look at it again.\n"
    assert {key: value for key, value in written(source).items() if value not in (None, False)} == {
        "title": "Base deal ‘may be reopened’",
        "publisher": "The Harbour Post",
        "url": URL,
        "kind": "reporting",
        "published": "2024-10-02",
        "accessed": "2024-10-03",
        "language": "en-GB",
        "archive": "the-harbour-post-2024-10-02.txt",
        "sha256": sha256(raw).hexdigest(),
        "passage": [1, 2],
    }
    assert taken.text == archive / "the-harbour-post-2024-10-02.txt"
    assert taken.text.read_bytes() == raw
    card = library.cards[taken.reference]
    assert (card.title, card.status, card.as_of) == (ARTICLE.title, Status.DRAFT, TODAY)
    assert [(claim.text, claim.source) for claim in card.claim] == [(CLAIM, taken.source)]


def test_nothing_of_the_text_stands_in_the_content(root: Path, archive: Path) -> None:
    take(root, TODAY, ARTICLE, None, US, archive)
    assert not [path for path, raw in state(root).items() if b"ministries" in raw]


def test_nothing_is_wrong_with_it_but_that_the_source_has_no_grade(root: Path, archive: Path) -> None:
    before = told(root, archive)
    take(root, TODAY, ARTICLE, None, US, archive)
    assert sorted(told(root, archive)) == sorted([*before, "S03"])


def test_it_is_in_no_list_and_in_no_edition_but_among_the_drafts(root: Path) -> None:
    taken = take(root, TODAY, ARTICLE, None, US)
    library = read_library(root)
    standings = library.standings(TODAY)
    assert library.listed("us", standings) == ["us/sofa"]
    edition = edition_of(library, standings, TODAY)
    assert list(edition.cards) == ["us/sofa"]
    assert taken.source not in edition.sources
    assert matching(parse("alliance or deal"), library, standings) == ["us/sofa"]
    assert matching(parse("is:draft"), library, standings) == [taken.reference]


def test_all_else_of_the_bibliography_is_left_as_it_is(root: Path) -> None:
    path = root / "sources.toml"
    path.chmod(0o640)
    before = "\ufeff# ours\r\n" + SOURCES.replace("\n", "\r\n") + "# the end"
    path.write_bytes(before.encode())
    take(root, TODAY, ARTICLE, None, US)
    after = path.read_bytes().decode()
    assert after.startswith(before + "\r\n\r\n[the-harbour-post-2024-10-02]\r\n")
    assert "\n" not in after.replace("\r\n", "")
    assert path.stat().st_mode & 0o777 == 0o640
    assert read_library(root).problems == ()


def test_a_briefing_without_sources_begins_its_bibliography(root: Path) -> None:
    (root / "us" / "sofa.toml").unlink()
    (root / "sources.toml").unlink()
    place_in(read_library(root), None)
    take(root, TODAY, ARTICLE, None, US)
    assert (root / "sources.toml").read_text().startswith("[the-harbour-post-2024-10-02]\n")
    assert read_library(root).problems == ()


@pytest.mark.parametrize(
    ("title", "publisher", "name", "source"),
    [
        ("Who’s next?", "The Post", "whos-next", "the-post-2024-10-02"),
        ("基地協定、見直しへ", "みなと新聞", "harbour-example-2024-10-02", "harbour-example-2024-10-02"),
        ("日本とNATOの協議", "Minato", "minato-2024-10-02", "minato-2024-10-02"),
        ("Élysée: « non »", "", "elysee-non", "harbour-example-2024-10-02"),
        ("Region", "The Post", "the-post-2024-10-02", "the-post-2024-10-02"),
        ("", "The Post", "untitled-the-post", "the-post-2024-10-02"),
        ("word " * 20, "P" * 99, "-".join(["word"] * 12), f"{'p' * 60}-2024-10-02"),
        ("SOFA", "JT", "sofa-2", "jt-2024-10-02"),
        ("<U+001B>[31m'''\"\"\"\\", "[x]\n", "u-001b-31m", "x-2024-10-02"),
    ],
)
def test_names_are_made_of_what_can_be_written_in_one(
    root: Path, title: str, publisher: str, name: str, source: str
) -> None:
    article = replace(ARTICLE, title=title.strip(), publisher=publisher.strip())
    taken = take(root, TODAY, article, None, US)
    assert (taken.reference, taken.source) == (f"us/{name}", source)
    library = read_library(root)
    assert library.problems == ()
    assert library.cards[taken.reference].title == (article.title or "Untitled, The Post")
    assert library.sources[source].publisher == (article.publisher or "harbour.example")


def test_names_that_are_there_already_are_counted_on(root: Path, archive: Path) -> None:
    (archive / "the-harbour-post-2024-10-02-2.txt").write_text("another desk's")
    first = take(root, TODAY, ARTICLE, None, US, archive)
    second = take(root, TODAY, replace(ARTICLE, url=f"{URL}/2"), None, US, archive)
    assert second.reference == f"{first.reference}-2"
    assert second.source == f"{first.source}-2"
    assert second.text == archive / f"{first.source}-2-2.txt"
    assert told(root, archive).count("S03") == 2


def test_a_page_that_says_nothing_of_itself_is_taken_by_its_address(root: Path) -> None:
    article = Article("", "", None, None, "reporting", None, "")
    taken = take(root, TODAY, article, "http://127.0.0.1:8000/a?utm_source=x#y", US)
    source = read_library(root).sources[taken.source]
    assert (source.title, source.publisher, source.url) == (
        "Untitled, 127.0.0.1",
        "127.0.0.1",
        "http://127.0.0.1:8000/a",
    )
    assert (taken.source, source.published, source.language) == ("127-0-0-1", None, "und")
    nameless = take(root, TODAY, replace(article, title="日本"), None, US)
    assert (nameless.source, nameless.reference) == ("not-known", "us/not-known")


def test_the_name_that_is_given_is_the_name(root: Path) -> None:
    library = read_library(root)
    assert place_in(library, "us/base-deal") == Place("us", "base-deal")
    assert place_in(library, "us") == place_in(library, None) == US
    assert take(root, TODAY, ARTICLE, None, Place("us", "base-deal")).reference == "us/base-deal"


def test_where_there_are_several_regions_one_has_to_be_named(briefing_from: BriefingFrom) -> None:
    root = briefing_from({"us/sofa.toml": CARD, "korea/quiet.toml": CARD})
    library = read_library(root)
    with pytest.raises(BriefingError, match="add --to REGION, one of us, korea"):
        place_in(library, None)
    assert place_in(library, "korea") == Place("korea", None)


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ("uss", "names no region `uss`; did you mean `us`"),
        ("../us", "does not name a card"),
        ("us/../x", "does not name a card"),
        ("us/", "does not name a card"),
        ("us/sofa", "is there already"),
    ],
)
def test_a_place_that_there_is_not_is_told_before_anything_is_asked(root: Path, wanted: str, why: str) -> None:
    with pytest.raises(BriefingError, match=why):
        place_in(read_library(root), wanted)


def test_the_shipped_briefing_takes_nothing_in() -> None:
    with pytest.raises(BriefingError, match="came with the program"):
        place_in(read_library(shipped("content")), None)


def test_a_bibliography_that_cannot_be_read_is_mended_first(root: Path) -> None:
    (root / "sources.toml").write_text("[jt\n")
    with pytest.raises(BriefingError, match=r"sources\.toml cannot be read: mend it first"):
        place_in(read_library(root), None)


def test_an_article_is_known_by_its_address(root: Path, archive: Path) -> None:
    taken = take(root, TODAY, ARTICLE, None, US)
    library = read_library(root)
    assert sorted(known(library).values()) == ["jt", taken.source]
    before = state(root, archive)
    for article, url in (
        (ARTICLE, None),
        (replace(ARTICLE, url=None), f"http://WWW.harbour.example:80{URL[27:]}/amp?utm_id=1#a"),
    ):
        with pytest.raises(BriefingError) as refused:
            take(root, TODAY, article, url, US, archive)
        assert str(refused.value) == (
            "the article is here already, as the source `the-harbour-post-2024-10-02` of us/base-deal-may-be-reopened; "
            "nothing was written"
        )
    assert state(root, archive) == before


def test_a_source_that_no_card_cites_is_known_too(briefing_from: BriefingFrom) -> None:
    library = read_library(
        briefing_from({"sources.toml": SOURCES + '\n[bad]\ntitle="x"\npublisher="x"\nkind="data"\nurl="x:"\n'})
    )
    with pytest.raises(BriefingError, match="as the source `jt`; nothing"):
        require_new(library, "https://www.japantimes.co.jp/news/2024/09/29/ishiba/")


def test_a_day_that_is_a_slip_is_left_out_and_tomorrow_is_not(root: Path) -> None:
    slip = take(root, TODAY, replace(ARTICLE, published="2042-10-02", url=None), None, US)
    assert read_library(root).sources[slip.source].published is None
    ahead = take(root, TODAY, replace(ARTICLE, published="2024-10-04", url=None), None, US)
    assert str(read_library(root).sources[ahead.source].published) == "4 Oct 2024"


def test_a_closed_edition_was_read_by_its_own_day(root: Path, archive: Path) -> None:
    head = root / "briefing.toml"
    head.write_text(head.read_text() + "closed = true\n")
    before = told(root, archive, date(2025, 1, 1))
    taken = take(root, date(2025, 1, 1), ARTICLE, None, US, archive)
    assert read_library(root).sources[taken.source].accessed is None
    assert told(root, archive, date(2025, 1, 1)) == [*before, "S03"]


def test_a_text_beyond_all_measure_breaks_off_and_says_so(root: Path, archive: Path) -> None:
    taken = take(root, TODAY, replace(ARTICLE, text="日" * (LARGEST // 3 + 1)), None, US, archive)
    assert taken.text
    assert taken.text.stat().st_size <= LARGEST
    assert read_library(root).sources[taken.source].truncated
    assert "Q04" not in told(root, archive)


def test_an_article_without_a_text_keeps_none(root: Path, archive: Path) -> None:
    assert take(root, TODAY, replace(ARTICLE, text=""), None, US, archive).text is None
    assert list(archive.iterdir()) == []


@pytest.mark.parametrize(
    ("article", "why"),
    [
        (replace(ARTICLE, url=f"https://a.example/{'x' * 500}"), "longer than the 500 characters"),
        (replace(ARTICLE, title="x" * 400), "larger than 1 MiB"),
    ],
)
def test_what_a_bibliography_cannot_hold_is_refused(root: Path, archive: Path, article: Article, why: str) -> None:
    (root / "sources.toml").write_text(SOURCES + "#" * (1024 * 1024 - len(SOURCES) - 300))
    before = state(root, archive)
    with pytest.raises(BriefingError, match=why):
        take(root, TODAY, article, None, US, archive)
    assert state(root, archive) == before


def test_a_card_that_came_meanwhile_is_left_as_it_is(root: Path, archive: Path) -> None:
    before = state(root, archive)
    with pytest.raises(BriefingError, match="is there already, and it is left as it is"):
        take(root, TODAY, ARTICLE, None, Place("us", "sofa"), archive)
    assert state(root, archive) == before


def test_a_bibliography_that_somebody_saves_meanwhile_is_left_as_it_is(
    root: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, put = root / "sources.toml", module._with

    def saved(before: bytes, *rest: object) -> bytes:
        path.write_bytes(before + b"# saved\n")
        return put(before, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "_with", saved)
    with pytest.raises(BriefingError, match="was changed at the same moment"):
        take(root, TODAY, ARTICLE, None, US, archive)
    assert path.read_text() == SOURCES + "# saved\n"
    assert list(archive.iterdir()) == []


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError])
@pytest.mark.parametrize(
    ("call", "number"),
    [
        *((call, number) for call in ("open", "fsync", "unlink") for number in (1, 2, 3)),
        *(("link", 1), ("link", 2), ("replace", 1)),
    ],
)
@pytest.mark.parametrize("after", [False, True])
def test_whatever_goes_wrong_at_whichever_write_nothing_is_left(
    root: Path,
    archive: Path,
    monkeypatch: pytest.MonkeyPatch,
    fault: type[BaseException],
    call: str,
    number: int,
    after: bool,
) -> None:
    before, calls = state(root, archive), 0
    place = os if call in {"fsync", "link"} else Path
    real = getattr(place, call)

    def fails(*words: object, **more: object) -> object:
        nonlocal calls
        if call == "open" and words[1:] != ("xb",):
            return real(*words, **more)
        calls += 1
        if calls == number and after:
            done = real(*words, **more)
            if call == "open":
                done.close()
        if calls == number:
            raise fault
        return real(*words, **more)

    monkeypatch.setattr(place, call, fails)
    with pytest.raises(fault):
        take(root, TODAY, ARTICLE, None, US, archive)
    monkeypatch.undo()
    left = {path: raw for path, raw in state(root, archive).items() if "/." not in path}
    assert left == before


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("after", [False, True])
def test_if_the_power_fails_every_file_is_whole_and_the_content_good(
    root: Path, archive: Path, number: int, after: bool
) -> None:
    before = told(root, archive)
    ended = subprocess.run(
        [sys.executable, "-c", POWER_FAILS, root, archive, str(number), str(int(after))], check=False
    )
    assert ended.returncode == 7
    assert read_library(root).problems == ()
    assert set(told(root, archive)) - set(before) <= {"S02", "S03"}


TAKES = """
import sys
from datetime import date
from pathlib import Path
from briefing.intake.article import Article
from briefing.intake.entry import Place, take
article = Article("Deal", "Post", "2024-10-02", "en", "reporting", "https://harbour.example/" + sys.argv[3], "Text")
take(Path(sys.argv[1]), date(2024, 10, 3), article, None, Place("us", None), Path(sys.argv[2]))
"""
POWER_FAILS = (
    """
import os, sys
from pathlib import Path
calls = 0

def failing(real):
    def fails(here, there):
        global calls
        calls += 1
        if calls == int(sys.argv[3]) and sys.argv[4] == "0":
            os._exit(7)
        real(here, there)
        if calls == int(sys.argv[3]):
            os._exit(7)
    return fails

Path.replace, os.link = failing(Path.replace), failing(os.link)
"""
    + TAKES
)


def test_two_imports_at_once_both_stand(tmp_path: Path, archive: Path) -> None:
    root = write_briefing(tmp_path / "content", {"us/sofa.toml": CARD})
    started = [subprocess.Popen([sys.executable, "-c", TAKES, root, archive, str(number)]) for number in range(4)]
    assert [process.wait(60) for process in started] == [0] * 4
    assert len(tomli.loads((root / "sources.toml").read_text())) == 5
    assert len(read_library(root).cards) == 5
    assert len(list(archive.iterdir())) == 4


def test_two_briefings_at_once_keep_both_their_texts_in_one_archive(tmp_path: Path, archive: Path) -> None:
    roots = [write_briefing(tmp_path / str(number), {"us/sofa.toml": CARD}) for number in range(4)]
    started = [subprocess.Popen([sys.executable, "-c", TAKES, root, archive, root.name]) for root in roots]
    assert [process.wait(60) for process in started] == [0] * 4
    kept = {source.archive for root in roots for source in read_library(root).sources.values() if source.archive}
    assert kept == {path.name for path in archive.iterdir()}
    assert len(kept) == 4


def test_a_text_that_came_meanwhile_is_left_as_it_is(
    root: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = archive / "the-harbour-post-2024-10-02.txt"
    theirs.write_text("theirs")
    monkeypatch.setattr(module, "_stems", lambda _: set())
    taken = take(root, TODAY, ARTICLE, None, US, archive)
    assert taken.text == archive / "the-harbour-post-2024-10-02-2.txt"
    assert theirs.read_text() == "theirs"


def test_the_same_text_of_another_briefing_is_not_taken_back(root: Path, archive: Path) -> None:
    with ExitStack() as litter, ExitStack() as undo:
        module._put(archive / "a.txt", b"text", None, undo, litter)
        (archive / "a.txt").rename(archive / "b.txt")
        (archive / "a.txt").write_bytes(b"text")
    assert (archive / "a.txt").read_bytes() == b"text"


@pytest.mark.parametrize("written", [b"", b"# ours\n"])
def test_what_was_there_comes_back_whole_and_with_its_mode(root: Path, written: bytes) -> None:
    path = root / "sources.toml"
    path.write_bytes(written)
    path.chmod(0o640)
    with ExitStack() as litter, ExitStack() as undo:
        module._put(path, b"new", written, undo, litter)
        assert path.read_bytes() == b"new"
        before = path.stat().st_ino
    assert path.read_bytes() == written
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.stat().st_ino != before  # in its place, and not written over


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP])
def test_a_file_system_without_second_names_takes_articles_too(
    root: Path, archive: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuses(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "link", refuses)
    assert take(root, TODAY, ARTICLE, None, US, archive).text
    assert read_library(root).problems == ()


def test_a_source_that_something_is_wrong_with_is_known_by_its_address(root: Path) -> None:
    path = root / "sources.toml"
    path.write_text(f'{SOURCES}\n[half]\ntitle = "x"\nurl = "{URL}"\n')
    library = read_library(root)
    assert "half" not in library.sources
    with pytest.raises(BriefingError, match="as the source `half`"):
        require_new(library, f"{URL}?utm_source=x")
    path.write_text("[half\n")
    assert known(read_library(root)) == {}


@pytest.mark.parametrize(("error", "lasting"), [(errno.ENOSPC, True), *((error, False) for error in ERRORS)])
def test_whatever_call_fails_an_article_is_taken_wholly_or_not_at_all(
    tmp_path: Path, root: Path, archive: Path, error: int, lasting: bool
) -> None:
    before = state(root, archive)
    take(root, TODAY, ARTICLE, None, US, archive)
    made, named = state(root, archive), []
    for disk in failures(tmp_path, error, lasting):
        for path in state(root, archive).keys() - before.keys():
            Path(path).unlink()
        (root / "sources.toml").write_bytes(before[str(root / "sources.toml")])
        try:
            with disk:
                take(root, TODAY, ARTICLE, None, US, archive)
        except (OSError, BriefingError) as fault:
            named.append(getattr(fault, "filename", str(fault)))
            after = {path: raw for path, raw in state(root, archive).items() if "/." not in path}
            assert after in (before, made), disk.failed
            assert after == before or disk.kept_from_cleaning, disk.failed
            assert after == state(root, archive) or disk.kept_from_cleaning, disk.failed
        else:
            assert state(root, archive) == made, disk.failed
    assert len(named) > 3
    assert all(named)
