"""C08: letters that look alike lead elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD, SOURCES

if TYPE_CHECKING:
    from check.conftest import Found

URL = "https://www.japantimes.co.jp/news/2024/09/29/ishiba"
CYRILLIC_A = "\u0430"


def source(url: str) -> dict[str, str]:
    return {"us/sofa.toml": CARD, "sources.toml": SOURCES.replace(URL, url)}


@pytest.mark.parametrize(
    ("host", "punycode", "scripts"),
    [
        (f"{CYRILLIC_A}pple.com", "xn--pple-43d.com", "Cyrillic and Latin"),
        ("xn--pple-43d.com", "xn--pple-43d.com", "Cyrillic and Latin"),
        (f"www.{CYRILLIC_A}pple.com:8080", "www.xn--pple-43d.com", "Cyrillic and Latin"),
        ("g\u03bfv.jp", "xn--gv-jbc.jp", "Greek and Latin"),
        ("日本\u0430.jp", "xn--80a9311cb2a.jp", "Cyrillic and Han"),
        ("日本ひ한국.jp", "xn--y9j322nb2aq58pozyb.jp", "Han and Hangul and Hiragana"),
        ("ㄅ한국.kr", "xn--5ek5958aibza.kr", "Bopomofo and Hangul"),
        ("ひㄅ.tw", "xn--y9jwq.tw", "Bopomofo and Hiragana"),
    ],
)
def test_a_host_of_mixed_scripts_is_told_in_punycode(found: Found, host: str, punycode: str, scripts: str) -> None:
    (problem,) = found("C08", source(f"https://{host}/page"))
    assert (problem.path.name, problem.line, problem.column, problem.width) == ("sources.toml", 4, 16, len(host))
    assert problem.severity == "warning"
    assert problem.message == f"the host `{punycode}` mixes letters of {scripts} in one name"
    assert problem.help == "letters of different scripts look alike: is it the site that was meant?"


@pytest.mark.parametrize(
    "host",
    [
        "apple.com",
        "a-1.example_2.org",
        "пример.рф",
        "пример.com",
        "пример-2024.com",
        "日本テレビtv.jp",
        "ニュースー.jp",
        "日々のニュース.jp",
        "한국news漢字.kr",
        "台灣ㄅ-news.tw",
        "bücher.example",
        "ελληνικά.gr",
        "العربية.com",
        "xn--a.com",
        "xn--99999999999.com",
        "192.0.2.1",
        "[2001:db8::1]",
    ],
)
def test_what_languages_write_together_is_clean(found: Found, host: str) -> None:
    assert found("C08", source(f"https://{host}/")) == []


@pytest.mark.parametrize("url", [f"https://example.org/{CYRILLIC_A}pple", f"ftp://{CYRILLIC_A}pple.com/"])
def test_only_hosts_that_are_opened_are_looked_at(found: Found, url: str) -> None:
    assert found("C08", source(url)) == []


def test_a_link_in_running_text_is_told_under_its_host(found: Found) -> None:
    files = {"us/sofa.toml": f"analysis = 'See [Apple](https://{CYRILLIC_A}pple.com/page).'\n{CARD}"}
    (problem,) = found("C08", files)
    assert (problem.path.name, problem.line, problem.column, problem.width) == ("sofa.toml", 1, 33, 9)
    assert problem.message == "the host `xn--pple-43d.com` mixes letters of Cyrillic and Latin in one name"


def test_a_host_is_told_once_and_the_site_that_was_meant_is_clean(found: Found) -> None:
    assert len(found("C08", source(f"https://{CYRILLIC_A}pple.{CYRILLIC_A}pple.com/"))) == 1
    assert found("C08", source("https://apple.com/")) == []
