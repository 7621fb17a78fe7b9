"""`briefing import`."""

from __future__ import annotations

import gzip
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from bad_server import Answer, BadServer, answer, drip, endless, hang, page, to
from examples import CARD, SOURCES
from intake.pages import ATOM, JAPANESE, LAUGHS, NEWS

from briefing.cli import progress
from briefing.library.folder import read_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cli.conftest import Briefing, Ended
    from conftest import BriefingFrom

    Said = Callable[..., Ended]


@pytest.fixture
def server() -> Iterator[BadServer]:
    with BadServer() as server:
        yield server


@pytest.fixture
def desk(briefing_from: BriefingFrom) -> Path:
    return briefing_from({"us/sofa.toml": CARD})


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    return tmp_path / "texts"


def rss(server: BadServer) -> str:
    """A feed of four: two whose pages are there, one that is not, and one that leads to the source that is here."""
    paths = {
        "One": "/1",
        "Two": "/2",
        "Gone": "/gone",
        "Here": "https://www.japantimes.co.jp/news/2024/09/29/ishiba/?utm_id=1",
    }
    items = "".join(
        f"<item><title>{title}</title><link>{path if ':' in path else server.url(path)}</link>"
        "<pubDate>Wed, 02 Oct 2024 08:00:00 GMT</pubDate></item>"
        for title, path in reversed(paths.items())
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Wire</title>{items}</channel></rss>'


@pytest.fixture
def feed(server: BadServer) -> str:
    for number in (1, 2):
        text = f"<p>{'The harbour is open again after the long storm of the autumn. ' * 9}</p>"
        server.answers[f"/{number}"] = page(f"<title>Page {number}</title><article>{text}</article>")
    server.answers["/feed"] = page(rss(server), of="text/html")  # as some servers call all that they have
    return server.url("/feed")


def test_an_article_becomes_a_draft_and_its_source(said: Said, desk: Path, server: BadServer, archive: Path) -> None:
    server.answers["/politics/base-deal?utm_source=feed"] = page(NEWS)
    url = server.url("/politics/base-deal?utm_source=feed")
    ended = said("-C", desk, "--today", "2024-10-03", "import", url, "--private", "--archive", archive)
    card = desk / "us" / "base-deal-may-be-reopened.toml"
    assert (ended.code, ended.out) == (0, f"{card}\n")
    assert ended.err == (
        "briefing: us/base-deal-may-be-reopened is a draft on the source `the-harbour-post-2024-10-02`; "
        f"its text is kept in {archive}/the-harbour-post-2024-10-02.txt\n"
        f"`briefing check {card} {desk}/sources.toml` tells what is wrong with them\n"
    )
    assert read_library(desk).sources["the-harbour-post-2024-10-02"].url == server.url("/politics/base-deal")


def test_what_was_imported_is_in_the_drafts_and_nowhere_else(said: Said, desk: Path, server: BadServer) -> None:
    server.answers["/"] = page(NEWS)
    said("-C", desk, "--today", "2024-10-03", "import", server.url("/"), "--private")
    for words in (("list",), ("show",), ("show", "us"), ("show", "--view", "timeline")):
        assert "may be reopened" not in said("-C", desk, *words).out
    for words in (("list", "--json"), ("show", "--json")):
        assert "us/base-deal" not in said("-C", desk, *words).out
    assert "may be reopened" in said("-C", desk, "list", "is:draft").out
    checked = said("-C", desk, "--today", "2024-10-03", "check", "--format", "json")
    assert checked.code == 0
    assert '"code": "S03"' in checked.out


def test_a_japanese_page_in_its_own_letters(said: Said, desk: Path, server: BadServer) -> None:
    server.answers["/"] = page(JAPANESE.encode("cp932"), of="text/html; charset=ISO-8859-1")
    ended = said("-C", desk, "import", server.url("/"), "--private", "--to", "us/kichi")
    assert (ended.code, ended.out) == (0, f"{desk}/us/kichi.toml\n")
    assert "its text is not kept: name a folder with --archive, or as `archive` in the settings" in ended.err
    library = read_library(desk)
    assert library.cards["us/kichi"].title == "基地協定、見直しへ協議か"
    assert library.sources["127-0-0-1-2024-10-02"].publisher == "みなと新聞"


def test_a_saved_page_is_imported_as_a_file(said: Said, desk: Path, tmp_path: Path, archive: Path) -> None:
    (tmp_path / "config" / "briefing").mkdir(parents=True)
    (tmp_path / "config" / "briefing" / "config.toml").write_text(f'archive = "{archive}"\n')
    (tmp_path / "saved").write_text("<title>Saved</title>")
    ended = said("-C", desk, "import", tmp_path / "saved")
    assert (ended.code, ended.out) == (0, f"{desk}/us/saved.toml\n")
    assert "no text was found on the page, so none is kept" in ended.err


def test_an_archive_of_the_settings_that_is_not_there_is_told(said: Said, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "config" / "briefing").mkdir(parents=True)
    (tmp_path / "config" / "briefing" / "config.toml").write_text('archive = "/nowhere/texts"\n')
    (tmp_path / "saved").write_text("<title>Saved</title>")
    ended = said("-C", desk, "import", tmp_path / "saved")
    assert ended.code == 0
    assert "briefing: the archive of the settings, /nowhere/texts, is not there: no text is kept\n" in ended.err


def test_an_article_that_is_here_is_not_asked_for(said: Said, desk: Path, server: BadServer) -> None:
    ended = said("-C", desk, "import", "http://www.japantimes.co.jp/news/2024/09/29/ishiba?utm_source=x")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == ("briefing: the article is here already, as the source `jt` of us/sofa; nothing was written\n")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("javascript:alert(1)",), "javascript:alert(1) cannot be read: no such file or directory"),
        (
            ("file:///etc/passwd",),
            (
                "`file:///etc/passwd` is not opened: only addresses that begin with http:// or https:// "
                "and name a host are opened; a file is named by its path"
            ),
        ),
        (("/dev/null",), "/dev/null is not a regular file"),
        (("x", "--archive", "/nowhere"), "there is no archive in /nowhere: make the folder first, or leave it out"),
        (("http://127.0.0.1:9/",), "`http://127.0.0.1:9/` leads into a private network; --private asks there too"),
    ],
)
def test_what_cannot_be_imported_is_told(said: Said, desk: Path, words: tuple[str, ...], why: str) -> None:
    ended = said("-C", desk, "import", *words)
    assert (ended.code, ended.out, ended.err) == (2, "", f"briefing: {why}\n")


