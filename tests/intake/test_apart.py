"""A page is made out in a process of its own."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from fuzzed import SEEDS
from intake.pages import ATOM, JAPANESE, LAUGHS, NEWS
from lxml.etree import fromstring

from briefing.intake import apart
from briefing.intake.apart import NotMadeOutError, made_out
from briefing.intake.article import Article, article_in
from briefing.intake.feed import Feed
from briefing.intake.fetch import Page

if TYPE_CHECKING:
    from pathlib import Path


def test_an_article_comes_back_as_it_was_made_out() -> None:
    article = made_out(Page(JAPANESE.encode("cp932"), "https://minato.example/1", "shift_jis"))
    assert isinstance(article, Article)
    assert article.title == "基地協定、見直しへ協議か"


def test_a_feed_comes_back_with_its_entries() -> None:
    feed = made_out(Page(ATOM.encode(), "https://minato.example/atom"))
    assert isinstance(feed, Feed)
    assert feed.entries[0].url == "https://minato.example/news/1"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (bytes(range(256)) * 9, "is not text"),
        (LAUGHS.encode(), "declares entities, which no page needs and some do harm with"),
        (LAUGHS.encode("utf-16"), "declares entities, which no page needs and some do harm with"),
        (b"", "holds no article: there is neither a title nor a text"),
        (b"<b>" * 200_000, "holds no article: there is neither a title nor a text"),
    ],
)
def test_what_is_no_article_is_told(raw: bytes, why: str) -> None:
    with pytest.raises(NotMadeOutError) as refused:
        made_out(Page(raw))
    assert str(refused.value) == why


def test_a_feed_that_its_parser_breaks_over_is_told() -> None:
    raw = (SEEDS / "page" / "breaks-the-parser.xml").read_bytes()
    with pytest.raises(NotMadeOutError, match="cannot be made out: the parser broke off"):
        made_out(Page(raw))


def test_what_takes_too_long_is_given_up() -> None:
    nested = b"<rss><channel><item><title>" + b"<b>" * 200_000
    with pytest.raises(NotMadeOutError, match="takes too long to make out"):
        made_out(Page(nested), seconds=1)


def test_what_works_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "apart.SECONDS = 1; apart._found = lambda *_, **__: any(iter(int, 1)); apart.main()"
    monkeypatch.setattr(apart, "_PROGRAM", f"from briefing.intake import apart; {endless}")
    with pytest.raises(NotMadeOutError, match="takes too long to make out"):
        made_out(Page(b"x"), seconds=60)


def test_what_needs_too_much_memory_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    greedy = "apart._found = lambda *_, **__: bytes(10**9); apart.main()"
    monkeypatch.setattr(apart, "_PROGRAM", f"from briefing.intake import apart; {greedy}")
    with pytest.raises(NotMadeOutError, match="needs too much memory to make out"):
        made_out(Page(b"x"))


@pytest.mark.parametrize("mebibytes", [1.2, 2.5])
def test_long_prose_is_made_out(mebibytes: float) -> None:
    paragraphs = "".join(f"<p>{number} {'was said at the quay ' * 20}</p>" for number in range(int(mebibytes * 2400)))
    article = made_out(Page(f"<title>T</title><article>{paragraphs}</article>".encode()), seconds=60)
    assert isinstance(article, Article)
    assert len(article.text) > mebibytes * 1_000_000


def test_a_page_of_too_many_elements_needs_too_much_memory() -> None:
    with pytest.raises(NotMadeOutError, match="needs too much memory to make out"):
        made_out(Page(b"<i>a</i> " * 580_000), seconds=60)


def test_a_library_that_aborts_had_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", "import os; os.abort()")
    with pytest.raises(NotMadeOutError, match="needs too much memory to make out"):
        made_out(Page(b"x"))


def test_a_parser_that_has_no_room_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lxml.html.document_fromstring", lambda *_, **__: fromstring("<a"))
    with pytest.raises(MemoryError):
        article_in("x", None)


def test_a_parser_that_breaks_breaks_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    with pytest.raises(NotMadeOutError, match="cannot be made out: the parser broke off"):
        made_out(Page(b"x"))


def test_nothing_is_loaded_from_the_folder_that_one_stands_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "trafilatura.py").write_text("import os; os.abort()")
    (tmp_path / "json.py").write_text("import os; os.abort()")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", ["", *sys.path])
    assert isinstance(made_out(Page(NEWS.encode())), Article)


def test_a_system_without_such_limits_is_no_reason_to_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    def refuses(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(resource, "setrlimit", refuses)
    apart._confine()
    assert os.getpid()
