"""L02: an address that lets others in, or tells on its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from examples import CARD, SOURCES

if TYPE_CHECKING:
    from check.conftest import Found

URL = "https://www.japantimes.co.jp/news/2024/09/29/ishiba"
SECRET_HELP = "give the address without it, and have it made invalid: who has read it can use it"
TRACKER_HELP = "take it out of the address: the page is the same"


def source(url: str) -> dict[str, str]:
    return {"us/sofa.toml": CARD, "sources.toml": SOURCES.replace(URL, url)}


@pytest.mark.parametrize("user", ["me@", "me:hush@", "@", ":hush@", "example.com@"])
def test_a_name_or_password_before_the_host_is_told_without_it(found: Found, user: str) -> None:
    (problem,) = found("L02", source(f"https://{user}example.org/"))
    assert (problem.path.name, problem.line, problem.column, problem.width) == ("sources.toml", 4, 16, len(user))
    assert problem.severity == "warning"
    assert problem.message == "the link carries a user's name or password before its host"
    assert problem.help == "take it out, and change the password"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("token", "hush"),
        ("access_token", "hush"),
        ("api_key", "hush"),
        ("apikey", "hush"),
        ("api-key", "hush"),
        ("API_Key", "hush"),
        ("password", "hush"),
        ("sig", "hush"),
        ("signature", "hush"),
        ("X-Amz-Signature", "hush"),
        ("sessionid", "hush"),
        ("key", "AIzaSyB7hush8Tq2"),
        ("session", "3f2504e0-4f89-11d3"),
        ("code", "9f86d081884c7d65"),
    ],
)
def test_a_secret_is_told_by_its_key_and_never_its_value(found: Found, key: str, value: str) -> None:
    (problem,) = found("L02", source(f"https://example.org/?id=7&{key}={value}"))
    pair = f"{key}={value}"
    assert (problem.line, problem.column, problem.width) == (4, 34, len(pair))
    assert problem.severity == "warning"
    assert problem.message == f"the link carries what looks like a secret: `{key}`"
    assert problem.help == SECRET_HELP
    assert value not in problem.message + problem.help


@pytest.mark.parametrize(
    "key",
    ["utm_source", "utm_anything", "UTM_Medium", "hsa_cam", "mtm_kwd", "fbclid", "gclid", "dclid", "msclkid", "mc_cid",
     "mc_eid", "igshid", "yclid", "_hsenc", "_hsmi", "vero_id", "oly_enc_id", "s_cid", "ref_src", "spm"],
)  # fmt: skip
def test_a_tracker_is_told_by_its_key(found: Found, key: str) -> None:
    (problem,) = found("L02", source(f"https://example.org/?id=7&{key}=me"))
    assert (problem.line, problem.column, problem.width) == (4, 34, len(key) + 3)
    assert problem.severity == "warning"
    assert problem.message == f"the link tells on its reader: `{key}`"
    assert problem.help == TRACKER_HELP


@pytest.mark.parametrize(
    ("rest", "column"),
    [("?spm=1", 29), ("?a=b;spm=1", 33), ("?a=b&amp;spm=1", 37), ("#spm=1", 29), ("p;spm=1?a=b", 30), ("?s%70m=1", 29)],
)
def test_keys_are_found_wherever_an_address_has_them(found: Found, rest: str, column: int) -> None:
    (problem,) = found("L02", source(f"https://example.org/{rest}"))
    assert problem.column == column
    assert problem.message == "the link tells on its reader: `spm`"


def test_all_of_one_kind_are_told_together(found: Found) -> None:
    url = "https://me@example.org/?utm_source=a&utm_medium=b&token=c&sig=d&utm_source=e"
    assert [(problem.column, problem.message) for problem in found("L02", source(url))] == [
        (16, "the link carries a user's name or password before its host"),
        (32, "the link tells on its reader: `utm_source`, `utm_medium`"),
        (58, "the link carries what looks like a secret: `token`, `sig`"),
    ]


@pytest.mark.parametrize(
    "url",
    [
        URL,
        "https://example.org/?id=7&utm=1&utmost=1&token_count=3&tokens=a&keyword=asia&keys=2&author=me",
        "https://example.org/?session=79&key=defence-white-paper&code=jp&hash=1&ticket=2&auth=no",
        "https://example.org/?session=79th-session-of-the-assembly",
        "https://example.org/?key=ASEANandtheIndoPacific2024",
        "https://example.org/?key=20240929202410032024",
        "https://example.org/?session=3f2504e0-4f89-1",
        "https://example.org/?token=&password=",
        "https://example.org/token=1/utm_source=2/fbclid",
        "https://example.org/?utm_source&fbclid&token",
        "https://example.org/@someone?to=a@b",
        "https://example.org?to=me@example.org",
        "https://example.org#me@example.org",
        "https://example.org/?q=what+token%3Dx",
        "ftp://me:hush@example.org/",  # L01 tells of it
    ],
)
def test_an_address_without_either_is_clean(found: Found, url: str) -> None:
    assert found("L02", source(url)) == []


def test_links_in_running_text_are_told_under_the_pair(found: Found) -> None:
    files = {"us/sofa.toml": f"analysis = 'See [it](https://example.org/?a=1&amp;fbclid=x).'\n{CARD}"}
    (problem,) = found("L02", files)
    assert (problem.path.name, problem.line, problem.column, problem.width) == ("sofa.toml", 1, 51, 8)


def test_the_address_without_what_is_told_is_clean(found: Found) -> None:
    assert found("L02", source("https://example.org/?id=7")) == []