def test_without_the_extra_its_install_line_is_said(said: Said, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    ended = said("-C", desk, "import", "https://example.org/")
    assert ended.code == 2
    assert ended.err.endswith("pip install 'briefing[web]'\n")


def test_a_library_that_nobody_could_install_is_our_own_fault(
    said: Said, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "briefing.intake.entry", None)
    assert said("-C", desk, "import", "https://example.org/").code == 70


def test_without_a_terminal_a_feed_is_listed_the_new_first(said: Said, desk: Path, feed: str) -> None:
    ended = said("-C", desk, "import", feed, "--private")
    assert ended.code == 0
    assert ended.out == (
        "2  2024-10-02  new           Gone  127.0.0.1\n"
        "3  2024-10-02  new           Two   127.0.0.1\n"
        "4  2024-10-02  new           One   127.0.0.1\n"
        "1  2024-10-02  already here  Here  www.japantimes.co.jp\n"
    )
    assert (
        ended.err
        == "briefing: `--take 1,3` imports entries of the list by their numbers, `--take new` all that are new\n"
    )


def test_entries_are_taken_by_their_numbers(said: Said, desk: Path, feed: str) -> None:
    ended = said("-C", desk, "import", feed, "--private", "--take", "3, 4,3")
    assert (ended.code, ended.out) == (0, f"{desk}/us/page-2.toml\n{desk}/us/page-1.toml\n")
    # What the page does not say, the feed does.
    assert [str(source.published) for source in read_library(desk).sources.values()][1:] == ["2 Oct 2024"] * 2
    listed = said("-C", desk, "import", feed, "--private").out
    assert [line.split("  ")[2] for line in listed.splitlines()] == ["new", *["already here"] * 3]


def test_a_number_means_the_same_entry_after_an_import(said: Said, desk: Path, feed: str) -> None:
    said("-C", desk, "import", feed, "--private", "--take", "3")
    assert said("-C", desk, "import", feed, "--private", "--take", "4").out == f"{desk}/us/page-1.toml\n"


def test_what_the_hint_names_tells_of_the_grade(said: Said, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "saved").write_text("<title>Saved</title>")
    told = said("-C", desk, "import", tmp_path / "saved").err
    words = told.split("`briefing ")[1].partition("`")[0].split()
    assert "S03" in said(*words).out


def test_all_new_ones_are_taken_and_one_that_fails_keeps_no_other_out(
    said: Said, desk: Path, feed: str, server: BadServer
) -> None:
    ended = said("-C", desk, "import", feed, "--private", "--take", "new")
    assert (ended.code, ended.out) == (3, f"{desk}/us/page-2.toml\n{desk}/us/page-1.toml\n")
    assert f"briefing: `{server.url('/gone')}` answers 404 (Not Found)\n" in ended.err
    assert ended.err.endswith("briefing: 1 of 3 could not be imported\n")
    again = said("-C", desk, "import", feed, "--private", "--take", "new")
    assert (again.code, again.out) == (2, "")


def test_when_nothing_is_new_nothing_is_taken(said: Said, desk: Path, server: BadServer, tmp_path: Path) -> None:
    link = "<link>https://www.japantimes.co.jp/news/2024/09/29/ishiba</link>"
    (tmp_path / "feed").write_text(f"<rss><channel><item>{link}</item></channel></rss>")
    ended = said("-C", desk, "import", tmp_path / "feed", "--take", "new")
    assert (ended.code, ended.err) == (0, "briefing: nothing was chosen, so nothing was written\n")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--take", "5"), "`5` is no number of the list: --take 1,3 takes 1 to 4, or new"),
        (("--take", "0"), "`0` is no number of the list: --take 1,3 takes 1 to 4, or new"),
        (("--take", "all"), "`all` is no number of the list: --take 1,3 takes 1 to 4, or new"),
        (("--take", "1,2", "--to", "us/x"), "2 entries cannot all have one name: give --to a region"),
    ],
)
def test_a_choice_that_there_is_not_is_told(
    said: Said, desk: Path, feed: str, words: tuple[str, ...], why: str
) -> None:
    ended = said("-C", desk, "import", feed, "--private", *words)
    assert (ended.code, ended.out, ended.err) == (2, "", f"briefing: {why}\n")


