"""The entries of a feed."""

from __future__ import annotations

import pytest
from intake.pages import ATOM, LAUGHS, NEWS, RDF, RSS2

from briefing.intake.feed import MOST, Entry, declares_entities, feed_in, is_feed


def test_rss_as_news_sites_write_it() -> None:
    feed = feed_in(RSS2, "https://www.harbour.example/rss")
    assert feed.title == "The Harbour Post"
    assert feed.entries == (
        Entry("Base deal may be reopened & soon", "https://www.harbour.example/politics/base-deal", "2024-10-02"),
        Entry("A march along the quay", "https://www.harbour.example/march", None),
    )


def test_atom_with_addresses_of_its_own_site() -> None:
    feed = feed_in(ATOM, "https://minato.example/atom.xml")
    assert feed.title == "みなと新聞"
    assert feed.entries == (
        Entry("基地協定、見直しへ", "https://minato.example/news/1", "2024-10-02"),
        Entry("更新だけ", "https://minato.example/news/2", None),
    )


def test_rdf_of_old_sites() -> None:
    assert feed_in(RDF, None).entries == (Entry("Light 7 is out", "https://lights.example/7", "2024-10-01"),)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("<pubDate>Thu, 03 Oct 2024 06:00:00 +0900</pubDate>", "2024-10-03"),
        ("<pubDate>Wed, 02 Oct 2024 21:00:00 -0500</pubDate>", "2024-10-02"),
        ("<dc:date>2024-10-03T06:00:00+09:00</dc:date>", "2024-10-03"),
        ("<pubDate>Thu Oct 03 06:00:00 KST 2024 or so</pubDate>", "2024-10-03"),
        ("<pubDate>20241003</pubDate>", "2024-10-03"),
        ("<pubDate>soon</pubDate>", None),
    ],
)
def test_the_day_is_the_publishers(written: str, day: str | None) -> None:
    item = f"<item><link>https://a.example/</link>{written}</item>"
    root = '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    assert feed_in(f"{root}<channel>{item}</channel></rss>", None).entries[0].published == day


def test_an_address_of_its_own_site_leads_nowhere_in_a_file() -> None:
    assert feed_in(ATOM, None).entries == ()


@pytest.mark.parametrize(
    ("written", "feed"),
    [
        (RSS2, True),
        (ATOM, True),
        (RDF, True),
        (f"\n\n{RSS2}", True),
        ('<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "x.dtd"><rss version="0.91">', True),
        ("<rdf:rdfx>", False),
        (NEWS, False),
        ("<p>rss <rss>", False),
        ("", False),
    ],
)
def test_a_feed_is_known_by_what_it_says(written: str, feed: bool) -> None:
    assert is_feed(written) is feed


def test_entities_are_seen_before_anything_is_parsed() -> None:
    assert declares_entities(LAUGHS)
    assert declares_entities("<!doctype html [ <!ENTITY a 'b'> ]>")
    assert declares_entities('<rss><!ENTITY a "b">')
    assert not declares_entities(RSS2)
    assert not declares_entities('<!doctype html><p>[<code>&lt;!ENTITY</code>]<script>"<!ENTITY"</script>')


def test_titles_are_plain_text_and_harmless() -> None:
    item = "<item><title>{}</title><link>https://a.example/{}</link></item>"
    titles = [
        "&#27;[31m",
        "5 &lt; 7",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "x" * 600,
        "",
        "<![CDATA[A <b>b</b>]]>",
        "a\u202eb",
        "x" * 499 + "\u200dxx",
    ]
    items = "".join(item.format(title, n) for n, title in enumerate(titles))
    found = [entry.title for entry in feed_in(f"<rss version='2.0'><channel>{items}</channel></rss>", None).entries]
    assert found == [
        "[31m",
        "5 < 7",
        "<script>alert(1)</script>",
        "x" * 500,
        "https://a.example/4",
        "A b",
        "ab",
        "x" * 499,
    ]


def test_a_feed_without_end_is_read_to_its_two_hundredth_entry() -> None:
    items = "".join(f"<item><title>{n}</title><link>https://a.example/{n}</link></item>" for n in range(MOST + 9))
    assert len(feed_in(f"<rss><channel>{items}</channel></rss>", None).entries) == MOST


def test_a_feed_that_breaks_off_gives_what_came() -> None:
    assert [entry.title for entry in feed_in(RSS2[:600], None).entries][:1] == ["Base deal may be reopened & soon"]


def test_no_file_and_no_page_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedparser.http.get", lambda *_, **__: pytest.fail("a page was asked for"))
    monkeypatch.setattr("feedparser.api.open", lambda *_: pytest.fail("a file was opened"), raising=False)
    for written in ("/etc/passwd", "file:///etc/passwd", "http://127.0.0.1/"):
        assert feed_in(written, None).entries == ()
