"""An article as its page says that it is."""

from __future__ import annotations

import pytest
from intake.pages import BARE, JAPANESE, NEWS

from briefing.intake.article import Article, article_in
from briefing.intake.written import decoded

PAGE = "https://www.harbour.example/politics/base-deal?fbclid=1"


def head(more: str, html: str = "") -> Article:
    return article_in(f"<html {html}><head>{more}</head><body><p>{'It was said so. ' * 30}</p></body></html>", PAGE)


def test_a_news_page_says_all_of_itself() -> None:
    article = article_in(NEWS, PAGE)
    assert article.title == "Base deal ‘may be reopened’"
    assert article.publisher == "The Harbour Post"
    assert article.published == "2024-10-02"  # where it came out, not in Greenwich
    assert article.language == "en-GB"
    assert article.kind == "reporting"
    assert article.url == "https://www.harbour.example/politics/base-deal"
    assert article.text.split("\n")[1:] == [
        "The two ministries may look at the old basing agreement again, a spokesman said after a long meeting.",
        "No date was named for talks, and neither side has asked for a change of the text of sixty years ago.",
        "Residents near the port say that they were not asked, and plan a march on Sunday along the quay road.",
    ]


@pytest.mark.parametrize("declared", ["shift_jis", None, "utf-8", "no-such-charset", "punycode"])
def test_a_japanese_page_is_read_in_its_letters_whatever_its_server_says(declared: str | None) -> None:
    article = article_in(decoded(JAPANESE.encode("cp932"), declared), "https://minato.example/1")
    assert (article.title, article.publisher) == ("基地協定、見直しへ協議か", "みなと新聞")
    assert (article.published, article.language, article.kind) == ("2024-10-02", "ja", "commentary")
    assert "港の住民は日曜日に行進を予定している。" in article.text


def test_what_a_page_does_not_say_is_not_made_up() -> None:
    article = article_in(BARE, "https://quay.example/a")
    assert (article.title, article.publisher, article.published) == ("A march along the quay", "", None)
    assert (article.language, article.url) == (None, None)
    assert "The mayor spoke for a while" in article.text


@pytest.mark.parametrize("page", ["", '<?xml version="1.0" e<p'])
def test_a_page_without_anything_is_an_article_without_anything(page: str) -> None:
    assert article_in(page, None) == Article("", "", None, None, "reporting", None, "")


@pytest.mark.parametrize(
    ("more", "title"),
    [
        ("<title>One</title>", "One"),
        ('<title>One | Site</title><meta property="og:title" content=" One \n two ">', "One two"),
        (
            '<script type="application/ld+json">{"@type": "Report", "headline": "Said"}</script><title>One</title>',
            "Said",
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": 7}</script><title>One</title>',
            "One",
        ),
        ('<script type="application/ld+json">{broken</script><title>One</title>', "One"),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script><title>One</title>", "One"),
        (
            '<script type="application/ld+json">[[[[[{"@type": "Report", "headline": "x"}]]]]]</script><h1>One</h1>',
            "One",
        ),
        ("<title>\x1b[31mOne\u202e\u200b\u00ad</title>", "[31mOne"),
        (f"<title>{'x' * 600}</title>", "x" * 500),
        (f"<title>{'x' * 499}\u200dxx</title>", "x" * 499),
    ],
)
def test_its_title(more: str, title: str) -> None:
    assert head(more).title == title


def test_a_heading_is_the_title_where_the_page_begins_with_it() -> None:
    title = "<title>One - The Site</title>"
    assert article_in(f"{title}<h1>One</h1>", None).title == "One"
    assert article_in(f"{title}<h1>Search</h1>", None).title == "One - The Site"
    assert article_in("<h1>Alone</h1>", None).title == "Alone"


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ('<meta name="DC.date" content="2024-10-02">', "2024-10-02"),
        ('<meta itemprop="datePublished" content="2024-10-02T23:00:00Z">', "2024-10-02"),
        ('<meta name="date" content="2 October 2024">', None),
        ('<meta name="date" content="2024-13-02">', None),
        ('<meta name="date" content="2024-10-021">', None),
        ('<time pubdate datetime="2024-10-02">today</time>', "2024-10-02"),
        ('<time itemprop="datePublished">today</time>', None),
        ('<time datetime="2024-10-02">of something else</time>', None),
        ("<p>Copyright 2024-10-02</p>", None),
    ],
)
def test_its_day_where_it_is_said_to_be_that(more: str, day: str | None) -> None:
    assert head(more).published == day


@pytest.mark.parametrize(
    ("html", "more", "tag"),
    [
        ('lang="zh-Hant"', "", "zh-Hant"),
        ('lang="a language"', '<meta property="og:locale" content="fr_FR">', "fr-FR"),
        ("", '<script type="application/ld+json">{"@type": "Article", "inLanguage": "de"}</script>', "de"),
        (f'lang="en{"-abcdefgh" * 9}"', "", None),
        ("", "", None),
    ],
)
def test_its_language(html: str, more: str, tag: str | None) -> None:
    assert head(more, html).language == tag


@pytest.mark.parametrize(
    ("href", "own"),
    [
        ("https://www.harbour.example/a?utm_source=x#top", "https://www.harbour.example/a"),
        ("//www.harbour.example/a", "https://www.harbour.example/a"),
        ("/", None),  # of a site that gives all its pages one address
        ("https://evil.example/a", None),
        ("javascript:alert(1)", None),
        ("http://[::1", None),
        ("", "https://www.harbour.example/politics/base-deal"),
    ],
)
def test_its_own_address_is_believed_of_its_own_host_alone(href: str, own: str | None) -> None:
    assert head(f'<link rel="Canonical" href="{href}"><link rel="icon" href="/i">').url == own


def test_a_saved_page_is_believed() -> None:
    link = '<link rel="canonical" href="https://www.harbour.example/a">'
    assert article_in(f"{link}<p>One</p>", None).url == "https://www.harbour.example/a"
    assert article_in('<link rel="canonical" href="/a"><p>One</p>', None).url is None
