"""L: where links lead. C08 stands here too, as it looks at the same addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from unicodedata import category, normalize
from unicodedata import name as unicode_name
from urllib.parse import unquote_plus

from briefing.check.rule import Finding, Rule, link_rule, told_elsewhere
from briefing.library.address import RefusedLink, address
from briefing.library.canonical import is_tracker
from briefing.library.clean import named
from briefing.library.problem import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.library.links import Link

_HOST: Final = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
_USER: Final = re.compile(r"https?://([^/?#]*@)", re.IGNORECASE)
_BEFORE_SECRETS: Final = re.compile(r"(?:@?[^/?#;@]*+/)*+(?:(?![^/]+@)[^/?#;]++)?")
"""Up to a query, a part of the page, or the step of the way that may begin with a user's name and password."""
_PAIR: Final = re.compile(r"(?<=[?&;#])([^?&;#=]+)=([^&;#]*)")
_SECRETS: Final = {
    "token", "access_token", "auth_token", "id_token", "refresh_token", "security_token", "session_token",
    "api_key", "apikey", "api_token", "x_api_key", "access_key", "access_key_id", "awsaccesskeyid", "secret_key",
    "private_key", "secret", "client_secret", "app_secret", "password", "passwd", "passphrase", "pwd", "credential",
    "credentials", "bearer", "sig", "signature", "hmac", "session_id", "sessionid", "jsessionid", "phpsessid",
    "x_amz_signature", "x_amz_credential", "x_amz_security_token", "x_goog_signature", "x_goog_credential",
}  # fmt: skip
_PERHAPS_SECRETS: Final = {"auth", "authorization", "code", "hash", "key", "session", "sid", "ticket"}
"""Names of secrets, but of a parliament's session too."""
_RANDOM: Final = re.compile(r"(?=.{16})([A-Za-z_.~-]*\d+[A-Za-z]){2}")
"""Long, with letters after digits more than once: no word and no number."""


@link_rule("L01", Severity.ERROR)
def link_that_is_not_opened(link: Link) -> Iterator[Finding]:
    """A link leads to anything but a plain address of the web.

    Content comes from many hands, and a link is the one thing in it that acts on the reader's machine. So only http
    and https are opened, with a host that can be made out; `javascript:`, files, mail and what hides its host are not.

    Fix: write the whole address, as https://example.org/page.

    Wrong: url = "www.example.org/page"
    Right: url = "https://www.example.org/page"

    From: the content's form.
    """
    try:
        address(link.opened)
    except RefusedLink as refused:
        if not _USER.match(link.url):  # L02 tells of it
            told = f"{without_secrets(link.url)} is not opened: {refused}"
            yield Finding(link.at, told, "write the whole address, as https://example.org/page", link.url)


def without_secrets(url: str) -> str:
    """Name the address up to where a secret could begin."""
    shown = _BEFORE_SECRETS.match(url)
    return named(shown[0]) if shown and shown[0] else "the link"


@link_rule("L02", Severity.WARNING)
def link_with_credentials_or_trackers(link: Link) -> Iterator[Finding]:
    """A link carries a password, a token or a tracker.

    What is published is read by everybody: a session or a key in an address lets them in, and stays in the history of
    the content when the line is long gone. A tracker tells the publisher, and whoever buys from it, who reads what,
    and that this desk passed it on.

    Fix: open the address without it; if the page is the same, write it so. A secret that was shared is changed.

    Wrong: url = "https://example.org/page?id=7&utm_source=mail"
    Right: url = "https://example.org/page?id=7"

    From: the content's form.
    """
    if user := _USER.match(link.url):
        told = "the link carries a user's name or password before its host"
        yield Finding(link.at, told, "take it out, and change the password", user[1])
    pairs = [(pair[0], unquote_plus(pair[1]), pair[2]) for pair in _PAIR.finditer(link.url)]
    if secrets := [(key, pair) for pair, key, value in pairs if _is_secret(key, value)]:
        told = f"the link carries what looks like a secret: {_keys(secrets)}"
        help = "give the address without it, and have it made invalid: who has read it can use it"
        yield Finding(link.at, told, help, secrets[0][1])
    if trackers := [(key, pair) for pair, key, _ in pairs if is_tracker(key)]:
        told = f"the link tells on its reader: {_keys(trackers)}"
        yield Finding(link.at, told, "take it out of the address: the page is the same", trackers[0][1])


def _keys(pairs: list[tuple[str, str]]) -> str:
    return ", ".join(dict.fromkeys(named(key) for key, _ in pairs))


def _is_secret(key: str, value: str) -> bool:
    name = key.lower().replace("-", "_")
    return bool(value and name in _SECRETS) or bool(name in _PERHAPS_SECRETS and _RANDOM.match(value))


_OF_ONE_LANGUAGE: Final = (
    {"Latin", "Han", "Hiragana", "Katakana"},
    {"Latin", "Han", "Hangul"},
    {"Latin", "Han", "Bopomofo"},
)
"""Scripts that are written together: UTS 39, "highly restrictive"."""
_CALLED: Final = {"Cjk": "Han", "Ideographic": "Han"}


@link_rule("C08", Severity.WARNING)
def host_of_mixed_scripts(link: Link) -> Iterator[Finding]:
    """A link's host mixes letters of scripts that no language writes together.

    The Cyrillic а and the Latin a look the same, and lead to different sites: so readers are sent to a copy of the
    page that was meant. Latin letters beside Japanese, Chinese or Korean ones are usual and are not told.

    Fix: look where the link leads, and give the address of the site that is meant.

    Wrong: url = "https://xn--pple-43d.com"
    Right: url = "https://apple.com"

    From: UTS 39, Unicode Security Mechanisms, 5.2.
    """
    try:
        host = address(link.opened).host
    except RefusedLink:
        return  # L01 tells of it
    for label in host.split(".") if "xn--" in host else ():
        scripts = _scripts(label)
        if len(scripts) > 1 and not any(scripts <= together for together in _OF_ONE_LANGUAGE):
            written = _HOST.match(link.url)
            yield Finding(
                link.at,
                f"the host {named(host)} mixes letters of {' and '.join(sorted(scripts))} in one name",
                "letters of different scripts look alike: is it the site that was meant?",
                written[1] if written else "",
            )
            return


def _scripts(label: str) -> set[str]:
    """The scripts that the letters of a host's label are of, by their names in Unicode."""
    try:
        letters = label.removeprefix("xn--").encode().decode("punycode") if label.startswith("xn--") else label
    except UnicodeError:
        return set()
    words = (unicode_name(each, "").split() for each in normalize("NFKC", letters) if category(each)[0] == "L")
    names = {name[0].title() for name in words if name and name[0] not in {"MODIFIER", "KATAKANA-HIRAGANA"}}
    return {_CALLED.get(name, name) for name in names}


@told_elsewhere("L03", Severity.WARNING)
def link_that_leads_nowhere() -> None:
    """A link is dead, has moved for good, or does not answer in time; looked for only with `--links`.

    A source that a reader cannot open cannot be checked, and the judgment on it stands on our word alone. Pages move
    and vanish: that is easily mended while somebody still knows what stood there.

    Fix: write the new address, or that of a copy in a public archive.

    Wrong: url = "http://www.example.org/old", which answers 404 or redirects for good
    Right: url = "https://www.example.org/new"

    From: the content's form.
    """


RULES: Final[tuple[Rule, ...]] = (
    link_that_is_not_opened,
    link_with_credentials_or_trackers,
    link_that_leads_nowhere,
)