def test_an_entry_may_be_given_a_name(said: Said, desk: Path, feed: str) -> None:
    ended = said("-C", desk, "import", feed, "--private", "--take", "3", "--to", "us/harbour")
    assert (ended.code, ended.out) == (0, f"{desk}/us/harbour.toml\n")


def test_an_article_has_no_entries_and_a_feed_in_a_feed_is_none(
    said: Said, desk: Path, tmp_path: Path, server: BadServer
) -> None:
    (tmp_path / "saved").write_text("<title>Saved</title>")
    ended = said("-C", desk, "import", tmp_path / "saved", "--take", "1")
    assert ended.err.endswith(" is an article and not a feed: leave --take out\n")
    server.answers |= {"/feed": page(ATOM), "/news/1": page(ATOM)}
    ended = said("-C", desk, "import", server.url("/feed"), "--private", "--take", "1")
    assert ended.code == 2
    assert ended.err == f"briefing: `{server.url('/news/1')}` is a feed itself: import it by its own address\n"


def test_a_feed_without_entries_is_told(said: Said, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "feed").write_text("<rss><channel><item><link>javascript:alert(1)</link></item></channel></rss>")
    ended = said("-C", desk, "import", tmp_path / "feed")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.endswith("has no entry that leads to a page of the web\n")


HOSTILE: dict[str, Answer] = {
    "a redirect to a file": to("file:///etc/passwd"),
    "a redirect in a circle": to("/"),
    "a bomb": page(gzip.compress(b"\0" * 50_000_000), "Content-Encoding: gzip"),
    "a page without end": endless,
    "a length that is a lie": page(NEWS).replace(b"Content-Length: ", b"Content-Length: 9"),
    "entities": page(LAUGHS, of="application/rss+xml"),
    "links that run": page(
        "<rss><channel><item><title>x</title><link>javascript:alert(1)</link></item></channel></rss>"
    ),
    "no text": page(bytes(range(256)) * 99),
    "a nest": page(b"<b>" * 200_000),
    "an answer that is none": answer("500 \x1b[31m"),
}


@pytest.mark.parametrize("which", HOSTILE)
def test_what_is_hostile_writes_nothing(said: Said, desk: Path, server: BadServer, archive: Path, which: str) -> None:
    server.answers["/"] = HOSTILE[which]
    before = {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}
    ended = said("-C", desk, "import", server.url("/"), "--private", "--archive", archive)
    assert (ended.code, ended.out) in {(2, ""), (1, "")}
    assert "\x1b" not in ended.err
    assert {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()} == before
    assert list(archive.iterdir()) == []


def test_titles_that_act_on_a_terminal_do_not(said: Said, desk: Path, server: BadServer, archive: Path) -> None:
    server.answers["/"] = page(
        NEWS.replace("Base deal", "\x1b[31mBase\u202e deal").replace("ministries", "\x1b]0;x\x07")
    )
    said("-C", desk, "import", server.url("/"), "--private", "--archive", archive)
    written = b"".join(path.read_bytes() for folder in (desk, archive) for path in folder.rglob("*") if path.is_file())
    assert b"\x1b" not in written
    assert "\u202e".encode() not in written
    assert read_library(desk).problems == ()


@pytest.mark.parametrize("said", [hang, drip], ids=["hang", "drip"])
def test_an_interrupt_leaves_nothing(
    environ: dict[str, str], desk: Path, server: BadServer, archive: Path, said: Answer
) -> None:
    server.answers["/"] = said
    words = ("-C", desk, "import", server.url("/"), "--private", "--archive", archive)
    with subprocess.Popen(
        [sys.executable, "-m", "briefing", *words],
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            server.wait_for("GET 127.0.0.1 /")
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, out, err) == (130, b"", b"")
    assert (desk / "sources.toml").read_text() == SOURCES
    assert sorted(path.name for path in (desk / "us").iterdir()) == ["region.toml", "sofa.toml"]
    assert list(archive.iterdir()) == []


def test_who_waits_at_a_terminal_sees_how_much_has_come(
    said: Said, desk: Path, server: BadServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    server.seconds = 0.2
    server.answers["/"] = page(NEWS + " " * 1_200_000)
    ended = said("-C", desk, "import", server.url("/"), "--private")
    drawn = [line.strip() for line in ended.err.split("\r")]
    assert "127.0.0.1" in drawn
    assert "[##########] 1.2 MB of 1.2 MB 127.0.0.1" in drawn
    assert "making it out" in drawn


def test_a_reader_at_a_terminal_is_asked(on_terminal: Briefing, desk: Path, feed: str) -> None:
    ended = on_terminal(
        "-C", str(desk), "import", feed, "--private", keyboard=True, keys="j \r", seen="enter imports what is chosen"
    )
    assert ended.code == 0, ended.err
    assert ended.out.endswith(f"{desk}/us/page-2.toml\n")
    assert sorted(read_library(desk).cards) == ["us/page-2", "us/sofa"]


def test_a_reader_who_leaves_takes_nothing(on_terminal: Briefing, desk: Path, feed: str) -> None:
    ended = on_terminal(
        "-C", str(desk), "import", feed, "--private", keyboard=True, keys="aq", seen="enter imports what is chosen"
    )
    assert ended.code == 0
    assert ended.err.endswith("briefing: nothing was chosen, so nothing was written\n")
    assert sorted(read_library(desk).cards) == ["us/sofa"]
